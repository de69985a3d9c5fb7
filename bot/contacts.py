"""Plain words about a mission's contacts, on its card in Telegram and in the handbook alike."""

from bot.texts import gettext as _
from bot.texts import locale_in_force
from bot.words import published, weekdays
from core.knowledge.source import UNKNOWN
from core.locale import Locale
from core.missions.hours import Period, Service
from core.missions.mission import Mission, Phone, Purpose
from core.missions.trust import Showing, Trust, reliable, showing


def purpose_name(purpose: Purpose) -> str:
    match purpose:
        case Purpose.MAIN:
            return _("main number")
        case Purpose.CONSULAR:
            return _("consular section")
        case Purpose.EMERGENCY:
            return _("emergencies only")
        case Purpose.WHATSAPP:
            return "WhatsApp"


def phone_sign(phone: Phone) -> str:
    return "🆘" if phone.purpose is Purpose.EMERGENCY else "📞"


def phone_dated(phone: Phone) -> str:
    """When a number was confirmed, or that it was not."""
    when = published(phone.confirmed or UNKNOWN)
    if showing(phone.trust) is Showing.CONFIRMED:
        return _("Confirmed: {date}.").format(date=when)
    return _("Not confirmed ({date}). Check before you travel.").format(date=when)


def line_dated(trust: Trust, when: str | None) -> str:
    """As `phone_dated`, for a line that nobody travels to."""
    date = published(when or UNKNOWN)
    if trust is Trust.HIGH:
        return _("Confirmed: {date}.").format(date=date)
    return _("Not confirmed ({date}).").format(date=date)


def trust_mark(trust: Trust) -> str:
    """The warning that stands beside a contact; "" where none is needed."""
    match showing(trust):
        case Showing.CONFIRMED:
            return ""
        case Showing.NOT_CONFIRMED:
            return _("Not confirmed: check before you travel.")
        case Showing.UNCONFIRMED:
            return _("Unconfirmed: one old or unofficial source.")


def mission_marks(mission: Mission) -> list[str]:
    """What a reader must know of the mission before its contacts."""
    marks = []
    if mission.honorary:
        marks.append(_("⚠️ An honorary consulate issues no documents."))
    match showing(mission.exists):
        case Showing.CONFIRMED:
            pass
        case Showing.NOT_CONFIRMED | Showing.UNCONFIRMED:
            marks.append(_("⚠️ Not confirmed that it works now: check before you travel."))
    return marks


def official_name(mission: Mission) -> str | None:
    name = mission.name
    return _in_language(name.kk, name.ru, name.en)


def address_line(mission: Mission) -> str | None:
    """The address as far as it is known in a language the reader can show to a driver."""
    address = mission.address
    if address is None:
        return None
    latin = address.en or address.printed
    return _in_language(address.kk or address.printed, address.printed, latin) or latin


def no_address(mission: Mission) -> str:
    """Says so, and where to ask; not of a page or a number that is not there either."""
    if mission.page or reliable(mission.phones):
        return _("📍 The address is not known. Ask by phone or on the official page.")
    return _("📍 The address is not known.")


def no_number(mission: Mission) -> str:
    if mission.page:
        return _("📞 No number to rely on is known. Look on the official page.")
    return _("📞 No number to rely on is known.")


def period_line(period: Period) -> str:
    spans = ", ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in period.spans())
    return f"🕘 {service_name(period.service)}: {weekdays(period.days)} {spans}"


def service_name(service: Service) -> str:
    match service:
        case Service.OFFICE:
            return _("office")
        case Service.RECEPTION:
            return _("reception of citizens")
        case Service.DOCUMENTS:
            return _("issue of ready documents")


def source_day(text: str) -> str:
    """The date at the head of a row's free words, or that none is given."""
    return published(text.split(" ", maxsplit=1)[0] if text[:4].isdigit() else UNKNOWN)


def _in_language(kk: str | None, ru: str | None, en: str | None) -> str | None:
    return {Locale.KK: kk, Locale.RU: ru, Locale.EN: en}[locale_in_force()]
