"""Who has not answered, as a table; it names nobody."""

from collections.abc import Iterable

from core.broadcasts.csv import BOM, line
from core.broadcasts.tally import Landed

COLUMNS = ("person_id", "language", "country", "city")


def silent_table(people: Iterable[Landed]) -> bytes:
    lines = (line((one.person_id, one.language, one.country, one.city)) for one in people)
    return (BOM + line(COLUMNS) + "".join(lines)).encode()
