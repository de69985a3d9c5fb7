"""The wire format of «report a mistake»."""

from aiogram.filters.callback_data import CallbackData


class ReportMistake(CallbackData, prefix="x"):
    """About an article, or about the bot when `scope` and `slug` are empty."""

    scope: str = ""
    slug: str = ""
