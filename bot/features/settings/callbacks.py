"""The wire format of the settings."""

from aiogram.filters.callback_data import CallbackData


class OpenSettings(CallbackData, prefix="st"):
    pass


class EditCity(CallbackData, prefix="sty"):
    pass


class ChooseCity(CallbackData, prefix="sy"):
    """`place` is the city's number in its country's list; -1 forgets the city."""

    country: str
    place: int


class TypeCity(CallbackData, prefix="syt"):
    pass


class About(CallbackData, prefix="sa"):
    pass
