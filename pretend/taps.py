"""Taps on buttons and inline queries."""

from dataclasses import dataclass

from pretend.chats import Chat
from pretend.contents import bot_sees
from pretend.errors import bad
from pretend.jsons import Json, obj, objects, rows
from pretend.jsons import text as read
from pretend.methods.queries import as_sent
from pretend.people import People
from pretend.texts import read_text
from pretend.views import buttons, labels, newest_with_buttons
from pretend.world import Answer


@dataclass(frozen=True, slots=True)
class TapResult:
    """What came of a tap: messages new or changed, and the answer shown over the chat."""

    messages: list[Json]
    answer: Answer | None = None


class Taps(People):
    """The part of the person's side that answers to buttons and results."""

    async def tap(
        self, person_id: int, *, data: str | None = None, text: str | None = None,
        message_id: int | None = None, chat: int | None = None,
    ) -> TapResult:  # fmt: skip
        """Tap an inline button by label, or one of the reply keyboard; `data` may be forged."""
        where = self.world.chat_of(person_id, chat)
        message = self._tapped(where, message_id)
        if data is not None:
            if message is None:
                raise bad("there is no message with buttons")
            return await self._call_back(where, message, person_id, data)
        inline = buttons(message) if message else []
        for button in (button for row in inline for button in row):
            if button.get("text") == text and message:
                if "data" in button:
                    return await self._call_back(where, message, person_id, str(button["data"]))
                url = button.get("url") or obj(button.get("login_url")).get("url")
                return TapResult([], Answer(url=str(url)) if url else None)
        if message_id is None:
            for key in (
                key for row in rows((where.keyboard or {}).get("keyboard")) for key in row
            ):
                if key.get("text") == text:
                    return await self._press(where, person_id, key)
        there = [str(b.get("text")) for row in inline for b in row]
        raise bad(f"no button {text!r}; there are {there} and the keyboard {labels(where)}")

    @staticmethod
    def _tapped(chat: Chat, message_id: int | None) -> Json | None:
        if message_id is None:
            return newest_with_buttons(chat)
        if message_id not in chat.messages:
            raise bad("message not found")
        return chat.messages[message_id]

    async def _press(self, chat: Chat, person_id: int, key: Json) -> TapResult:
        content: Json = {"text": key["text"]}
        if key.get("request_location"):
            content = {"location": {"latitude": 37.5665, "longitude": 126.978}}
        elif key.get("request_contact"):
            content = {"contact": {"phone_number": "+77010000000"}}
        if (chat.keyboard or {}).get("one_time_keyboard"):
            chat.keyboard = None
        return TapResult(await self.write(person_id, content, chat=chat.id))

    async def _call_back(self, chat: Chat, message: Json, person_id: int, data: str) -> TapResult:
        key = self.world.new_query(self.world.callbacks, person_id)
        query, before = self.world.callbacks[key], chat.revision
        await self.push(
            {
                "callback_query": {
                    "id": key,
                    "from": self.world.person(person_id),
                    "message": _as_it_stands(chat, message),
                    "chat_instance": str(chat.id),
                    "data": data,
                }
            }
        )
        return TapResult(self._came(chat, before, None), query.answer)

    async def inline(self, person_id: int, query: str, offset: str = "") -> list[Json]:
        """Ask the bot from an input field; gives its results, none when it did not answer."""
        return objects((await self.inline_answer(person_id, query, offset)).get("results"))

    async def inline_answer(self, person_id: int, query: str, offset: str = "") -> Json:
        """As `inline`, with the button and the next offset."""
        key = self.world.new_query(self.world.inline_queries, person_id)
        asked = self.world.inline_queries[key]
        person = self.world.person(person_id)
        await self.push(
            {
                "inline_query": {
                    "id": key,
                    "from": person,
                    "query": query,
                    "offset": offset,
                    "chat_type": "sender",
                }
            }
        )
        return asked.results or {"results": []}

    async def choose_inline(
        self, person_id: int, result: Json, query: str = "", chat: int | None = None
    ) -> list[Json]:
        """Send a result of an inline query into a chat, as the person's message via the bot."""
        where, person = self.world.chat_of(person_id, chat), self.world.person(person_id)
        content = obj(result.get("input_message_content"))
        body: Json = (
            read_text(as_sent(content), self.world.username)
            if "message_text" in content
            else {"text": read(result.get("title"), "…")}
        )
        if markup := obj(result.get("reply_markup")):
            body["reply_markup"] = markup
        before = where.revision
        message = self.world.store(where, body | {"via_bot": self.world.bot_user}, person)
        chosen = {"result_id": result.get("id"), "from": person, "query": query}
        await self.push({"chosen_inline_result": chosen})
        if bot_sees(self.world, where, message) and (where.started or not where.private):
            await self.push({"message": message})
        return self._came(where, before, None)


def _as_it_stands(chat: Chat, message: Json) -> Json:
    """Give a message as an update holds it now: the one it answers may be deleted since."""
    answered = obj(message.get("reply_to_message")).get("message_id")
    if answered is None or answered in chat.messages:
        return message
    return {key: value for key, value in message.items() if key != "reply_to_message"}
