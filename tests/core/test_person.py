"""A person's choices, and a city as typed."""

from datetime import UTC, datetime

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from core.locale import Locale
from core.people.person import CITY_LENGTH, Person, clean_city
from core.refusal import Refusal

SINCE = datetime(2026, 11, 1, tzinfo=UTC)
IN_BUSAN = Person(7, Locale.RU, "KR", "busan", SINCE)


def test_a_stranger_is_not_known() -> None:
    assert not Person(7, Locale.KK).known
    assert IN_BUSAN.known


def test_speaking_changes_the_language_only() -> None:
    assert IN_BUSAN.speaking(Locale.EN) == Person(7, Locale.EN, "KR", "busan", SINCE)


@pytest.mark.parametrize(
    ("country", "city"), [("KR", "busan"), ("QA", None), (None, None), ("kr", None)]
)
def test_another_country_forgets_the_city(country: str | None, city: str | None) -> None:
    moved = IN_BUSAN.living_in(country)
    assert (moved.country, moved.city) == (country, city)


def test_a_city_may_be_forgotten() -> None:
    assert IN_BUSAN.living_at(None).city is None
    assert IN_BUSAN.living_at("Ansan").city == "Ansan"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ансан", "Ансан"),
        ("  Нижний \t Новгород \n", "Нижний Новгород"),
        ("Сеул\x00", "Сеул"),
        ("Бу\u202eсан", "Бу сан"),  # the right-to-left override goes, the letters stay
        ("<b>Doha</b>", "<b>Doha</b>"),  # the view escapes, the rule does not
        ("서울", "서울"),
        ("الدوحة", "الدوحة"),
        ("Y", "Y"),
        ("ы" * CITY_LENGTH, "ы" * CITY_LENGTH),
    ],
)
def test_a_city_is_made_fit_to_keep(typed: str, kept: str) -> None:
    assert clean_city(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "city_empty"),
        (" \n\t ", "city_empty"),
        ("12345", "city_empty"),
        ("🏙🏙", "city_empty"),
        ("?!", "city_empty"),
        ("\u202e", "city_empty"),
        ("ы" * (CITY_LENGTH + 1), "city_too_long"),
        ("ы" * 4096, "city_too_long"),
    ],
)
def test_what_is_no_city_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        clean_city(typed)
    assert refused.value.code == code


@given(st.text(max_size=300))
def test_any_text_is_a_city_or_refused(typed: str) -> None:
    try:
        city = clean_city(typed)
    except Refusal as refusal:
        event(refusal.code)
        code = refusal.code
    else:
        code = ""
    assert code in {"", "city_empty", "city_too_long"}
    if code:
        return
    assert 0 < len(city) <= CITY_LENGTH
    assert city.isprintable()
    assert city == clean_city(city)
    assert any(letter.isalpha() for letter in city)
