"""Names that strangers read as words of the bot."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.people.names import harmless
from core.teams.names import NAME_LENGTH, first_name


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("Айгүл", "Айгүл"),
        ("  Мария   Луиза ", "Мария Луиза"),
        ("Ер\nлан\t", "Ер лан"),
        ("<b>Ерлан</b> & Ко", "<b>Ерлан< b> & Ко"),
        ("О'Нил-Бек", "О'Нил-Бек"),
        ("А.Б.", "А. Б."),
        ("محمد", "محمد"),
        ("🌸", "🌸"),
        ("Аб\u202eвг", "Аб вг"),
        ("\u200b\u200f\u2060", ""),
        ("\u3164", ""),
        ("\u2800\uffa0 \u115f\u1160", ""),
        ("\ud800", ""),
        ("", ""),
        ("ы" * 4096, "ы" * NAME_LENGTH),
        ("ы" * 39 + " я", "ы" * 39),
        ("evil.com", "evil. com"),
        ("https://t.me/evil", "https t. me evil"),
        ("@evil_bot", "evil_bot"),
        ("a@b.kz", "a b. kz"),
        ("/start #tag $USD", "start tag USD"),
    ],
)
def test_a_name_as_it_is_shown(given_name: str, shown: str) -> None:
    assert first_name(given_name) == shown


@given(st.text())
def test_whatever_a_name_is_it_is_one_short_line_without_a_link(text: str) -> None:
    name = first_name(text)
    assert len(name) <= NAME_LENGTH
    assert name.isprintable()
    assert name == " ".join(name.split())
    assert not re.search(r"[@/\\:#$]|\.\S", name)
    assert first_name(name) == name


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert harmless(harmless(text)) == harmless(text)
