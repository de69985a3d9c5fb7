"""A safety check from its first word to the last who has not answered, thirty people long."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from math import inf

import pytest

from bot.content.content import Content
from bot.features.checks.callbacks import OpenSilent, OpenTally
from bot.services.drafts import Drafts
from bot.services.launching import Launching
from bot.settings import Settings
from core.broadcasts.audience import Audience
from core.broadcasts.broadcast import Kind, State
from core.broadcasts.check import Answer
from core.locale import Locale
from core.people.topics import MUTABLE, Topic
from pretend.visitor import Visitor
from tests.conftest import MovedClock, World
from tests.features.conftest import Says
from tests.features.on_duty import ADMIN, WORDS, citizen, staffed

PLACES = (("KR", "ansan"), ("KR", "seoul"), ("QA", "doha"), ("RU", "moscow"))
LANGUAGES = ("kk", "ru", "en")
BLOCKED, MUTED, FICKLE = 1_005, 1_004, 1_001
ANSWERS = {
    Answer.SAFE: "✅ I am safe",
    Answer.HELP: "🆘 I need help",
    Answer.LEFT: "✈️ I have already left",
}
MINDS = (Answer.SAFE, Answer.SAFE, None, Answer.HELP, Answer.LEFT, Answer.SAFE, None)
"""What one after another presses; None: nothing."""


@dataclass
class Citizens:
    """Thirty, ten of each language, and what each of them has answered."""

    world: World
    says: Says
    language: dict[int, str] = field(default_factory=dict)
    place: dict[int, tuple[str, str]] = field(default_factory=dict)
    visitors: dict[int, Visitor] = field(default_factory=dict)
    answered: dict[int, Answer | None] = field(default_factory=dict)

    async def arrive(self) -> None:
        for number in range(1_001, 1_031):
            language, place = LANGUAGES[number % 3], PLACES[number % 4]
            self.language[number], self.place[number] = language, place
            self.visitors[number] = await citizen(self.world, number, language, *place)
        people = self.world.app.services["people"]
        muted = await people.recognise(MUTED, None)
        for topic in MUTABLE:
            muted = await people.hear(muted, topic, wanted=False)
        await self.visitors[BLOCKED].blocks()

    async def answer(self) -> None:
        for number in self.reached():
            self.answered[number] = MINDS[number % len(MINDS)]
            if said := self.answered[number]:
                await self.tap(number, said)

    async def tap(self, number: int, said: Answer) -> None:
        """On the check itself, wherever it stands now."""
        visitor, words = self.visitors[number], WORDS[Locale(self.language[number])].html
        check = next(one for one in visitor.sees() if one.text == words)
        label = self.says(ANSWERS[said], self.language[number])
        await visitor.taps(label, message_id=check.id)
        self.answered[number] = said

    def reached(self) -> list[int]:
        return [number for number in self.visitors if number != BLOCKED]

    def of(self, answer: Answer | None) -> set[int]:
        return {number for number, said in self.answered.items() if said is answer}


async def compose(world: World, content: Content) -> int:
    """The operator's draft, confirmed."""
    admins = frozenset({ADMIN})
    drafts = Drafts(world.db, world.clock, content, admins)
    launching = Launching(world.db, world.clock, content, admins)
    operator = await world.app.services["people"].recognise(ADMIN, None)
    number = (await drafts.new(operator)).id
    await drafts.set_topic(operator, number, Topic.SAFETY)
    await drafts.set_kind(operator, number, Kind.CHECK)
    for locale, version in WORDS.items():
        await drafts.set_version(operator, number, locale, version)
    countries = frozenset(country for country, _city in PLACES)
    await launching.set_audience(operator, number, Audience(countries=countries))
    launched = await launching.confirm(operator, number)
    assert launched.counted.broadcast.state is State.PLANNING
    return number


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_safety_check(
    settings: Settings, content: Content, clock: MovedClock, says: Says, language: str
) -> None:
    async with staffed(settings, content, clock, ADMIN, language=language) as world:
        operator, citizens = world.people[0], Citizens(world, says)
        await citizens.arrive()
        number = await compose(world, content)
        world.app.crew.sending.pacer.rate = inf
        await world.app.crew.sending.round()
        async with world.db.reading() as tx:
            tally = await tx.delivered.tally(number)
        assert (tally.sent, tally.total) == (29, 29)

        await citizens.answer()
        assert citizens.answered[MUTED] is not None
        await citizens.tap(FICKLE, Answer.LEFT)
        await citizens.tap(FICKLE, Answer.SAFE)
        clock.move(timedelta(minutes=1))
        await world.app.crew.alerts.tick()  # so many called at once that some had to wait

        await heard(operator, citizens, world, number)
        await counted(operator, citizens, number, says, language)


async def heard(operator: Visitor, citizens: Citizens, world: World, number: int) -> None:
    """Everybody who needs help has reached the operator, and nobody else."""
    calls = "".join(one.html for one in operator.sees())
    called = {one for one in citizens.visitors if f"tg://user?id={one}" in calls}
    assert called == citizens.of(Answer.HELP)
    async with world.db.reading() as tx:
        assert await tx.checks.untold(100) == []
        assert (await tx.checks.answer_of(number, FICKLE)) is Answer.SAFE


async def counted(
    operator: Visitor, citizens: Citizens, number: int, says: Says, language: str
) -> None:
    await operator.taps_data(OpenTally(number=number).pack())
    for msgid, answer in (
        ("✅ Safe: {count}", Answer.SAFE),
        ("🆘 Need help: {count}", Answer.HELP),
        ("✈️ Have left: {count}", Answer.LEFT),
        ("🔇 Silent: {count}", None),
    ):
        line = says(msgid, language).format(count=len(citizens.of(answer)))
        assert line in operator.text.splitlines()
    await operator.taps_data(OpenSilent(number=number).pack())
    silent = Counter(citizens.place[one] for one in citizens.of(None))
    lines = [line for line in operator.text.splitlines() if line.startswith("🔇")]
    assert [int(line.split()[1]) for line in lines] == sorted(silent.values(), reverse=True)
