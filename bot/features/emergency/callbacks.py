"""The wire format of the emergency card."""

from aiogram.filters.callback_data import CallbackData


class OpenEmergency(CallbackData, prefix="e"):
    """The card of a country, or of the person's own when `country` is empty."""

    country: str = ""


class EmergencyCountries(CallbackData, prefix="eo"):
    page: int = 1
