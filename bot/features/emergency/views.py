"""The emergency card. It needs no database, no registration and no more than one screen."""

from collections.abc import Sequence

from bot.contacts import line_dated
from bot.content.content import Content
from bot.features.ask.callbacks import AskHuman
from bot.features.emergency.callbacks import EmergencyCountries, OpenEmergency
from bot.features.library.callbacks import OpenArticle
from bot.features.missions.callbacks import AskPlace, MissionsOf, OpenMission
from bot.features.start.callbacks import OpenHome
from bot.telegram import html
from bot.telegram.kept import kept
from bot.telegram.pickers import country_grid, country_rows
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _
from bot.texts import locale_in_force
from bot.words import flag, flagged, phone
from core.knowledge.article import Article
from core.missions.countries import in_order
from core.missions.hotlines import FIRST_AID, Hotline, for_card
from core.missions.mission import Mission, Purpose
from core.missions.trust import reliable
from core.people.person import HOME_COUNTRY

BESIDES_SHOWN = 2


@kept
def card(content: Content, country: str) -> Screen:
    """The numbers of one country: danger to life first, then the mission, then the rest."""
    lines = for_card(content.hotlines.get(country, ()))
    missions = content.missions_in(country)
    own = _mission_numbers(missions)
    urgent = [_hotline(line) for line in lines if line.kind in FIRST_AID]
    rest = [
        _hotline(line) for line in lines if line.kind not in FIRST_AID and line.e164 not in own
    ]
    parts = [html.bold(_("🆘 Emergency: {country}").format(country=flagged(country)))]
    parts += urgent or [_("I have no confirmed number of the police or ambulance here.")]
    parts += [f"🇰🇿 {line}" for line in own.values()]
    if not own:
        parts.append(_("No emergency phone of Kazakhstan's mission here is confirmed."))
    parts += rest
    parts.append(html.italic(_("I am a program and no emergency service. In danger call first.")))
    return screen("\n\n".join(parts), _ways_on(country, missions))


def besides(articles: Sequence[Article]) -> Screen:
    """Below the numbers: the articles the words of danger may be about."""
    locale = locale_in_force()
    rows: Rows = [
        [
            button(
                f"{flag(one.id.scope)} {one.title.to(locale)}",
                OpenArticle(scope=one.id.scope, slug=one.id.slug),
            )
        ]
        for one in articles[:BESIDES_SHOWN]
    ]
    rows.append([button(_("💬 Ask a human"), AskHuman()), button(_("🏠 Home"), OpenHome())])
    return screen(_("When you are safe, this may help:"), rows)


@kept
def everywhere(content: Content) -> Screen:
    """For somebody whose country is not known: the first numbers of each host country at once."""
    parts = [html.bold(_("🆘 Emergency: which country are you in?"))]
    hosts = content.hosts()
    for code in hosts:
        lines = for_card(content.hotlines.get(code, ()))
        numbers = ", ".join(
            line.number for line in lines if line.number and line.kind in FIRST_AID
        )
        if numbers:
            parts.append(f"{html.escape(flagged(code))}: {html.bold(numbers)}")
    rows = country_grid(hosts, _opened)
    rows.append([button(_("🌍 Another country"), EmergencyCountries())])
    rows.append([button(_("📍 Nearest to me"), AskPlace()), button(_("🏠 Home"), OpenHome())])
    return screen("\n".join(parts), rows)


@kept
def countries(content: Content, number: int) -> Screen:
    known = [
        one.code
        for one in in_order(content.countries.values())
        if one.code == HOME_COUNTRY
        or content.missions_in(one.code)
        or content.hotlines.get(one.code)
    ]
    rows = country_rows(known, number, _opened, lambda page: EmergencyCountries(page=page))
    rows.append([button(_("🏠 Home"), OpenHome())])
    return screen(html.bold(_("🆘 Emergency: which country are you in?")), rows)


def _opened(code: str) -> OpenEmergency:
    return OpenEmergency(country=code)


def _mission_numbers(missions: Sequence[Mission]) -> dict[str, str]:
    """The missions' emergency phones that may be relied on, one line for each number."""
    locale, lines = locale_in_force(), {}
    for mission in missions:
        for one in reliable(mission.phones):
            if one.purpose is Purpose.EMERGENCY:
                words = f"{html.bold(phone(one.number))}\n{html.escape(mission.title.to(locale))}"
                lines[one.number] = (
                    words + "\n" + html.italic(line_dated(one.trust, one.confirmed))
                )
    return lines


def _hotline(line: Hotline) -> str:
    locale = locale_in_force()
    numbers = " / ".join(number for number in (line.number, *line.also) if number)
    words = f"☎️ {html.bold(numbers)} · {html.escape(line.service.to(locale))}"
    words += f"\n{html.escape(line.what_for.to(locale))}"
    return words + "\n" + html.italic(line_dated(line.trust, line.published))


def _ways_on(country: str, missions: Sequence[Mission]) -> Rows:
    locale = locale_in_force()
    rows: Rows = [
        [button(f"🏛 {one.title.to(locale)}", OpenMission(mission=one.id))]
        for one in missions[:2]
        if not one.honorary
    ]
    if len(missions) > len(rows):
        rows.append([button(_("🏛 All missions here"), MissionsOf(country=country))])
    rows.append(
        [button(_("📍 Nearest to me"), AskPlace()), button(_("💬 Ask a human"), AskHuman())]
    )
    rows.append(
        [button(_("🌍 Another country"), EmergencyCountries()), button(_("🏠 Home"), OpenHome())]
    )
    return rows
