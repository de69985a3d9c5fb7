"""Files that are uploaded once and then sent by Telegram's own id."""

from aiogram import Bot
from aiogram.enums import ChatAction
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import BufferedInputFile, InaccessibleMessage, Message

from bot.telegram.screen import Screen

REFUSED = ("file identifier", "file_reference", "file reference")
"""What Telegram says of an id it no longer knows, or that was given to another bot."""

Chat = Message | InaccessibleMessage


async def show_uploading(bot: Bot, chat: Chat) -> None:
    """A sign that the file is on its way. Nobody misses it where it fails."""
    try:
        await bot.send_chat_action(chat.chat.id, ChatAction.UPLOAD_DOCUMENT)
    except TelegramAPIError:
        return


async def send_again(chat: Chat, file_id: str, shown: Screen) -> bool:
    """False: Telegram does not know the id any more, and nothing was sent."""
    try:
        await chat.answer_document(file_id, caption=shown.text, reply_markup=shown.keyboard)
    except TelegramBadRequest as refusal:
        if not any(words in refusal.message.lower() for words in REFUSED):
            raise
        return False
    return True


async def send_new(chat: Chat, name: str, data: bytes, shown: Screen) -> str | None:
    """Uploads the file under this name; Telegram's id of it."""
    file = BufferedInputFile(data, name)
    sent = await chat.answer_document(file, caption=shown.text, reply_markup=shown.keyboard)
    return sent.document.file_id if sent.document else None
