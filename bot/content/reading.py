"""Reading a TOML file of the content with one clear fault for what is wrong in it."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.content.faults import ContentFault
from core.locale import Translated
from core.missions.place import Point
from core.refusal import Refusal

Choice = TypeVar("Choice", bound=StrEnum)

SIDES = 2
"""A point is written as [latitude, longitude]."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file; `where` names it in a fault, `file` is below the content's root."""

    file: str
    where: str
    values: Mapping[str, object]

    def fault(self, text: str) -> ContentFault:
        return ContentFault(self.file, f"{self.where}: {text}" if self.where else text)

    def only(self, *keys: str) -> None:
        """Refuses keys nobody reads: most are slips of the pen."""
        unknown = sorted(set(self.values) - set(keys))
        if unknown:
            raise self.fault(f"unknown '{unknown[0]}'")

    def text(self, key: str) -> str:
        value = self.values.get(key)
        if value is None:
            raise self.fault(f"no '{key}'")
        if not isinstance(value, str) or not value.strip():
            raise self.fault(f"'{key}' is no text")
        return value

    def text_or_none(self, key: str) -> str | None:
        return self.text(key) if key in self.values else None

    def integer(self, key: str) -> int:
        value = self.values.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.fault(
                f"'{key}' is no whole number" if key in self.values else f"no '{key}'"
            )
        return value

    def choice(self, key: str, kind: type[Choice]) -> Choice:
        value = self.text(key)
        try:
            return kind(value)
        except ValueError:
            raise self.fault(f"'{key}' is \"{value}\": one of {', '.join(kind)}") from None

    def flag(self, key: str) -> bool:
        value = self.values.get(key)
        if not isinstance(value, bool):
            raise self.fault(f"'{key}' is neither true nor false")
        return value

    def zone(self, key: str) -> ZoneInfo:
        name = self.text(key)
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise self.fault(f"'{key}' is no time zone: \"{name}\"") from None

    def words(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(
            isinstance(word, str) and word for word in value
        ):
            raise self.fault(f"'{key}' is no list of words")
        return tuple(cast("list[str]", value))

    def table(self, key: str) -> "Table":
        found = self.table_or_none(key)
        if found is None:
            raise self.fault(f"no '{key}'")
        return found

    def table_or_none(self, key: str) -> "Table | None":
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.fault(f"'{key}' is no table")
        return Table(self.file, f"{self.where} {key}".strip(), cast("dict[str, object]", value))

    def tables(self, key: str, name: str = "id") -> tuple["Table", ...]:
        """The tables under `[[key]]`; each is called by its `name` or its place in the list."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fault(f"'{key}' is no list of tables")
        found = []
        for place, item in enumerate(cast("list[dict[str, object]]", value), start=1):
            called = item.get(name, place)
            found.append(Table(self.file, f"{self.where} {key} {called}".strip(), item))
        return tuple(found)

    def translated(self, key: str) -> Translated:
        table = self.table(key)
        table.only("kk", "ru", "en")
        return Translated(kk=table.text("kk"), ru=table.text("ru"), en=table.text("en"))

    def translated_or_none(self, key: str) -> Translated | None:
        return self.translated(key) if key in self.values else None

    def point(self, latitude: object, longitude: object) -> Point:
        if not _is_number(latitude) or not _is_number(longitude):
            raise self.fault("a point is two numbers")
        try:
            return Point(float(cast("float", latitude)), float(cast("float", longitude)))
        except Refusal:
            raise self.fault(f"no place on the earth: {latitude}, {longitude}") from None

    def points(self, key: str) -> tuple[Point, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self.fault(f"'{key}' is no list of points")
        return tuple(self._pair(item) for item in value)

    def pair(self, key: str) -> Point:
        return self._pair(self.values.get(key))

    def _pair(self, value: object) -> Point:
        if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != SIDES:
            raise self.fault("a point is [latitude, longitude]")
        return self.point(value[0], value[1])


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def read(root: Path, path: Path) -> Table:
    """The whole file as a table. Raises ContentFault where it is missing or no TOML."""
    file = path.relative_to(root).as_posix()
    try:
        return Table(file, "", tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise ContentFault(file, "is missing") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentFault(file, f"is no TOML: {error}") from error
    except OSError as error:
        raise ContentFault(file, f"cannot be read: {error.strerror}") from error
