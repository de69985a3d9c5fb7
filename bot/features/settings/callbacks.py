"""The wire format of the settings."""

from aiogram.filters.callback_data import CallbackData

from core.people.topics import Topic


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


class OpenAlerts(CallbackData, prefix="sn"):
    pass


class HearTopic(CallbackData, prefix="snt"):
    """Carries what is wanted: tapped twice, it says the same."""

    topic: Topic
    wanted: bool


class OpenQuiet(CallbackData, prefix="sq"):
    pass


class PickQuiet(CallbackData, prefix="sqp"):
    """From which hour; -1 asks for it."""

    since: int = -1


class SetQuiet(CallbackData, prefix="sqs"):
    """Both the same hour: never quiet."""

    since: int
    until: int


class UsualQuiet(CallbackData, prefix="squ"):
    pass


class About(CallbackData, prefix="sa"):
    pass
