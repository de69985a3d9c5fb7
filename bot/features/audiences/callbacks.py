"""The wire format of choosing an audience. A button carries what it sets, not «the other way»."""

from aiogram.filters.callback_data import CallbackData

from core.broadcasts.choosing import Part


class OpenPart(CallbackData, prefix="bap"):
    """The choices of one kind."""

    number: int
    part: Part
    page: int = 1


class Choose(CallbackData, prefix="bac"):
    """`value`: a code, an id or a number. `on`: whether it is wanted from now on."""

    number: int
    part: Part
    value: str
    on: bool
