"""The wire format of «keep offline», and the label of its button."""

from aiogram.filters.callback_data import CallbackData

from bot.texts import mark

KEEP_OFFLINE = mark("📥 Keep offline")


class KeepOffline(CallbackData, prefix="hb"):
    """The handbook of one scope, or of the person's own country when `scope` is empty."""

    scope: str = ""
