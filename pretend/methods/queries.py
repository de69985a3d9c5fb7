"""Answers to taps and to inline queries."""

from typing import Final

from pretend.errors import ApiError, bad
from pretend.jsons import Json, obj, text
from pretend.keyboards import check_payload, checked_inline
from pretend.params import Params
from pretend.texts import read_text
from pretend.world import Answer, Query, World

TOO_OLD: Final = 600.0
MOST_RESULTS: Final = 50
MOST_ANSWER: Final = 200
MOST_ID: Final = 64


def _stale() -> ApiError:
    return bad("query is too old and response timeout expired or query ID is invalid")


def _open_query(world: World, kind: dict[str, Query], key: str) -> Query:
    query = kind.get(key)
    if query is None or query.answer is not None or query.results is not None:
        raise _stale()
    if world.clock() - query.asked_at > TOO_OLD:
        raise _stale()
    return query


def answer_callback(world: World, params: Params) -> bool:
    query = _open_query(world, world.callbacks, params.text("callback_query_id"))
    if len(params.text("text")) > MOST_ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    query.answer = Answer(
        params.text("text"), params.flag("show_alert"), params.text("url") or None
    )
    return True


def answer_inline(world: World, params: Params) -> bool:
    """Take at most 50 results with unique ids; texts in them are checked as if sent."""
    query = _open_query(world, world.inline_queries, params.text("inline_query_id"))
    results = params.objects("results")
    if len(results) > MOST_RESULTS:
        raise bad("RESULTS_TOO_MUCH")
    ids = [text(result.get("id")) for result in results]
    if any(not 1 <= len(key.encode()) <= MOST_ID for key in ids):
        raise bad("RESULT_ID_INVALID")
    if len(set(ids)) != len(ids):
        raise bad("RESULT_ID_DUPLICATE")
    for result in results:
        _check_result(world, result)
    check_payload(text(params.obj("button").get("start_parameter")))
    query.results = {"results": results} | {
        key: params.get(key) for key in ("button", "next_offset") if params.has(key)
    }
    return True


def _check_result(world: World, result: Json) -> None:
    content = obj(result.get("input_message_content"))
    if "message_text" in content:
        read_text(as_sent(content), world.username)
    elif result.get("type") == "article" and not content:
        raise bad("can't parse inline query result: no message content is given")
    checked_inline(obj(result.get("reply_markup")), world.username)


def as_sent(content: Json) -> Json:
    """Give the content of a result under the names sendMessage has."""
    return content | {"text": content.get("message_text")}
