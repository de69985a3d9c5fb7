"""The views of a registration but for its form: consent, card, what the bot asks, relatives."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from bot.features.relatives import views as relatives
from bot.features.stays import entrance_views as entrance
from bot.features.stays import views as stays
from bot.telegram.links import Links
from bot.telegram.screen import Screen
from core.people.names import LONGEST, Misnamed
from core.people.person import CITY_LENGTH
from core.stays.draft import COMPANIONS_AT_MOST
from core.stays.registration import ANNOUNCED_AT_MOST
from core.stays.stay import Companion, Details, Ending, Purpose, Status, Stay, Trusted
from tests.contracts.stage import MONDAY, NASTY_CITY, Scene, Shown, Stage, once, per_page

LINKS = Links("saparlas_bot")
RUN_BY = ("", NASTY_CITY, "Saparlas", "й" * 200)
NAMES = ("Марат", '<b>"Ким"</b> & </a>', "&" * LONGEST, "🙂" * LONGEST)
LONG = Details(
    employer="&" * 100,
    phone="+821012345678",
    companions=(Companion("<i>" * 20, 2015),) * COMPANIONS_AT_MOST,
    trusted=Trusted("&" * 100, "+77011234567"),
)
EVERY_DETAILS = {
    "full": Details("ТОО «Бірлік»", "+77011234567", (Companion("Айша"),), LONG.trusted),
    "long": LONG,
    "none": Details(),
    "sealed": None,
}
STAY = Stay(
    number="23456789AB",
    status=Status.ACTIVE,
    country="KR",
    zone="Asia/Seoul",
    until=date(2027, 11, 23),
    created_at=MONDAY,
    counted_from=MONDAY,
    person_id=1001,
    city="ansan",
    purpose=Purpose.WORK,
    since=MONDAY.date(),
    details=EVERY_DETAILS["full"],
)
PENDING = replace(STAY, status=Status.PENDING, person_id=None, registered_by=7, city=None)


def ended(ending: Ending = Ending.EXPIRED) -> Stay:
    return replace(STAY, status=Status.ENDED, ending=ending, ended_at=MONDAY)


def registered(on: Stage) -> Iterator[tuple[str, Stay]]:
    """Each state, each kind of details, each country with its first city, none and a typed one."""
    for status in Status:
        at = MONDAY if status in {Status.ENDED, Status.ERASED} else None
        yield status.value, replace(STAY, status=status, ended_at=at)
    for label, details in EVERY_DETAILS.items():
        yield label, replace(STAY, details=details, city="&" * CITY_LENGTH)
    for purpose in Purpose:
        yield purpose.value, replace(STAY, purpose=purpose, since=None)
    for code, country in on.content.countries.items():
        listed = country.cities[0].id if country.cities else None
        for city in {listed, None, NASTY_CITY}:
            yield f"{code} {city}", replace(STAY, country=code, city=city)


def cards(on: Stage) -> Iterator[Shown]:
    for label, stay in registered(on):
        missions = tuple(one for one in on.content.missions_in(stay.country) if not one.honorary)
        for few in (missions, missions[:1]):
            yield f"{label} {len(few)}", stays.card(stay, few, on.content)


def per_stay(view: Callable[[Stay], Screen | str]) -> Scene:
    """At each end of the year, in each country."""
    return lambda on: (
        (f"{label} {days}", view(replace(stay, until=stay.until + timedelta(days=days))))
        for label, stay in registered(on)
        for days in (0, 170)
    )


def per_end(view: Callable[[Stay], Screen]) -> Scene:
    return lambda _on: ((one.value, view(ended(one))) for one in Ending)


def announced() -> Iterator[tuple[str, Stay]]:
    """What a relative may have announced; also with a name no key opens."""
    for number, name in enumerate(NAMES):
        yield f"{number}", replace(PENDING, details=Details(name=name))
    yield "sealed", replace(PENDING, details=None, country="QA")


def per_announced(view: Callable[[Stay], Screen]) -> Scene:
    return lambda _on: ((label, view(stay)) for label, stay in announced())


def invitations(_on: Stage) -> Iterator[Shown]:
    for label, stay in announced():
        for run_by in RUN_BY:
            yield f"{label} {run_by[:9]}", relatives.invitation(stay, run_by)


def overviews(_on: Stage) -> Iterator[Shown]:
    yield "none", relatives.overview([], LINKS)
    for label, stay in announced():
        yield label, relatives.overview([stay], LINKS)
        yield f"{label} many", relatives.overview([stay] * ANNOUNCED_AT_MOST, LINKS)


def per_owner(view: Callable[[str], Screen]) -> Scene:
    return lambda _on: ((run_by[:9], view(run_by)) for run_by in RUN_BY)


SCENES: dict[str, Scene] = {
    "relatives.agreed": per_announced(relatives.agreed),
    "relatives.announced": per_announced(lambda stay: relatives.announced(stay, LINKS)),
    "relatives.ask_name": lambda on: (
        (code, relatives.ask_name(code)) for code in on.content.countries
    ),
    "relatives.closed_here": once(relatives.closed_here),
    "relatives.countries": per_page(relatives.countries),
    "relatives.country": lambda on: [("", relatives.country(on.content))],
    "relatives.danger": lambda on: (
        (code, relatives.danger(code)) for code in ("", *on.content.countries)
    ),
    "relatives.declined": once(relatives.declined),
    "relatives.gone": once(relatives.gone),
    "relatives.has_own": per_announced(relatives.has_own),
    "relatives.invitation": invitations,
    "relatives.misnamed": lambda _on: (
        (slip.name, relatives.misnamed(slip, "KR")) for slip in Misnamed
    ),
    "relatives.not_waiting": once(relatives.not_waiting),
    "relatives.overview": overviews,
    "relatives.send_on": per_announced(lambda stay: relatives.send_on(stay, LINKS)),
    "relatives.taken_back": once(relatives.taken_back),
    "stays.at_home": per_end(stays.at_home),
    "stays.ask_erase": per_stay(stays.ask_erase),
    "stays.card": cards,
    "stays.closed": per_end(stays.closed),
    "stays.end_is_near": per_stay(stays.end_is_near),
    "stays.ended": per_end(stays.ended),
    "stays.entrance_views.closed_here": once(entrance.closed_here),
    "stays.entrance_views.consent": per_owner(entrance.consent),
    "stays.entrance_views.consent_changed": per_owner(entrance.consent_changed),
    "stays.entrance_views.consent_invited": per_owner(
        lambda run_by: entrance.consent_invited(PENDING, run_by)
    ),
    "stays.entrance_views.dropped": once(entrance.dropped),
    "stays.entrance_views.half_filled": once(entrance.half_filled),
    "stays.entrance_views.invitation_gone": once(entrance.invitation_gone),
    "stays.entrance_views.not_the_owner": once(entrance.not_the_owner),
    "stays.entrance_views.refused": once(entrance.refused),
    "stays.entrance_views.refused_while_registered": per_stay(entrance.refused_while_registered),
    "stays.erased": once(stays.erased),
    "stays.longer": per_stay(stays.longer),
    "stays.now_until": per_stay(stays.now_until),
    "stays.noted": once(stays.noted),
    "stays.over": once(stays.over),
    "stays.qr_words": once(stays.qr_words),
    "stays.still_here_question": per_stay(stays.still_here_question),
    "stays.still_there": per_stay(stays.still_there),
    "stays.unreadable": once(stays.unreadable),
}

# What is shown over the chat for a moment, not in it.
TOASTS = frozenset(
    {
        "relatives.not_waiting",
        "relatives.taken_back",
        "stays.noted",
        "stays.now_until",
        "stays.unreadable",
    }
)
