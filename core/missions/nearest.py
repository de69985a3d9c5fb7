"""Which mission a person at a place should turn to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.missions.mission import Mission, Precision
from core.missions.place import Point, kilometres
from core.missions.trust import Trust

REACH_KM = 300.0
"""A place further than this from every town of a district is not said to be in it."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """`approximate`: the distance is to the city, not to the door.

    `responsible`: the mission's consular district, as far as it is known, covers the place.
    """

    mission: Mission
    kilometres: float
    approximate: bool
    responsible: bool


@dataclass(frozen=True, slots=True)
class _Claim:
    """A point on the map that speaks for a country and, perhaps, for a mission's district."""

    point: Point
    country: str
    mission: str | None


def nearest(
    missions: Iterable[Mission], point: Point, limit: int = 3, country: str | None = None
) -> tuple[Nearby, ...]:
    """The missions to turn to from `point`: the responsible one first, then by distance.

    `country` (ISO code) is where the person says to be; without it the nearest known town tells.
    Honorary consulates and missions without a place are left out.
    """
    known = [mission for mission in missions if mission.point is not None and not mission.honorary]
    responsible = _responsible(known, point, country)
    found = [
        Nearby(
            mission,
            kilometres(point, mission.point),
            mission.precision is not Precision.BUILDING,
            mission.id == responsible,
        )
        for mission in known
        if mission.point is not None
    ]
    found.sort(key=lambda near: (not near.responsible, near.kilometres, near.mission.id))
    return tuple(found[: max(limit, 0)])


def _responsible(missions: Sequence[Mission], point: Point, country: str | None) -> str | None:
    """The mission whose district the nearest town belongs to, if that town is near enough."""
    claims = [claim for mission in missions for claim in _claims(mission)]
    if not claims:
        return None
    here = country or min(claims, key=lambda claim: kilometres(point, claim.point)).country
    towns = [claim for claim in claims if claim.country == here]
    if not towns:
        return None
    # At the same distance a town of a district wins over a bare one.
    town = min(towns, key=lambda claim: (kilometres(point, claim.point), claim.mission is None))
    return town.mission if kilometres(point, town.point) <= REACH_KM else None


def _claims(mission: Mission) -> list[_Claim]:
    """A district's towns count for it; those beyond it, disputed or of a bare seat for nobody."""
    claims = [] if mission.point is None else [_Claim(mission.point, mission.country, None)]
    if mission.district is None:
        return claims
    claims += [_Claim(town, mission.country, None) for town in mission.district.outside]
    for region in mission.district.regions:
        owner = None if region.trust is Trust.LOW else mission.id
        claims += [_Claim(town, mission.country, owner) for town in region.points]
    return claims
