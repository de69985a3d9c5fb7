"""Many people and a broadcast to all of them, put into a database past the chat."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from sqlalchemy import insert

from core.broadcasts.broadcast import Broadcast, Place, State
from core.broadcasts.message import Version
from core.locale import Locale
from core.people.topics import Topic
from db.database import Database
from db.tables.people import people

FIRST = 100_001
"""The id of the first recipient; the others follow it."""
OPERATOR = 77
PLACES = (("KR", "seoul"), ("KR", None), ("RU", "moscow"), ("QA", None), (None, None))
TEXT = "Құрметті отандастар! Тіркеу мерзімі ұзартылды. Толығырақ: /help"
BATCH = 5_000
Row = dict[str, object]


def crowd(ids: Iterable[int], now: datetime) -> Iterator[Row]:
    """People of all languages and some countries, seen within the last months."""
    languages = tuple(Locale)
    for number in ids:
        country, city = PLACES[number % len(PLACES)]
        seen = now - timedelta(minutes=number * 7 % 100_000)
        yield {
            "id": number,
            "language": languages[number % len(languages)].value,
            "country": country,
            "city": city,
            "created_at": seen,
            "seen_at": seen,
            "moved_at": seen,
            "muted": "",
        }


async def settle(database: Database, ids: Iterable[int]) -> None:
    """The crowd itself."""
    rows = crowd(ids, datetime.now(UTC))
    while batch := list(islice(rows, BATCH)):
        async with database.writer.begin() as connection:
            await connection.execute(insert(people), batch)


async def broadcast_to_all(database: Database) -> Broadcast:
    """A broadcast that is to begin at once, for everybody at any hour; the worker finds it."""
    now = datetime.now(UTC)
    version = Version(html=TEXT)
    one = Broadcast(
        author_id=OPERATOR,
        created_at=now,
        zone="Asia/Almaty",
        topic=Topic.SAFETY,
        versions=dict.fromkeys(Locale, version),
        affected=Place("KR", "seoul"),
        confirmed_by=OPERATOR,
        started_at=now,
    )
    async with database.writing() as tx:
        kept = await tx.broadcasts.add(one)
        assert await tx.broadcasts.move(kept.id, State.PLANNING, of={kept.state})
    return kept
