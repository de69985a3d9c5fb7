"""Questions in people's own words: what is found, what helped, what nothing was found for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from logging import getLogger

from cachetools import LRUCache

from core.people.person import Person
from core.refusal import Refusal
from core.search.decision import Found, Result
from core.search.memory import Asked, Judged
from core.search.search import Search
from db.database import Database, Unavailable
from db.retention import RETENTION

KEPT = 256
SHOWN = 20

log = getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Heard:
    """What operators read of the questions: the most pressing ones, and how many there are."""

    unanswered: list[Asked]
    count: int
    missed: list[Judged]


@dataclass(frozen=True, slots=True)
class Asking:
    """Finding needs no database. What is remembered names nobody: see core.search.memory."""

    search: Search
    db: Database
    clock: Callable[[], datetime]
    admins: frozenset[int]
    _found: LRUCache[tuple[str, str | None], Found] = field(default_factory=lambda: LRUCache(KEPT))

    def find(self, person: Person, question: str, *, remember: bool = True) -> Found:
        """The same question is worked out once, however many routes ask about it.

        What is typed into a form is no question: it is looked at, and not remembered.
        """
        key = (question, person.country)
        found = self._found.get(key)
        if found is None:
            found = self.search.find(*key)
            if remember:
                self._found[key] = found
        return found

    def others(self, person: Person, question: str) -> tuple[Result, ...]:
        """All that was found for the question, sure or not; nothing for no question."""
        return self.find(person, question).results if question else ()

    async def unanswered(self, person: Person, question: str) -> None:
        """Remembers a question nothing was found for. Without a database there is no memory."""
        trace = self.search.trace(question)
        if not trace.says_something:
            return
        try:
            async with self.db.writing() as tx:
                if not tx.repeated:
                    await tx.questions.unanswered(
                        trace, person.language, person.country, self._today()
                    )
        except Unavailable:
            log.warning("a question that could not be answered was not remembered")

    async def helped(self, person: Person, question: str, answer: str) -> None:
        """Raises Unavailable."""
        await self._judged(person, question, answer, helped=True)

    async def missed(self, person: Person, question: str, answer: str) -> None:
        """The answer was not what the person meant. He is shown others without a database too."""
        try:
            await self._judged(person, question, answer, helped=False)
        except Unavailable:
            log.warning("an answer that was turned away was not counted")

    async def heard(self, person: Person) -> Heard:
        """Raises Refusal(admins_only)."""
        if person.id not in self.admins:
            raise Refusal("admins_only")
        async with self.db.reading() as tx:
            return Heard(
                await tx.questions.most_asked(SHOWN),
                await tx.questions.how_many_unanswered(),
                await tx.questions.most_missed(SHOWN),
            )

    async def forget_old(self) -> None:
        """Drops what nobody asked or judged for half a year."""
        async with self.db.writing() as tx:
            await tx.questions.forget(before=self.clock() - RETENTION["unanswered"].lasting)

    def _today(self) -> datetime:
        """The day alone: a moment would join the words to a vote or a message."""
        return self.clock().replace(hour=0, minute=0, second=0, microsecond=0)

    async def _judged(self, person: Person, question: str, answer: str, *, helped: bool) -> None:
        """A vote for the article as everywhere, and one for the question's cluster."""
        trace = self.search.trace(question)
        async with self.db.writing() as tx:
            if "/" in answer:
                await tx.feedback.vote(person.id, answer, helped=helped, now=self.clock())
            if trace.says_something and not tx.repeated:
                await tx.questions.judged(trace, answer, helped=helped, now=self._today())
