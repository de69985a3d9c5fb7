"""A person in a test: writes, taps and looks."""

from collections.abc import Sequence
from dataclasses import dataclass

from pretend.errors import bad
from pretend.jsons import Json, integer, obj, rows, text
from pretend.telegram import PretendTelegram
from pretend.views import labels, newest_with_buttons, view_message
from pretend.world import Answer


@dataclass(frozen=True, slots=True)
class Seen:
    """One message on the person's screen; `buttons` and `keyboard` are labels."""

    id: int
    text: str
    html: str
    buttons: tuple[str, ...]
    keyboard: tuple[str, ...]
    media: Json | None
    rows: tuple[tuple[Json, ...], ...]
    sender: int
    edited: bool
    thread: int | None
    raw: Json


class Visitor:
    """Acts for one person in one chat (their private one unless told otherwise)."""

    def __init__(
        self, telegram: PretendTelegram, id: int = 1001, *, first_name: str = "Aigul",  # noqa: A002
        last_name: str | None = None, username: str | None = None,
        language_code: str | None = "kk", chat: int | None = None,
    ) -> None:  # fmt: skip
        self.telegram = telegram
        self.id = id
        self.chat = chat if chat is not None else id
        self.answer: Answer | None = None
        telegram.person(
            id, first_name=first_name, last_name=last_name, username=username,
            language_code=language_code,
        )  # fmt: skip

    async def sends(
        self, content: Json, *, reply_to: int | None = None, thread: int | None = None
    ) -> str:
        """Send any content; gives the text of the last message that came of it."""
        return _last(await self.telegram.write(self.id, content, self.chat, reply_to, thread))

    async def writes(
        self, words: str, *, reply_to: int | None = None, thread: int | None = None
    ) -> str:
        return await self.sends({"text": words}, reply_to=reply_to, thread=thread)

    async def starts(self, payload: str = "") -> str:
        """Follow a deep link, or press Start."""
        return await self.sends({"start": payload})

    async def shares_location(self, latitude: float, longitude: float) -> str:
        return await self.sends({"location": {"latitude": latitude, "longitude": longitude}})

    async def shares_contact(self, phone: str) -> str:
        return await self.sends({"contact": {"phone_number": phone}})

    async def sends_photo(self, data: bytes = b"photo", caption: str | None = None) -> str:
        return await self.sends({"photo": data, "caption": caption})

    async def sends_document(
        self, data: bytes, file_name: str = "document.txt", caption: str | None = None
    ) -> str:
        file: Json = {"file_name": file_name, "data": data}
        return await self.sends({"document": file, "caption": caption})

    async def taps(self, label: str, *, message_id: int | None = None) -> str:
        """Tap a button by its label; gives the last message's text, else the answer's.

        A button that is not there is refused with the list of those there are.
        """
        result = await self.telegram.tap(
            self.id, text=label, message_id=message_id, chat=self.chat
        )
        self.answer = result.answer
        return _last(result.messages) or (result.answer.text if result.answer else "")

    async def taps_data(self, data: str, *, message_id: int | None = None) -> str:
        """Send callback data as a forged or old button would."""
        result = await self.telegram.tap(self.id, data=data, message_id=message_id, chat=self.chat)
        self.answer = result.answer
        return _last(result.messages) or (result.answer.text if result.answer else "")

    async def asks_inline(self, query: str, offset: str = "") -> list[Json]:
        return await self.telegram.inline(self.id, query, offset)

    def deletes(self, message_id: int) -> None:
        """Delete one's own message."""
        self.telegram.delete(self.id, message_id, self.chat)

    async def blocks(self) -> None:
        await self.telegram.block(self.id)

    async def unblocks(self) -> None:
        await self.telegram.unblock(self.id)

    def sees(self) -> list[Seen]:
        """Give all messages of the chat that are still there, oldest first."""
        views = self.telegram.seen(self.id, self.chat)
        return [self._seen(view) for view in views if not view.get("deleted")]

    @property
    def last(self) -> Seen:
        """The message of another that came or changed last."""
        chat = self.telegram.world.chat_of(self.id, self.chat)
        news = chat.changes(0, without=self.id)
        if not news:
            raise bad("nobody has written here yet")
        return self._seen(view_message(news[-1]))

    @property
    def text(self) -> str:
        return self.last.text

    def buttons(self) -> list[str]:
        """Give the inline labels of the newest message that has buttons."""
        message = newest_with_buttons(self.telegram.world.chat_of(self.id, self.chat))
        return list(_labels(view_message(message))) if message else []

    def keyboard(self) -> list[str]:
        """Give the labels of the reply keyboard."""
        return labels(self.telegram.world.chat_of(self.id, self.chat))

    def _seen(self, view: Json) -> Seen:
        thread = view.get("thread")
        return Seen(
            id=integer(view["id"]),
            text=text(view["text"]),
            html=text(view["html"]),
            buttons=_labels(view),
            keyboard=tuple(self.keyboard()),
            media=obj(view["media"]) if "media" in view else None,
            rows=tuple(tuple(row) for row in rows(view["buttons"])),
            sender=integer(obj(view["from"]).get("id")),
            edited=view.get("edited") is True,
            thread=integer(thread) if thread is not None else None,
            raw=view,
        )


def _labels(view: Json) -> tuple[str, ...]:
    return tuple(text(button.get("text")) for row in rows(view["buttons"]) for button in row)


def _last(messages: Sequence[Json]) -> str:
    return text(messages[-1]["text"]) if messages else ""
