"""Narrowing of JSON values: what is not of the asked shape reads as empty."""

from collections.abc import Mapping

Json = dict[str, object]


def obj(value: object) -> Json:
    """Give the object itself, or an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    """Give the list itself, or an empty one."""
    return value if isinstance(value, list) else []


def objects(value: object) -> list[Json]:
    """Give the objects of a list; others are left out."""
    return [item for item in items(value) if isinstance(item, dict)]


def rows(value: object) -> list[list[Json]]:
    """Give the rows of a keyboard."""
    return [objects(row) for row in items(value)]


def text(value: object, default: str = "") -> str:
    return value if isinstance(value, str) else default


def integer(value: object, default: int = 0) -> int:
    """Read a whole number, also from its decimal writing."""
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str) and value.removeprefix("-").isdecimal():
        return int(value)
    return default


def number(value: object, default: float = 0.0) -> float:
    return float(value) if isinstance(value, int | float) else default


def without_none(value: Mapping[str, object]) -> Json:
    """Drop what is not there, in depth: Telegram never writes null."""
    return {key: _bare(item) for key, item in value.items() if item is not None}


def _bare(value: object) -> object:
    if isinstance(value, dict):
        return without_none(value)
    if isinstance(value, list):
        return [_bare(item) for item in value]
    return value
