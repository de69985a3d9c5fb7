"""The wire format of roles."""

from aiogram.filters.callback_data import CallbackData

from core.roles.role import Role


class OpenRoles(CallbackData, prefix="o"):
    page: int = 1


class TakeRole(CallbackData, prefix="ot"):
    """Asks once more, unless `sure`."""

    person: int
    role: Role
    sure: bool = False
