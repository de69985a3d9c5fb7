"""Phone numbers as people type and send them, brought to E.164. Only numbers that can exist."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberMatcher

from core.people.person import HOME_COUNTRY, one_line

LONGEST = 250
_TRUNK_EIGHT = re.compile(r"8\d{10}")
_ABROAD = re.compile(r"00[1-9]\d{6,14}")
_AROUND = " \t,;:.!?()[]{}<>«»\"'/|*+=_-\u2013\u2014"
"""What stands between a name and a number without being part of the name."""


def read_phone(text: str, countries: Sequence[str]) -> str | None:
    """The one number of a text, by the plan of the first country that makes it valid.

    With 8 before it a number of Kazakhstan is taken for one wherever the person is.
    """
    for country in _plans(text, countries):
        if found := list(_numbers(text, country)):
            several = len({number for _, number in found}) > 1
            return None if several else found[0][1]
    return _dialled_abroad(text)


def read_contact_phone(text: str, countries: Sequence[str] = ()) -> str | None:
    """The number of a contact card: international without its plus, or as somebody saved it."""
    figures = "".join(filter(str.isdecimal, text))
    if not text.strip().startswith("+") and _TRUNK_EIGHT.fullmatch(figures):
        at_home = _parsed(figures, HOME_COUNTRY)
        if at_home and phonenumbers.region_code_for_number(at_home) == HOME_COUNTRY:
            return _e164(at_home)
    abroad = _parsed(f"+{figures}", None)
    return _e164(abroad) if abroad else read_phone(text, countries)


def find_name_and_phone(text: str, countries: Sequence[str]) -> tuple[str, str] | None:
    """«Гүлнар 8 701 123 45 67» -> the name and the number; of several numbers the first."""
    for country in _plans(text, countries):
        found = list(_numbers(text, country))
        if found:
            name = text
            for written, _ in found:
                name = name.replace(written, "\n", 1)
            name = " ".join(filter(None, (_bare(part) for part in name.splitlines())))
            return (name, found[0][1]) if any(map(str.isalpha, name)) else None
    return None


def _plans(text: str, countries: Sequence[str]) -> Sequence[str]:
    """The countries in their order; Kazakhstan first for a number written as it is dialled there.

    Others would read «8 701…» by plans of their own: Indonesia has such numbers.
    """
    figures = "".join(filter(str.isdecimal, text))
    if figures.startswith("87") and _TRUNK_EIGHT.fullmatch(figures):
        return tuple(dict.fromkeys((HOME_COUNTRY, *countries)))
    return tuple(dict.fromkeys(countries)) or (HOME_COUNTRY,)


def _numbers(text: str, country: str) -> Iterator[tuple[str, str]]:
    """Valid numbers as written and in E.164; a text of figures alone may be one as a whole."""
    matches = PhoneNumberMatcher(text[:LONGEST], country)
    written = ((match.raw_string, match.number) for match in matches)
    whole: tuple[tuple[str, PhoneNumber], ...] = ()
    if not any(map(str.isalpha, text)) and (number := _parsed(text, country)):
        whole = ((text, number),)
    return ((raw, _e164(number)) for raw, number in chain(written, whole))


def _dialled_abroad(text: str) -> str | None:
    """00 7 701…: the plus in most of the world."""
    figures = re.sub(r"[\s().-]", "", text)
    number = _parsed(f"+{figures[2:]}", None) if _ABROAD.fullmatch(figures) else None
    return _e164(number) if number else None


def _parsed(text: str, country: str | None) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def _e164(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _bare(text: str) -> str:
    return one_line(text).strip(_AROUND)
