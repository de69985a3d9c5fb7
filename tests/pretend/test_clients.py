"""Bots of other hands run against the HTTP door."""

import asyncio
import contextlib
import html
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BufferedInputFile, CallbackQuery, Message
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    ApplicationBuilder,
    CallbackQueryHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from pretend.jsons import items, obj
from tests.pretend.doors import Door

CONTEXT = ContextTypes.DEFAULT_TYPE
KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("Again", callback_data="again")]])


async def echo(update: Update, _context: CONTEXT) -> None:
    assert update.message
    assert update.message.text
    await update.message.reply_html(
        f"<b>{html.escape(update.message.text)}</b>", reply_markup=KEYS
    )


async def document(update: Update, _context: CONTEXT) -> None:
    assert update.message
    assert update.message.document
    file = await update.message.document.get_file()
    data = bytes(await file.download_as_bytearray())
    await update.message.reply_document(data[::-1], filename="back.txt", caption="turned")


async def again(update: Update, _context: CONTEXT) -> None:
    query = update.callback_query
    assert query
    await query.answer("once more", show_alert=True)
    await query.edit_message_text("edited")


@contextlib.asynccontextmanager
async def running(door: Door) -> AsyncIterator[None]:
    application = (
        ApplicationBuilder()
        .token(door.telegram.token)
        .base_url(f"{door.base}/bot")
        .base_file_url(f"{door.base}/file/bot")
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.add_handler(MessageHandler(filters.Document.ALL, document))
    application.add_handler(CallbackQueryHandler(again))
    async with application:
        await application.start()
        assert application.updater
        await application.updater.start_polling(timeout=2)
        try:
            yield
        finally:
            await application.updater.stop()
            await application.stop()


async def test_python_telegram_bot_echoes_with_buttons(door: Door) -> None:
    async with running(door):
        status, body = await door.post("/people/5/messages", {"text": "Сәлем <3"})
        assert status == 200
        (message,) = items(body["messages"])
        assert obj(message)["html"] == "<b>Сәлем &lt;3</b>"
        assert obj(message)["buttons"] == [[{"text": "Again", "data": "again"}]]
        _, tapped = await door.post("/people/5/taps", {"text": "Again"})
        assert tapped["answer"] == {"text": "once more", "alert": True, "url": None}
        (edited,) = items(tapped["messages"])
        assert obj(edited)["text"] == "edited"
        assert obj(edited)["edited"] is True
        _, filed = await door.post("/people/5/messages", {"document": "abc"})
        (back,) = items(filed["messages"])
        media = obj(obj(back)["media"])
        assert (media["type"], media["file_name"]) == ("document", "back.txt")
        async with door.http.get(f"{door.base}/people/5/files/{media['file_id']}") as response:
            assert await response.read() == b"cba"


async def test_aiogram_polls(door: Door) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(door.base))
    bot = Bot(door.telegram.token, session=session)
    dispatcher = Dispatcher()

    async def answer(message: Message) -> None:
        await message.answer(f"got {message.text}")
        await message.answer_document(BufferedInputFile(b"data", "a.txt"))

    async def tapped(query: CallbackQuery) -> None:
        await query.answer("ok")

    dispatcher.message.register(answer)
    dispatcher.callback_query.register(tapped)
    async with asyncio.TaskGroup() as group:
        polling = group.create_task(
            dispatcher.start_polling(bot, handle_signals=False, polling_timeout=2)
        )
        _, body = await door.post("/people/7/messages", {"text": "x"})
        assert [obj(m)["text"] for m in items(body["messages"])] == ["got x", ""]
        _, tap = await door.post("/people/7/taps", {"data": "old", "message_id": 2})
        assert obj(tap["answer"])["text"] == "ok"
        await dispatcher.stop_polling()
        await polling
    calls = items(await door.get("/calls?since=0"))
    assert "sendDocument" in [obj(call)["method"] for call in calls]


async def test_a_second_poller_ends_the_first(door: Door) -> None:
    async with asyncio.TaskGroup() as group:
        first = group.create_task(door.bot("getUpdates", timeout=5))
        for _ in range(200):
            if door.telegram.mailbox._poller:
                break
            await asyncio.sleep(0.01)
        second = await door.bot("getUpdates", timeout=0)
    assert second == {"ok": True, "result": []}
    assert (await first)["error_code"] == 409


@pytest.mark.parametrize(("offset", "left"), [(0, 3), (2, 2), (-1, 1), (4, 0)])
async def test_offsets(door: Door, offset: int, left: int) -> None:
    door.telegram.patience = 0.0
    for words in "abc":
        await door.telegram.write(5, {"text": words})
    first = next(iter(door.telegram.mailbox.pending))
    given = offset if offset <= 0 else first + offset - 1
    body = await door.bot("getUpdates", offset=given)
    assert len(items(body["result"])) == left
    assert len(door.telegram.mailbox.pending) == left
