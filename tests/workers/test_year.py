"""A year in five places, moved from event to event: each message the rules say, at its hour.

What is expected is written down by hand, by the clocks of the place: dates counted on a calendar,
not by the bot's own rules.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.deadlines.deadline import Kind
from pretend.visitor import Visitor
from tests.workers.conftest import Says
from tests.workers.house import House, Sent

ASK = "Are you still there?"
REMIND = "The end of your registration"
CLOSED = "Your registration was closed, because its end passed two weeks ago."
REMINDER = "⏰ A reminder"

STILL, LONGER, HOME = "✅ I am still here", "+6 months", "🏠 I am back home"
DONE, TOMORROW = "✅ Done", "⏰ Remind me tomorrow"

Expected = list[tuple[str, str]]
"""The moment by the local clocks, and the first line."""


@dataclass
class Life:
    """One person's year. `taps`: what he presses under the newest message, and when, there."""

    number: int
    language: str
    country: str
    city: str
    zone: str
    until: date
    expected: Expected
    taps: dict[str, str] = field(default_factory=dict)
    days: dict[Kind, date] = field(default_factory=dict)


LIVES = (
    # answers twice: the ninety days are counted from his answers; the summer time changes nothing
    Life(
        1001, "ru", "GB", "london", "Europe/London", date(2027, 10, 15),
        [
            ("2027-02-21 10:00", ASK),
            ("2027-05-26 10:00", ASK),  # the 25th of February and ninety days
            ("2027-08-29 10:00", ASK),  # the 31st of May and ninety days
            ("2027-10-08 10:00", REMIND),
            ("2027-10-29 10:00", CLOSED),
        ],
        {"2027-02-25 18:00": STILL, "2027-05-31 23:30": STILL},
    ),
    # never says a word
    Life(
        1002, "kk", "KR", "seoul", "Asia/Seoul", date(2027, 6, 30),
        [
            ("2027-02-21 10:00", ASK),
            ("2027-05-22 10:00", ASK),
            ("2027-06-23 10:00", REMIND),
            ("2027-07-14 10:00", CLOSED),
        ],
    ),
    # stays longer, and goes home in the end
    Life(
        1003, "en", "QA", "doha", "Asia/Qatar", date(2027, 4, 10),
        [
            ("2027-02-21 10:00", ASK),
            ("2027-04-03 10:00", REMIND),
            ("2027-07-03 10:00", ASK),  # the 4th of April and ninety days
            ("2027-10-01 10:00", ASK),  # not answered
            ("2027-10-03 10:00", REMIND),  # until the 10th of October now
        ],
        {"2027-04-04 09:00": LONGER, "2027-10-05 12:00": HOME},
    ),
    # a passport: once more tomorrow, and done before the last one
    Life(
        1004, "ru", "RU", "moscow", "Europe/Moscow", date(2028, 6, 30),
        [
            ("2027-02-21 10:00", ASK),
            ("2027-05-16 10:00", REMINDER),  # 30 days
            ("2027-05-22 10:00", ASK),
            ("2027-06-01 10:00", REMINDER),  # 14 days
            ("2027-06-02 10:00", REMINDER),  # as he wished
            ("2027-06-08 10:00", REMINDER),  # 7 days
            ("2027-06-12 10:00", REMINDER),  # 3 days; the one of the 14th is not needed
            ("2027-08-20 10:00", ASK),
            ("2027-11-18 10:00", ASK),
        ],
        {"2027-06-01 11:00": TOMORROW, "2027-06-12 20:00": DONE},
        {Kind.PASSPORT: date(2027, 6, 15)},
    ),
    # the clocks go forward between the reminders
    Life(
        1005, "en", "US", "new-york", "America/New_York", date(2027, 3, 20),
        [
            ("2027-02-14 10:00", REMINDER),
            ("2027-02-21 10:00", ASK),
            ("2027-03-02 10:00", REMINDER),
            ("2027-03-09 10:00", REMINDER),
            ("2027-03-13 10:00", REMIND),
            ("2027-03-13 10:00", REMINDER),
            ("2027-03-15 10:00", REMINDER),  # an hour earlier for all others: summer time
            ("2027-04-03 10:00", CLOSED),
        ],
        {},
        {Kind.CONTRACT: date(2027, 3, 16)},
    ),
)  # fmt: skip
END = datetime(2027, 12, 15, tzinfo=UTC)


def there(words: str, zone: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


async def begins(house: House, life: Life) -> Visitor:
    visitor = await house.citizen(life.number, life.language)
    stay = await house.registers(visitor, life.country, life.city, life.until)
    assert stay.zone == life.zone
    for kind, day in life.days.items():
        person = await house.known(visitor)
        kept = await house.app.services["deadlines"].set(person, kind, due=day)
        assert kept.zone == life.zone
    return visitor


def told(house: House, life: Life) -> Expected:
    mine = [one for one in house.sent if one.person == life.number]
    return [(one.local(life.zone), one.words) for one in mine]


def hours(sent: list[Sent], zone: str) -> Iterator[time]:
    for one in sent:
        yield one.at.astimezone(ZoneInfo(zone)).time()


async def test_a_year(house: House, says: Says) -> None:
    visitors = {life.number: await begins(house, life) for life in LIVES}
    taps = sorted(
        (there(when, life.zone), life.number, says(label, life.language))
        for life in LIVES
        for when, label in life.taps.items()
    )
    for moment, number, label in taps:
        await house.rounds_until(moment)
        await visitors[number].taps(label)
    await house.rounds_until(END)
    for life in LIVES:
        said = [(when, says(words, life.language)) for when, words in life.expected]
        assert told(house, life) == said, life.zone
    assert len(house.sent) == sum(len(life.expected) for life in LIVES)


async def test_the_anonymous_row_stays(house: House) -> None:
    """Thirty days after it was closed there is a country, a purpose and months, and nobody."""
    life = LIVES[1]
    await begins(house, life)
    closed_at = there("2027-07-14 10:00", life.zone)
    await house.rounds_until(closed_at + timedelta(days=30, minutes=-1))
    (row,) = await house.rows("stays")
    assert (row["status"], row["person_id"], row["city"]) == ("ended", life.number, life.city)
    await house.rounds_until(closed_at + timedelta(days=30))
    (row,) = await house.rows("stays")
    gone = ("person_id", "registered_by", "city", "sealed", "next_at")
    assert [row[name] for name in gone] == [None] * len(gone)
    assert (row["country"], row["since"], row["until"]) == (
        "KR", date(2026, 11, 1), date(2027, 6, 1),
    )  # fmt: skip
    assert told(house, life)[-1][0] == "2027-07-14 10:00"  # of the erasing nobody is told


async def test_hour_by_hour_over_a_change_of_the_clocks(house: House, says: Says) -> None:
    """A rhythm of days and a daily hour, a round every hour around the 28th of March in London."""
    visitor = await house.citizen(1001, "ru")
    person = await house.people.live_in(await house.known(visitor), "GB")
    house.clock.at = there("2027-03-24 00:00", "Europe/London")
    deadlines = house.app.services["deadlines"]
    await deadlines.set(person, Kind.PERMIT, due=date(2027, 3, 31))
    amina = await deadlines.set(person, Kind.AMINA, hour=7)
    async with house.app.database.writing() as tx:  # in Russia no clock changes: by London's, then
        begins_at = there("2027-03-24 07:00", "Europe/London")
        await tx.deadlines.save(replace(amina, zone="Europe/London", next_at=begins_at))
    for _hour in range(8 * 24):
        house.clock.move(timedelta(hours=1))
        await house.tick()
    daily = [f"2027-03-{day} 07:00" for day in range(24, 32)]
    rhythm = ["2027-03-24 10:00", "2027-03-28 10:00", "2027-03-30 10:00"]
    assert sorted(one.local("Europe/London") for one in house.sent) == sorted(daily + rhythm)
    assert {one.words for one in house.sent} == {says(REMINDER, "ru")}


async def test_three_weeks_of_silence(house: House, says: Says) -> None:
    """Off from the 10th of February, and on again in the middle of London's night."""
    for life in LIVES:
        await begins(house, life)
    await house.rounds_until(datetime(2027, 2, 10, tzinfo=UTC))
    assert house.sent == []
    house.clock.at = there("2027-03-03 03:00", "Europe/London")
    first = await house.tick()
    assert {one.person for one in first} == {1002}  # noon in Seoul; all others sleep
    await house.rounds_until(house.clock() + timedelta(days=1))
    assert [told(house, life) for life in LIVES] == [
        [("2027-03-03 09:00", says(ASK, "ru"))],
        [("2027-03-03 12:00", says(ASK, "kk"))],
        [("2027-03-03 09:00", says(ASK, "en"))],
        [("2027-03-03 09:00", says(ASK, "ru"))],
        [
            # the two of the contract, of the 14th of February and the 2nd of March, are one
            ("2027-03-03 09:00", says(ASK, "en")),
            ("2027-03-03 09:00", says(REMINDER, "en")),
        ],
    ]


async def test_a_silence_over_the_end_closes_and_says_so_once(house: House, says: Says) -> None:
    """The question, the reminder and the closing were missed: the last makes up for all."""
    life = LIVES[1]
    await begins(house, life)
    house.clock.at = there("2027-07-20 02:00", life.zone)
    assert await house.tick() == []
    await house.rounds_until(house.clock() + timedelta(days=120))
    assert told(house, life) == [("2027-07-20 09:00", says(CLOSED))]


@pytest.mark.parametrize("zone", [life.zone for life in LIVES])
async def test_nobody_is_written_to_at_night(house: House, zone: str) -> None:
    """A bot that is up for a minute at odd hours only."""
    life = next(one for one in LIVES if one.zone == zone)
    await begins(house, life)
    for _round in range(144):
        house.clock.move(timedelta(hours=61, minutes=7))
        await house.tick()
    assert len(house.sent) >= 3
    assert all(time(9) <= one < time(21) for one in hours(house.sent, zone))
    assert len(set(house.sent)) == len(house.sent)
