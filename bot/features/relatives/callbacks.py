"""The wire format of registering a relative. The name of the relative is never in it."""

from aiogram.filters.callback_data import CallbackData


class OpenRelatives(CallbackData, prefix="k"):
    pass


class AnnounceRelative(CallbackData, prefix="ka"):
    pass


class RelativeCountry(CallbackData, prefix="kc"):
    country: str


class RelativeCountries(CallbackData, prefix="ko"):
    page: int = 1


class TakeName(CallbackData, prefix="kn"):
    """The words replied to are a name, though they sounded like danger."""

    country: str


class TakeBack(CallbackData, prefix="kb"):
    """By who announced the relative."""

    number: str


class AgreeRelative(CallbackData, prefix="kg"):
    """By the relative himself; handled where the form begins."""

    number: str


class DeclineRelative(CallbackData, prefix="kx"):
    """By the relative himself."""

    number: str
