"""Placeholders: the three there are, and what only looks like one."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.broadcasts.message import LONGEST, LONGEST_CAPTION, Version
from core.broadcasts.slips import Problem, Slip
from core.broadcasts.variables import (
    DRILL_RESERVED,
    FIELDS,
    RESERVED,
    fields,
    filled,
    slip_in,
    visible,
)


def slip(html: str) -> Slip | None:
    return slip_in(Version(html), "text")


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("{country}, {city}!", "<country>, <city>!"),
        ("<b>{mission}</b> & {mission}", "<b><mission></b> & <mission>"),
        ('<a href="https://x.kz/{city}">{city}</a>', '<a href="https://x.kz/{city}"><city></a>'),
        ("{ country } {Country} {x} {} {{city}}", "{ country } {Country} {x} {} {<city>}"),
        ("", ""),
    ],
)
def test_only_the_three_are_filled_in(html: str, wanted: str) -> None:
    assert filled(html, lambda name: f"<{name}>") == wanted


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    assert filled("{country}", lambda _: "{city}") == "{city}"


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ("{0}", ("0",)),
        ("{person.__class__}", ("person.__class__",)),
        ("{name} {country} {name} {есім}", ("name", "есім")),
        ("{Country}", ("Country",)),
        ("{country!r:>9}", ()),
        ("{<b>names</b>}", ("names",)),
        ("{&lt;b&gt;}", ("<b>",)),
    ],
)
def test_an_unknown_one_is_named(html: str, names: tuple[str, ...]) -> None:
    found = slip(html)
    assert found is not None
    assert found.problem is Problem.FIELD
    if names:
        assert found.names == names


@pytest.mark.parametrize("html", ["{", "}{", "{}", "{a b}", "f(x) { return 1; }", "{\n}", "{{}}"])
def test_braces_are_only_braces(html: str) -> None:
    assert slip(html) is None


@pytest.mark.parametrize("html", ["{<b>country</b>}", "{coun<i>try</i>}", "{ city }"])
def test_one_that_would_not_be_filled_in_is_refused(html: str) -> None:
    assert slip(html) == Slip(Problem.SPLIT)


@pytest.mark.parametrize("kind", ["sticker", "poll", "contact", "location", "video_note", "dice"])
def test_what_cannot_be_a_version(kind: str) -> None:
    assert slip_in(Version(""), kind) == Slip(Problem.KIND)


@pytest.mark.parametrize(
    ("version", "room"),
    [
        (Version(), LONGEST),
        (Version(chat_id=1, message_ids=(5,)), LONGEST_CAPTION),
    ],
)
def test_room_is_kept_for_what_is_filled_in(version: Version, room: int) -> None:
    def said(letters: int) -> Slip | None:
        html = "<b>" + "&amp;" * letters + "</b>{city}"
        return slip_in(Version(html, version.chat_id, version.message_ids), "photo")

    fits = room - DRILL_RESERVED - RESERVED
    assert said(fits) is None
    assert said(fits + 3) == Slip(Problem.LONG, over=3, limit=room)


def test_an_album_keeps_its_captions_as_they_are() -> None:
    album = Version("{city}", 1, (5,))
    assert slip_in(album, "photo", grouped=True) == Slip(Problem.ALBUM_FIELD)
    assert slip_in(Version("қала", 1, (5,)), "photo", grouped=True) is None


@given(st.text(max_size=200))
def test_any_text_comes_back_whole(text: str) -> None:
    """What somebody typed is read as it was typed, and stays so where nothing is filled in."""
    html = escape(text, quote=False)
    assert visible(html) == text
    if not any(f"{{{name}}}" in text for name in FIELDS):
        assert filled(html, lambda _: "x") == html
    if slip(html) is None:
        assert set(fields(text)) <= set(FIELDS)
