"""The numbers of a text, written so that the same number is the same in every language."""

import re
from collections.abc import Iterator

_SPACES = " \u00a0\u2009\u202f"
_NUMBER = re.compile(
    r"(?P<address>https?://\S+)"
    rf"|(?P<phone>\+[0-9](?:[{_SPACES}()-]{{0,2}}[0-9]){{6,14}}(?![0-9]))"
    r"|(?P<iso>(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9]))"
    r"|(?P<day>(?<![0-9])[0-9]{1,2}(?P<dot>[./])[0-9]{1,2}(?P=dot)[0-9]{4}(?![0-9]))"
    r"|(?P<month>(?<![0-9.,])(?:0[1-9]|1[0-2])\.[0-9]{4}(?![0-9]))"
    rf"|(?P<grouped>(?<![0-9])[1-9][0-9]{{0,2}}(?:[{_SPACES},.'’][0-9]{{3}})+(?![0-9])"
    r"(?:[.,][0-9]{1,2}(?![0-9]))?)"
    r"|(?P<decimal>[0-9]+[.,][0-9]+)"
    r"|(?P<whole>[0-9]+)"
)
_NO_DIGITS = re.compile(r"[^0-9]")
_FRACTION = re.compile(r"[.,]([0-9]{1,2})\Z")


def numbers(text: str) -> frozenset[str]:
    """Thousands may be parted by spaces, commas or dots: `1 000` is `1,000`. `1,5` is `1.5`.

    Of a date the day and the year count, as the month is a word in some languages. Of an ordinal
    (`19th`, `19-го`) the digits count. Addresses do not count.
    """
    digits = "".join(str(int(c)) if c.isdecimal() else c for c in text)
    return frozenset(n for found in _NUMBER.finditer(digits) for n in _read(found))


def _read(found: re.Match[str]) -> Iterator[str]:
    written = found[0]
    match found.lastgroup:
        case "address":
            pass
        case "phone":
            yield "+" + _NO_DIGITS.sub("", written)
        case "iso":
            yield from (_whole(written[8:]), _whole(written[:4]))
        case "day" | "dot":
            yield from (_whole(re.split(r"[./]", written)[0]), written[-4:])
        case "month":
            yield written[-4:]
        case "grouped":
            yield _grouped(written)
        case "decimal":
            whole, fraction = re.split(r"[.,]", written)
            yield f"{_whole(whole)}.{fraction}"
        case _:
            yield _whole(written)


def _grouped(written: str) -> str:
    fraction = _FRACTION.search(written)
    if fraction is None:
        return _NO_DIGITS.sub("", written)
    return f"{_NO_DIGITS.sub('', written[: fraction.start()])}.{fraction[1]}"


def _whole(digits: str) -> str:
    return digits.lstrip("0") or "0"
