"""A tap that names a mission hands the mission over; a mission that is gone matches nothing."""

from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from bot.content.content import Content


class ForMission(Filter):
    """Gives `mission` and the unpacked `callback_data` of the given kind."""

    def __init__(self, kind: type[CallbackData]) -> None:
        self.kind = kind
        self.prefix = kind.__prefix__ + kind.__separator__

    async def __call__(self, query: CallbackQuery, content: Content) -> bool | dict[str, object]:
        if not (query.data or "").startswith(self.prefix):
            return False
        try:
            data = self.kind.unpack(query.data or "")
        except (TypeError, ValueError):
            return False
        mission = content.missions.get(getattr(data, "mission", ""))
        return {"mission": mission, "callback_data": data} if mission else False
