"""What is kept about a person, told field by field. A lock stands before what is encrypted."""

from collections.abc import Iterator
from datetime import date, datetime

from bot.content.content import Content
from bot.services.privacy import Consent, Led, Membership, Stored
from bot.telegram import html
from bot.telegram.alerts import chosen
from bot.telegram.choices import choices, city_name
from bot.texts import gettext as _
from bot.texts import ngettext
from bot.words import flagged, full_hour, long_date, phone
from core.broadcasts.check import Answer, Answered
from core.deadlines.deadline import Deadline, Kind
from core.people.hours import local
from core.roles.order import last_day
from core.roles.role import Grant, Role
from core.stays.lifecycle import ERASE_AFTER
from core.stays.stay import Companion, Details, Purpose, Status, Stay

GROUP = 5
"""A number is read in groups of so many letters."""
LOCK = "🔒 "


def zone(stored: Stored, content: Content) -> str:
    """The clocks of the place the person has chosen: his days are told by them."""
    return content.zone(stored.person.country, stored.person.city)


def about_person(stored: Stored, content: Content) -> Iterator[str]:
    person, clocks = stored.person, zone(stored, content)
    yield _("Telegram number: {number}").format(number=person.id)
    if person.known:
        yield from choices(person, content)
    if person.muted or person.quiet:
        yield from chosen(person)
    if person.since:
        yield _("Known since: {date}").format(date=long_date(_day(person.since, clocks)))
    if stored.seen_at:
        yield _("Last seen: {date}").format(date=long_date(_day(stored.seen_at, clocks)))
    if stored.moved_at:
        moved = long_date(_day(stored.moved_at, clocks))
        yield _("Language or place last set: {date}").format(date=moved)
    yield _("Articles you rated: {count}").format(count=stored.votes)
    yield _("Numbers you reported: {count}").format(count=stored.number_reports)


def about_stay(stay: Stay, content: Content) -> Iterator[str]:
    number = f"{stay.number[:GROUP]}-{stay.number[GROUP:]}"
    yield html.bold(_("📝 Registration {number}").format(number=number))
    yield from _state(stay)
    yield _("Place: {place}").format(place=_place(stay.country, stay.city, content))
    yield _("Purpose: {purpose}").format(purpose=_purpose(stay.purpose))
    if stay.since:
        yield _("There since: {date}").format(date=long_date(stay.since))
    yield _("Stays until: {date}").format(date=long_date(stay.until))
    yield _("Registered on: {date}").format(date=long_date(_day(stay.created_at, stay.zone)))
    yield from (LOCK + line for line in _sealed(stay.details))


def about_consent(consent: Consent, zone: str) -> str:
    date = long_date(_day(consent.given_at, zone))
    if consent.purpose == "team":
        agreed = _("You agreed to be seen in a brigade: {date} (words of {version})")
    else:
        agreed = _("You agreed to the registration: {date} (words of {version})")
    return "✅ " + agreed.format(date=date, version=html.escape(consent.version))


def about_relative(stay: Stay) -> str:
    name = stay.details.name if stay.details else None
    line = _("👪 A relative, no consent yet: 🔒 {name}, {country}, kept until {date}")
    return line.format(
        name=html.escape(name or _("cannot be opened")),
        country=flagged(stay.country),
        date=long_date(stay.until),
    )


def about_team(one: Led, content: Content) -> str:
    line = _("👥 Your brigade: {place}. Members: {count}. Your name in it: 🔒 {name}")
    return line.format(
        place=_place(one.team.country, one.team.city, content),
        count=one.members,
        name=html.escape(one.team.leader or _("cannot be opened")),
    )


def about_membership(one: Membership, content: Content) -> str:
    line = _("👥 Brigade of 🔒 {leader}: {place}. Your name in it: 🔒 {name}")
    return line.format(
        leader=html.escape(one.team.leader or _("cannot be opened")),
        place=_place(one.team.country, one.team.city, content),
        name=html.escape(one.name or _("cannot be opened")),
    )


def about_deadline(deadline: Deadline) -> str:
    what = _deadline(deadline.kind)
    if deadline.due:
        return f"⏰ {what}: {long_date(deadline.due)}"
    return f"⏰ {what}: {full_hour(deadline.hour or 0)}"


def about_notices(count: int) -> str:
    line = ngettext(
        "{count} reminder is waiting to be sent to you.",
        "{count} reminders are waiting to be sent to you.",
        count,
    )
    return line.format(count=count)


def about_broadcasts(count: int) -> str:
    return _("📣 Broadcasts meant for you: {count}").format(count=count)


def about_answer(one: Answered, zone: str) -> str:
    date = long_date(_day(one.answered_at, zone))
    line = _("🛟 Your answer to a safety check, {date}: {answer}")
    return line.format(date=date, answer=_answer(one.answer))


def about_role(grant: Grant) -> str:
    countries = grant.countries
    where = _("all countries") if countries is None else ", ".join(map(flagged, sorted(countries)))
    told = [_role(grant.role), where or "–"]
    if grant.until:
        told.append(_("until {date}").format(date=long_date(last_day(grant.until))))
    return _("🪪 Your role in this bot: {role}").format(role=", ".join(told))


def _state(stay: Stay) -> Iterator[str]:
    if stay.ended_at is None:
        asked = stay.status is Status.ASKED
        yield _("🟡 Waits for your answer: are you still there?") if asked else _("🟢 In force")
        return
    ended = _day(stay.ended_at, stay.zone)
    erased = long_date(ended + ERASE_AFTER)
    yield "⚪ " + _("It ended on {date}.").format(date=long_date(ended))
    yield _("The personal fields are erased on {date}.").format(date=erased)


def _sealed(details: Details | None) -> Iterator[str]:
    if details is None:
        yield _("This part cannot be opened now: its key is not there.")
        return
    if details.employer:
        yield _("Work or school: {name}").format(name=html.escape(details.employer))
    if details.phone:
        yield _("Phone: {number}").format(number=phone(details.phone))
    if details.companions:
        people = "; ".join(map(_companion, details.companions))
        yield _("People with me: {people}").format(people=people)
    if details.trusted:
        person = f"{html.escape(details.trusted.name)}, {phone(details.trusted.phone)}"
        yield _("Trusted person: {person}").format(person=person)


def _companion(one: Companion) -> str:
    return html.escape(one.name) + (f", {one.born}" if one.born else "")


def _place(country: str, city: str | None, content: Content) -> str:
    name = city_name(country, city, content)
    return flagged(country) + (f", {html.escape(name)}" if name else "")


def _day(moment: datetime, zone: str) -> date:
    """The day there, by the clocks of the place."""
    return local(moment, zone).date()


def _purpose(purpose: Purpose) -> str:
    match purpose:
        case Purpose.WORK:
            return _("💼 Work")
        case Purpose.STUDY:
            return _("🎓 Study")
        case Purpose.FAMILY:
            return _("👪 Family")
        case Purpose.OTHER:
            return _("🧭 Something else")


def _deadline(kind: Kind) -> str:
    match kind:
        case Kind.PASSPORT:
            return _("Passport")
        case Kind.PERMIT:
            return _("Visa or permit")
        case Kind.CONTRACT:
            return _("Employment contract")
        case Kind.REGISTRATION:
            return _("Local registration")
        case Kind.MEDICAL:
            return _("Medical examination")
        case Kind.AMINA:
            return _("Amina, every day")


def _answer(answer: Answer) -> str:
    match answer:
        case Answer.SAFE:
            return _("✅ I am safe")
        case Answer.HELP:
            return _("🆘 I need help")
        case Answer.LEFT:
            return _("✈️ I have already left")


def _role(role: Role) -> str:
    match role:
        case Role.ADMIN:
            return _("admin")
        case Role.EDITOR:
            return _("editor")
        case Role.OPERATOR:
            return _("operator")
        case Role.OBSERVER:
            return _("observer")
