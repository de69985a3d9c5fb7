"""The card of one mission: every contact with its date and trust."""

from collections.abc import Mapping
from datetime import datetime

from bot.contacts import (
    address_line,
    mission_marks,
    no_address,
    no_number,
    official_name,
    period_line,
    phone_dated,
    phone_sign,
    purpose_name,
    source_day,
    trust_mark,
)
from bot.features.missions import views
from bot.features.missions.callbacks import MissionsOf, PickDeadNumber, SaveContact, ShowPlace
from bot.features.start.callbacks import OpenHome
from bot.telegram import html
from bot.telegram.screen import Rows, Screen, button, link, screen
from bot.texts import gettext as _
from bot.texts import locale_in_force
from bot.words import clock_time, day_and_time, phone
from core.missions.hours import Hours, OpeningState, opening
from core.missions.mission import Mission, Phone, Precision
from core.missions.trust import Showing, reliable, showing, unconfirmed

SOURCES_SHOWN = 8


def card(mission: Mission, counts: Mapping[str, int], now: datetime) -> Screen:
    parts = [
        _head(mission),
        _address(mission),
        _phones(mission),
        "\n".join(views.reports(mission, counts)),
        _mail(mission),
        _hours(mission, now),
        html.escape(mission.note.to(locale_in_force())) if mission.note else "",
        _unconfirmed(mission),
        _sources(mission),
    ]
    return screen("\n\n".join(part for part in parts if part), _buttons(mission))


def _head(mission: Mission) -> str:
    lines = [html.bold(views.title(mission))]
    official = official_name(mission)
    if official:
        lines.append(html.escape(official))
    lines += mission_marks(mission)
    return "\n".join(lines)


def _address(mission: Mission) -> str:
    address = mission.address
    if address is None:
        return no_address(mission)
    text = address_line(mission)
    if not text:
        return ""
    mark = trust_mark(address.trust)
    return f"📍 {html.escape(text)}" + (f"\n{html.italic(mark)}" if mark else "")


def _phones(mission: Mission) -> str:
    shown = reliable(mission.phones)
    if not shown:
        return no_number(mission)
    return "\n".join(_phone(one) for one in shown)


def _phone(one: Phone) -> str:
    words = f"{phone_sign(one)} {html.bold(phone(one.number))} · {purpose_name(one.purpose)}"
    if one.extension:
        words += " · " + _("extension {number}").format(number=html.escape(one.extension))
    return f"{words}\n{html.italic(phone_dated(one))}"


def _mail(mission: Mission) -> str:
    return "\n".join(f"✉️ {html.escape(one.address)}" for one in reliable(mission.emails))


def _hours(mission: Mission, now: datetime) -> str:
    lines = []
    if mission.hours:
        mark = trust_mark(mission.hours.trust)  # first: it is about every line below
        lines += [html.italic(mark)] if mark else []
        lines.append(_state(mission.hours, now))
        lines += [period_line(period) for period in mission.hours.periods]
        lines.append(html.italic(_("Holidays are not in it. By the mission's own clock.")))
    if mission.hours_note:
        lines.append(html.escape(mission.hours_note.to(locale_in_force())))
    return "\n".join(lines)


def _state(hours: Hours, now: datetime) -> str:
    found = opening(hours, now)
    sure = showing(hours.trust) is not Showing.UNCONFIRMED
    shut, wide = ("🔴 ", "🟢 ") if sure else ("🕘 ", "🕘 ")
    match found.state, found.changes_at:
        case OpeningState.OPEN, datetime() as until:
            return wide + _("Open now, until {time}.").format(time=clock_time(until))
        case OpeningState.OPEN, _always:
            return wide + _("Open now.")
        case OpeningState.CLOSED, datetime() as at:
            return shut + _("Closed now, opens: {time}.").format(time=day_and_time(at))
        case _unknown:
            return _("Opening hours are not known.")


def _unconfirmed(mission: Mission) -> str:
    lines = [phone(one.number) for one in unconfirmed(mission.phones)]
    lines += [html.escape(one.address) for one in unconfirmed(mission.emails)]
    if not lines:
        return ""
    warning = html.bold(_("Unconfirmed, do not rely on it:"))
    return html.folded("\n".join([warning, *lines]))


def _sources(mission: Mission) -> str:
    """Pages a reader may open; copies in code repositories are no ground to show."""
    lines = [
        f"{html.anchor(source.host, source.url)} · {html.escape(source_day(source.date))}"
        for source in mission.sources
        if source.host and source.url
    ]
    if not lines:
        return html.italic(_("No page that may be shown stands behind this. Check it yourself."))
    return html.folded("\n".join([html.bold(_("Sources")), *lines[:SOURCES_SHOWN]]))


def _buttons(mission: Mission) -> Rows:
    rows: Rows = []
    places, numbers = [], reliable(mission.phones)
    if mission.point and mission.precision is Precision.BUILDING:
        places.append(button(_("🗺 On the map"), ShowPlace(mission=mission.id)))
    if numbers:
        places.append(button(_("👤 Save the contact"), SaveContact(mission=mission.id)))
    rows.append(places)
    if mission.page:
        label = (
            _("🌐 Official page, address guessed")
            if mission.page.guessed
            else _("🌐 Official page")
        )
        rows.append([link(label, mission.page.url)])
    if mission.phones:
        rows.append([button(_("☎️ Number does not answer"), PickDeadNumber(mission=mission.id))])
    rows.append(
        [
            button(_("⬅️ Back"), MissionsOf(country=mission.country)),
            button(_("🏠 Home"), OpenHome()),
        ]
    )
    return [row for row in rows if row]
