"""The card of one mission: every contact with its date and trust."""

from collections.abc import Mapping
from datetime import datetime

from bot.features.missions import views
from bot.features.missions.callbacks import MissionsOf, PickDeadNumber, SaveContact, ShowPlace
from bot.features.start.callbacks import OpenHome
from bot.telegram import html
from bot.telegram.screen import Rows, Screen, button, link, screen
from bot.texts import gettext as _
from bot.texts import locale_in_force
from bot.words import clock_time, day_and_time, phone, published, weekdays
from core.knowledge.source import UNKNOWN
from core.locale import Locale
from core.missions.hours import Hours, OpeningState, Period, Service, opening
from core.missions.mission import Mission, Phone, Precision, Purpose
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
    official = _in_language(mission.name.kk, mission.name.ru, mission.name.en)
    if official:
        lines.append(html.escape(official))
    if mission.honorary:
        lines.append(_("⚠️ An honorary consulate issues no documents."))
    match showing(mission.exists):
        case Showing.CONFIRMED:
            pass
        case Showing.NOT_CONFIRMED | Showing.UNCONFIRMED:
            lines.append(_("⚠️ Not confirmed that it works now: check before you travel."))
    return "\n".join(lines)


def _address(mission: Mission) -> str:
    address = mission.address
    if address is None:
        return _("📍 The address is not known. Ask by phone or on the official page.")
    latin = address.en or address.printed
    text = _in_language(address.kk or address.printed, address.printed, latin) or latin
    if not text:
        return ""
    mark = _trust(showing(address.trust))
    return f"📍 {html.escape(text)}" + (f"\n{html.italic(mark)}" if mark else "")


def _phones(mission: Mission) -> str:
    shown = reliable(mission.phones)
    if not shown:
        return _("📞 No number to rely on is known. Look on the official page.")
    return "\n".join(_phone(one) for one in shown)


def _phone(one: Phone) -> str:
    sign = "🆘" if one.purpose is Purpose.EMERGENCY else "📞"
    words = f"{sign} {html.bold(phone(one.number))} · {_purpose(one.purpose)}"
    if one.extension:
        words += " · " + _("extension {number}").format(number=html.escape(one.extension))
    return f"{words}\n{html.italic(_dated(one))}"


def _dated(one: Phone) -> str:
    when = published(one.confirmed or UNKNOWN)
    if showing(one.trust) is Showing.CONFIRMED:
        return _("Confirmed: {date}.").format(date=when)
    return _("Not confirmed ({date}). Check before you travel.").format(date=when)


def _mail(mission: Mission) -> str:
    return "\n".join(f"✉️ {html.escape(one.address)}" for one in reliable(mission.emails))


def _hours(mission: Mission, now: datetime) -> str:
    lines = []
    if mission.hours:
        mark = _trust(showing(mission.hours.trust))  # first: it is about every line below
        lines += [html.italic(mark)] if mark else []
        lines.append(_state(mission.hours, now))
        lines += [_period(period) for period in mission.hours.periods]
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


def _period(period: Period) -> str:
    spans = ", ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in period.spans())
    return f"🕘 {_service(period.service)}: {weekdays(period.days)} {spans}"


def _service(service: Service) -> str:
    match service:
        case Service.OFFICE:
            return _("office")
        case Service.RECEPTION:
            return _("reception of citizens")
        case Service.DOCUMENTS:
            return _("issue of ready documents")


def _purpose(purpose: Purpose) -> str:
    match purpose:
        case Purpose.MAIN:
            return _("main number")
        case Purpose.CONSULAR:
            return _("consular section")
        case Purpose.EMERGENCY:
            return _("emergencies only")
        case Purpose.WHATSAPP:
            return "WhatsApp"


def _trust(how: Showing) -> str:
    match how:
        case Showing.CONFIRMED:
            return ""
        case Showing.NOT_CONFIRMED:
            return _("Not confirmed: check before you travel.")
        case Showing.UNCONFIRMED:
            return _("Unconfirmed: one old or unofficial source.")


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
        f"{html.anchor(source.host, source.url)} · {html.escape(_when(source.date))}"
        for source in mission.sources
        if source.host and source.url
    ]
    if not lines:
        return html.italic(_("No page that may be shown stands behind this. Check it yourself."))
    return html.folded("\n".join([html.bold(_("Sources")), *lines[:SOURCES_SHOWN]]))


def _when(text: str) -> str:
    """The date at the head of a row's free words, or that none is given."""
    return published(text.split(" ", maxsplit=1)[0] if text[:4].isdigit() else UNKNOWN)


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


def _in_language(kk: str | None, ru: str | None, en: str | None) -> str | None:
    return {Locale.KK: kk, Locale.RU: ru, Locale.EN: en}[locale_in_force()]
