"""What is kept about a person: shown to him, handed to him, deleted. Always all of it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.services.people import People
from core.broadcasts.check import Answered
from core.deadlines.deadline import Deadline
from core.people.person import Person
from core.roles.role import Grant
from core.stays.stay import Stay
from core.teams.team import Team
from db.database import Database, Transaction
from db.progress import FormKey

SEALED_JSON = frozenset({"sealed", "data"})
"""Columns that may hold JSON of their own: opened, it is told as such."""

Row = Mapping[str, object]
Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Consent:
    """What the person agreed to (`stay` or `team`), in which words, and when."""

    purpose: str
    version: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Led:
    """A brigade the person founded, and how many joined it."""

    team: Team
    members: int


@dataclass(frozen=True, slots=True)
class Membership:
    """A brigade the person joined; `name` is what its leader sees of him."""

    team: Team
    name: str | None
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class Stored:
    """Everything kept about a person.

    `announced`: relatives who have not agreed yet. `draft`: a form he may come back to; any other
    ends with the tap that asks for this. `broadcasts`: how many were meant for him. `answers`: to
    safety checks. `moved_at`: when he last set a language or a place, or came back.
    """

    person: Person
    seen_at: datetime | None = None
    votes: int = 0
    number_reports: int = 0
    stays: tuple[Stay, ...] = ()
    consents: tuple[Consent, ...] = ()
    announced: tuple[Stay, ...] = ()
    teams: tuple[Led, ...] = ()
    memberships: tuple[Membership, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    draft: bool = False
    notices: int = 0
    broadcasts: int = 0
    answers: tuple[Answered, ...] = ()
    roles: tuple[Grant, ...] = ()
    moved_at: datetime | None = None

    @property
    def anything(self) -> bool:
        """Whether there is a row of the person anywhere."""
        return self != Stored(self.person) or self.person.known


@dataclass(frozen=True, slots=True)
class Privacy:
    db: Database
    clock: Callable[[], datetime]
    people: People

    async def stored(self, person: Person) -> Stored:
        async with self.db.reading() as tx:
            rows = await tx.personal.rows_of(person.id)
            own, announced = await _stays(tx, person, rows)
            return Stored(
                person=await tx.people.get(person.id) or person,
                seen_at=await tx.people.last_seen(person.id),
                votes=await tx.feedback.votes_of(person.id),
                number_reports=await tx.feedback.reports_by(person.id),
                stays=own,
                consents=_consents(rows),
                announced=announced,
                teams=await _teams(tx, rows),
                memberships=await _memberships(tx, person, rows),
                deadlines=tuple(await tx.deadlines.of_person(person.id)),
                draft=any(
                    row["destiny"] != FormKey(0, 0).destiny for row in rows.get("forms", ())
                ),
                notices=len(rows.get("notices", ())),
                broadcasts=len(rows.get("deliveries", ())),
                answers=tuple(await tx.checks.of_person(person.id)),
                roles=tuple(await tx.grants.of(person.id)),
                moved_at=await tx.people.last_moved(person.id),
            )

    async def export(self, person: Person) -> bytes:
        """Every row that carries the person's id, as JSON; sealed columns are open in it."""
        async with self.db.reading() as tx:
            rows = await tx.personal.rows_of(person.id)
        head = {
            "bot": "Saparlas",
            "exported_at": self.clock().isoformat(),
            "telegram_id": person.id,
        }
        kept = {table: [_told(row) for row in found] for table, found in rows.items() if found}
        return json.dumps({**head, "kept": kept}, ensure_ascii=False, indent=2).encode()

    async def forget(self, person: Person) -> Person:
        """Erases every row that carries the person's id; he is a stranger again."""
        return await self.people.forget(person)


async def _stays(
    tx: Transaction, person: Person, rows: Rows
) -> tuple[tuple[Stay, ...], tuple[Stay, ...]]:
    """The person's own registrations, the newest first, and those he made for relatives."""
    numbers = [str(row["number"]) for row in rows.get("stays", ())]
    found = [stay for number in numbers if (stay := await tx.stays.get(number))]
    found.sort(key=lambda stay: (stay.open, stay.created_at), reverse=True)
    own = tuple(stay for stay in found if stay.person_id == person.id)
    return own, tuple(stay for stay in found if stay.registered_by == person.id)


async def _teams(tx: Transaction, rows: Rows) -> tuple[Led, ...]:
    codes = [str(row["code"]) for row in rows.get("teams", ())]
    found = [team for code in codes if (team := await tx.teams.get(code))]
    return tuple([Led(team, len(await tx.teams.members(team.code))) for team in found])


async def _memberships(tx: Transaction, person: Person, rows: Rows) -> tuple[Membership, ...]:
    joined = {str(row["code"]): row for row in rows.get("team_members", ())}
    return tuple(
        Membership(
            team, _text(joined[team.code]["sealed"]), _moment(joined[team.code]["joined_at"])
        )
        for team in await tx.teams.memberships(person.id)
        if team.code in joined
    )


def _consents(rows: Rows) -> tuple[Consent, ...]:
    return tuple(
        Consent(str(row["purpose"]), str(row["version"]), _moment(row["given_at"]))
        for row in rows.get("consents", ())
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _moment(value: object) -> datetime:
    if not isinstance(value, datetime):
        raise TypeError(f"no moment but {type(value).__name__}")
    return value


def _told(row: Row) -> dict[str, object]:
    return {column: _plain(column, value) for column, value in row.items()}


def _plain(column: str, value: object) -> object:
    """A value as JSON has it: moments and days in ISO, what is JSON already as itself."""
    match value:
        case date():
            return value.isoformat()
        case str() if column in SEALED_JSON and value.startswith("{"):
            try:
                return json.loads(value)
            except ValueError:
                return value
        case _:
            return value
