"""The wire format of sending: the count, the time, the confirmations.

`stamp` is of the draft as it was shown: a button confirms nothing else.
"""

from aiogram.filters.callback_data import CallbackData

from core.broadcasts.moments import When


class AskConfirm(CallbackData, prefix="bcn"):
    number: int


class ConfirmBroadcast(CallbackData, prefix="bcs"):
    """`insist`: also when the same went to the same people a moment ago."""

    number: int
    stamp: str
    insist: bool = False


class ConfirmSecond(CallbackData, prefix="bcy"):
    number: int
    stamp: str


class TakeBroadcastBack(CallbackData, prefix="bcb"):
    """From the second operator: it is a draft again."""

    number: int


class AskTime(CallbackData, prefix="bct"):
    number: int


class SetTime(CallbackData, prefix="bcq"):
    number: int
    when: When


class CallOff(CallbackData, prefix="bcu"):
    """What is scheduled is a draft again."""

    number: int


class SetPaid(CallbackData, prefix="bcp"):
    number: int
    paid: bool
