"""The person's side: writing, tapping, blocking, looking."""

import abc
from collections.abc import Mapping, Sequence
from typing import Final

from pretend.chats import Chat
from pretend.contents import body_of, bot_sees
from pretend.errors import bad
from pretend.jsons import Json, integer, obj
from pretend.methods.reading import bot_member
from pretend.methods.sending import quoted
from pretend.views import (
    view_keyboard,
    view_message,
    view_messages,
)
from pretend.world import SUPERGROUPS, World

GENERAL: Final = 1  # the thread of a forum's General topic; no message may have this id
FORUM_RIGHTS: Final = ("can_manage_topics", "can_pin_messages", "can_delete_messages")


class People(abc.ABC):
    """Acts for people; each action returns after the bot has handled its update."""

    world: World

    @abc.abstractmethod
    async def push(self, update: Json) -> None:
        """Deliver a raw update (without update_id) and wait until it was handled."""

    def person(
        self, id: int, *, first_name: str = "Aigul", last_name: str | None = None,  # noqa: A002
        username: str | None = None, language_code: str | None = "kk",
    ) -> Json:  # fmt: skip
        """Add a person or change one."""
        about = {"first_name": first_name, "last_name": last_name, "username": username,
                 "language_code": language_code}  # fmt: skip
        if id <= 0:
            raise bad("a person's id must be positive")
        return self.world.rename(id, {k: v for k, v in about.items() if v is not None})

    async def write(
        self, person_id: int, content: Mapping[str, object], chat: int | None = None,
        reply_to: int | None = None, thread: int | None = None,
    ) -> list[Json]:  # fmt: skip
        """Send a message; gives what others wrote or changed in that chat since."""
        where = self.world.chat_of(person_id, chat)
        person = self.world.person(person_id)
        body = body_of(self.world, person, content) | self._place(
            where, person_id, reply_to, thread
        )
        if where.private:
            where.started = True
            if where.blocked:
                await self.unblock(person_id)
        before = where.revision
        message = self.world.store(where, body, person)
        if bot_sees(self.world, where, message):
            await self.push({"message": message})
        return self._came(where, before, person_id)

    def _came(self, chat: Chat, before: int, person_id: int | None) -> list[Json]:
        return [view_message(message) for message in chat.changes(before, without=person_id)]

    @staticmethod
    def _place(chat: Chat, person_id: int, reply_to: int | None, thread: int | None) -> Json:
        body: Json = {}
        if reply_to is not None:
            if reply_to not in chat.messages:
                raise bad("message to be replied not found")
            answered = chat.messages[reply_to]
            body["reply_to_message"] = quoted(answered)
            thread = thread or integer(answered.get("message_thread_id")) or None
        if thread and thread != GENERAL:
            if chat.topic(thread).closed and person_id not in chat.admins:
                raise bad("TOPIC_CLOSED")
            body |= {"message_thread_id": thread, "is_topic_message": True}
        return body

    async def block(self, person_id: int) -> None:
        """Block the bot in private."""
        await self._turn(person_id, blocked=True)

    async def unblock(self, person_id: int) -> None:
        await self._turn(person_id, blocked=False)

    async def _turn(self, person_id: int, *, blocked: bool) -> None:
        chat = self.world.chat_of(person_id, None)
        if chat.blocked == blocked:
            return
        was = "kicked" if chat.blocked else "member"
        chat.blocked = blocked
        await self._moved(chat, person_id, was, "kicked" if blocked else "member")

    async def _moved(self, chat: Chat, person_id: int, was: str, now: str) -> None:
        await self.push(
            {
                "my_chat_member": {
                    "chat": chat.info,
                    "from": self.world.person(person_id),
                    "date": int(self.world.clock()),
                    "old_chat_member": bot_member(self.world, chat, was),
                    "new_chat_member": bot_member(self.world, chat, now),
                }
            }
        )

    async def delete_account(self, person_id: int) -> None:
        """Delete the account: Telegram tells the bot nothing, its next send is refused."""
        self.world.chat_of(person_id, None).deactivated = True

    async def edit(
        self, person_id: int, message_id: int, text: str, chat: int | None = None
    ) -> list[Json]:
        """Change one's own message."""
        where = self.world.chat_of(person_id, chat)
        person = self.world.person(person_id)
        old = where.messages.get(message_id)
        if old is None or obj(old["from"]).get("id") != person_id:
            raise bad("message can't be edited")
        body = body_of(self.world, person, {"text": text})
        kept = {key: value for key, value in old.items() if key != "entities"}
        before = where.revision
        edited = self.world.replace(where, kept | body | {"edit_date": int(self.world.clock())})
        if bot_sees(self.world, where, edited):
            await self.push({"edited_message": edited})
        return self._came(where, before, person_id)

    def delete(self, person_id: int, message_id: int, chat: int | None = None) -> None:
        """Delete one's own message: Telegram tells the bot nothing."""
        where = self.world.chat_of(person_id, chat)
        if obj(where.messages.get(message_id, {}).get("from")).get("id") != person_id:
            raise bad("message can't be deleted")
        self.world.delete(where, message_id)

    def group(
        self, *, title: str, forum: bool = False, members: Sequence[int] = (),
        admins: Sequence[int] = (), bot_rights: Sequence[str] | None = None,
        username: str | None = None,
    ) -> int:  # fmt: skip
        """Make a supergroup with the bot in it; the bot is told nothing.

        Without `bot_rights` the bot may manage a forum, and is a plain member elsewhere.
        """
        chat_id = SUPERGROUPS - len(self.world.chats) - 1
        info: Json = {"id": chat_id, "type": "supergroup", "title": title}
        info |= {"is_forum": True} if forum else {}
        info |= {"username": username} if username else {}
        for member in (*members, *admins):
            self.world.person(member)
        rights = bot_rights if bot_rights is not None else FORUM_RIGHTS if forum else None
        self.world.chats[chat_id] = Chat(
            chat_id, "supergroup", info, members={*members, *admins}, admins=set(admins),
            next_id=GENERAL + 1 if forum else 1,
            bot_rights=None if rights is None else frozenset(rights),
        )  # fmt: skip
        return chat_id

    def seen(self, person_id: int, chat: int | None = None) -> list[Json]:
        """Give a chat's messages as the person sees them."""
        return view_messages(self.world.chat_of(person_id, chat))

    def keyboard(self, person_id: int, chat: int | None = None) -> list[list[object]]:
        """Give the reply keyboard a person sees now."""
        return view_keyboard(self.world.chat_of(person_id, chat))
