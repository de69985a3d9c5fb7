"""What a message asks for, found once: a command, a button of the home keyboard, or neither.

Filters of routes then compare a word with a set, instead of each reading the text again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from aiogram.filters import Filter
from aiogram.types import Message

from core.people.payload import Target, read_payload


@dataclass(frozen=True, slots=True)
class Intent:
    """What is asked for.

    `name` is a command without its slash, the `linked` name of a start link, or a button's msgid;
    "" when the message is none of them.
    """

    name: str = ""
    argument: str = ""


NOTHING = Intent()


def read_intent(text: str | None, buttons: Mapping[str, str], username: str) -> Intent:
    """The intent of a text; a command for another bot is none."""
    if not text:
        return NOTHING
    if text[0] == "/":
        word, argument = (*re.split(r"\s", text[1:], maxsplit=1), "")[:2]
        name, _, addressee = word.partition("@")
        if addressee and addressee.lower() != username.lower():
            return NOTHING
        return _command(name.lower(), argument.strip()) if name else NOTHING
    button = buttons.get(text)
    return Intent(button) if button else NOTHING


def _command(name: str, argument: str) -> Intent:
    payload = read_payload(argument) if name == "start" else None
    return Intent(linked(payload.target), payload.value) if payload else Intent(name, argument)


def linked(target: Target) -> str:
    """The name of the intent of a start link."""
    return f"start-{target.value}"


class Asks(Filter):
    """The message is one of these commands or buttons."""

    def __init__(self, *names: str) -> None:
        self.names = frozenset(names)

    async def __call__(self, message: Message, intent: Intent) -> bool:  # noqa: ARG002
        return intent.name in self.names
