"""Missions from content/missions/<country>.toml."""

from datetime import time
from pathlib import Path
from typing import cast

from bot.content.phones import full_number
from bot.content.reading import Table, read
from core.missions.hours import Hours, Period, Service
from core.missions.mission import (
    Address,
    District,
    Email,
    Mission,
    MissionKind,
    OfficialName,
    OfficialPage,
    Phone,
    Precision,
    Purpose,
    Region,
    Source,
    Website,
)
from core.missions.place import Point
from core.missions.trust import Trust

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

MISSION_KEYS = (
    *("id", "country", "kind", "exists", "city", "title", "name", "time_zone", "address", "place"),
    *("website", "page", "booking", "hours_note", "note", "phone", "email", "hours", "district"),
    "source",
)


def load_missions(root: Path) -> dict[str, Mission]:
    """Every mission below `root` by its id. Raises ContentFault for the first thing wrong."""
    missions: dict[str, Mission] = {}
    for path in sorted((root / "missions").glob("*.toml")):
        file = read(root, path)
        file.only("mission")
        for table in file.tables("mission"):
            mission = _mission(table)
            if mission.country != path.stem.upper():
                raise table.fault(f"'country' is {mission.country} in the file of {path.stem}")
            if mission.id in missions:
                raise table.fault("a second one with this id")
            missions[mission.id] = mission
    return missions


def _mission(table: Table) -> Mission:
    table.only(*MISSION_KEYS)
    point, precision = _place(table)
    return Mission(
        id=table.text("id"),
        country=table.text("country"),
        kind=table.choice("kind", MissionKind),
        city=table.translated("city"),
        title=table.translated("title"),
        exists=table.choice("exists", Trust),
        zone=table.zone("time_zone"),
        name=_name(table.table("name")),
        address=_address(table),
        phones=tuple(_phone(phone) for phone in table.tables("phone", "number")),
        emails=tuple(_email(email) for email in table.tables("email", "address")),
        website=_website(table.table_or_none("website")),
        page=_page(table.table_or_none("page")),
        booking=_website(table.table_or_none("booking")),
        point=point,
        precision=precision,
        hours=_hours(table),
        hours_note=table.translated_or_none("hours_note"),
        district=_district(table.table_or_none("district")),
        note=table.translated_or_none("note"),
        sources=tuple(_source(source) for source in table.tables("source", "publisher")),
    )


def _name(table: Table) -> OfficialName:
    table.only("kk", "ru", "en")
    kk, ru, en = (table.text_or_none(key) for key in ("kk", "ru", "en"))
    return OfficialName(kk=kk, ru=ru, en=en)


def _address(mission: Table) -> Address | None:
    table = mission.table_or_none("address")
    if table is None:
        return None
    table.only("printed", "kk", "en", "trust")
    printed, kk, en = (table.text_or_none(key) for key in ("printed", "kk", "en"))
    if not (printed or en):
        raise table.fault("no address in it")
    return Address(printed=printed, kk=kk, en=en, trust=table.choice("trust", Trust))


def _place(mission: Table) -> tuple[Point, Precision] | tuple[None, None]:
    table = mission.table_or_none("place")
    if table is None:
        return None, None
    table.only("latitude", "longitude", "precision")
    point = table.point(table.values.get("latitude"), table.values.get("longitude"))
    return point, table.choice("precision", Precision)


def _phone(table: Table) -> Phone:
    table.only("number", "purpose", "trust", "publisher", "source", "confirmed", "extension")
    return Phone(
        number=full_number(table, "number"),
        purpose=table.choice("purpose", Purpose),
        trust=table.choice("trust", Trust),
        publisher=table.text("publisher"),
        source=table.text_or_none("source"),
        confirmed=table.text_or_none("confirmed"),
        extension=table.text_or_none("extension"),
    )


def _email(table: Table) -> Email:
    table.only("address", "trust")
    address = table.text("address")
    if address.count("@") != 1:
        raise table.fault(f"no e-mail address: {address}")
    return Email(address, table.choice("trust", Trust))


def _website(table: Table | None) -> Website | None:
    if table is None:
        return None
    table.only("url", "trust")
    return Website(table.text("url"), table.choice("trust", Trust))


def _page(table: Table | None) -> OfficialPage | None:
    if table is None:
        return None
    table.only("url", "guessed")
    return OfficialPage(table.text("url"), table.flag("guessed"))


def _hours(mission: Table) -> Hours | None:
    table = mission.table_or_none("hours")
    if table is None:
        return None
    table.only("trust", "source", "period")
    periods = tuple(_period(period) for period in table.tables("period", "service"))
    if not periods:
        raise table.fault("no 'period'")
    return Hours(
        zone=mission.zone("time_zone"),
        periods=periods,
        trust=table.choice("trust", Trust),
        source=table.text_or_none("source"),
    )


def _period(table: Table) -> Period:
    table.only("service", "days", "opens", "closes", "pause")
    service = table.choice("service", Service)
    try:
        pause = tuple(time.fromisoformat(moment) for moment in table.words("pause"))
        return Period(
            service=service,
            days=tuple(WEEKDAYS.index(day) for day in table.words("days")),
            opens=time.fromisoformat(table.text("opens")),
            closes=time.fromisoformat(table.text("closes")),
            pause=cast("tuple[time, time]", pause) if pause else None,
        )
    except ValueError as error:
        raise table.fault(f"no opening hours: {error}") from error


def _district(table: Table | None) -> District | None:
    if table is None:
        return None
    table.only("as_of", "publisher", "source", "outside", "region")
    return District(
        as_of=table.text("as_of"),
        regions=tuple(_region(region) for region in table.tables("region", "trust")),
        outside=table.points("outside"),
        publisher=table.text("publisher"),
        source=table.text_or_none("source"),
    )


def _region(table: Table) -> Region:
    table.only("name", "trust", "points")
    return Region(table.translated("name"), table.points("points"), table.choice("trust", Trust))


def _source(table: Table) -> Source:
    table.only("url", "publisher", "date", "says")
    return Source(
        publisher=table.text("publisher"),
        date=table.text("date"),
        says=table.text("says"),
        url=table.text_or_none("url"),
    )
