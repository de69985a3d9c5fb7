"""Answers to a safety check, counted: nobody is lost, and help stands first."""

from hypothesis import given
from hypothesis import strategies as st

from core.broadcasts.check import Answer
from core.broadcasts.standing import Count, Row, Standing

ROWS: list[Row] = [
    ("QA", None, None, 9),
    ("KR", "ansan", Answer.SAFE, 3),
    ("KR", "ansan", None, 2),
    ("KR", "seoul", Answer.HELP, 1),
    (None, None, Answer.LEFT, 4),
    ("KR", "ansan", Answer.SAFE, 1),
]
PLACE = st.sampled_from([None, "KR", "QA"])
SAID: st.SearchStrategy[Answer | None] = st.sampled_from([None, *Answer])


def test_places_are_counted_and_stand_by_urgency() -> None:
    standing = Standing.of(ROWS)
    assert standing.total == Count(safe=4, help=1, left=4, silent=11)
    assert standing.countries() == [
        ("KR", Count(safe=4, help=1, silent=2)),
        ("QA", Count(silent=9)),
        (None, Count(left=4)),
    ]
    assert [city for city, _count in standing.cities("KR")] == ["seoul", "ansan"]
    assert standing.silent() == [(("QA", None), 9), (("KR", "ansan"), 2)]


def test_nobody_is_no_trouble() -> None:
    assert Standing.of([]).total == Count()
    assert Standing.of([]).countries() == []
    assert Standing.of([]).silent() == []


@given(st.lists(st.tuples(PLACE, PLACE, SAID, st.integers(0, 1_000))))
def test_every_person_is_in_every_sum(rows: list[Row]) -> None:
    standing = Standing.of(rows)
    people = sum(number for *_place, number in rows)
    assert standing.total.total == people
    assert sum(count.total for _country, count in standing.countries()) == people
    inside = (one for country, _count in standing.countries() for one in standing.cities(country))
    assert sum(count.total for _city, count in inside) == people
    silent = sum(number for *_place, said, number in rows if said is None)
    assert sum(number for _place, number in standing.silent()) == silent
