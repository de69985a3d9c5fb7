"""The wire format of safety checks. `number` is the broadcast's."""

from aiogram.filters.callback_data import CallbackData


class AnswerCheck(CallbackData, prefix="bz"):
    """`answer`: a value of core.broadcasts.check.Answer."""

    number: int
    answer: str


class OpenTally(CallbackData, prefix="bzt"):
    """For operators: who answered what, by country and city."""

    number: int


class OpenSilent(CallbackData, prefix="bzs"):
    """For operators: how many got it and have not answered, by city."""

    number: int


class ExportSilent(CallbackData, prefix="bze"):
    """For operators: a file of those who have not answered."""

    number: int
