"""How somebody is called, as it is typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.people.names import LONGEST, Misnamed, read_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Марат", "Марат"),
        ("  менің\n інім\t", "менің інім"),
        ("<b>Ким</b> & Co", "<b>Ким< b> & Co"),
        ("Бау\u202eыржан", "Бау ыржан"),
        ("أخي", "أخي"),
        ("O'Брайен-2", "O'Брайен-2"),
        ("А.Б.", "А. Б."),
        ("\u3164Ким\u2800", "Ким"),
        ("evil.com", "evil. com"),
        ("https://t.me/evil", "https t. me evil"),
        ("@evil_bot", "evil_bot"),
        ("a@b.kz", "a b. kz"),
        ("/start #tag $USD", "start tag USD"),
        ("ы" * LONGEST, "ы" * LONGEST),
    ],
)
def test_a_name_is_kept_as_words(text: str, name: str) -> None:
    assert read_name(text) == name


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("", Misnamed.EMPTY),
        (" \n ", Misnamed.EMPTY),
        ("8 701 123 45 67", Misnamed.EMPTY),
        ("🙂\u202e?", Misnamed.EMPTY),
        ("\u3164\uffa0", Misnamed.EMPTY),
        ("//123.456:#$@", Misnamed.EMPTY),
        ("ы" * (LONGEST + 1), Misnamed.TOO_LONG),
        ("ы" * 4096, Misnamed.TOO_LONG),
    ],
)
def test_what_is_no_name(text: str, slip: Misnamed) -> None:
    assert read_name(text) is slip


@given(st.text(max_size=200))
def test_any_text_is_a_name_of_one_line_without_a_link_or_a_slip(text: str) -> None:
    name = read_name(text)
    if isinstance(name, Misnamed):
        return
    assert 0 < len(name) <= LONGEST
    assert name.isprintable()
    assert not re.search(r"[@/\\:#$]|\.\S", name)
    assert name == read_name(name)
