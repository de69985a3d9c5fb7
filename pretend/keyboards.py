"""Keyboards: what Telegram refuses in them."""

import re
from typing import Final
from urllib.parse import parse_qs, urlsplit

from pretend.errors import ApiError, bad
from pretend.jsons import Json, items, obj, rows, text, without_none

MOST_INLINE: Final = 100
MOST_REPLY: Final = 300
MOST_DATA: Final = 64
MOST_COPIED: Final = 256
ACTIONS: Final = frozenset({
    "callback_data", "url", "web_app", "login_url", "switch_inline_query",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "copy_text",
    "callback_game", "pay",
})  # fmt: skip
PAYLOAD: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_URL: Final = re.compile(r"(?:https?|ton)://[^\s/?#.]+(?:\.[^\s/?#.]+)+(?::\d+)?(?:[/?#]\S*)?")
_LOCAL: Final = re.compile(r"https?://(?:localhost|\d+\.\d+\.\d+\.\d+)(?::\d+)?(?:[/?#]\S*)?")
_REQUESTS: Final = {
    "request_location": "location can be requested in private chats only",
    "request_contact": "phone number can be requested in private chats only",
    "request_poll": "poll can be requested in private chats only",
    "request_users": "users can be requested in private chats only",
    "request_chat": "chats can be requested in private chats only",
    "web_app": "Web App buttons can be used in private chats only",
}


def _refuse(words: str) -> ApiError:
    return bad(f"can't parse inline keyboard button: {words}")


def checked_inline(markup: Json, bot_username: str) -> Json | None:
    """Give the keyboard as Telegram would show it; None when it has no button."""
    keyboard = rows(markup.get("inline_keyboard"))
    if len(items(markup.get("inline_keyboard"))) != len(keyboard):
        raise bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    shown = [[without_none(button) for button in row] for row in keyboard if row]
    if sum(map(len, shown)) > MOST_INLINE:
        raise bad("reply markup is too long")
    for row in shown:
        for button in row:
            _check_button(button, bot_username)
    return {"inline_keyboard": shown} if shown else None


def _check_button(button: Json, bot_username: str) -> None:
    if not text(button.get("text")).strip():
        raise _refuse('Field "text" must be non-empty')
    actions = ACTIONS.intersection(button)
    if not actions:
        raise _refuse("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _refuse("A button must have exactly one action")
    if "callback_data" in button:
        data = text(button["callback_data"])
        if not 1 <= len(data.encode()) <= MOST_DATA:
            raise bad("BUTTON_DATA_INVALID")
    if "url" in button:
        _check_url(text(button["url"]), bot_username)
    if "copy_text" in button:
        copied = text(obj(button["copy_text"]).get("text"))
        if not 1 <= len(copied) <= MOST_COPIED:
            raise bad("BUTTON_COPY_TEXT_INVALID")


def _check_url(url: str, bot_username: str) -> None:
    if url.startswith("tg://"):
        return
    full = url if "://" in url else f"http://{url}"
    if not full.startswith(("http://", "https://", "ton://")):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if not _URL.fullmatch(full) and not _LOCAL.fullmatch(full):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    check_deep_link(full, bot_username)


def check_deep_link(url: str, bot_username: str) -> None:
    """Refuse a link to this bot whose start payload no client would pass on."""
    parts = urlsplit(url)
    if parts.hostname not in {"t.me", "telegram.me"}:
        return
    if parts.path.strip("/").lower() != bot_username.lower():
        return
    query = parse_qs(parts.query, keep_blank_values=True)
    for payload in (*query.get("start", ()), *query.get("startgroup", ())):
        check_payload(payload)


def check_payload(payload: str) -> None:
    if payload and not PAYLOAD.fullmatch(payload):
        raise bad("START_PARAM_INVALID")


def checked_reply(markup: Json, *, private: bool) -> Json:
    """Give a reply keyboard as the chat will show it."""
    shown: list[list[Json]] = []
    for row in items(markup.get("keyboard")):
        buttons = [
            without_none(obj(b)) if isinstance(b, dict) else {"text": b} for b in items(row)
        ]
        if buttons:
            shown.append(buttons)
    if not shown:
        raise bad("reply keyboard must contain at least one button")
    if sum(map(len, shown)) > MOST_REPLY:
        raise bad("reply markup is too long")
    for button in (button for row in shown for button in row):
        if not text(button.get("text")).strip():
            raise bad('can\'t parse keyboard button: Field "text" must be non-empty')
        for request, words in _REQUESTS.items():
            if not private and button.get(request):
                raise bad(words)
    return {**without_none(markup), "keyboard": shown}
