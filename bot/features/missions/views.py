"""Words and keyboards of missions."""

from collections.abc import Iterable, Mapping, Sequence

from aiogram.types import KeyboardButton, ReplyKeyboardMarkup

from bot.contacts import address_line
from bot.content.content import Content
from bot.features.emergency.callbacks import OpenEmergency
from bot.features.missions.callbacks import (
    AskPlace,
    MissionCountries,
    MissionsOf,
    OpenMission,
    ReportNumber,
)
from bot.features.start.callbacks import OpenHome
from bot.telegram import html
from bot.telegram.kept import kept
from bot.telegram.menu import BACK
from bot.telegram.pickers import country_rows
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _
from bot.texts import locale_in_force, ngettext
from bot.words import decimal, flag, flagged, phone
from core.missions.countries import in_order
from core.missions.mission import Mission
from core.missions.nearest import Nearby
from core.people.person import HOME_COUNTRY


@kept
def of_country(content: Content, country: str) -> Screen:
    """The missions of one country, or the word that none is known there."""
    missions = content.missions_in(country)
    rows: Rows = [[button(title(one), OpenMission(mission=one.id))] for one in missions]
    rows.append([button(_("📍 Nearest to me"), AskPlace())])
    rows.append(
        [button(_("🌍 Other countries"), MissionCountries()), button(_("🏠 Home"), OpenHome())]
    )
    words = [html.bold(_("Kazakhstan's missions")), html.escape(flagged(country))]
    if not missions:
        words.append(_("I know of no mission here. Look for the nearest one in another country."))
    return screen("\n".join(words), rows)


@kept
def entrance(content: Content, country: str | None) -> Screen:
    """«Consulates»: the nearest to me, my country's, or another country's."""
    rows: Rows = [[button(_("📍 Nearest to me"), AskPlace())]]
    if country and content.missions_in(country):
        rows.append([button(flagged(country), MissionsOf(country=country))])
    for code in content.hosts():
        if code != country:
            rows.append([button(flagged(code), MissionsOf(country=code))])
    rows.append(
        [button(_("🌍 Other countries"), MissionCountries()), button(_("🏠 Home"), OpenHome())]
    )
    title_line = html.bold(_("Consulates and embassies"))
    words = _("Send your location and I will find the nearest one, or choose a country.")
    return screen(f"{title_line}\n{words}", rows)


@kept
def countries(content: Content, number: int) -> Screen:
    known = [
        one.code
        for one in in_order(content.countries.values())
        if one.code != HOME_COUNTRY and content.missions_in(one.code)
    ]
    rows = country_rows(
        known,
        number,
        lambda code: MissionsOf(country=code),
        lambda page: MissionCountries(page=page),
    )
    rows.append([button(_("🏠 Home"), OpenHome())])
    return screen(html.bold(_("Which country's missions?")), rows)


@kept
def ask_place() -> Screen:
    """A button that sends the location. It is used once and kept nowhere."""
    words = _(
        "Press «📍 Send my location». I look up the nearest mission and do not keep the place."
    )
    rows = [
        [KeyboardButton(text=_("📍 Send my location"), request_location=True)],
        [KeyboardButton(text=_(BACK))],
    ]
    return Screen(words, ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True))


def place_used() -> str:
    return _("Thank you. I used your place once and did not keep it.")


def nearest(found: Sequence[Nearby]) -> Screen:
    lines = [html.bold(_("Nearest missions"))]
    lines += [_near(one) for one in found]
    if any(one.approximate for one in found):
        lines.append(html.italic(_("≈ is the distance to the city, not to the door.")))
    rows: Rows = [
        [button(title(one.mission), OpenMission(mission=one.mission.id))] for one in found
    ]
    rows.append([button(_("🆘 Emergency"), OpenEmergency()), button(_("🏠 Home"), OpenHome())])
    return screen("\n\n".join(lines), rows)


def dead_numbers(mission: Mission) -> Screen:
    rows: Rows = [
        [button(phone(number), ReportNumber(mission=mission.id, number=number[1:]))]
        for number in _numbers(mission)
    ]
    rows.append([button(_("⬅️ Back"), OpenMission(mission=mission.id))])
    question = html.bold(_("Which number does not answer?"))
    return screen(f"{question}\n{html.escape(title(mission))}", rows)


def reported(count: int) -> str:
    return ngettext(
        "Thank you. {count} person has reported this number. Try another one.",
        "Thank you. {count} people have reported this number. Try another one.",
        count,
    ).format(count=count)


def reports(mission: Mission, counts: Mapping[str, int]) -> Iterable[str]:
    """A line for each number that people could not reach."""
    for number in _numbers(mission):
        count = counts.get(number, 0)
        if count:
            words = ngettext(
                "⚠️ {number}: {count} person could not get through.",
                "⚠️ {number}: {count} people could not get through.",
                count,
            )
            yield words.format(number=phone(number), count=count)


def _numbers(mission: Mission) -> tuple[str, ...]:
    """Each number once: one line may be both the emergency phone and WhatsApp."""
    return tuple(dict.fromkeys(one.number for one in mission.phones))


def venue(mission: Mission) -> tuple[str, str]:
    """Title and address of the pin, as on the card. Telegram wants both, and plain."""
    locale = locale_in_force()
    return mission.title.to(locale), address_line(mission) or mission.city.to(locale)


def contact_name(mission: Mission) -> str:
    return title(mission)


def gone() -> str:
    return _("This mission is not in my list any more.")


def title(mission: Mission) -> str:
    return f"{flag(mission.country)} {mission.title.to(locale_in_force())}"


def _near(one: Nearby) -> str:
    distance = _("{distance} km").format(distance=decimal(one.kilometres))
    sign = "≈ " if one.approximate else ""
    words = f"{html.bold(title(one.mission))}\n{sign}{distance}"
    if one.responsible:
        words += "\n" + _("✅ Your place belongs to its district.")
        if one.mission.district:
            year = one.mission.district.as_of[:4]
            words += " " + _("As known in {year}: ask before you travel.").format(year=year)
    return words
