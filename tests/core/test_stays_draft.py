"""The form: its order, its way back, its edits; and random walks through all of it."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from core.stays.draft import COMPANIONS_AT_MOST, OPTIONAL, Draft, Step
from core.stays.saved import from_json, to_json
from core.stays.stay import Companion, Purpose, Trusted

EMPTY = Draft("ABCDEFGHJK", "2026-11")
SINCE, UNTIL = date(2026, 5, 1), date(2027, 5, 1)
AISHA, NURLAN = Companion("Айша", 2015), Companion("Нұрлан")
GULNAR = Trusted("Гүлнар", "+77011234567")
ORDER = list(Step)

Move = Callable[[Draft], Draft]
ANSWERS: dict[Step, Move] = {
    Step.COUNTRY: lambda draft: draft.in_country("KR"),
    Step.CITY: lambda draft: draft.in_city("busan"),
    Step.PURPOSE: lambda draft: draft.for_purpose(Purpose.WORK),
    Step.SINCE: lambda draft: draft.from_day(SINCE),
    Step.UNTIL: lambda draft: draft.until_day(UNTIL),
    Step.EMPLOYER: lambda draft: draft.employed_by("Daewoo"),
    Step.PHONE: lambda draft: draft.reached_at("+821023456789"),
    Step.COMPANIONS: lambda draft: draft.with_companions((AISHA,)).going_on(),
    Step.TRUSTED: lambda draft: draft.trusting(GULNAR),
}


def filled(until: Step | None = None) -> Draft:
    """All answered before this question; without one, all."""
    draft = EMPTY
    while draft.step is not None and draft.step is not until:
        draft = ANSWERS[draft.step](draft)
    return draft


FULL = filled()


def test_the_questions_come_in_their_order() -> None:
    asked, draft = [], EMPTY
    while draft.step is not None:
        asked.append(draft.step)
        draft = ANSWERS[draft.step](draft)
    assert asked == ORDER
    assert draft.passed == set(Step)


@pytest.mark.parametrize("step", ORDER)
def test_only_what_is_optional_may_be_skipped(step: Step) -> None:
    draft = filled(step)
    assert draft.may_skip == (step in OPTIONAL)
    after = ORDER[ORDER.index(step) + 1 :]
    expected = (after[0] if after else None) if step in OPTIONAL else step
    assert draft.skipping().step == expected
    assert draft.going_on().step == expected


def test_at_the_check_nothing_is_skipped() -> None:
    assert not FULL.may_skip
    assert FULL.skipping() == FULL.going_on() == FULL


@pytest.mark.parametrize("step", sorted(OPTIONAL))
def test_what_is_skipped_leaves_nothing_of_an_earlier_answer(step: Step) -> None:
    emptied, kept = FULL.edit(step).skipping(), FULL.edit(step).going_on()
    assert emptied.step is None
    assert getattr(emptied, step.value) == getattr(EMPTY, step.value)
    assert kept == FULL


def test_back_leads_to_the_first_question_and_no_farther() -> None:
    draft, walked = FULL, []
    while draft.may_go_back:
        draft = draft.back()
        walked.append(draft.step)
    assert walked == ORDER[::-1]
    assert draft.back() == draft
    assert (draft.country, draft.phone, draft.trusted) == ("KR", FULL.phone, GULNAR)


def test_back_and_on_again_comes_to_where_one_was() -> None:
    here = filled(Step.PHONE)
    back = here.back().back()
    assert back.step is Step.UNTIL
    again = back.until_day(UNTIL)
    assert again.step is Step.EMPLOYER
    assert again.going_on() == here


def test_back_from_an_end_asked_anew_does_not_ask_everything_again() -> None:
    moved = FULL.edit(Step.SINCE).from_day(date(2028, 1, 1))
    assert moved.step is Step.UNTIL
    again = moved.back()
    assert again.step is Step.SINCE
    assert again.from_day(SINCE).until_day(UNTIL) == FULL


@pytest.mark.parametrize("step", ORDER)
def test_a_question_opened_from_the_check_leads_back_to_it(step: Step) -> None:
    opened = FULL.edit(step)
    assert opened.step is step
    assert opened.may_go_back
    assert opened.back() == FULL
    assert ANSWERS[step](opened).step is None


def test_only_the_check_opens_questions() -> None:
    half = filled(Step.PHONE)
    assert half.edit(Step.COUNTRY) == half
    opened = FULL.edit(Step.CITY)
    assert opened.edit(Step.PHONE) == opened


def test_another_country_asks_for_its_city() -> None:
    draft = FULL.edit(Step.COUNTRY).in_country("RU")
    assert (draft.step, draft.city, draft.editing) == (Step.CITY, None, None)
    assert draft.in_city("moscow").step is None


def test_the_same_country_keeps_its_city() -> None:
    assert FULL.edit(Step.COUNTRY).in_country("KR") == FULL


def test_a_city_waits_for_a_choice() -> None:
    waiting = filled(Step.CITY).offering("Пусаан")
    assert (waiting.step, waiting.typed, waiting.city) == (Step.CITY, "Пусаан", None)
    chosen = waiting.in_city("busan")
    assert (chosen.typed, chosen.city, chosen.step) == (None, "busan", Step.PURPOSE)
    assert waiting.back().typed is None
    assert waiting.back().in_country("RU").typed is None
    assert FULL.edit(Step.CITY).offering("Пусаан").back() == FULL


@pytest.mark.parametrize(
    ("since", "kept"),
    [(date(2027, 4, 30), UNTIL), (UNTIL, None), (date(2027, 5, 2), None)],
)
def test_a_beginning_behind_the_end_asks_for_the_end(since: date, kept: date | None) -> None:
    draft = FULL.edit(Step.SINCE).from_day(since)
    assert (draft.since, draft.until) == (since, kept)
    assert draft.step is (None if kept else Step.UNTIL)


def test_companions_add_up_until_that_is_all() -> None:
    draft = filled(Step.COMPANIONS).with_companions((AISHA,)).with_companions((NURLAN,))
    assert (draft.step, draft.companions) == (Step.COMPANIONS, (AISHA, NURLAN))
    assert draft.alone() == filled(Step.COMPANIONS)
    assert draft.going_on().step is Step.TRUSTED
    crowd = draft.with_companions((AISHA,) * COMPANIONS_AT_MOST)
    assert crowd.companions[:2] == (AISHA, NURLAN)
    assert len(crowd.companions) == COMPANIONS_AT_MOST


def test_a_draft_itself_is_never_changed() -> None:
    before = to_json(FULL)
    for move in (*ANSWERS.values(), Draft.back, Draft.skipping, Draft.alone):
        move(FULL)
    assert to_json(FULL) == before


DAYS = st.dates(date(2026, 1, 1), date(2028, 1, 1))
MOVES: st.SearchStrategy[Move] = st.one_of(
    st.sampled_from(["KR", "RU"]).map(lambda code: lambda draft: draft.in_country(code)),
    st.sampled_from(["busan", "Ансан"]).map(lambda city: lambda draft: draft.in_city(city)),
    st.sampled_from(Step).map(lambda step: lambda draft: draft.edit(step)),
    DAYS.map(lambda day: lambda draft: draft.from_day(day)),
    DAYS.map(lambda day: lambda draft: draft.until_day(day)),
    st.sampled_from(
        [
            *(Draft.back, Draft.back, Draft.skipping, Draft.going_on, Draft.alone),
            *ANSWERS.values(),
            lambda draft: draft.offering("Пусаан"),
            lambda draft: draft.with_companions((AISHA, NURLAN, AISHA)),
        ]
    ),
)
"""Taps come late, twice and in any order: every move is made at every question."""


@given(st.sampled_from([EMPTY, FULL]), st.lists(MOVES, max_size=40))
def test_no_walk_loses_its_way(start: Draft, moves: list[Move]) -> None:
    draft = start
    for move in moves:
        draft = move(draft)
        finished = draft.passed == set(Step) and draft.editing is None
        assert (draft.step is None) == finished
        assert draft.step is None or draft.step is draft.editing or draft.step not in draft.passed
        assert draft.may_skip == (draft.step in OPTIONAL)
        assert len(draft.companions) <= COMPANIONS_AT_MOST
        assert from_json(to_json(draft)) == draft
        assert (draft.number, draft.consent, draft.saved) == ("ABCDEFGHJK", "2026-11", False)
    event(f"at {draft.step}")


@given(st.lists(st.sampled_from([Draft.back, Draft.skipping, Draft.going_on]), max_size=25))
def test_who_answers_every_question_comes_to_the_end(moves: list[Move]) -> None:
    """However often he went back: no question is asked twice on the way."""
    draft = FULL
    for move in moves:
        draft = move(draft)
    asked: list[Step] = []
    while draft.step is not None:
        asked.append(draft.step)
        draft = ANSWERS[draft.step](draft)
    assert asked == sorted(set(asked), key=ORDER.index)
