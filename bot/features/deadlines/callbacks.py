"""The wire format of deadlines."""

from aiogram.filters.callback_data import CallbackData


class OpenDeadlines(CallbackData, prefix="d"):
    pass


class AddDeadline(CallbackData, prefix="da"):
    """One of `kind`, or asks of which kind when it is empty."""

    kind: str = ""


class EditDeadline(CallbackData, prefix="de"):
    id: int


class RemoveDeadline(CallbackData, prefix="dr"):
    """Asks once more, unless `sure`."""

    id: int
    sure: bool = False


class DeadlineDone(CallbackData, prefix="dd"):
    """Under a reminder."""

    id: int


class DeadlineTomorrow(CallbackData, prefix="ds"):
    """Under a reminder."""

    id: int


class AminaHour(CallbackData, prefix="dh"):
    hour: int
