"""An operator at the desk and the citizens he writes to; the bot's rounds are made by hand."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

from bot.telegram.audience_words import language_name
from bot.texts import Texts
from core.broadcasts.broadcast import Broadcast
from core.locale import Locale
from core.people.topics import Topic
from pretend.jsons import text
from pretend.visitor import Seen, Visitor
from tests.conftest import World
from tests.features.conftest import Says
from tests.features.on_duty import citizen

HERE = ("KR", "ansan")
PLACES = (HERE, ("KR", "seoul"), ("QA", "doha"))
LANGUAGES = ("kk", "ru", "en")
BLOCKED, MUTED, LEAVING = 1_004, 1_009, 1_012
"""Who blocked the bot long ago, who switched the topic off, who blocks it while it is sending."""

Look = tuple[str, bool, tuple[str, ...]]
"""Words, whether there is a file, buttons."""


def look(seen: Seen) -> Look:
    return seen.html, seen.media is not None, seen.buttons


@dataclass
class Citizens:
    """Thirty: ten of each language, twenty of them in Korea."""

    world: World
    language: dict[int, str] = field(default_factory=dict)
    country: dict[int, str] = field(default_factory=dict)
    city: dict[int, str] = field(default_factory=dict)
    visitors: dict[int, Visitor] = field(default_factory=dict)

    async def arrive(self) -> None:
        for number in range(1_001, 1_031):
            language, place = LANGUAGES[number % 3], PLACES[number // 3 % 3]
            self.language[number] = language
            self.country[number], self.city[number] = place
            self.visitors[number] = await citizen(self.world, number, language, *place)
        people = self.world.app.services["people"]
        await people.hear(await people.recognise(MUTED, None), Topic.CONSULAR, wanted=False)
        await self.visitors[BLOCKED].blocks()

    def in_korea(self) -> Iterator[int]:
        return (number for number, country in self.country.items() if country == "KR")

    def reachable(self) -> set[int]:
        return set(self.in_korea()) - {BLOCKED, MUTED}

    def got(self, words: str) -> dict[int, Seen]:
        """Who has a message that holds these words, and the message."""
        return {
            number: one
            for number, visitor in self.visitors.items()
            for one in visitor.sees()
            if words in one.text
        }


@dataclass
class Operator:
    """Presses what stands on his screen, in his language."""

    world: World
    visitor: Visitor
    texts: Texts
    says: Says
    language: str

    async def lives(self, country: str, city: str) -> None:
        people = self.world.app.services["people"]
        person = await people.live_in(await people.recognise(self.visitor.id, None), country)
        await people.live_at(person, city)

    def word(self, msgid: str, **values: object) -> str:
        return self.says(msgid, self.language).format(**values)

    def tongue(self, language: str) -> str:
        with self.texts.speaking(Locale(self.language)):
            return language_name(Locale(language))

    async def presses(self, label: str) -> str:
        """On the newest message with this button: he gets his own broadcasts, too."""
        seen = self.visitor.sees()
        message = next((one.id for one in reversed(seen) if label in one.buttons), None)
        await self.visitor.taps(label, message_id=message)
        return self.visitor.text

    async def taps(self, *msgids: str) -> str:
        for msgid in msgids:
            await self.presses(self.word(msgid))
        return self.visitor.text

    async def opens(self, language: str) -> None:
        await self.presses(f"✏️ {self.tongue(language)}")

    async def confirms(self) -> str:
        """The one button that says how many it goes to."""
        (go,) = [one for one in self.visitor.buttons() if one.startswith("✅")]
        await self.visitor.taps(go)
        return go

    def file(self) -> bytes:
        """The document or picture that came last."""
        media = self.visitor.last.media
        assert media is not None
        found = self.world.telegram.world.files.get(text(media["file_id"]))
        assert found is not None
        return found.data

    async def kept(self, number: int = 1) -> Broadcast:
        async with self.world.db.reading() as tx:
            found = await tx.broadcasts.get(number)
        assert found is not None
        return found


@dataclass
class Pace:
    """The pacer's clock and its patience; at a given wait somebody does something."""

    at: int
    act: Callable[[], Awaitable[object]]
    seconds: float = 0.0
    waits: int = 0

    def clock(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        self.waits += 1
        if self.waits == self.at:
            await self.act()
