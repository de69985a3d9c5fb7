"""How far the update being handled has come, so that a restart neither loses nor repeats it.

Telegram hands an update out again when we died before acknowledging it. What happens then depends
on the receipt the first attempt left. None: it is handled anew. Stored: the effect is there but
nobody was told, so it is answered. Answering: the answer may have been seen, so we stay silent.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import Enum, auto


class Stage(Enum):
    FRESH = auto()
    STORED = auto()
    ANSWERING = auto()


@dataclass(frozen=True, slots=True)
class FormKey:
    """Whose form it is: a person in a chat, in a topic of it, for one purpose."""

    chat_id: int
    person_id: int
    thread_id: int = 0
    destiny: str = "default"


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form as stored: the question being asked, and the answers so far as JSON."""

    state: str | None
    data: str


@dataclass(frozen=True, slots=True)
class Undo:
    """What was stored before «answering», to go back to when Telegram surely took nothing."""

    stage: Stage
    stored: dict[FormKey, FormRow | None]
    steps: dict[FormKey, FormRow | None]


@dataclass(slots=True)
class Progress:
    """The update in hand. Form steps wait here until its answer, to be stored with the receipt."""

    update_id: int
    stage: Stage = Stage.FRESH
    replayed: bool = False
    forms: dict[FormKey, FormRow | None] = field(default_factory=dict)
    undo: Undo | None = None


_current: ContextVar[Progress | None] = ContextVar("progress", default=None)


def current() -> Progress | None:
    return _current.get()


@contextmanager
def handling(progress: Progress) -> Iterator[Progress]:
    token = _current.set(progress)
    try:
        yield progress
    finally:
        _current.reset(token)
