"""What people agreed to. The only writer of the table `consents`."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.tables.consents import consents
from db.tables.forms import forms
from db.tables.stays import stays
from db.upsert import insert_into


@dataclass(frozen=True, slots=True)
class ConsentsRepository:
    connection: AsyncConnection

    async def version(self, person_id: int, purpose: str) -> str | None:
        """Which words the person agreed to; None: to none."""
        found = await self.connection.execute(
            select(consents.c.version).where(_is(person_id, purpose))
        )
        return found.scalar_one_or_none()

    async def give(self, person_id: int, purpose: str, version: str, now: datetime) -> None:
        """Records a consent; the moment of the first to these words is kept."""
        given = {"version": version, "given_at": now}
        statement = insert_into(self.connection, consents).values(
            person_id=person_id, purpose=purpose, **given
        )
        await self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=list(consents.primary_key),
                set_=given,
                where=consents.c.version != version,
            )
        )

    async def withdraw(self, person_id: int, purpose: str) -> None:
        await self.connection.execute(delete(consents).where(_is(person_id, purpose)))

    async def drop_idle(self, purpose: str, before: datetime) -> None:
        """Drops old ones nothing came of: no stay, and no half-filled form for this purpose."""
        person = consents.c.person_id
        await self.connection.execute(
            delete(consents).where(
                consents.c.purpose == purpose,
                consents.c.given_at < before,
                person.not_in(select(stays.c.person_id).where(stays.c.person_id.is_not(None))),
                person.not_in(select(forms.c.person_id).where(forms.c.destiny == purpose)),
            )
        )


def _is(person_id: int, purpose: str) -> ColumnElement[bool]:
    return and_(consents.c.person_id == person_id, consents.c.purpose == purpose)
