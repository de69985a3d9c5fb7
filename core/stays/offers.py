"""The days the form offers on buttons, by words that say nothing about the person."""

from datetime import date, timedelta

from core.people.days import months_after
from core.stays.draft import Draft, Step

TODAY, WEEK_AGO, MONTH_AGO = "today", "-7d", "-1m"
MONTHS = {"+3m": 3, "+6m": 6, "+12m": 12}
UNKNOWN = "unknown"
"""The end is not known yet: a year, and asked again in time."""
UNKNOWN_MONTHS = 12
KEEP_SINCE, KEEP_UNTIL = "keep-since", "keep-until"


def offered_day(draft: Draft, word: str, today: date) -> date | None:
    """The day a button of the present question stands for; None: of no such button."""
    match draft.step:
        case Step.SINCE:
            return _since(draft, today).get(word)
        case Step.UNTIL:
            return _until(draft, today).get(word)
        case _:
            return None


def _since(draft: Draft, today: date) -> dict[str, date | None]:
    return {
        TODAY: today,
        WEEK_AGO: today - timedelta(days=7),
        MONTH_AGO: months_after(today, -1),
        KEEP_SINCE: draft.since,
    }


def _until(draft: Draft, today: date) -> dict[str, date | None]:
    """Counted from today, or from a beginning that is still ahead."""
    start = max(today, draft.since or today)
    days: dict[str, date | None] = {word: months_after(start, n) for word, n in MONTHS.items()}
    return days | {UNKNOWN: months_after(start, UNKNOWN_MONTHS), KEEP_UNTIL: draft.until}
