"""A screen: words with buttons under them, sent anew or put in the place of the last one."""

from dataclasses import dataclass
from logging import getLogger

from aiogram.enums import ChatType
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.filters.callback_data import CallbackData
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultsButton,
    InlineQueryResultUnion,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    ReplyParameters,
    Update,
)

log = getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
Rows = list[list[InlineKeyboardButton]]
TOO_OLD = "query is too old"
"""Telegram's word for a tap or a query it no longer waits for."""
FRESH = 300
"""Seconds Telegram may show the same inline results to the same person."""


@dataclass(frozen=True, slots=True)
class Screen:
    """`text` is Telegram HTML, already escaped where it holds what somebody typed."""

    text: str
    keyboard: InlineKeyboardMarkup | ReplyKeyboardMarkup | None = None


def button(text: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data.pack())


def link(text: str, url: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, url=url)


def screen(text: str, rows: Rows) -> Screen:
    return Screen(text, InlineKeyboardMarkup(inline_keyboard=rows))


async def send(message: Message, shown: Screen) -> None:
    await message.answer(shown.text, reply_markup=shown.keyboard, link_preview_options=NO_PREVIEW)


async def reply(message: Message, shown: Screen) -> None:
    """Sends below a quote of the message: a button under it finds the question there again."""
    await message.answer(
        shown.text,
        reply_markup=shown.keyboard,
        link_preview_options=NO_PREVIEW,
        reply_parameters=ReplyParameters(
            message_id=message.message_id, allow_sending_without_reply=True
        ),
    )


async def turn_to(query: CallbackQuery, shown: Screen, toast: str | None = None) -> None:
    """Answers the tap and edits its message in place, or sends anew where it cannot be edited."""
    await hush(query, toast)
    message, markup = query.message, shown.keyboard
    if message is None:
        return
    if (
        not isinstance(message, Message)
        or not message.text
        or isinstance(markup, ReplyKeyboardMarkup)
    ):
        await message.answer(shown.text, reply_markup=markup, link_preview_options=NO_PREVIEW)
        return
    try:
        await message.edit_text(shown.text, reply_markup=markup, link_preview_options=NO_PREVIEW)
    except TelegramBadRequest as refusal:
        if "message is not modified" in refusal.message:
            return
        await message.answer(shown.text, reply_markup=markup, link_preview_options=NO_PREVIEW)


async def follow(query: CallbackQuery, shown: Screen) -> None:
    """Sends one more message into the chat of the tapped button."""
    if query.message is not None:
        await query.message.answer(
            shown.text, reply_markup=shown.keyboard, link_preview_options=NO_PREVIEW
        )


async def offer(
    query: InlineQuery,
    results: list[InlineQueryResultUnion],
    button: InlineQueryResultsButton | None,
) -> None:
    """Answers what is typed after the bot's name, unless the person has typed on meanwhile."""
    try:
        await query.answer(results, cache_time=FRESH, is_personal=True, button=button)
    except TelegramBadRequest as refusal:
        if TOO_OLD not in refusal.message:
            raise


async def tell(update: Update, words: str) -> None:
    """Says why nothing came, where the person is looking. In a group it would be noise."""
    try:
        if update.callback_query:
            await hush(update.callback_query, words, alert=True)
        elif update.message and update.message.chat.type == ChatType.PRIVATE:
            await update.message.answer(words)
    except TelegramAPIError as error:
        log.warning("an apology did not arrive either: %s", type(error).__name__)


async def hush(query: CallbackQuery, toast: str | None = None, *, alert: bool = False) -> None:
    """Ends the spinner on the button. A tap too old to be answered is still worth its screen."""
    try:
        await query.answer(toast, show_alert=alert)
    except TelegramBadRequest as refusal:
        if TOO_OLD not in refusal.message:
            raise
