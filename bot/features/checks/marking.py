"""The chosen answer is marked on the buttons of the check itself; all three stay."""

from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.features.checks.callbacks import AnswerCheck
from bot.services.checks import Call

MARK = "✓ "
_PREFIX = f"{AnswerCheck.__prefix__}{AnswerCheck.__separator__}"


async def tick(query: CallbackQuery, call: Call) -> None:
    """A message too old to be changed keeps its buttons as they are."""
    message = query.message
    if not isinstance(message, Message) or message.reply_markup is None:
        return
    chosen = AnswerCheck(number=call.check.id, answer=call.answer).pack()
    try:
        await message.edit_reply_markup(reply_markup=marked(message.reply_markup, chosen))
    except TelegramBadRequest:
        return


def marked(keyboard: InlineKeyboardMarkup, chosen: str) -> InlineKeyboardMarkup:
    rows = [[_marked(one, chosen) for one in row] for row in keyboard.inline_keyboard]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _marked(one: InlineKeyboardButton, chosen: str) -> InlineKeyboardButton:
    if not (one.callback_data or "").startswith(_PREFIX):
        return one
    label = one.text.removeprefix(MARK)
    return one.model_copy(update={"text": MARK * (one.callback_data == chosen) + label})
