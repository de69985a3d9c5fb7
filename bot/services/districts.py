"""Which cities of a country's list a mission is responsible for."""

from bot.content.content import Content
from core.missions.mission import Mission
from core.missions.nearest import nearest

WHOLE_COUNTRY: frozenset[str] = frozenset()


def served_by(mission: Mission, content: Content) -> frozenset[str] | None:
    """Ids of cities; WHOLE_COUNTRY for the only mission there; None: no city is known to be its.

    An honorary consulate is responsible for nobody.
    """
    there = [one for one in content.missions_in(mission.country) if not one.honorary]
    if mission not in there:
        return None
    if len(there) == 1:
        return WHOLE_COUNTRY
    cities = frozenset(
        city.id
        for city in content.cities_of(mission.country)
        for near in nearest(there, city.point, len(there), mission.country)
        if near.responsible and near.mission is mission
    )
    return cities or None
