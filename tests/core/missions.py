"""Missions to test with: only what a rule looks at is chosen, the rest is plain."""

from zoneinfo import ZoneInfo

from core.locale import Translated
from core.missions.mission import (
    District,
    Mission,
    MissionKind,
    OfficialName,
    Precision,
    Region,
)
from core.missions.place import Point
from core.missions.trust import Trust

WORDS = Translated(kk="сөз", ru="слово", en="word")


def region(*points: Point, trust: Trust = Trust.MEDIUM) -> Region:
    return Region(WORDS, points, trust)


def district(*regions: Region, outside: tuple[Point, ...] = ()) -> District:
    return District(as_of="2018", regions=regions, outside=outside, publisher="the embassy")


def a_mission(
    mission_id: str,
    point: Point | None,
    *,
    country: str = "RU",
    kind: MissionKind = MissionKind.CONSULATE_GENERAL,
    precision: Precision = Precision.CITY,
    serves: District | None = None,
) -> Mission:
    return Mission(
        id=mission_id,
        country=country,
        kind=kind,
        city=WORDS,
        title=WORDS,
        exists=Trust.HIGH,
        zone=ZoneInfo("Europe/Moscow"),
        name=OfficialName(kk=None, ru=None, en=None),
        point=point,
        precision=None if point is None else precision,
        district=serves,
    )
