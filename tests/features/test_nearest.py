"""The nearest mission by the place a person sends."""

import pytest

from bot.content.content import Content
from pretend.visitor import Visitor
from tests.conftest import World
from tests.features.conftest import Says
from tests.features.kept import kept

SEOUL, LONDON = "kr-seoul-embassy", "gb-london-embassy"
NUMBER = "+8223799714"
REPORTED = "Thank you. {count} person has reported this number. Try another one."


@pytest.mark.parametrize(
    ("latitude", "longitude", "nearest"),
    [
        (37.5665, 126.978, SEOUL),
        (35.1, 129.03, "kr-busan-cg"),
        (25.28, 51.53, "qa-doha-embassy"),
        (51.27, 0.52, LONDON),
        (55.75, 37.6, "ru-moscow-embassy"),
    ],
)
async def test_the_nearest_by_place(
    world: World,
    visitor: Visitor,
    content: Content,
    latitude: float,
    longitude: float,
    nearest: str,
) -> None:
    await visitor.shares_location(latitude, longitude)
    assert visitor.buttons()[0].endswith(content.missions[nearest].title.kk)
    assert await kept(world.db) == {}


async def test_the_place_is_used_once_and_the_menu_comes_back(
    visitor: Visitor, says: Says
) -> None:
    await visitor.writes("/consulate")
    await visitor.taps(says("📍 Nearest to me"))
    await visitor.taps(says("📍 Send my location"))
    assert visitor.text.startswith(says("Nearest missions"))
    assert len(visitor.keyboard()) == 6


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(90, 180), (-90, -180), (0, 0), (89.999, 0.0001), (-54.8, -68.3)]
)
async def test_the_ends_of_the_earth_have_a_nearest_mission(
    visitor: Visitor, says: Says, latitude: float, longitude: float
) -> None:
    words = await visitor.shares_location(latitude, longitude)
    assert words.startswith(says("Nearest missions"))
    assert len([one for one in visitor.buttons() if one[0] not in "🆘🏠"]) == 3


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(91, 0), (0, 181), (-1e300, 0), (0, float("inf")), (float("nan"), float("nan"))],
)
async def test_no_place_on_the_earth_is_told_so(
    world: World, visitor: Visitor, says: Says, latitude: float, longitude: float
) -> None:
    """Telegram itself lets none through; a hand on the wire might."""
    await visitor.starts()
    sender = world.telegram.world.person(visitor.id)
    message = {
        "message_id": 500,
        "date": 1_795_000_000,
        "chat": {"id": visitor.id, "type": "private", "first_name": "Айгүл"},
        "from": sender,
        "location": {"latitude": latitude, "longitude": longitude},
    }
    await world.telegram.push({"message": message})
    assert visitor.text == says("I cannot read this place. Please choose a country.")
