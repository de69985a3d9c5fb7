"""TOML of the content, read field by field; what is wrong is collected, not raised at once."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from bot.content.faults import ContentFault
from core.locale import Locale, Translated

T = TypeVar("T")

NO_DAY = date.min
"""Stands where a day could not be read; the fault is recorded."""

_WORDS: Mapping[type, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a date such as 2026-11-22, without quotes",
    list: "a list",
    dict: "a table",
}


class Faults:
    """The faults found in one file, in the order they were found."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[ContentFault] = []

    def add(self, fault: str) -> None:
        self.found.append(ContentFault(self.file, fault))


def relative(path: Path, root: Path) -> str:
    """The name a fault gives a file."""
    return path.relative_to(root).as_posix()


def read_text(path: Path, faults: Faults) -> str | None:
    """None: the fault is recorded."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        faults.add("no such file")
    except UnicodeDecodeError:
        faults.add("not UTF-8")
    except OSError as error:
        faults.add(f"cannot be read: {error.strerror}")
    return None


def read_table(path: Path, faults: Faults) -> "Table | None":
    """None: the fault is recorded."""
    text = read_text(path, faults)
    if text is None:
        return None
    try:
        return Table(tomllib.loads(text), faults)
    except tomllib.TOMLDecodeError as error:
        faults.add(f"not TOML: {error}")
    except RecursionError:
        faults.add("not TOML: nested too deep")
    return None


class Table:
    """A field that is missing or of another kind gives an empty value and a recorded fault."""

    def __init__(self, data: Mapping[str, object], faults: Faults, where: str = "") -> None:
        self._data = data
        self._faults = faults
        self._where = where

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def say(self, fault: str) -> None:
        self._faults.add(self._where + fault)

    def only(self, *known: str) -> None:
        """A key that nobody reads is a slip of the pen: a fault."""
        for key in self._data:
            if key not in known:
                self.say(f"unknown '{key}'")

    def text(self, key: str) -> str:
        """Without spaces around it; an empty one is a fault."""
        text = self._take(key, str, "").strip()
        if key in self._data and isinstance(self._data[key], str) and not text:
            self.say(f"'{key}' is empty")
        return text

    def text_or_nothing(self, key: str) -> str:
        return self._take(key, str, "").strip() if key in self._data else ""

    def number(self, key: str, least: int, most: int) -> int:
        number = self._take(key, int, least)
        if not least <= number <= most:
            self.say(f"'{key}' is {number}, not within {least}-{most}")
            return least
        return number

    def real(self, key: str) -> float:
        """A number; a whole one is one too."""
        value = self._data.get(key)
        return float(value) if type(value) is int else self._take(key, float, 0.0)

    def flag(self, key: str) -> bool:
        return self._take(key, bool, default=False)

    def day(self, key: str) -> date:
        return self._take(key, date, NO_DAY)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, none empty, none twice."""
        texts: list[str] = []
        for item in self._take(key, list, []):
            text = item.strip() if isinstance(item, str) else ""
            if not text:
                self.say(f"'{key}' holds something that is no text")
            elif text in texts:
                self.say(f"'{key}' names '{text}' twice")
            else:
                texts.append(text)
        return tuple(texts)

    def table(self, key: str) -> "Table":
        return Table(self._take(key, dict, {}), self._faults, f"{self._where}{key}: ")

    def tables(self, key: str) -> tuple["Table", ...]:
        rows: list[Table] = []
        for number, row in enumerate(self._take(key, list, []), 1):
            if isinstance(row, dict):
                rows.append(Table(row, self._faults, f"{self._where}{key} {number}: "))
            else:
                self.say(f"'{key}' {number} is not a table")
        return tuple(rows)

    def translated(self, key: str) -> Translated:
        """A table of kk, ru and en."""
        table = self.table(key)
        if key in self._data:
            table.only(*Locale)
            return Translated(*(table.text(locale) for locale in Locale))
        return Translated("", "", "")

    def _take(self, key: str, kind: type[T], default: T) -> T:
        value = self._data.get(key)
        # `type` as well: True is an int and a moment is a date, and neither is meant.
        if isinstance(value, kind) and type(value) is kind:
            return value
        self.say(f"no '{key}'" if value is None else f"'{key}' is not {_WORDS[kind]}")
        return default
