"""The wire format of the first steps."""

from aiogram.filters.callback_data import CallbackData


class OpenHome(CallbackData, prefix="h"):
    pass


class ChooseLanguage(CallbackData, prefix="sl"):
    """`first` goes on to the country; otherwise back to the settings."""

    language: str
    first: bool


class ChooseCountry(CallbackData, prefix="sc"):
    country: str
    first: bool


class MoreCountries(CallbackData, prefix="so"):
    first: bool
    page: int = 1


class EditLanguage(CallbackData, prefix="stl"):
    """From the settings."""


class EditCountry(CallbackData, prefix="stc"):
    """From the settings."""
