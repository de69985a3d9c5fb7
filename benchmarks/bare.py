"""The bare aiogram bot of the comparison: it replays recorded answers as a tutorial would."""

from collections.abc import Callable, Sequence
from typing import Any

from aiogram import Dispatcher, Router
from aiogram.filters import Command, Filter
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMessage, TelegramMethod
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
)

from bot.features.emergency.callbacks import OpenEmergency
from bot.features.library.callbacks import OpenArticle

Script = Sequence[TelegramMethod[Any]]
Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | None
Step = tuple[str, Callable[[], Markup]]


class HasText(Filter):
    async def __call__(self, message: Message) -> bool:
        return message.text is not None


class HasLocation(Filter):
    async def __call__(self, message: Message) -> bool:
        return message.location is not None


def bare_dispatcher(scripts: Sequence[Script]) -> Dispatcher:
    """Answers a person with the script of his profile: the remainder of his id is its number."""
    answers = [[_step(method) for method in script if _has_text(method)] for script in scripts]
    router = Router()

    async def replied(message: Message) -> None:
        for text, markup in answers[message.chat.id % len(answers)]:
            await message.answer(
                text,
                reply_markup=markup(),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )

    async def tapped(query: CallbackQuery) -> None:
        await query.answer()
        for text, markup in answers[query.from_user.id % len(answers)]:
            shown = markup()
            if isinstance(query.message, Message) and isinstance(shown, InlineKeyboardMarkup):
                await query.message.edit_text(
                    text,
                    reply_markup=shown,
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                )

    router.message.register(replied, Command("start"))
    router.message.register(replied, HasLocation())
    router.message.register(replied, HasText())
    router.callback_query.register(tapped, OpenArticle.filter())
    router.callback_query.register(tapped, OpenEmergency.filter())
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    return dispatcher


def _has_text(method: TelegramMethod[Any]) -> bool:
    assert isinstance(method, SendMessage | EditMessageText | AnswerCallbackQuery)
    return not isinstance(method, AnswerCallbackQuery)


def _step(method: TelegramMethod[Any]) -> Step:
    assert isinstance(method, SendMessage | EditMessageText)
    return method.text or "", _markup(method.reply_markup)


def _markup(shown: object) -> Callable[[], Markup]:
    """Builds the keyboard anew at each call, from what a bot would have as constants."""
    if isinstance(shown, InlineKeyboardMarkup):
        inline = [[_set(button) for button in row] for row in shown.inline_keyboard]
        return lambda: InlineKeyboardMarkup(
            inline_keyboard=[[InlineKeyboardButton(**one) for one in row] for row in inline]
        )
    if isinstance(shown, ReplyKeyboardMarkup):
        labels = [[_set(button) for button in row] for row in shown.keyboard]
        return lambda: ReplyKeyboardMarkup(
            keyboard=[[KeyboardButton(**one) for one in row] for row in labels],
            resize_keyboard=True,
            is_persistent=True,
        )
    return lambda: None


def _set(button: InlineKeyboardButton | KeyboardButton) -> dict[str, Any]:
    return {key: value for key, value in button if value is not None}
