"""Whether a number in the content can be dialled."""

import phonenumbers

from bot.content.reading import Table

SHORT_CODE_DIGITS = 6
"""Lines such as 112 or 92727; longer ones must be numbers of the country's plan."""


def full_number(table: Table, key: str) -> str:
    """An E.164 number, or a fault: a dead number is worse than none."""
    written = table.text(key)
    try:
        number = phonenumbers.parse(written, None)
    except phonenumbers.NumberParseException:
        raise table.fault(f"'{key}' is no number with its country code: {written}") from None
    form = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if not phonenumbers.is_valid_number(number) or form != written:
        raise table.fault(f"'{key}' is no valid E.164 number: {written}")
    return written


def dialled_number(table: Table, written: str, country: str) -> str:
    """A number as dialled inside the country: a short code, or one of its numbering plan."""
    if written.isdecimal() and len(written) <= SHORT_CODE_DIGITS:
        return written
    try:
        number = phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException:
        raise table.fault(f"no number: {written}") from None
    if not phonenumbers.is_valid_number(number):
        raise table.fault(f"no number of {country}: {written}")
    return written
