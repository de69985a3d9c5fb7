"""Two verbs: `reading` and `writing`. A service method uses one of them, once."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Self

from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db.alone import Alone
from db.engine import build_engines
from db.progress import Progress, Stage, current
from db.repositories.audiences import AudiencesRepository
from db.repositories.audit import AuditRepository
from db.repositories.broadcasts import BroadcastsRepository
from db.repositories.checks import ChecksRepository
from db.repositories.consents import ConsentsRepository
from db.repositories.deadlines import DeadlinesRepository
from db.repositories.deliveries import DeliveriesRepository
from db.repositories.deliveries_told import DeliveriesToldRepository
from db.repositories.editing import EditingRepository
from db.repositories.feedback import FeedbackRepository
from db.repositories.forms import FormsRepository
from db.repositories.grants import GrantsRepository
from db.repositories.notices import NoticesRepository
from db.repositories.people import PeopleRepository
from db.repositories.personal import PersonalRepository
from db.repositories.questions import QuestionsRepository
from db.repositories.receipts import ReceiptsRepository
from db.repositories.sealed import SealedRepository
from db.repositories.stays import StaysRepository
from db.repositories.teams import TeamsRepository
from db.sealing import Seal


class Unavailable(Exception):  # noqa: N818 - a state of the world, not a mistake of ours
    """The database did not answer. Whatever can be said without it still should be."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """Repositories over one connection.

    `repeated`: the effect of the update in hand was stored before a restart. `writes`: what is
    read is perhaps changed and kept as a whole, so it is to be locked where there is a choice.
    """

    people: PeopleRepository
    forms: FormsRepository
    receipts: ReceiptsRepository
    feedback: FeedbackRepository
    editing: EditingRepository
    questions: QuestionsRepository
    stays: StaysRepository
    consents: ConsentsRepository
    teams: TeamsRepository
    deadlines: DeadlinesRepository
    notices: NoticesRepository
    personal: PersonalRepository
    sealed: SealedRepository
    broadcasts: BroadcastsRepository
    audiences: AudiencesRepository
    deliveries: DeliveriesRepository
    delivered: DeliveriesToldRepository
    checks: ChecksRepository
    grants: GrantsRepository
    audit: AuditRepository
    repeated: bool = False
    writes: bool = False

    @classmethod
    def over(
        cls, connection: AsyncConnection, seal: Seal | None = None, *, repeated: bool = False
    ) -> Self:
        return cls(
            PeopleRepository(connection),
            FormsRepository(connection, seal),
            ReceiptsRepository(connection),
            FeedbackRepository(connection),
            EditingRepository(connection),
            QuestionsRepository(connection),
            StaysRepository(connection, seal),
            ConsentsRepository(connection),
            TeamsRepository(connection, seal),
            DeadlinesRepository(connection),
            NoticesRepository(connection),
            PersonalRepository(connection, seal),
            SealedRepository(connection, seal),
            BroadcastsRepository(connection),
            AudiencesRepository(connection),
            DeliveriesRepository(connection),
            DeliveriesToldRepository(connection),
            ChecksRepository(connection),
            GrantsRepository(connection),
            AuditRepository(connection),
            repeated,
        )


@dataclass(frozen=True, slots=True)
class Database:
    """Short transactions. Nothing may call Telegram inside one.

    `seal`: None without a key, and then nothing personal is stored. `alone`: to be taken by who
    sends broadcasts.
    """

    writer: AsyncEngine
    reader: AsyncEngine
    clock: Callable[[], datetime]
    alone: Alone
    seal: Seal | None = None

    @classmethod
    def at(
        cls,
        url: str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        keys: Sequence[str] = (),
    ) -> Self:
        """Raises ValueError for a key that is none."""
        alone = Alone(make_url(url))
        return cls(*build_engines(url), clock, alone, Seal(keys) if keys else None)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        """Sees one state of the database, blocks nobody. Raises Unavailable."""
        with _translated():
            async with self.reader.begin() as connection:
                yield Transaction.over(connection, self.seal)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Transaction]:
        """Commits at the end, or leaves nothing. Raises Unavailable.

        On behalf of an update it leaves the update's receipt in the same transaction.
        """
        progress = current()
        with _translated():
            async with self.writer.begin() as connection:
                yield replace(await self._with_receipt(connection, progress), writes=True)
        if progress is not None and progress.stage is Stage.FRESH:
            progress.stage = Stage.STORED

    async def _with_receipt(
        self, connection: AsyncConnection, progress: Progress | None
    ) -> Transaction:
        if progress is None:
            return Transaction.over(connection, self.seal)
        if progress.stage is Stage.FRESH:
            await ReceiptsRepository(connection).stored(progress.update_id, self.clock())
        return Transaction.over(connection, self.seal, repeated=progress.replayed)

    async def close(self) -> None:
        await self.writer.dispose()
        await self.reader.dispose()
        self.alone.close()


class _translated:  # noqa: N801 - reads as a word of its own
    """SQLAlchemy's failures leave this package as Unavailable."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, SQLAlchemyError | OSError):
            raise Unavailable(type(error).__name__) from error
