"""The library's wire format. A prefix is for ever: somebody presses an old button next year."""

from aiogram.filters.callback_data import CallbackData


class OpenShelf(CallbackData, prefix="l"):
    """The list of one scope, or of the person's own country when `scope` is empty."""

    scope: str = ""


class PickShelf(CallbackData, prefix="lc"):
    """Choosing whose articles to read."""


class OpenArticle(CallbackData, prefix="a"):
    scope: str
    slug: str
    page: int = 1


class Vote(CallbackData, prefix="v"):
    scope: str
    slug: str
    helped: bool
