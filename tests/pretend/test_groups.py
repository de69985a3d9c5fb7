"""Groups, privacy mode, topics, and the Visitor in them."""

import pytest
from aiogram import Bot
from aiogram.types import BufferedInputFile, InputMediaDocument

from pretend.errors import ApiError
from pretend.jsons import Json, integer, obj, objects
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from pretend.visitor import Visitor

OPERATOR, CITIZEN = 9, 5


@pytest.fixture
def updates(telegram: PretendTelegram) -> list[Json]:
    got: list[Json] = []

    async def deliver(update: Json) -> None:
        got.append(update)

    telegram.deliver = deliver
    return got


@pytest.mark.parametrize(("text", "seen"), [
    ("hello", False), ("/ask x", True), ("/ask@saparlas_bot x", True), ("/ask@other_bot", False),
    ("hey @saparlas_bot", True), ("hey @saparlas_bots", False), ("// a note", False),
])  # fmt: skip
async def test_privacy_mode(
    telegram: PretendTelegram, updates: list[Json], text: str, *, seen: bool
) -> None:
    group = telegram.group(title="g", members=[CITIZEN])
    await telegram.write(CITIZEN, {"text": text}, chat=group)
    assert bool(updates) is seen


async def test_sees_replies_and_everything_as_admin(
    telegram: PretendTelegram, updates: list[Json]
) -> None:
    group = telegram.group(title="g", members=[CITIZEN])
    sent = obj(await telegram.call("sendMessage", {"chat_id": group, "text": "x"}))
    await telegram.write(CITIZEN, {"text": "yes"}, chat=group,
                         reply_to=integer(sent["message_id"]))  # fmt: skip
    assert obj(obj(updates[0]["message"])["reply_to_message"])["text"] == "x"
    forum = telegram.group(title="f", forum=True, members=[CITIZEN], username="desk")
    await telegram.write(CITIZEN, {"text": "plain"}, chat=forum)
    assert len(updates) == 2
    assert obj(await telegram.call("getChat", {"chat_id": "@desk"}))["id"] == forum


async def test_topics(telegram: PretendTelegram, updates: list[Json]) -> None:
    forum = telegram.group(title="Desk", forum=True, members=[OPERATOR], admins=[8])
    made = obj(await telegram.call("createForumTopic", {"chat_id": forum, "name": "Case 1"}))
    thread = integer(made["message_thread_id"])
    where = {"chat_id": forum, "message_thread_id": thread}
    operator = Visitor(telegram, OPERATOR, chat=forum)
    await telegram.call("sendMessage", {**where, "text": "help"})
    assert (operator.last.text, operator.last.thread) == ("help", thread)
    await operator.writes("answer", thread=thread)
    assert obj(updates[-1]["message"])["message_thread_id"] == thread
    await telegram.call("editForumTopic", {**where, "name": "Case 1 done"})
    await telegram.call("closeForumTopic", where)
    with pytest.raises(ApiError, match="TOPIC_CLOSED"):
        await operator.writes("late", thread=thread)
    await telegram.write(8, {"text": "admin"}, chat=forum, thread=thread)
    await telegram.call("reopenForumTopic", where)
    await operator.writes("more", thread=thread)
    assert telegram.world.chats[forum].topics[thread].name == "Case 1 done"


async def test_members(telegram: PretendTelegram) -> None:
    group = telegram.group(title="g", members=[CITIZEN], admins=[OPERATOR],
                           bot_rights=["can_delete_messages"])  # fmt: skip
    bot = Bot(telegram.token, session=PretendSession(telegram))
    statuses = [(await bot.get_chat_member(group, key)).status for key in (5, 9, bot.id)]
    assert statuses == ["member", "administrator", "administrator"]
    assert await bot.get_chat_member_count(group) == 3
    assert len(await bot.get_chat_administrators(group)) == 2
    assert (await bot.get_chat(group)).title == "g"
    assert (await bot.get_user_profile_photos(5)).total_count == 0
    assert await bot.leave_chat(group)
    with pytest.raises(ApiError, match="not found"):
        await telegram.write(77, {"text": "x"}, chat=group)


async def test_the_bots_own_words(telegram: PretendTelegram, updates: list[Json]) -> None:
    bot = Bot(telegram.token, session=PretendSession(telegram))
    visitor = Visitor(telegram, CITIZEN, language_code="ru")
    await visitor.starts("c-ru")
    assert obj(updates[0]["message"])["text"] == "/start c-ru"
    await telegram.call("setMyCommands", {"commands": [{"command": "a", "description": "A"}]})
    await telegram.call("setMyCommands", {
        "commands": [{"command": "b", "description": "B"}], "language_code": "ru",
        "scope": {"type": "all_private_chats"}})  # fmt: skip
    assert [c.command for c in await bot.get_my_commands()] == ["a"]
    await bot.set_my_description("d", language_code="kk")
    await bot.set_my_short_description("s")
    await bot.set_my_name("n")
    assert (await bot.get_my_description(language_code="kk")).description == "d"
    assert (await bot.get_my_short_description(language_code="ru")).short_description == "s"
    assert (await bot.get_my_name()).name == "n"
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == []


async def test_files_albums_copies_and_forwards(
    telegram: PretendTelegram, updates: list[Json]
) -> None:
    bot = Bot(telegram.token, session=PretendSession(telegram))
    visitor = Visitor(telegram, CITIZEN)
    await visitor.sends_document(b"abc", "a.txt", caption="c")
    document = obj(obj(updates[-1]["message"])["document"])
    data = await bot.download(str(document["file_id"]))
    assert data is not None
    assert data.read() == b"abc"
    album = await bot.send_media_group(CITIZEN, [
        InputMediaDocument(media=BufferedInputFile(b"1", "1.txt"), caption="one"),
        InputMediaDocument(media=str(document["file_id"])),
    ])  # fmt: skip
    assert len({message.media_group_id for message in album}) == 1
    copied = await bot.copy_message(CITIZEN, CITIZEN, album[0].message_id, caption="new")
    assert visitor.last.id == copied.message_id
    assert visitor.last.text == "new"
    forwarded = await bot.forward_message(CITIZEN, CITIZEN, album[0].message_id)
    assert forwarded.forward_origin is not None
    assert len(await bot.copy_messages(CITIZEN, CITIZEN, [1, 99])) == 1
    await bot.edit_message_media(
        InputMediaDocument(media=BufferedInputFile(b"2", "2.txt")), chat_id=CITIZEN,
        message_id=album[0].message_id,
    )  # fmt: skip
    assert obj(visitor.last.media)["file_name"] == "2.txt"
    await bot.edit_message_caption(chat_id=CITIZEN, message_id=album[0].message_id, caption="e")
    assert visitor.last.text == "e"
    assert await bot.pin_chat_message(CITIZEN, album[0].message_id)
    assert await bot.delete_messages(CITIZEN, [album[0].message_id, 99])
    assert album[0].message_id not in [seen.id for seen in visitor.sees()]
    gone = objects(telegram.seen(CITIZEN))[1]
    assert (gone["deleted"], gone["text"]) == (True, "")


async def test_places_and_cards(telegram: PretendTelegram, updates: list[Json]) -> None:
    bot = Bot(telegram.token, session=PretendSession(telegram))
    visitor = Visitor(telegram, CITIZEN)
    await visitor.shares_location(37.5, 127.0)
    await visitor.shares_contact("+77010000002")
    assert obj(obj(updates[-1]["message"])["contact"])["user_id"] == CITIZEN
    await bot.send_venue(CITIZEN, 1.0, 2.0, "Embassy", "Street 1")
    assert visitor.last.media == {"type": "venue", "latitude": 1.0, "longitude": 2.0,
                                  "title": "Embassy", "address": "Street 1"}  # fmt: skip
    await bot.send_contact(CITIZEN, "+821012345678", "Embassy")
    assert obj(visitor.last.media)["phone_number"] == "+821012345678"
    await bot.send_dice(CITIZEN)
    await bot.send_poll(CITIZEN, "q", ["a", "b"])
    assert obj(visitor.last.media)["type"] == "poll"
