"""Screens that are made once for a language."""

import pytest

from bot.telegram import kept as module
from bot.telegram.kept import kept
from bot.texts import Texts, locale_in_force
from core.locale import Locale


def test_a_view_is_asked_once_for_each_language_and_arguments(texts: Texts) -> None:
    asked: list[tuple[Locale, str, bool]] = []

    @kept
    def view(country: str, *, first: bool) -> str:
        asked.append((locale_in_force(), country, first))
        return f"{locale_in_force().value} {country} {first}"

    for _again in range(2):
        for locale in Locale:
            with texts.speaking(locale):
                assert view("RU", first=True) == f"{locale.value} RU True"
                assert view("RU", first=False) == f"{locale.value} RU False"
                assert view("KR", first=True) == f"{locale.value} KR True"
    assert len(asked) == len(set(asked)) == 9


def test_names_of_arguments_are_told_apart(texts: Texts) -> None:
    @kept
    def view(*, one: int = 0, other: int = 0) -> tuple[int, int]:
        return one, other

    with texts.speaking(Locale.EN):
        assert view(one=1) == (1, 0)
        assert view(other=1) == (0, 1)


def test_forged_arguments_do_not_fill_the_memory(
    texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEPT", 2)
    made: list[int] = []

    @kept
    def view(page: int) -> int:
        made.append(page)
        return page

    with texts.speaking(Locale.EN):
        assert [view(page) for page in (1, 2, 3, 1)] == [1, 2, 3, 1]
    assert made == [1, 2, 3, 1]  # the third made room by forgetting the first two


def test_a_view_that_fails_is_asked_again(texts: Texts) -> None:
    failures = [ValueError("not yet")]

    @kept
    def view() -> str:
        if failures:
            raise failures.pop()
        return "made"

    with texts.speaking(Locale.EN):
        with pytest.raises(ValueError, match="not yet"):
            view()
        assert view() == "made"
