"""A point on the earth."""

from dataclasses import dataclass
from math import asin, cos, isfinite, radians, sin, sqrt

from core.refusal import Refusal

EARTH_RADIUS_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees, WGS 84. Refuses "place-out-of-range" what is no place on the earth."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        for value, limit in ((self.latitude, 90), (self.longitude, 180)):
            if not isfinite(value) or abs(value) > limit:
                raise Refusal("place-out-of-range")


def kilometres(start: Point, end: Point) -> float:
    """The distance over the globe by the haversine formula, good to half a per cent."""
    south, north = radians(start.latitude), radians(end.latitude)
    across = radians(end.longitude - start.longitude)
    chord = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(across / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))
