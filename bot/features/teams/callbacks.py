"""The wire format of brigades. A code is no secret from whoever was sent its link."""

from aiogram.filters.callback_data import CallbackData


class OpenTeam(CallbackData, prefix="t"):
    """His own brigade, or what one is; and those he has joined."""


class FoundTeam(CallbackData, prefix="tn"):
    pass


class JoinTeam(CallbackData, prefix="tj"):
    code: str


class LeaveTeam(CallbackData, prefix="tl"):
    code: str


class CloseTeam(CallbackData, prefix="tc"):
    """His own brigade; asks once more unless `sure`."""

    sure: bool = False


class TeamMembers(CallbackData, prefix="tm"):
    page: int = 1


class TeamQr(CallbackData, prefix="tq"):
    pass
