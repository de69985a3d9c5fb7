"""What people on duty did. Lines are added and never changed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.roles.audit import Audited
from db.tables.roles import audit

_ACTION, _ABOUT, _DETAIL = 24, 40, 400


@dataclass(frozen=True, slots=True)
class AuditRepository:
    connection: AsyncConnection

    async def write(
        self, at: datetime, actor_id: int, action: str, about: str, detail: str = ""
    ) -> None:
        await self.connection.execute(
            audit.insert().values(
                at=at,
                actor_id=actor_id,
                action=action[:_ACTION],
                about=about[:_ABOUT],
                detail=detail[:_DETAIL],
            )
        )

    async def last_of(self, action: str, about: str) -> dict[str, int]:
        """Who was the last to do this, by the detail of what was done."""
        found = await self.connection.execute(
            select(audit.c.detail, audit.c.actor_id)
            .where(audit.c.action == action, audit.c.about == about)
            .order_by(audit.c.id)
        )
        return {row.detail: row.actor_id for row in found}

    async def last(self, actions: Collection[str], about: str) -> str | None:
        """Which of these was done last."""
        found = await self.connection.execute(
            select(audit.c.action)
            .where(audit.c.action.in_(actions), audit.c.about == about)
            .order_by(audit.c.id.desc())
            .limit(1)
        )
        return found.scalar_one_or_none()

    async def newest(self, limit: int) -> list[Audited]:
        found = await self.connection.execute(
            select(audit).order_by(audit.c.id.desc()).limit(limit)
        )
        return [Audited(*row) for row in found]
