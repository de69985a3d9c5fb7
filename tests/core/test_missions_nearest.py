"""Which mission to turn to from a place."""

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.missions.mission import Mission, MissionKind, Precision
from core.missions.nearest import nearest
from core.missions.place import Point, kilometres
from core.missions.trust import Trust
from core.refusal import Refusal
from tests.core.missions import a_mission, district, region

MOSCOW, SOCHI = Point(55.754, 37.62), Point(43.585, 39.723)
KAZAN, NIZHNY = Point(55.794, 49.112), Point(56.324, 44.005)
OMSK, BARNAUL = Point(54.985, 73.367), Point(53.348, 83.78)
KRASNOYARSK = Point(56.009, 92.852)
BERLIN = Point(52.52, 13.405)

EMBASSY = a_mission(
    "moscow",
    MOSCOW,
    kind=MissionKind.EMBASSY,
    precision=Precision.BUILDING,
    serves=district(region(MOSCOW), region(SOCHI, trust=Trust.LOW)),
)
IN_KAZAN = a_mission("kazan", KAZAN, serves=district(region(KAZAN), region(NIZHNY)))
IN_OMSK = a_mission("omsk", OMSK, serves=district(region(OMSK, BARNAUL), outside=(KRASNOYARSK,)))
HONORARY = a_mission("honorary", NIZHNY, kind=MissionKind.HONORARY_CONSULATE)
NOWHERE = a_mission("nowhere", None)
IN_BERLIN = a_mission("berlin", BERLIN, country="DE")
ALL = (EMBASSY, IN_KAZAN, IN_OMSK, HONORARY, NOWHERE, IN_BERLIN)


def first(point: Point, country: str | None = None) -> tuple[str, bool]:
    near = nearest(ALL, point, 1, country)[0]
    return near.mission.id, near.responsible


@pytest.mark.parametrize(
    ("point", "country", "expected"),
    [
        (MOSCOW, "RU", ("moscow", True)),
        # Vladimir: Moscow is nearer, and its town is too.
        (Point(56.129, 40.407), "RU", ("moscow", True)),
        # Near Nizhny Novgorod on the Moscow side: the district beats the distance.
        (Point(56.3, 42.9), "RU", ("kazan", True)),
        # Novosibirsk is within reach of Barnaul.
        (Point(55.028, 82.921), "RU", ("omsk", True)),
        # A disputed region claims nobody.
        (SOCHI, "RU", ("moscow", False)),
        # Krasnoyarsk is known to be outside.
        (KRASNOYARSK, "RU", ("omsk", False)),
        # Vladivostok: too far from every town.
        (Point(43.116, 131.882), "RU", ("omsk", False)),
        # A person who says to be in Germany is not claimed by Moscow, wherever the point is.
        (MOSCOW, "DE", ("moscow", False)),
        (BERLIN, None, ("berlin", False)),
        (KAZAN, None, ("kazan", True)),
        (KAZAN, "FR", ("kazan", False)),
    ],
)
def test_the_responsible_mission_comes_first(
    point: Point, country: str | None, expected: tuple[str, bool]
) -> None:
    assert first(point, country) == expected


def test_the_rest_follow_by_distance() -> None:
    found = nearest(ALL, Point(56.3, 42.9), 9, "RU")
    assert [near.mission.id for near in found] == ["kazan", "moscow", "omsk", "berlin"]
    assert [near.responsible for near in found] == [True, False, False, False]
    assert [near.approximate for near in found] == [True, False, True, True]


def test_only_known_career_missions_are_near() -> None:
    assert nearest((HONORARY, NOWHERE), MOSCOW) == ()
    assert nearest(ALL, MOSCOW, 0) == ()
    assert nearest(ALL, MOSCOW, -5) == ()


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (MOSCOW, MOSCOW, 0),
        (MOSCOW, KAZAN, 719),
        (Point(51.507, -0.128), Point(37.566, 126.978), 8855),
        (Point(90, 0), Point(-90, 0), 20015),
        (Point(0, 179.9), Point(0, -179.9), 22),
    ],
)
def test_distances(start: Point, end: Point, expected: float) -> None:
    assert kilometres(start, end) == pytest.approx(expected, abs=12)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(nan, 0), (0, nan), (inf, 0), (0, -inf), (90.001, 0), (0, 180.5), (-91, 0), (1e308, 1e308)],
)
def test_no_place_is_refused(latitude: float, longitude: float) -> None:
    with pytest.raises(Refusal) as refused:
        Point(latitude, longitude)
    assert refused.value.code == "place-out-of-range"


POINTS = st.builds(
    Point,
    st.floats(-90, 90, allow_nan=False),
    st.floats(-180, 180, allow_nan=False),
)


@given(POINTS, st.integers(-2, 8), st.sampled_from([None, "RU", "DE", "QA"]))
def test_any_place_has_an_order(point: Point, limit: int, country: str | None) -> None:
    found = nearest(ALL, point, limit, country)
    assert len(found) == min(max(limit, 0), 4)
    assert not any(near.responsible for near in found[1:])
    rest = [near.kilometres for near in found if not near.responsible]
    assert rest == sorted(rest)
    assert all(0 <= near.kilometres <= 20_040 for near in found)
    left_out: tuple[Mission, ...] = (HONORARY, NOWHERE)
    assert not any(near.mission in left_out for near in found)


@given(POINTS, POINTS)
def test_a_way_is_as_long_as_the_way_back(start: Point, end: Point) -> None:
    assert kilometres(start, end) == pytest.approx(kilometres(end, start))
