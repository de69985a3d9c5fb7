"""The wire format of composing. `number` is the broadcast's; a button carries what it sets."""

from aiogram.filters.callback_data import CallbackData

from core.broadcasts.broadcast import Kind
from core.locale import Locale
from core.people.topics import Topic


class ChooseTopic(CallbackData, prefix="bkt"):
    """Asks which one when there is no `topic`."""

    number: int
    topic: Topic | None = None


class ChooseKind(CallbackData, prefix="bkk"):
    number: int
    kind: Kind


class SetDrill(CallbackData, prefix="bkd"):
    number: int
    drill: bool


class OpenVersion(CallbackData, prefix="bkl"):
    number: int
    locale: Locale


class WriteVersion(CallbackData, prefix="bkw"):
    number: int
    locale: Locale


class DropVersion(CallbackData, prefix="bkx"):
    """Asks once more, unless `sure`."""

    number: int
    locale: Locale
    sure: bool = False


class SetFallback(CallbackData, prefix="bkf"):
    """Who speaks `locale` gets the version of `other`; with `locale` itself he is left out.

    None: what was chosen is taken back.
    """

    number: int
    locale: Locale
    other: Locale | None = None


class WriteButtons(CallbackData, prefix="bkb"):
    number: int
    locale: Locale


class PreviewDraft(CallbackData, prefix="bkp"):
    number: int


class TryDraft(CallbackData, prefix="bke"):
    """To the operator himself, exactly as a citizen gets it."""

    number: int


class DropDraft(CallbackData, prefix="bkr"):
    """Asks once more, unless `sure`."""

    number: int
    sure: bool = False
