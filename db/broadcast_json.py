"""Words and audience of a broadcast as JSON: what their columns hold.

Keys nobody knows are passed over, but not in an audience: a condition of a later release narrows,
and without it people would be written to who were not meant. What is not understood raises
ValueError.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from core.broadcasts.audience import Audience, Register, Team
from core.broadcasts.broadcast import Broadcast, Place
from core.broadcasts.message import Action, Link, Version
from core.locale import Locale

Read = TypeVar("Read")
Json = Mapping[str, object]
_ORDER = tuple(Locale)
_NAMES = ("countries", "cities", "without_countries", "without_cities")
_CONDITIONS = frozenset(field.name for field in fields(Audience))


class Words(NamedTuple):
    """What the column `content` holds."""

    versions: Mapping[Locale, Version]
    fallbacks: Mapping[Locale, Locale]
    affected: Place | None


def content_json(broadcast: Broadcast) -> str:
    """The same words always give the same letters."""
    place = broadcast.affected
    return _dumped(
        {
            "versions": {lang.value: _version(one) for lang, one in broadcast.versions.items()},
            "fallbacks": {one.value: other.value for one, other in broadcast.fallbacks.items()},
            "affected": {"country": place.country, "city": place.city} if place else None,
        }
    )


def audience_json(audience: Audience) -> str:
    """The same audience always gives the same letters."""
    return _dumped(
        {
            **{name: sorted(getattr(audience, name)) for name in _NAMES},
            "languages": sorted(one.value for one in audience.languages),
            "mission": audience.mission,
            "register": audience.register.value,
            "team": audience.team.value,
            "active_days": audience.active_days,
            "got": audience.got,
            "without_got": audience.without_got,
        }
    )


def read_content(text: str) -> Words:
    """Raises ValueError."""
    return _read(text, _words)


def read_audience(text: str) -> Audience:
    """Raises ValueError."""
    return _read(text, _audience)


def read_counts(text: str) -> dict[str, int]:
    """Raises ValueError."""
    return _read(text, lambda kept: {key: _number(value) for key, value in kept.items()})


def counts_json(counts: Mapping[str, int]) -> str:
    return _dumped(counts)


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _read(text: str, parts: Callable[[Json], Read]) -> Read:
    try:
        return parts(_object(json.loads(text)))
    except (TypeError, KeyError) as error:
        raise ValueError(f"not understood: {error}") from error


def _version(one: Version) -> Json:
    return {
        "html": one.html,
        "chat": one.chat_id,
        "messages": list(one.message_ids),
        "files": list(one.files),
        "buttons": [
            {
                "label": link.label,
                "target": link.target,
                "action": link.action.value if link.action else None,
            }
            for link in one.buttons
        ],
    }


def _words(kept: Json) -> Words:
    versions = _object(kept["versions"])
    fallbacks = _object(kept.get("fallbacks", {}))
    return Words(
        MappingProxyType(
            {
                one: _to_version(_object(versions[one.value]))
                for one in sorted(map(Locale, versions), key=_ORDER.index)
            }
        ),
        MappingProxyType({Locale(key): Locale(str(one)) for key, one in fallbacks.items()}),
        _optional(kept, "affected", _place),
    )


def _to_version(kept: Json) -> Version:
    return Version(
        html=_text(kept["html"]),
        chat_id=_number(kept.get("chat", 0)),
        message_ids=tuple(_number(one) for one in _list(kept.get("messages", []))),
        buttons=tuple(_link(_object(one)) for one in _list(kept.get("buttons", []))),
        files=tuple(_text(one) for one in _list(kept.get("files", []))),
    )


def _link(kept: Json) -> Link:
    return Link(
        label=_text(kept["label"]),
        target=_text(kept.get("target", "")),
        action=_optional(kept, "action", lambda value: Action(_text(value))),
    )


def _place(value: object) -> Place:
    kept = _object(value)
    return Place(_text(kept["country"]), _optional(kept, "city", _text))


def _audience(kept: Json) -> Audience:
    later = [key for key in kept.keys() - _CONDITIONS if kept[key]]
    if later:
        raise ValueError(f"not understood: {sorted(later)}")
    return Audience(
        countries=_names(kept, "countries"),
        cities=_names(kept, "cities"),
        mission=_optional(kept, "mission", _text),
        languages=frozenset(Locale(one) for one in _names(kept, "languages")),
        register=Register(_text(kept["register"])),
        team=Team(_text(kept["team"])),
        active_days=_optional(kept, "active_days", _number),
        got=_optional(kept, "got", _number),
        without_countries=_names(kept, "without_countries"),
        without_cities=_names(kept, "without_cities"),
        without_got=_optional(kept, "without_got", _number),
    )


def _optional(kept: Json, key: str, read: Callable[[object], Read]) -> Read | None:
    value = kept.get(key)
    return None if value is None else read(value)


def _names(kept: Json, key: str) -> frozenset[str]:
    return frozenset(_text(one) for one in _list(kept[key]))


def _object(value: object) -> Json:
    if not isinstance(value, dict):
        raise TypeError(f"no object but {type(value).__name__}")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(f"no list but {type(value).__name__}")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"no text but {type(value).__name__}")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"no number but {type(value).__name__}")
    return value
