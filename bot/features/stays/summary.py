"""The answers of a form in words, a line for each question."""

from bot.content.content import Content
from bot.telegram import html
from bot.texts import gettext as _
from bot.texts import locale_in_force, mark
from bot.words import flagged, long_date, phone
from core.stays.draft import Draft, Step
from core.stays.stay import Companion, Purpose

FIELDS = {
    Step.COUNTRY: mark("🌍 Country"),
    Step.CITY: mark("🏙 City"),
    Step.PURPOSE: mark("🧭 Purpose"),
    Step.SINCE: mark("🛬 First day"),
    Step.UNTIL: mark("📅 Last day"),
    Step.EMPLOYER: mark("🏢 Work or school"),
    Step.PHONE: mark("📱 Phone"),
    Step.COMPANIONS: mark("👥 People with me"),
    Step.TRUSTED: mark("🤝 Trusted person"),
}


def line(draft: Draft, step: Step, content: Content) -> str:
    """What was answered, as HTML; said too where nothing was."""
    match step:
        case Step.COUNTRY:
            return _("Country: {country}").format(country=_country(draft))
        case Step.CITY:
            return _("City: {city}").format(city=html.escape(city_name(draft, content)))
        case Step.PURPOSE:
            return _("Purpose: {purpose}").format(purpose=_purpose(draft))
        case Step.SINCE:
            since = long_date(draft.since) if draft.since else not_given()
            return _("There since: {date}").format(date=since)
        case Step.UNTIL:
            until = long_date(draft.until) if draft.until else not_given()
            return _("Stays until: {date}").format(date=until)
        case _personal:
            return _sealed(draft, step)


def answered(draft: Draft, step: Step) -> bool:
    """Whether the question has an answer that could be kept."""
    return bool(getattr(draft, step.value))


def companion(one: Companion) -> str:
    name = html.escape(one.name)
    return f"{name}, {one.born}" if one.born else name


def city_name(draft: Draft, content: Content) -> str:
    """In the language in force where the city is listed, else as it was typed."""
    known = content.city(draft.country, draft.city)
    return known.name.to(locale_in_force()) if known else draft.city or not_given()


def purpose_name(purpose: Purpose) -> str:
    match purpose:
        case Purpose.WORK:
            return _("💼 Work")
        case Purpose.STUDY:
            return _("🎓 Study")
        case Purpose.FAMILY:
            return _("👪 Family")
        case Purpose.OTHER:
            return _("🧭 Something else")


def not_given() -> str:
    return _("not given")


def _country(draft: Draft) -> str:
    return html.escape(flagged(draft.country)) if draft.country else not_given()


def _purpose(draft: Draft) -> str:
    return purpose_name(draft.purpose) if draft.purpose else not_given()


def field(step: Step) -> str:
    """The answer's name on the button that changes it."""
    return {one: _(words) for one, words in FIELDS.items()}[step]


def _sealed(draft: Draft, step: Step) -> str:
    match step:
        case Step.EMPLOYER:
            name = html.escape(draft.employer) if draft.employer else not_given()
            return _("Work or school: {name}").format(name=name)
        case Step.PHONE:
            number = phone(draft.phone) if draft.phone else not_given()
            return _("Phone: {number}").format(number=number)
        case Step.COMPANIONS:
            people = "; ".join(map(companion, draft.companions)) or not_given()
            return _("People with me: {people}").format(people=people)
        case _trusted_person:
            one = draft.trusted
            person = f"{html.escape(one.name)}, {phone(one.phone)}" if one else not_given()
            return _("Trusted person: {person}").format(person=person)
