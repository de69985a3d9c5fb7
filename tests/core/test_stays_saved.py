"""A form and personal fields as kept, and everything else that may lie there."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.stays.draft import Draft, Step
from core.stays.saved import details_from_json, details_to_json, from_json, to_json
from core.stays.stay import Companion, Details, Purpose, Trusted

FULL = Draft(
    number="ABCDEFGHJK",
    consent="2026-11",
    country="KR",
    city="busan",
    purpose=Purpose.WORK,
    since=date(2026, 5, 1),
    until=date(2027, 5, 1),
    employer="Daewoo",
    phone="+821023456789",
    companions=(Companion("Айша", 2015), Companion("Нұрлан")),
    trusted=Trusted("Гүлнар", "+77011234567"),
    passed=frozenset(Step) - {Step.TRUSTED},
    editing=Step.CITY,
    typed="Пусан қ.",
    saved=True,
)
DETAILS = Details(FULL.employer, FULL.phone, FULL.companions, FULL.trusted, "Марат")
WORDS = st.text(max_size=20)
MAYBE = st.none() | WORDS
COMPANIONS = st.lists(st.builds(Companion, WORDS, st.none() | st.integers()), max_size=4).map(
    tuple
)
TRUSTED = st.none() | st.builds(Trusted, WORDS, WORDS)
DRAFTS = st.builds(
    Draft,
    number=WORDS,
    consent=WORDS,
    country=MAYBE,
    city=MAYBE,
    purpose=st.none() | st.sampled_from(Purpose),
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    employer=MAYBE,
    phone=MAYBE,
    companions=COMPANIONS,
    trusted=TRUSTED,
    passed=st.frozensets(st.sampled_from(Step)),
    editing=st.none() | st.sampled_from(Step),
    typed=MAYBE,
    saved=st.booleans(),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=9,
)


@given(DRAFTS)
def test_a_draft_comes_back_as_it_was(draft: Draft) -> None:
    assert from_json(json.loads(json.dumps(to_json(draft)))) == draft


@given(st.builds(Details, MAYBE, MAYBE, COMPANIONS, TRUSTED, MAYBE))
def test_details_come_back_as_they_were(details: Details) -> None:
    assert details_from_json(json.loads(json.dumps(details_to_json(details)))) == details


@given(JSON)
def test_anything_else_is_nothing(saved: object) -> None:
    assert from_json(saved) is None
    assert details_from_json(saved) is None


@given(st.sampled_from(sorted(to_json(FULL))), JSON)
def test_a_field_of_another_kind_is_never_an_error(key: str, value: object) -> None:
    saved = to_json(FULL) | {key: value}
    draft = from_json(saved)
    assert draft is None or to_json(draft) == saved


@given(st.sampled_from(sorted(details_to_json(DETAILS))), JSON)
def test_nor_is_it_in_the_details(key: str, value: object) -> None:
    saved = details_to_json(DETAILS) | {key: value}
    details = details_from_json(saved)
    assert details is None or details_to_json(details) == saved


@pytest.mark.parametrize("key", sorted(to_json(FULL)))
def test_a_missing_key_is_another_release(key: str) -> None:
    saved = to_json(FULL)
    del saved[key]
    assert from_json(saved) is None


@pytest.mark.parametrize("key", sorted(details_to_json(DETAILS)))
def test_a_missing_key_of_the_details_too(key: str) -> None:
    saved = details_to_json(DETAILS)
    del saved[key]
    assert details_from_json(saved) is None


@pytest.mark.parametrize(
    "change",
    [
        *({"v": 2}, {"v": 0}, {"v": "1"}, {"v": True}, {"v": 1.0}, {"v": None}, {"more": 1}),
        *({"passed": ["visa"]}, {"passed": ["city", "city"]}, {"passed": ["city", "country"]}),
        *({"passed": "city"}, {"passed": {"city": 1}}, {"passed": [["city"]]}, {"passed": None}),
        *({"editing": "visa"}, {"editing": 3}, {"purpose": "fun"}, {"purpose": []}),
        *({"since": "20260501"}, {"since": "2026-W18-5"}, {"since": "2026-02-30"}, {"until": 1}),
        *({"saved": 1}, {"saved": None}, {"number": None}, {"consent": 5}, {"country": 5}),
        *({"companions": None}, {"companions": ["Айша"]}, {"companions": [{"name": "Айша"}]}),
        {"companions": [{"name": "Айша", "born": True}]},
        {"companions": [{"name": "Айша", "born": 2015.0}]},
        {"companions": [{"name": "Айша", "born": 2015, "sex": "f"}]},
        {"companions": [{"name": None, "born": 2015}]},
        *(
            {"trusted": {"name": "Гүлнар"}},
            {"trusted": []},
            {"trusted": {"name": 1, "phone": "2"}},
        ),
    ],
)
def test_what_is_nearly_right_is_not_read(change: dict[str, object]) -> None:
    assert from_json(to_json(FULL) | change) is None


def test_an_empty_form_is_small_and_whole() -> None:
    empty = Draft("ABCDEFGHJK", "2026-11")
    assert from_json(to_json(empty)) == empty
    assert to_json(empty)["v"] == 1


def test_every_field_is_kept() -> None:
    for name in Draft.__slots__:
        other = replace(FULL, **{name: getattr(Draft("B", "2"), name)})
        assert other != FULL
        assert to_json(other) != to_json(FULL)


def test_nothing_personal_is_shown_by_accident() -> None:
    shown = repr(FULL)
    for secret in ("Daewoo", "+8210", "Айша", "Гүлнар", "+7701", "Пусан"):
        assert secret not in shown
