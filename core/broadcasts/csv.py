"""The list of recipients as a table: numbers and words of ours, and no name of anybody."""

from collections.abc import Iterable
from datetime import UTC, datetime

from core.broadcasts.tally import Recipient

COLUMNS = (
    "number",
    "person_id",
    "language",
    "country",
    "city",
    "outcome",
    "reason",
    "detail",
    "attempts",
    "maybe_twice",
    "settled_at",
    "edited",
    "recalled",
)
BOM = "\ufeff"
"""Without it spreadsheets take UTF-8 for another alphabet."""
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠|%")
"""What a spreadsheet may begin to calculate, or to run, when a cell begins with it."""
_UNSEEN = " \u00a0\u200b\ufeff"


def safe_cell(value: object) -> str:
    """The value as text that no spreadsheet takes for a formula; None is empty."""
    text = "" if value is None else str(value).replace("\x00", "")
    return f"'{text}" if text.lstrip(_UNSEEN)[:1] in _FORMULA else text


def line(cells: Iterable[object]) -> str:
    """One line of a CSV file, each cell made safe and quoted where it must be."""
    return ",".join(_quoted(safe_cell(cell)) for cell in cells) + "\r\n"


def recipient(number: int, one: Recipient) -> str:
    """The line of one recipient of the broadcast of this number."""
    return line(
        (
            number,
            one.person_id,
            one.language,
            one.country,
            one.city,
            one.outcome,
            one.reason,
            one.detail,
            one.attempts,
            _yes(one.repeated),
            _moment(one.settled_at),
            _yes(one.edited),
            _yes(one.recalled),
        )
    )


def _yes(value: bool | None) -> str | None:  # noqa: FBT001 - a cell
    return None if value is None else "yes" if value else "no"


def _moment(value: datetime | None) -> str | None:
    return None if value is None else value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _quoted(text: str) -> str:
    if any(letter in text for letter in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
