"""Which of our languages a Telegram language code means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.locale import Locale, Translated


@pytest.mark.parametrize(
    ("code", "locale"),
    [
        (None, Locale.KK),
        ("", Locale.KK),
        ("kk", Locale.KK),
        ("kk-KZ", Locale.KK),
        ("KK", Locale.KK),
        ("ru", Locale.RU),
        ("ru_RU", Locale.RU),
        ("ky", Locale.RU),
        ("uz", Locale.RU),
        ("uk", Locale.RU),
        ("tg-TJ", Locale.RU),
        ("be", Locale.RU),
        ("en-GB", Locale.EN),
        ("ko", Locale.EN),
        ("xx", Locale.EN),
        ("-", Locale.EN),
        ("kkk", Locale.EN),
    ],
)
def test_the_nearest_language(code: str | None, locale: Locale) -> None:
    assert Locale.best(code) is locale


@given(st.none() | st.text(max_size=20))
def test_any_code_has_a_language(code: str | None) -> None:
    assert Locale.best(code) in Locale


def test_kazakh_is_first() -> None:
    assert list(Locale) == [Locale.KK, Locale.RU, Locale.EN]


def test_a_text_in_each_language() -> None:
    text = Translated(kk="жоқ", ru="нет", en="no")
    assert {locale: text.to(locale) for locale in Locale} == {
        Locale.KK: "жоқ",
        Locale.RU: "нет",
        Locale.EN: "no",
    }
