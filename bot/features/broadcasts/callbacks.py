"""The wire format of broadcasts, for operators. `number` is the broadcast's."""

from aiogram.filters.callback_data import CallbackData


class OpenBroadcasts(CallbackData, prefix="b"):
    page: int = 1


class OpenBroadcast(CallbackData, prefix="bo"):
    """Its screen: the draft, the progress or the report, whatever it is now."""

    number: int


class OpenDraft(CallbackData, prefix="bd"):
    number: int


class NewDraft(CallbackData, prefix="bn"):
    pass


class OpenAudience(CallbackData, prefix="ba"):
    number: int


class OpenReach(CallbackData, prefix="bc"):
    """The honest count, and the way on to sending."""

    number: int


class PauseBroadcast(CallbackData, prefix="bp"):
    number: int


class ResumeBroadcast(CallbackData, prefix="br"):
    number: int


class CancelBroadcast(CallbackData, prefix="bx"):
    number: int
    sure: bool = False


class RetryUncertain(CallbackData, prefix="bru"):
    """To those who perhaps have it; asks once more unless `sure`."""

    number: int
    sure: bool = False


class ExportReport(CallbackData, prefix="bre"):
    number: int


class DrawReport(CallbackData, prefix="brd"):
    number: int


class EditBroadcast(CallbackData, prefix="brt"):
    """After sending: asks in which language the words are to be changed."""

    number: int


class EditVersion(CallbackData, prefix="brv"):
    number: int
    language: str


class ChangeText(CallbackData, prefix="bry"):
    """The words just written take the place of the old ones. `stamp`: of those words."""

    number: int
    stamp: str


class RecallBroadcast(CallbackData, prefix="brr"):
    """Asks once more unless `sure`."""

    number: int
    sure: bool = False


class CloseAlert(CallbackData, prefix="brc"):
    """Asks how; with `sure` it is closed without a word."""

    number: int
    sure: bool = False


class WriteClosing(CallbackData, prefix="brw"):
    number: int
