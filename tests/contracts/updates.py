"""One update of each kind Telegram knows, and of some it does not know yet."""

from pretend.jsons import Json

PERSON: Json = {"id": 1001, "is_bot": False, "first_name": "Айгүл", "language_code": "kk"}
PRIVATE: Json = {"id": 1001, "type": "private", "first_name": "Айгүл"}
GROUP: Json = {"id": -4001, "type": "group", "title": "Бригада"}
SUPERGROUP: Json = {"id": -1004001, "type": "supergroup", "title": "Ансан"}
FORUM: Json = SUPERGROUP | {"is_forum": True}
CHANNEL: Json = {"id": -1005001, "type": "channel", "title": "Хабар"}
ANONYMOUS: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group",
                   "username": "GroupAnonymousBot"}  # fmt: skip
CHANNEL_BOT: Json = {"id": 136817688, "is_bot": True, "first_name": "Channel",
                     "username": "Channel_Bot"}  # fmt: skip
FILE: Json = {"file_id": "AgAD", "file_unique_id": "AQAD"}
PICTURE: Json = FILE | {"width": 90, "height": 90}
FILM: Json = PICTURE | {"duration": 3}
POLL: Json = {
    "id": "77", "question": "?", "total_voter_count": 1, "is_closed": False, "is_anonymous": False,
    "type": "regular", "allows_multiple_answers": False, "allows_revoting": False,
    "members_only": False, "options": [{"persistent_id": "0", "text": "1", "voter_count": 1}],
}  # fmt: skip
MEMBER: Json = {"user": PERSON, "status": "member"}
LEFT: Json = {"user": PERSON, "status": "left"}
KICKED: Json = {"user": PERSON, "status": "kicked", "until_date": 0}
BOT_IN: Json = {"user": {"id": 42, "is_bot": True, "first_name": "Сапарлас"}, "status": "member"}
BOT_OUT: Json = BOT_IN | {"status": "left"}


def message(chat: Json = PRIVATE, sender: Json | None = PERSON, /, **content: object) -> Json:
    told: Json = {"message_id": 900, "date": 1_795_000_000, "chat": chat}
    return told | ({"from": sender} if sender else {}) | content


# What a message may carry, each in a private chat.
CONTENTS: dict[str, Json] = {
    "text": {"text": "Сәлем"},
    "long text": {"text": "сөз " * 1024},
    "odd text": {"text": "\u202e\u0000<b>&amp; {x} %s \U0001f1f0"},
    "unknown command": {"text": "/nothing_of_the_kind"},
    "a slash": {"text": "/"},
    "a command for another bot": {"text": "/start@other_bot"},
    "a bad start link": {"text": "/start a-zz-nothing"},
    "animation": {"animation": FILM, "document": FILE},
    "audio": {"audio": FILE | {"duration": 3}},
    "checklist": {"checklist": {"title": "x", "tasks": [{"id": 1, "text": "x"}]}},
    "contact": {"contact": {"phone_number": "+77010000000", "first_name": "Айгүл"}},
    "dice": {"dice": {"emoji": "🎲", "value": 6}},
    "document": {"document": FILE},
    "game": {"game": {"title": "x", "description": "y", "photo": [PICTURE]}},
    "location": {"location": {"latitude": 37.57, "longitude": 126.98}},
    "a location at the pole": {"location": {"latitude": -90.0, "longitude": 180.0}},
    "a location nowhere": {"location": {"latitude": 912.0, "longitude": 0.0}},
    "photo": {"photo": [PICTURE], "caption": "/start"},
    "pinned_message": {"pinned_message": message(text="x")},
    "poll": {"poll": POLL},
    "sticker": {"sticker": PICTURE | {"type": "regular", "is_animated": False, "is_video": False}},
    "story": {"story": {"chat": CHANNEL, "id": 5}},
    "timer": {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    "venue": {"location": {"latitude": 37.5, "longitude": 127.0}, "venue": {
        "location": {"latitude": 37.5, "longitude": 127.0}, "title": "x", "address": "y"}},
    "video": {"video": FILM},
    "video note": {"video_note": FILE | {"length": 240, "duration": 3}},
    "voice": {"voice": FILE | {"duration": 3}},
    "web app data": {"web_app_data": {"data": "x", "button_text": "y"}},
    "write access": {"write_access_allowed": {}},
    "forwarded": {"text": "x", "forward_origin": {
        "type": "hidden_user", "date": 1, "sender_user_name": "y"}},
    "a reply": {"text": "x", "reply_to_message": message(text="y")},
    "a content of the future": {"hologram": {"file_id": "x"}},
    "nothing at all": {},
}  # fmt: skip

# In groups and channels: the bot need not answer, and must not fall.
NAMED = "@saparlas_bot"
ELSEWHERE: dict[str, Json] = {
    "text in a group": {"message": message(GROUP, text="x")},
    "text in a supergroup": {"message": message(SUPERGROUP, text="x")},
    "text in a topic": {
        "message": message(FORUM, text="x", message_thread_id=7, is_topic_message=True)
    },
    "a topic opened": {
        "message": message(FORUM, forum_topic_created={"name": "x", "icon_color": 1})
    },
    "new members": {"message": message(GROUP, new_chat_members=[PERSON])},
    "a member left": {"message": message(GROUP, left_chat_member=PERSON)},
    "pinned": {"message": message(GROUP, pinned_message=message(GROUP, text="x"))},
    "group became supergroup": {"message": message(GROUP, migrate_to_chat_id=-1004001)},
    "location in a group": {
        "message": message(GROUP, location={"latitude": 37.5, "longitude": 127.0})
    },
    "from a channel": {"message": message(SUPERGROUP, CHANNEL_BOT, sender_chat=CHANNEL, text="x")},
    "from an anonymous admin": {
        "message": message(SUPERGROUP, ANONYMOUS, sender_chat=SUPERGROUP, text="x")
    },
    "the bot's name alone": {"message": message(GROUP, text=NAMED)},
    "the bot's name under a photo": {
        "message": message(GROUP, photo=[PICTURE], caption=f"{NAMED} виза")
    },
    "from nobody": {"message": message(SUPERGROUP, None, text="x")},
}

RIGHTS: Json = {"chat": GROUP, "from": PERSON, "date": 1_795_000_000}
BUSINESS: Json = {"business_connection_id": "b"}

KINDS: dict[str, Json] = {
    "message": message(text="x"),
    "edited_message": message(text="x", edit_date=1_795_000_001),
    "channel_post": message(CHANNEL, None, sender_chat=CHANNEL, text="/start"),
    "edited_channel_post": message(CHANNEL, None, sender_chat=CHANNEL, text="/start", edit_date=1),
    "business_connection": {
        "id": "b", "user": PERSON, "user_chat_id": 1001, "date": 1, "is_enabled": True
    },
    "business_message": message(text="/start", **BUSINESS),
    "edited_business_message": message(text="/start", edit_date=1, **BUSINESS),
    "deleted_business_messages": BUSINESS | {"chat": PRIVATE, "message_ids": [1]},
    "guest_message": message(SUPERGROUP, text="x"),
    "message_reaction": {
        "chat": PRIVATE, "message_id": 1, "user": PERSON, "date": 1, "old_reaction": [],
        "new_reaction": [{"type": "emoji", "emoji": "👍"}],
    },
    "message_reaction_count": {
        "chat": CHANNEL, "message_id": 1, "date": 1,
        "reactions": [{"type": {"type": "emoji", "emoji": "👍"}, "total_count": 3}],
    },
    "inline_query": {"id": "1", "from": PERSON, "query": "x", "offset": ""},
    "chosen_inline_result": {"result_id": "1", "from": PERSON, "query": "x"},
    "callback_query": {"id": "1", "from": PERSON, "chat_instance": "1", "data": "h",
                       "message": message(text="x")},
    "shipping_query": {"id": "1", "from": PERSON, "invoice_payload": "x", "shipping_address": {
        "country_code": "KZ", "state": "", "city": "x", "street_line1": "", "street_line2": "",
        "post_code": ""}},
    "pre_checkout_query": {"id": "1", "from": PERSON, "currency": "XTR", "total_amount": 1,
                           "invoice_payload": "x"},
    "purchased_paid_media": {"from": PERSON, "paid_media_payload": "x"},
    "poll": POLL,
    "poll_answer": {"poll_id": "77", "user": PERSON, "option_ids": [0],
                    "option_persistent_ids": ["0"]},
    "my_chat_member": RIGHTS | {"old_chat_member": BOT_OUT, "new_chat_member": BOT_IN},
    "chat_member": RIGHTS | {"old_chat_member": MEMBER, "new_chat_member": LEFT},
    "chat_join_request": RIGHTS | {"user_chat_id": 1001},
    "chat_boost": {"chat": CHANNEL, "boost": {
        "boost_id": "1", "add_date": 1, "expiration_date": 2,
        "source": {"source": "premium", "user": PERSON}}},
    "removed_chat_boost": {"chat": CHANNEL, "boost_id": "1", "remove_date": 1,
                           "source": {"source": "premium", "user": PERSON}},
    "managed_bot": {"user": PERSON, "bot": {"id": 43, "is_bot": True, "first_name": "x"}},
    "subscription": {"user": PERSON, "invoice_payload": "x", "state": "active"},
    "stopped_message_generation": {"chat": PRIVATE, "draft_id": 1},
}  # fmt: skip
