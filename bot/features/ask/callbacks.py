"""The wire format of «ask a human»."""

from aiogram.filters.callback_data import CallbackData


class AskHuman(CallbackData, prefix="q"):
    pass
