"""A half-filled form, and the personal fields of a stay, as they are kept: plain JSON.

What was written by another release, or by nobody, is not read: it gives None.
"""

from collections.abc import Mapping
from datetime import date
from typing import cast

from core.stays.draft import Draft, Step
from core.stays.stay import Companion, Details, Purpose, Trusted

VERSION = 1

Json = dict[str, object]


def to_json(draft: Draft) -> Json:
    return {
        "v": VERSION,
        "number": draft.number,
        "consent": draft.consent,
        "country": draft.country,
        "city": draft.city,
        "purpose": draft.purpose and draft.purpose.value,
        "since": draft.since and draft.since.isoformat(),
        "until": draft.until and draft.until.isoformat(),
        "employer": draft.employer,
        "phone": draft.phone,
        "companions": _from_companions(draft.companions),
        "trusted": _from_trusted(draft.trusted),
        "passed": [step.value for step in Step if step in draft.passed],
        "editing": draft.editing and draft.editing.value,
        "typed": draft.typed,
        "saved": draft.saved,
    }


def from_json(saved: object) -> Draft | None:
    """None: not what this release writes, to the last key."""
    try:
        fields = _fields(saved)
        draft = Draft(
            number=_text(fields["number"]),
            consent=_text(fields["consent"]),
            country=_text_or_none(fields["country"]),
            city=_text_or_none(fields["city"]),
            purpose=_purpose(fields["purpose"]),
            since=_day(fields["since"]),
            until=_day(fields["until"]),
            employer=_text_or_none(fields["employer"]),
            phone=_text_or_none(fields["phone"]),
            companions=_companions(fields["companions"]),
            trusted=_trusted(fields["trusted"]),
            passed=frozenset(Step(_text(step)) for step in _list(fields["passed"])),
            editing=_step(fields["editing"]),
            typed=_text_or_none(fields["typed"]),
            saved=_flag(fields["saved"]),
        )
    except (KeyError, TypeError, ValueError):
        return None
    return draft if to_json(draft) == saved else None


def details_to_json(details: Details) -> Json:
    return {
        "v": VERSION,
        "employer": details.employer,
        "phone": details.phone,
        "companions": _from_companions(details.companions),
        "trusted": _from_trusted(details.trusted),
        "name": details.name,
    }


def details_from_json(saved: object) -> Details | None:
    """None: not what this release writes, to the last key."""
    try:
        fields = _fields(saved)
        details = Details(
            employer=_text_or_none(fields["employer"]),
            phone=_text_or_none(fields["phone"]),
            companions=_companions(fields["companions"]),
            trusted=_trusted(fields["trusted"]),
            name=_text_or_none(fields["name"]),
        )
    except (KeyError, TypeError, ValueError):
        return None
    return details if details_to_json(details) == saved else None


def _from_companions(companions: tuple[Companion, ...]) -> list[Json]:
    return [{"name": one.name, "born": one.born} for one in companions]


def _from_trusted(trusted: Trusted | None) -> Json | None:
    return None if trusted is None else {"name": trusted.name, "phone": trusted.phone}


def _companions(value: object) -> tuple[Companion, ...]:
    rows = [_mapping(row) for row in _list(value)]
    return tuple(Companion(_text(row["name"]), _number_or_none(row["born"])) for row in rows)


def _trusted(value: object) -> Trusted | None:
    if value is None:
        return None
    row = _mapping(value)
    return Trusted(_text(row["name"]), _text(row["phone"]))


def _purpose(value: object) -> Purpose | None:
    return None if value is None else Purpose(_text(value))


def _step(value: object) -> Step | None:
    return None if value is None else Step(_text(value))


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(_text(value))


def _fields(value: object) -> Mapping[str, object]:
    fields = _mapping(value)
    # `True` is equal to 1, and no version.
    if type(fields["v"]) is not int:
        raise TypeError
    return fields


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError
    return cast("Mapping[str, object]", value)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _number_or_none(value: object) -> int | None:
    if value is not None and type(value) is not int:
        raise TypeError
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value
