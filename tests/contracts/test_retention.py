"""Every table says how long it keeps its rows: in one place, in the papers the same, and truly."""

import re
from datetime import timedelta

import pytest

from db.retention import RETENTION, Kept
from db.tables import metadata
from tests.conftest import ROOT

ROW = re.compile(r"^\| `(?P<table>\w+)` \| (?P<what>[^|]+) \| (?P<until>[^|]+) \|$", re.MULTILINE)
SECURITY = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
STORED = SECURITY.partition("## What is stored")[2].partition("\n## ")[0]
SPAN = re.compile(r"(\d+) (days|hours)")


def spans(words: str) -> list[timedelta]:
    words = words.replace("half a year", "183 days")
    return [timedelta(**{unit: int(number)}) for number, unit in SPAN.findall(words)]


def test_every_table_has_an_entry() -> None:
    assert RETENTION.keys() == metadata.tables.keys()


def test_the_paper_says_the_same_of_every_table() -> None:
    told = {row["table"]: row["until"] for row in ROW.finditer(STORED)}
    assert told == {table: kept.until for table, kept in RETENTION.items()}


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_the_sentence_names_the_time(table: str) -> None:
    kept = RETENTION[table]
    named = spans(kept.until)
    assert (kept.after in named) if kept.after else named == []


@pytest.mark.parametrize("table", ["unanswered", "answer_votes"])
def test_questions_go_by_one_clock(table: str) -> None:
    """They are dropped together: see Asking.forget_old."""
    assert RETENTION[table].lasting == timedelta(days=183)


def test_what_no_clock_drops_has_no_time() -> None:
    with pytest.raises(ValueError, match="no clock"):
        _ = RETENTION["people"].lasting
    assert Kept("x", timedelta(days=1)).lasting == timedelta(days=1)
