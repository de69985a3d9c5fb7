"""The person's side as JSON over HTTP."""

from collections.abc import Awaitable, Callable
from typing import Final, cast

from aiohttp import web

from pretend.contents import PLACING
from pretend.errors import ApiError
from pretend.events import Events
from pretend.faults import FaultKind
from pretend.http_json import Fault, file_response, json_answer, maybe_whole, read_body
from pretend.jsons import Json, integer, items, obj, text
from pretend.telegram import PretendTelegram
from pretend.views import chats_of, view_chat, view_message

ABOUT: Final = ("first_name", "last_name", "username", "language_code")
Act = Callable[[web.Request, int, Json], Awaitable[object]]


class PeopleDoor:
    """People, groups, faults and the record of calls."""

    def __init__(self, telegram: PretendTelegram) -> None:
        self.telegram = telegram
        self.world = telegram.world
        self.events = Events(telegram)

    def routes(self) -> list[web.RouteDef]:
        person = "/people/{id:-?\\d+}"
        return [
            web.get("/ready", self._get(self.ready)),
            web.get("/calls", self._get(self.calls)),
            web.post("/faults", self._post(self.fault)),
            web.post("/groups", self._post(self.group)),
            web.get("/people", self._get(self.people)),
            web.post(person, self._post(self.person)),
            web.get(person, self._get(self.who)),
            web.post(person + "/messages", self._post(self.message)),
            web.post(person + "/taps", self._post(self.tap)),
            web.post(person + "/edits", self._post(self.edit)),
            web.post(person + "/inline", self._post(self.inline)),
            web.post(person + "/choices", self._post(self.choose)),
            web.post(person + "/block", self._post(self.block)),
            web.post(person + "/unblock", self._post(self.unblock)),
            web.post(person + "/delete", self._post(self.delete_account)),
            web.get(person + "/chats/{chat:-?\\d+}", self._get(self.chat)),
            web.get(person + "/files/{file}", self.file),
            web.get(person + "/events", self.events.stream),
        ]

    def _post(self, act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            try:
                body = await read_body(request)
                return json_answer(
                    await act(request, int(request.match_info.get("id", "0")), body)
                )
            except ApiError as fault:
                return json_answer({"error": fault.description}, 400)
            except Fault as fault:
                return json_answer({"error": str(fault)}, fault.status)

        return handle

    def _get(self, act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            try:
                return json_answer(await act(request, int(request.match_info.get("id", "0")), {}))
            except ApiError as fault:
                return json_answer({"error": fault.description}, 400)

        return handle

    async def ready(self, _request: web.Request, _id: int, _body: Json) -> Json:
        return {"ok": True, "username": self.world.username, "bot_id": self.world.bot_id}

    async def calls(self, request: web.Request, _id: int, _body: Json) -> object:
        since = integer(request.query.get("since"))
        news = self.telegram.calls.since(since)
        limit = integer(request.query.get("limit")) or len(news)
        return [call.to_json() for call in news[:limit]]

    async def fault(self, _request: web.Request, _id: int, body: Json) -> Json:
        retry = integer(body.get("retry_after")) or None
        kind = cast("FaultKind", text(body.get("kind")))
        count = integer(body.get("count"), 1)
        self.telegram.fault(text(body.get("method"), "*"), kind, count, retry)
        return {"ok": True}

    async def group(self, _request: web.Request, _id: int, body: Json) -> Json:
        rights = body.get("bot_rights")
        key = self.telegram.group(
            title=text(body.get("title"), "Group"),
            forum=body.get("forum") is True,
            members=[integer(member) for member in items(body.get("members"))],
            admins=[integer(admin) for admin in items(body.get("admins"))],
            bot_rights=[str(right) for right in rights] if isinstance(rights, list) else None,
            username=text(body.get("username")) or None,
        )
        return {"id": key}

    async def people(self, _request: web.Request, _id: int, _body: Json) -> object:
        return [
            {**person, "chats": chats_of(self.world, key)}
            for key, person in self.world.people.items()
        ]

    async def who(self, _request: web.Request, person_id: int, _body: Json) -> Json:
        return {**self.world.person(person_id), "chats": chats_of(self.world, person_id)}

    async def person(self, _request: web.Request, person_id: int, body: Json) -> Json:
        known = self.world.person(person_id)
        about = {key: body.get(key, known.get(key)) for key in ABOUT}
        if not text(about["first_name"]).strip():
            raise Fault("first_name must be a non-empty string")
        if any(value is not None and not isinstance(value, str) for value in about.values()):
            raise Fault("names and language_code must be strings")
        return self.world.rename(person_id, {k: v for k, v in about.items() if v is not None})

    async def message(self, _request: web.Request, person_id: int, body: Json) -> Json:
        content = {key: value for key, value in body.items() if key not in PLACING}
        chat = self.world.chat_of(person_id, maybe_whole(body, "chat"))
        sent = chat.next_id
        messages = await self.telegram.write(
            person_id, content, chat.id, maybe_whole(body, "reply_to"), maybe_whole(body, "thread")
        )
        own = {"sent": view_message(chat.messages[sent])} if sent in chat.messages else {}
        return {"messages": messages, **own}

    async def tap(self, _request: web.Request, person_id: int, body: Json) -> Json:
        data, label = body.get("data"), body.get("text")
        if not isinstance(data, str) and not isinstance(label, str):
            raise Fault("a tap needs data or text")
        result = await self.telegram.tap(
            person_id,
            data=data if isinstance(data, str) else None,
            text=label if isinstance(label, str) else None,
            message_id=maybe_whole(body, "message_id"),
            chat=maybe_whole(body, "chat"),
        )
        answer = {"answer": result.answer.to_json()} if result.answer else {}
        return {"messages": result.messages, **answer}

    async def edit(self, _request: web.Request, person_id: int, body: Json) -> Json:
        words, key = text(body.get("text")), integer(body.get("message_id"))
        return {
            "messages": await self.telegram.edit(person_id, key, words, maybe_whole(body, "chat"))
        }

    async def inline(self, _request: web.Request, person_id: int, body: Json) -> Json:
        query, offset = text(body.get("query")), text(body.get("offset"))
        return await self.telegram.inline_answer(person_id, query, offset)

    async def choose(self, _request: web.Request, person_id: int, body: Json) -> Json:
        messages = await self.telegram.choose_inline(
            person_id, obj(body.get("result")), text(body.get("query")), maybe_whole(body, "chat")
        )
        return {"messages": messages}

    async def block(self, _request: web.Request, person_id: int, _body: Json) -> Json:
        await self.telegram.block(person_id)
        return {"messages": []}

    async def unblock(self, _request: web.Request, person_id: int, _body: Json) -> Json:
        await self.telegram.unblock(person_id)
        return {"messages": []}

    async def delete_account(self, _request: web.Request, person_id: int, _body: Json) -> Json:
        await self.telegram.delete_account(person_id)
        return {"messages": []}

    async def chat(self, request: web.Request, person_id: int, _body: Json) -> Json:
        chat = self.world.chat_of(person_id, int(request.match_info["chat"]))
        return view_chat(self.world, chat, person_id)

    async def file(self, request: web.Request) -> web.Response:
        stored = self.world.files.get(request.match_info["file"])
        if stored is None:
            return json_answer({"error": "there is no such file"}, 404)
        return file_response(stored.file_name, stored.data)
