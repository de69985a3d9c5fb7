"""Every view of every feature with every content it can be given."""

from collections.abc import Iterator

from bot.features.apologies import views as apologies
from bot.features.emergency import views as emergency
from bot.features.handbook import views as handbook
from bot.features.library import views as library
from bot.features.missions import card
from bot.features.missions import views as missions
from bot.features.mistakes import views as mistakes
from bot.features.settings import views as settings
from bot.features.start import views as start
from bot.handbook.page import scopes
from bot.services.handbooks import Document
from bot.telegram import menu
from core.knowledge.article import Article
from core.knowledge.mistake import Mistake
from core.locale import Locale
from core.missions.nearest import nearest
from core.missions.place import Point
from tests.contracts import (
    scenes_asking,
    scenes_broadcasts,
    scenes_checks,
    scenes_composing,
    scenes_deadlines,
    scenes_form,
    scenes_launching,
    scenes_privacy,
    scenes_roles,
    scenes_stays,
    scenes_teams,
)
from tests.contracts.stage import (
    MONDAY,
    NASTY_CITY,
    YEARS_LATER,
    Scene,
    Shown,
    Stage,
    once,
    per_country,
    per_mission,
    per_page,
    per_person,
)

REFUSALS = (*apologies.REFUSALS, "no_such_rule")
PLACES = (Point(37.57, 126.98), Point(25.28, 51.5), Point(0, -150), Point(-90, 0), Point(43.2, 77))
REPORTS = [
    Mistake("kr/agreements", '<b>29</b> & "30"' * 60, Locale.KK, MONDAY),
    Mistake(None, "меню </a>", Locale.RU, MONDAY),
]


def articles(on: Stage) -> Iterator[Shown]:
    reader = on.reader
    for article in on.content.articles.values():
        for day in (MONDAY, YEARS_LATER):
            for page in (-1, *range(len(article.bodies[on.locale]) + 2)):
                yield f"{article.id}-{page}-{day.year}", reader.page(article, page, day.date())


def cards(on: Stage) -> Iterator[Shown]:
    """Each mission at midnight, in the morning and at noon, reported dead and not."""
    for one in on.content.missions.values():
        dead = {phone.number: count for count, phone in enumerate(one.phones, 1)}
        for hour in (0, 6, 11):
            yield f"{one.id}-{hour}", card.card(one, {}, MONDAY.replace(hour=hour))
        yield f"{one.id}-dead", card.card(one, dead | {"+1": 3}, MONDAY)


def found(on: Stage) -> Iterator[Shown]:
    yield "none", missions.nearest(())
    for place in PLACES:
        near = nearest(on.content.missions.values(), place)
        yield f"{place.latitude}", missions.nearest(near)


def languages(on: Stage) -> Iterator[Shown]:
    for first in (True, False):
        yield f"{first}", start.language(on.texts, on.person("KR"), first=first)


def dead_reports(on: Stage) -> Iterator[Shown]:
    for one in on.content.missions.values():
        for count in (0, 1, 2, 5, 21, 1000):
            lines = missions.reports(one, dict.fromkeys([p.number for p in one.phones], count))
            yield from ((f"{one.id}-{count}-{n}", line) for n, line in enumerate(lines))


def articles_or_none(on: Stage) -> list[Article | None]:
    return [None, *on.content.articles.values()]


def handbooks(on: Stage) -> Iterator[Shown]:
    for scope in scopes(on.content):
        others = [one for one in scopes(on.content) if one != scope]
        document = Document(f"saparlas-{scope}", "", b"x" * 399_999, MONDAY.date())
        yield scope, handbook.caption(document, scope, others)


def shelves_of(on: Stage) -> Iterator[Shown]:
    for scope in sorted({one.id.scope for one in on.content.articles.values()} | {"qq"}):
        yield scope, library.shelf(on.content, scope)


SCENES: dict[str, Scene] = {
    **scenes_asking.SCENES,
    **scenes_broadcasts.SCENES,
    **scenes_checks.SCENES,
    **scenes_composing.SCENES,
    **scenes_deadlines.SCENES,
    **scenes_form.SCENES,
    **scenes_launching.SCENES,
    **scenes_privacy.SCENES,
    **scenes_roles.SCENES,
    **scenes_stays.SCENES,
    **scenes_teams.SCENES,
    "apologies.apology": once(apologies.apology),
    "apologies.bad_line": once(apologies.bad_line),
    "apologies.no_memory": once(apologies.no_memory),
    "apologies.old_button": once(apologies.old_button),
    "apologies.refusal": lambda _on: ((code, apologies.refusal(code)) for code in REFUSALS),
    "emergency.card": per_country(emergency.card),
    "emergency.countries": per_page(emergency.countries),
    "emergency.everywhere": lambda on: [("", emergency.everywhere(on.content))],
    "handbook.caption": handbooks,
    "library.Reader.page": articles,
    "library.gone": once(library.gone),
    "library.shelf": shelves_of,
    "library.shelves": lambda on: [("", library.shelves(on.content))],
    "library.thanks": once(library.thanks),
    "menu.welcome": once(menu.welcome),
    "missions.ask_place": once(missions.ask_place),
    "missions.card.card": cards,
    "missions.contact_name": per_mission(missions.contact_name),
    "missions.countries": per_page(missions.countries),
    "missions.dead_numbers": per_mission(missions.dead_numbers),
    "missions.entrance": lambda on: (
        (str(code), missions.entrance(on.content, code))
        for code in (None, *on.content.countries, "QQ")
    ),
    "missions.gone": once(missions.gone),
    "missions.nearest": found,
    "missions.of_country": per_country(missions.of_country),
    "missions.place_used": once(missions.place_used),
    "missions.reported": lambda _on: ((str(n), missions.reported(n)) for n in (1, 2, 5, 21, 1000)),
    "missions.reports": dead_reports,
    "missions.title": per_mission(missions.title),
    "missions.venue": per_mission(lambda one: "\n".join(missions.venue(one))),
    "mistakes.ask": lambda on: ((str(one), mistakes.ask(one)) for one in articles_or_none(on)),
    "mistakes.notice": lambda _on: (
        (str(n), mistakes.notice(one)) for n, one in enumerate(REPORTS)
    ),
    "mistakes.reports": lambda on: [
        ("none", mistakes.reports([], 0, on.content)),
        ("many", mistakes.reports(REPORTS * 15, 30, on.content)),
    ],
    "mistakes.thanks": lambda on: (
        (str(one), mistakes.thanks(one)) for one in articles_or_none(on)
    ),
    "settings.about": lambda _on: (
        (name, settings.about(name)) for name in ("", NASTY_CITY, "Saparlas")
    ),
    "settings.city": per_person(settings.city),
    "settings.saved": once(settings.saved),
    "settings.settings": per_person(settings.settings),
    "settings.type_city": once(settings.type_city),
    "start.assist": once(start.assist),
    "start.country": lambda on: (
        (f"{first}", start.country(on.content, first=first)) for first in (True, False)
    ),
    "start.home": per_person(start.home),
    "start.language": languages,
    "start.more_countries": lambda on: (
        (f"{first}-{n}", start.more_countries(on.content, n, first=first))
        for first in (True, False)
        for n in (-1, 0, *range(1, 25))
    ),
}

# What is shown over the chat for a moment, not in it.
TOASTS = frozenset(
    {"apologies.apology", "apologies.bad_line", "apologies.no_memory", "apologies.old_button"}
    | {"apologies.refusal", "ask.thanks", "library.gone", "library.thanks", "missions.gone"}
    | {"missions.reported", "settings.saved"}
    | scenes_stays.TOASTS
    | scenes_teams.TOASTS
    | scenes_deadlines.TOASTS
    | scenes_broadcasts.TOASTS
    | scenes_checks.TOASTS
    | scenes_composing.TOASTS
    | scenes_launching.TOASTS
    | scenes_roles.TOASTS
)
