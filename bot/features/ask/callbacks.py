"""The wire format of answers to questions. The question itself is the message replied to."""

from aiogram.filters.callback_data import CallbackData


class AskHuman(CallbackData, prefix="q"):
    pass


class NotMeant(CallbackData, prefix="qn"):
    """Another answer, please. `answer`: the one turned away; "": none of the choices."""

    answer: str = ""


class AnswerHelped(CallbackData, prefix="qh"):
    answer: str
