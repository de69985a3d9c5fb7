"""A person who fills in the form of a registration, in any language."""

from dataclasses import dataclass, replace
from datetime import date

from aiogram.fsm.storage.base import StorageKey

from bot.features.stays.callbacks import GoOn
from bot.fsm.drafts import DESTINY, KEY
from bot.texts import Texts
from bot.words import flagged, long_date
from core.locale import Locale
from core.people.consent import STAY_CONSENT
from core.people.person import Person
from core.stays.draft import Draft, Step
from core.stays.saved import from_json, to_json
from core.stays.stay import Companion, Purpose, Stay, Trusted
from pretend.visitor import Visitor
from tests.conftest import World

TITLES = {
    Step.COUNTRY: "Which country are you in?",
    Step.CITY: "Which city are you in?",
    Step.PURPOSE: "What are you there for?",
    Step.SINCE: "Since when are you there?",
    Step.UNTIL: "Until when do you expect to stay?",
    Step.EMPLOYER: "Where do you work or study?",
    Step.PHONE: "What is your phone number?",
    Step.COMPANIONS: "Who is there with you?",
    Step.TRUSTED: "Who at home should be told if you are in trouble?",
}
CHECK = "Is everything right?"
ANSWERED = Draft(
    number="23456789AB",
    consent=STAY_CONSENT,
    country="KR",
    city="ansan",
    purpose=Purpose.WORK,
    since=date(2026, 5, 12),
    until=date(2027, 11, 23),
    employer="Hanul",
    phone="+821065729311",
    companions=(Companion("Aisha", 2015),),
    trusted=Trusted("Gulnar", "+77011234567"),
    passed=frozenset(Step),
)
"""Every question answered."""


def at(step: Step | None) -> Draft:
    """A form in which all the questions before this one are answered, and no other."""
    order = list(Step)
    place = order.index(step) if step else len(order)
    nothing = Draft(ANSWERED.number, ANSWERED.consent)
    later = {one.value: getattr(nothing, one.value) for one in order[place:]}
    return replace(ANSWERED, passed=frozenset(order[:place]), **later)


@dataclass
class Filling:
    """Answers one question after another; `says` translates into the language of the person."""

    world: World
    visitor: Visitor
    texts: Texts
    language: Locale = Locale.KK

    def says(self, msgid: str) -> str:
        return self.texts.everywhere(msgid)[self.language]

    def named(self, country: str) -> str:
        with self.texts.speaking(self.language):
            return flagged(country)

    def dated(self, day: date) -> str:
        with self.texts.speaking(self.language):
            return long_date(day)

    async def taps(self, msgid: str) -> str:
        return await self.visitor.taps(self.says(msgid))

    async def writes(self, words: str) -> str:
        return await self.visitor.writes(words)

    async def begins(self) -> str:
        """From the menu, through the consent, to the first question."""
        await self.taps("📝 Registration")
        return await self.taps("✅ I agree")

    async def comes_to(self, step: Step | None) -> str:
        """Straight to a question: the consent is given, what is asked before it is answered."""
        services, key = self.world.app.services, self._key
        await services["stays"].agree(Person(self.visitor.id, self.language))
        draft = replace(at(step), number=f"{self.visitor.id:A>10}")
        await services["forms"].set_data(key, {KEY: to_json(draft)})
        return await self.goes_on()

    async def answers(self, step: Step, answer: str) -> str:
        if step is Step.PURPOSE:
            return await self.taps("💼 Work")
        words = await self.writes(answer)
        return await self.taps("✅ That is all") if step is Step.COMPANIONS else words

    def asks(self, step: Step | None) -> bool:
        """Whether the newest screen with buttons is this question; the check for None."""
        wanted = self.says(TITLES[step] if step else CHECK)
        shown = [seen for seen in self.visitor.sees() if seen.buttons]
        return wanted in shown[-1].text

    async def draft(self) -> Draft | None:
        return from_json((await self.world.app.services["forms"].get_data(self._key)).get(KEY))

    async def stay(self) -> Stay | None:
        """What is registered, with its sealed part, in a transaction of the test's own."""
        async with self.world.db.reading() as tx:
            return await tx.stays.of_person(self.visitor.id)

    async def goes_on(self) -> str:
        return await self.visitor.taps_data(GoOn().pack())

    @property
    def _key(self) -> StorageKey:
        bot = self.world.app.bot.id
        return StorageKey(bot, self.visitor.id, self.visitor.id, destiny=DESTINY)
