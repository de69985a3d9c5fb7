"""What may be chosen for each part of an audience: a label, a value, and whether it is chosen."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.content.content import Content
from bot.services.audiences import Desk
from bot.services.districts import served_by
from bot.telegram.audience_words import language_name
from bot.telegram.pickers import PAGE
from bot.texts import gettext as _
from bot.texts import locale_in_force
from bot.words import flagged
from core.broadcasts.audience import ACTIVE_WITHIN, Register, Team
from core.broadcasts.choosing import Part, the_country
from core.locale import Locale


class Option(NamedTuple):
    """`sets`: what a press makes of it; what is «all» can only be set."""

    label: str
    value: str
    chosen: bool
    sets: bool


def titles() -> dict[Part, str]:
    return {
        Part.COUNTRY: _("In which countries?"),
        Part.CITY: _("In which cities?"),
        Part.MISSION: _("Whom does a mission serve?"),
        Part.LANGUAGE: _("In which language do they read?"),
        Part.REGISTER: _("Registered or all?"),
        Part.TEAM: _("Which part in a brigade?"),
        Part.ACTIVE: _("When were they last seen?"),
        Part.WITHOUT_COUNTRY: _("Which countries are left out?"),
        Part.WITHOUT_CITY: _("Which cities are left out?"),
        Part.WITHOUT_GOT: _("Who got which broadcast is left out?"),
        Part.AFFECTED: _("Where has it happened? They are written to first."),
        Part.AFFECTED_CITY: _("In which city has it happened?"),
    }


def labels() -> dict[Part, str]:
    return {
        Part.COUNTRY: _("🌍 Countries"),
        Part.CITY: _("🏙 Cities"),
        Part.MISSION: _("🏛 Of a mission"),
        Part.LANGUAGE: _("🗣 Language"),
        Part.REGISTER: _("📝 Registered"),
        Part.TEAM: _("👥 Brigades"),
        Part.ACTIVE: _("🕓 Last seen"),
        Part.WITHOUT_COUNTRY: _("➖ Countries left out"),
        Part.WITHOUT_CITY: _("➖ Cities left out"),
        Part.WITHOUT_GOT: _("➖ Who got another one"),
        Part.AFFECTED: _("🎯 Where it happened"),
        Part.AFFECTED_CITY: _("🏙 The city"),
    }


def paged(part: Part) -> bool:
    """Whether there may be more choices than fit below one message."""
    return part in {Part.COUNTRY, Part.WITHOUT_COUNTRY, Part.AFFECTED}


def page_of(desk: Desk, part: Part, value: str) -> int:
    """Where the choice stands that was just made."""
    if not paged(part) or value not in desk.countries:
        return 1
    return desk.countries.index(value) // PAGE + 1


def options(desk: Desk, part: Part, content: Content) -> list[Option]:
    """Empty where there is nothing to choose from."""
    match part:
        case Part.COUNTRY | Part.WITHOUT_COUNTRY | Part.AFFECTED:
            return _countries(desk, part)
        case Part.CITY | Part.WITHOUT_CITY | Part.AFFECTED_CITY:
            return _cities(desk, part, content)
        case Part.MISSION:
            return _missions(desk, content)
        case _of_people:
            return _traits(desk, part)


def _toggle(label: str, value: str, *, chosen: bool) -> Option:
    return Option(label, value, chosen, not chosen)


def _all(label: str, *, chosen: bool) -> Option:
    return Option(label, "-", chosen, sets=False)


def _countries(desk: Desk, part: Part) -> list[Option]:
    audience, place = desk.broadcast.audience, desk.broadcast.affected
    offered: Sequence[str] = desk.countries
    match part:
        case Part.COUNTRY:
            chosen = audience.countries
        case Part.WITHOUT_COUNTRY:
            chosen = audience.without_countries
            offered = () if audience.countries else offered
        case _affected:
            chosen = frozenset({place.country} if place else ())
            offered = [one for one in offered if one in (audience.countries or offered)]
    return [_toggle(flagged(one), one, chosen=one in chosen) for one in offered]


def _cities(desk: Desk, part: Part, content: Content) -> list[Option]:
    audience, place = desk.broadcast.audience, desk.broadcast.affected
    country, chosen = the_country(audience), audience.cities
    if part is Part.WITHOUT_CITY:
        chosen = audience.without_cities
    if part is Part.AFFECTED_CITY:
        country = place.country if place else None
        chosen = frozenset({place.city} if place and place.city else ())
    return [
        _toggle(one.name.to(locale_in_force()), one.id, chosen=one.id in chosen)
        for one in content.cities_of(country)
    ]


def _missions(desk: Desk, content: Content) -> list[Option]:
    """Those of the one country that are known to be responsible for somebody."""
    audience = desk.broadcast.audience
    return [
        _toggle(one.title.to(locale_in_force()), one.id, chosen=one.id == audience.mission)
        for one in content.missions_in(the_country(audience) or "")
        if served_by(one, content) is not None
    ]


def _traits(desk: Desk, part: Part) -> list[Option]:
    audience = desk.broadcast.audience
    match part:
        case Part.LANGUAGE:
            return [
                _toggle(language_name(one), one.value, chosen=one in audience.languages)
                for one in Locale
            ]
        case Part.REGISTER:
            registered = audience.register is Register.OPEN
            return [
                _all(_("All, registered or not"), chosen=not registered),
                Option(_("Only registered"), Register.OPEN.value, registered, sets=True),
            ]
        case Part.TEAM:
            names = {Team.LEADER: _("Leaders of brigades"), Team.MEMBER: _("Members of brigades")}
            given = [
                Option(label, team.value, audience.team is team, sets=True)
                for team, label in names.items()
            ]
            return [_all(_("All, in a brigade or not"), chosen=audience.team is Team.ANY), *given]
        case Part.ACTIVE:
            return _active(audience.active_days)
        case _got:
            return [
                _toggle(_number(one), str(one), chosen=one == audience.without_got)
                for one in desk.recent
            ]


def _active(chosen: int | None) -> list[Option]:
    within = _("In {days} days")
    given = [
        Option(within.format(days=days), str(days), days == chosen, sets=True)
        for days in ACTIVE_WITHIN
    ]
    return [_all(_("At any time"), chosen=chosen is None), *given]


def _number(number: int) -> str:
    return _("No. {number}").format(number=number)
