"""What the pretend Telegram knows: people, chats, files, commands."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from pretend.chats import Chat
from pretend.errors import ApiError, bad
from pretend.files import FileStore
from pretend.jsons import Json, integer
from pretend.limits import Limits

SUPERGROUPS: Final = -1_001_000_000_000
TYPING: Final = 5.0


@dataclass(slots=True)
class Answer:
    """What a person saw after a tap."""

    text: str = ""
    alert: bool = False
    url: str | None = None

    def to_json(self) -> Json:
        return {"text": self.text, "alert": self.alert, "url": self.url}


@dataclass(slots=True)
class Query:
    """A callback or inline query that waits for the bot's answer."""

    person: int
    asked_at: float
    answer: Answer | None = None
    results: Json | None = None


@dataclass(slots=True)
class Watcher:
    """One open stream of events: the chats that changed since it was last read."""

    chats: set[int] = field(default_factory=set)
    bell: asyncio.Event = field(default_factory=asyncio.Event)


class World:
    """The state all doors share; every change of a chat goes through here."""

    def __init__(self, bot_user: Json, clock: Callable[[], float], *, limits: bool) -> None:
        self.bot_user = bot_user
        self.bot_id = integer(bot_user["id"])
        self.username = str(bot_user["username"])
        self.clock = clock
        self.limits = Limits(clock, enabled=limits)
        self.people: dict[int, Json] = {}
        self.chats: dict[int, Chat] = {}
        self.files = FileStore()
        self.callbacks: dict[str, Query] = {}
        self.inline_queries: dict[str, Query] = {}
        self.profile: dict[tuple[str, str], str] = {}  # what, language -> words
        self.commands: dict[tuple[str, str], list[Json]] = {}  # scope, language -> commands
        self.watchers: dict[int, list[Watcher]] = {}
        self._last_query = int(clock() * 1000) << 10

    def person(self, person_id: int) -> Json:
        """Find a person; a stranger is made on first use."""
        if person_id not in self.people:
            if person_id <= 0:
                raise bad("a person's id must be positive")
            self.rename(person_id, {"first_name": f"Citizen {person_id}", "language_code": "kk"})
        return self.people[person_id]

    def rename(self, person_id: int, about: Json) -> Json:
        """Add or change a person and the title of their private chat."""
        user: Json = {"id": person_id, "is_bot": False, **about}
        self.people[person_id] = user
        info: Json = {"id": person_id, "type": "private"}
        info |= {k: user[k] for k in ("first_name", "last_name", "username") if k in user}
        if person_id in self.chats:
            self.chats[person_id].info = info
        else:
            self.chats[person_id] = Chat(person_id, "private", info, members={person_id})
        return user

    def chat_of(self, person_id: int, chat_id: int | None) -> Chat:
        """Find a chat a person is in; without an id, or with the bot's, it is the private one."""
        self.person(person_id)
        if chat_id in {None, person_id, self.bot_id}:
            return self.chats[person_id]
        chat = self.chats.get(chat_id or 0)
        if not chat or person_id not in chat.members:
            raise bad(f"chat not found among those of person {person_id}")
        return chat

    def resolve(self, value: object) -> Chat:
        """Find the chat a bot names by id or @username; whether it may write is asked apart."""
        if isinstance(value, str) and value.startswith("@"):
            for chat in self.chats.values():
                if not chat.private and chat.info.get("username") == value[1:]:
                    return chat
            raise bad("chat not found")
        if value in {None, ""}:
            raise bad("chat_id is empty")
        chat_id = integer(value)
        if chat_id not in self.chats:
            raise bad("chat not found")
        return self.chats[chat_id]

    def writable(self, value: object) -> Chat:
        """Find a chat the bot may write to now, or refuse with 403."""
        chat = self.resolve(value)
        if chat.deactivated:
            raise ApiError(403, "Forbidden: user is deactivated")
        if chat.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if chat.private and not chat.started:
            raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
        if not chat.bot_here:
            raise ApiError(403, "Forbidden: bot was kicked from the supergroup chat")
        return chat

    def store(self, chat: Chat, body: Json, sender: Json) -> Json:
        """Put a new message into a chat and tell those who watch."""
        message: Json = {
            "message_id": chat.next_id,
            "date": int(self.clock()),
            "chat": chat.info,
            "from": sender,
            **body,
        }
        chat.next_id += 1
        chat.put(message)
        if sender is self.bot_user:
            chat.typing_until = 0.0
        self.notify(chat)
        return message

    def replace(self, chat: Chat, message: Json) -> Json:
        """Put the changed form of a message in its place."""
        chat.put(message)
        self.notify(chat)
        return message

    def delete(self, chat: Chat, message_id: int) -> None:
        chat.remove(message_id)
        self.notify(chat)

    def typing(self, chat: Chat) -> None:
        chat.typing_until = self.clock() + TYPING
        self.notify(chat)

    def notify(self, chat: Chat) -> None:
        """Wake the streams of the chat's people."""
        if not self.watchers:
            return
        for person_id in chat.members:
            for watcher in self.watchers.get(person_id, ()):
                watcher.chats.add(chat.id)
                watcher.bell.set()

    def new_query(self, kind: dict[str, Query], person_id: int) -> str:
        """Open a query under a new id; those too old to be answered are forgotten."""
        self._last_query += 1
        while kind and self.clock() - next(iter(kind.values())).asked_at > MEMORY:
            del kind[next(iter(kind))]
        kind[str(self._last_query)] = Query(person_id, self.clock())
        return str(self._last_query)


MEMORY: Final = 3600.0
