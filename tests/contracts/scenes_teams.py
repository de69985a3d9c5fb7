"""The views of brigades: the leader's, the invitation, the list, and what a link shows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.features.teams import views as teams
from bot.services.teams import (
    JOINED_AT_MOST,
    MEMBERS_AT_MOST,
    Brigades,
    Invitation,
    Place,
    Standing,
)
from bot.telegram.links import Links
from core.people.person import CITY_LENGTH
from core.teams.names import NAME_LENGTH
from core.teams.team import Member, Team
from tests.contracts.stage import MONDAY, NASTY_CITY, Scene, Shown, Stage, once

LINKS = Links("saparlas_bot")
LONGEST = "🏗" * NAME_LENGTH
NAMES = ("Айгүл", "<b>Ерлан</b> & </a>", "", LONGEST)
PLACES = (
    Place("KR"),
    Place("KR", "ansan"),
    Place("QA", NASTY_CITY),
    Place("QQ", "&" * CITY_LENGTH),
)
SIZES = (0, 1, 2, 5, 21, MEMBERS_AT_MOST)


def team(name: str, place: Place, number: int = 0) -> Team:
    return Team(f"TEAM2345{number:02}", 7, place.country, place.city, MONDAY, name)


def everywhere() -> Iterator[tuple[str, str, Place]]:
    """Each name in each place, with a label."""
    for number, name in enumerate(NAMES):
        for place in PLACES:
            yield f"{number} {place.country} {place.city}", name, place


def mine(on: Stage) -> Iterator[Shown]:
    many = tuple(team(LONGEST, PLACES[-1], number) for number in range(JOINED_AT_MOST))
    states = {
        "shut": Brigades(possible=False),
        "nowhere": Brigades(),
        "member": Brigades(joined=many),
    }
    for label, state in states.items():
        yield label, teams.mine(state, "Айгүл", on.content, LINKS)
    for label, name, place in everywhere():
        yield label, teams.mine(Brigades(place=place), name, on.content, LINKS)
        led = Brigades(led=team(name, place), size=5, place=place)
        yield f"{label} led", teams.mine(led, name, on.content, LINKS)
        yield f"{label} both", teams.mine(replace(led, joined=many), name, on.content, LINKS)
    for size in SIZES:
        led = Brigades(led=team("Айгүл", PLACES[1]), size=size)
        yield f"{size}", teams.mine(led, "Айгүл", on.content, LINKS)


def members(on: Stage) -> Iterator[Shown]:
    names = [NAMES[number % len(NAMES)] for number in range(MEMBERS_AT_MOST)]
    longest = [LONGEST] * MEMBERS_AT_MOST
    for label, listed in (("all", names), ("longest", longest), ("two", names[:2]), ("none", [])):
        found = [
            Member(number, name, MONDAY + timedelta(days=number))
            for number, name in enumerate(listed, 1)
        ]
        for page in (-1, 0, *range(1, 9), 10_000):
            led = team("Айгүл", PLACES[page % len(PLACES)]) if found else None
            yield f"{label} {page}", teams.members(led, found, on.content, page)


def invited(on: Stage) -> Iterator[tuple[str, Invitation | None, str]]:
    yield "dead", None, "Айгүл"
    for standing in Standing:
        for label, name, place in everywhere():
            yield f"{standing.name} {label}", Invitation(team(name, place), standing), name


def opened(on: Stage) -> Iterator[Shown]:
    for label, found, name in invited(on):
        yield label, teams.opened(found, name, on.content, LINKS)


def joined(on: Stage) -> Iterator[Shown]:
    for label, found, name in invited(on):
        yield label, teams.joined(found, name, on.content, LINKS)


SCENES: dict[str, Scene] = {
    "teams.ask_close": once(teams.ask_close),
    "teams.closed": once(teams.closed),
    "teams.joined": joined,
    "teams.left": once(teams.left),
    "teams.members": members,
    "teams.mine": mine,
    "teams.nothing_led": once(teams.nothing_led),
    "teams.opened": opened,
    "teams.qr": once(teams.qr),
}
TOASTS = frozenset({"teams.left", "teams.nothing_led"})
