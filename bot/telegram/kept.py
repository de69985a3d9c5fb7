"""Screens made once for a language and handed out again: making one costs more than the rest."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from bot.texts import locale_in_force

KEPT = 500

P = ParamSpec("P")
R = TypeVar("R")


def kept(view: Callable[P, R]) -> Callable[P, R]:
    """The view, remembering what it made for each language and arguments.

    For views of what never changes while the bot runs, with arguments that can be hashed. Not for
    what a person typed, and not for what depends on the hour.
    """
    made: dict[tuple[object, ...], R] = {}

    @wraps(view)
    def shown(*args: P.args, **kwargs: P.kwargs) -> R:
        key = (locale_in_force(), *args, *kwargs.items())
        if key not in made:
            if len(made) >= KEPT:  # forged buttons must not fill the memory
                made.clear()
            made[key] = view(*args, **kwargs)
        return made[key]

    return shown
