"""What a start link asks for."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.people.payload import Payload, Target, read_payload
from core.stays.stay import NUMBER_LENGTH, NUMBER_LETTERS

SHAPE = r"[acgmrst]-([a-z0-9_-]{0,70}|[2-9a-hj-km-np-tv-z]{8,12})"


@pytest.mark.parametrize(
    ("text", "target", "value"),
    [
        ("c-ru", Target.COUNTRY, "RU"),
        ("c-zz", Target.COUNTRY, "ZZ"),
        ("a-ru-unpaid-wages", Target.ARTICLE, "ru/unpaid-wages"),
        ("a-kz-consular-registration", Target.ARTICLE, "kz/consular-registration"),
        ("a-kr--", Target.ARTICLE, "kr/-"),
        ("m-kr-busan-cg", Target.MISSION, "kr-busan-cg"),
        ("g-almaty-airport", Target.SOURCE, "almaty-airport"),
        ("g-a_b", Target.SOURCE, "a_b"),
        ("g-" + "x" * 62, Target.SOURCE, "x" * 62),
        ("s-23456789ab", Target.STAY, "23456789AB"),
        ("r-cdefghjkmn", Target.RELATIVE, "CDEFGHJKMN"),
        ("t-pqrstvwx", Target.TEAM, "PQRSTVWX"),
        ("t-pqrstvwxyz22", Target.TEAM, "PQRSTVWXYZ22"),
    ],
)
def test_links_of_ours(text: str, target: Target, value: str) -> None:
    assert read_payload(text) == Payload(target, value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "c",
        "c-",
        "-ru",
        "x-ru",
        "t-brigade",  # no such letter as i
        "t-pqrstvw",  # too short for a code
        "t-pqrstvwxyz222",
        "t-pqrstvwx\n",
        "T-pqrstvwx",
        "t-PQRSTVWX",
        "s-",
        "s-23456789a",
        "s-23456789abc",
        "s-23456789al",
        "s-23456789-b",
        "r-23456789a0",
        "r-23456789a\u043e",
        "r-2345 6789a",
        "a-ru",
        "a-ru-",
        "a-kr",
        "A-ru-agreements",
        "c-RU",
        "c--ru",
        "c-ru ",
        " c-ru",
        "c-ru\n",
        "c-ру",
        "m-\u0661",
        "g-<b>",
        "g-a/../b",
        "g-" + "x" * 63,
    ],
)
def test_what_is_no_link_of_ours(text: str) -> None:
    assert read_payload(text) is None


@given(st.text(max_size=80) | st.from_regex(SHAPE, fullmatch=True))
def test_any_text_is_a_payload_or_none(text: str) -> None:
    found = read_payload(text)
    if found is None:
        return
    assert 3 <= len(text) <= 64
    assert re.fullmatch(r"[a-zA-Z0-9_/-]+", found.value)
    assert text[0] == found.target.value
    assert found.value.lower().replace("/", "-", 1) == text[2:]


@given(st.text(NUMBER_LETTERS, min_size=NUMBER_LENGTH, max_size=NUMBER_LENGTH))
def test_every_number_comes_back_from_its_link(number: str) -> None:
    for target in (Target.STAY, Target.RELATIVE, Target.TEAM):
        assert read_payload(f"{target.value}-{number.lower()}") == Payload(target, number)
