"""The wire format of «my data»."""

from aiogram.filters.callback_data import CallbackData


class MyData(CallbackData, prefix="sm"):
    pass


class ExportData(CallbackData, prefix="se"):
    pass


class AskForget(CallbackData, prefix="sf"):
    pass


class Forget(CallbackData, prefix="sfy"):
    pass
