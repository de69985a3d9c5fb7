"""What a broadcast brings to one recipient, and the calls that bring, change and take it back."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram import Bot
from aiogram.types import InlineKeyboardMarkup

from bot.telegram.screen import NO_PREVIEW

TIMEOUT = 15
"""Seconds Telegram has for one call of a broadcast."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """`html`: the text, or the caption of one file. `from_chat`, `message_ids`: what is copied.

    Several ids are an album, which keeps its own captions and takes no buttons.
    """

    html: str
    keyboard: InlineKeyboardMarkup | None
    from_chat: int = 0
    message_ids: tuple[int, ...] = ()

    @property
    def album(self) -> bool:
        return len(self.message_ids) > 1

    @property
    def weight(self) -> int:
        """How many messages it is in Telegram's count."""
        return max(1, len(self.message_ids))


async def post(bot: Bot, person_id: int, parcel: Parcel, *, paid: bool = False) -> tuple[int, ...]:
    """Telegram's ids of what now lies in the chat. Raises aiogram's errors."""
    if parcel.album:
        copies = await bot.copy_messages(
            person_id, parcel.from_chat, list(parcel.message_ids), request_timeout=TIMEOUT
        )
        return tuple(one.message_id for one in copies)
    if parcel.message_ids:
        copy = await bot.copy_message(
            person_id,
            parcel.from_chat,
            parcel.message_ids[0],
            caption=parcel.html or None,
            reply_markup=parcel.keyboard,
            allow_paid_broadcast=paid or None,
            request_timeout=TIMEOUT,
        )
        return (copy.message_id,)
    sent = await bot.send_message(
        person_id,
        parcel.html,
        reply_markup=parcel.keyboard,
        link_preview_options=NO_PREVIEW,
        allow_paid_broadcast=paid or None,
        request_timeout=TIMEOUT,
    )
    return (sent.message_id,)


async def change(bot: Bot, person_id: int, message_id: int, parcel: Parcel) -> None:
    """Puts new words in the place of the old ones. Raises aiogram's errors."""
    if parcel.message_ids:
        await bot.edit_message_caption(
            chat_id=person_id,
            message_id=message_id,
            caption=parcel.html or None,
            reply_markup=parcel.keyboard,
            request_timeout=TIMEOUT,
        )
        return
    await bot.edit_message_text(
        parcel.html,
        chat_id=person_id,
        message_id=message_id,
        reply_markup=parcel.keyboard,
        link_preview_options=NO_PREVIEW,
        request_timeout=TIMEOUT,
    )


async def take_back(bot: Bot, person_id: int, message_ids: Sequence[int]) -> None:
    """Deletes it; what is no longer there is passed over. Raises aiogram's errors."""
    await bot.delete_messages(person_id, list(message_ids), request_timeout=TIMEOUT)
