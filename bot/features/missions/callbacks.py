"""The wire format of missions. Mission ids are for ever."""

from aiogram.filters.callback_data import CallbackData


class OpenMission(CallbackData, prefix="m"):
    mission: str


class MissionsOf(CallbackData, prefix="mc"):
    """The list of a country, or of the person's own when `country` is empty."""

    country: str = ""


class MissionCountries(CallbackData, prefix="ml"):
    page: int = 1


class AskPlace(CallbackData, prefix="mn"):
    """«Nearest to me»: asks for the location."""


class ShowPlace(CallbackData, prefix="mv"):
    """A pin on the map."""

    mission: str


class SaveContact(CallbackData, prefix="mk"):
    """A contact card for the phone's own address book."""

    mission: str


class PickDeadNumber(CallbackData, prefix="md"):
    """«Number does not answer»: asks which one."""

    mission: str


class ReportNumber(CallbackData, prefix="mr"):
    """`number` without its plus sign."""

    mission: str
    number: str
