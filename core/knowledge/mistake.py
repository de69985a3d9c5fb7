"""A mistake a reader reports. Who reported it is not kept."""

from dataclasses import dataclass
from datetime import datetime

from core.locale import Locale
from core.refusal import Refusal

LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Mistake:
    """`article` is an article id, None when the report is about the bot as a whole."""

    article: str | None
    words: str
    language: Locale
    reported_at: datetime


def clean_report(text: str) -> str:
    """What was typed, made fit to keep. Refuses an empty report and one over 1,000 letters."""
    lines = ("".join(c if c.isprintable() else " " for c in line) for line in text.splitlines())
    words = "\n".join(line.strip() for line in lines).strip()
    if not any(letter.isalnum() for letter in words):
        raise Refusal("report_empty")
    if len(words) > LONGEST:
        raise Refusal("report_too_long")
    return words
