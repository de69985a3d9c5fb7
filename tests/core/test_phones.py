"""Numbers as people type and send them."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.people.phones import find_name_and_phone, read_contact_phone, read_phone

KZ, KR = "+77011234567", "+821023456789"
DIALLED = st.text("0123456789+-() .,/", max_size=40)


@pytest.mark.parametrize(
    ("text", "countries", "number"),
    [
        ("+7 701 123 45 67", ("KR", "KZ"), KZ),
        ("+7(701)123-45-67", (), KZ),
        ("87011234567", ("KR", "KZ"), KZ),
        ("8 701 123 45 67", ("ID", "KZ"), KZ),  # Indonesia would take it for one of its own
        ("77011234567", ("KR", "KZ"), KZ),
        ("701 123 45 67", ("QA", "KZ"), KZ),
        ("00 7 701 123 45 67", ("KR", "KZ"), KZ),
        ("00 7 701 123 45 67", ("KZ",), KZ),
        ("８７０１１２３４５６７", ("KZ",), KZ),
        ("тел: 8-701-123-45-67", ("KZ",), KZ),
        ("87011234567, 8 (701) 123-45-67", ("KZ",), KZ),
        ("010-2345-6789", ("KR", "KZ"), KR),
        ("менің нөмірім 010 2345 6789, хабарласыңыз", ("KR", "KZ"), KR),
        ("+82 10 2345 6789", ("KZ",), KR),
        ("8 916 123-45-67", ("RU", "KZ"), "+79161234567"),
        ("07911 123456", ("GB", "KZ"), "+447911123456"),
        ("33123456", ("QA", "KZ"), "+97433123456"),
    ],
)
def test_a_number_is_read_by_the_plan_it_fits(
    text: str, countries: tuple[str, ...], number: str
) -> None:
    assert read_phone(text, countries) == number


@pytest.mark.parametrize(
    "text",
    [
        *("", "abc", "112", "12345", "12.05.2027", "+7 701 123 45 6", "+7 701 123 45 678"),
        *(
            "+1 800 FLOWERS",
            "87011234567 87021234567",
            "8701" * 200,
            "+",
            "++",
            "00",
            "0000000000",
        ),
    ],
)
def test_what_cannot_be_dialled_is_no_number(text: str) -> None:
    assert read_phone(text, ("KR", "KZ")) is None


@pytest.mark.parametrize(
    ("sent", "number"),
    [
        ("77011234567", KZ),
        ("+77011234567", KZ),
        ("8 (701) 123-45-67", KZ),
        ("821023456789", KR),
        ("+82 10-2345-6789", KR),
        ("010-2345-6789", KR),
        ("447911123456", "+447911123456"),
        ("84951234567", "+84951234567"),  # Vietnam: a card is international
        ("+88801234567", None),  # an anonymous number of Telegram
        ("", None),
        ("+", None),
    ],
)
def test_a_card_has_its_number_with_the_country(sent: str, number: str | None) -> None:
    assert read_contact_phone(sent, ("KR", "KZ")) == number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Апам Гүлнар 8 701 123 45 67", ("Апам Гүлнар", KZ)),
        ("Гүлнар: +77011234567", ("Гүлнар", KZ)),
        ("8-701-123-45-67 мама", ("мама", KZ)),
        ("Мама (8 701 123 45 67)", ("Мама", KZ)),
        ("Гүлнар\n87011234567", ("Гүлнар", KZ)),
        ("мама 87011234567, 87021234567", ("мама", KZ)),
        ("Brother 010-2345-6789", ("Brother", KR)),
        ("87011234567", None),
        ("Гүлнар", None),
        ("Гүлнар 12345", None),
        ("??? 87011234567", None),
    ],
)
def test_a_name_and_a_number_are_told_apart(text: str, found: tuple[str, str] | None) -> None:
    assert find_name_and_phone(text, ("KZ", "KR")) == found


@given(st.text(max_size=300) | DIALLED, st.lists(st.sampled_from(["KZ", "KR", "RU", "GB"])))
def test_only_valid_numbers_come_out(text: str, countries: list[str]) -> None:
    named = find_name_and_phone(text, countries)
    numbers = (
        read_phone(text, countries),
        read_contact_phone(text, countries),
        named and named[1],
    )
    for number in filter(None, numbers):
        assert number.startswith("+")
        assert phonenumbers.is_valid_number(phonenumbers.parse(number))
    if named:
        assert any(map(str.isalpha, named[0]))
        assert named[0].isprintable()
