"""A chat, its messages and its topics."""

from dataclasses import dataclass, field

from pretend.errors import bad
from pretend.jsons import Json, integer, obj


@dataclass(slots=True)
class Topic:
    """A forum topic; its id is that of the message that opened it."""

    id: int
    name: str
    icon_color: int
    closed: bool = False


@dataclass(slots=True)
class Chat:
    """One chat. A stored message is never changed in place: an edit puts a new one there."""

    id: int
    type: str
    info: Json
    messages: dict[int, Json] = field(default_factory=dict)
    deleted: dict[int, Json] = field(default_factory=dict)
    changed: dict[int, int] = field(default_factory=dict)  # message id -> revision
    uneditable: set[int] = field(default_factory=set)  # they carried a reply keyboard
    revision: int = 0
    next_id: int = 1
    keyboard: Json | None = None
    typing_until: float = 0.0
    pinned: int | None = None
    topics: dict[int, Topic] = field(default_factory=dict)
    members: set[int] = field(default_factory=set)
    admins: set[int] = field(default_factory=set)
    bot_rights: frozenset[str] | None = None  # None: a plain member
    bot_here: bool = True
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    @property
    def private(self) -> bool:
        return self.type == "private"

    @property
    def forum(self) -> bool:
        return self.info.get("is_forum") is True

    @property
    def title(self) -> str:
        return str(self.info.get("title") or self.info.get("first_name") or self.id)

    def put(self, message: Json) -> None:
        """Store a new or changed message and mark it as changed."""
        message_id = integer(message["message_id"])
        self.revision += 1
        self.messages[message_id] = message
        self.changed[message_id] = self.revision

    def remove(self, message_id: int) -> None:
        """Take a message away; that it was there is remembered."""
        self.revision += 1
        self.deleted[message_id] = self.messages.pop(message_id)
        self.changed[message_id] = self.revision
        if self.pinned == message_id:
            self.pinned = None

    def open_topic(self, name: str, icon_color: int) -> int:
        """Open a topic under the id its service message is going to have."""
        self.topics[self.next_id] = Topic(self.next_id, name, icon_color)
        return self.next_id

    def topic(self, thread: int) -> Topic:
        """Find a topic, or refuse."""
        if thread not in self.topics:
            raise bad("message thread not found")
        return self.topics[thread]

    def changes(self, since: int, without: int | None = None) -> list[Json]:
        """Give what came or changed after a revision, oldest change first."""
        news = [key for key, revision in self.changed.items() if revision > since]
        return [
            self.messages[key]
            for key in sorted(news, key=self.changed.__getitem__)
            if key in self.messages and obj(self.messages[key].get("from")).get("id") != without
        ]
