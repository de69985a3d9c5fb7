"""Mistakes that readers report, and Telegram's ids of files sent before. Names nobody."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.knowledge.mistake import Mistake
from core.locale import Locale
from db.tables.editing import kept_files, mistakes
from db.upsert import insert_into


@dataclass(frozen=True, slots=True)
class EditingRepository:
    connection: AsyncConnection

    async def report(self, mistake: Mistake, update_id: int | None) -> None:
        """Once for an update, however often it comes."""
        statement = insert_into(self.connection, mistakes).values(
            article=mistake.article,
            words=mistake.words,
            language=mistake.language.value,
            reported_at=mistake.reported_at,
            update_id=update_id,
        )
        await self.connection.execute(statement.on_conflict_do_nothing())

    async def newest(self, limit: int) -> list[Mistake]:
        found = await self.connection.execute(
            select(mistakes).order_by(mistakes.c.reported_at.desc()).limit(limit)
        )
        return [
            Mistake(row.article, row.words, Locale(row.language), row.reported_at) for row in found
        ]

    async def reported(self) -> int:
        found = await self.connection.execute(select(func.count()).select_from(mistakes))
        return found.scalar_one()

    async def file_id(self, name: str, digest: str) -> str | None:
        """Telegram's id of the file as it is now; None when it was never sent or has changed."""
        found = await self.connection.execute(
            select(kept_files.c.file_id).where(
                kept_files.c.name == name, kept_files.c.digest == digest
            )
        )
        return found.scalar_one_or_none()

    async def keep_file(self, name: str, digest: str, file_id: str) -> None:
        kept = {"digest": digest, "file_id": file_id}
        statement = insert_into(self.connection, kept_files).values(name=name, **kept)
        await self.connection.execute(
            statement.on_conflict_do_update(index_elements=[kept_files.c.name], set_=kept)
        )

    async def drop_file(self, name: str) -> None:
        """Telegram no longer knows the id."""
        await self.connection.execute(kept_files.delete().where(kept_files.c.name == name))
