"""What a broadcast before sending is told in: its count, its moment, how long it takes."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from math import ceil

from babel.dates import format_timedelta

from bot.content.content import Content
from bot.services.reach import Counted
from bot.telegram import html
from bot.telegram.audience_words import audience_words, language_name, place_name
from bot.telegram.topic_words import topic_name
from bot.texts import gettext as _
from bot.texts import locale_in_force, ngettext
from bot.words import clock_time, decimal, listed, long_date
from core.broadcasts import launch
from core.broadcasts.broadcast import Broadcast, Kind
from core.broadcasts.delivery import Reason
from core.broadcasts.launch import Missing, Reach
from core.locale import Locale
from core.people.hours import local

MINUTE = 60


def heading(broadcast: Broadcast) -> str:
    """The number, what it is about; a drill says so."""
    told = [_("No. {number}").format(number=broadcast.id), topic_name(broadcast.topic)]
    if broadcast.kind is Kind.CHECK:
        told.append(_("Safety check"))
    if broadcast.drill:
        told.append(f"🧪 {_test()}")
    return " · ".join(told)


def for_whom(broadcast: Broadcast, content: Content) -> str:
    label = html.bold(_("For whom"))
    return f"{label}\n{audience_words(broadcast.audience, content)}"


def recipients(count: int) -> str:
    words = ngettext("{count} person gets it", "{count} people get it", count)
    return words.format(count=decimal(count))


def by_version(reach: Reach) -> Iterator[str]:
    words = _("text in {language}: {count}")
    for locale in Locale:
        if count := reach.by_version.get(locale):
            told = words.format(language=language_name(locale), count=decimal(count))
            yield f"• {told}"


def left_out(broadcast: Broadcast, reach: Reach) -> Iterator[str]:
    for reason in Reason:
        count = reach.left_out.get(reason)
        if reason is Reason.LANGUAGE:
            yield from _unspoken(broadcast, reach)
        elif count:
            yield f"• {_why(reason)}: {decimal(count)}"


def placeless(counted: Counted) -> Iterator[str]:
    """They are where it goes to, perhaps."""
    if counted.placeless:
        yield "• " + _("the city is not known") + f": {decimal(counted.placeless)}"


def order(broadcast: Broadcast, reach: Reach, content: Content) -> str | None:
    """Who is written to first, where there is such a place."""
    place = broadcast.affected
    if place is None:
        return None
    country = html.escape(place_name(place.country, None, content))
    if place.city is None:
        words = _("🎯 First: {count} in {country}.")
        return words.format(count=decimal(reach.first_country), country=country)
    words = _("🎯 First: {count} in {city}; then {others} elsewhere in {country}.")
    return words.format(
        count=decimal(reach.first_city),
        city=html.escape(place_name(place.country, place.city, content)),
        others=decimal(reach.first_country),
        country=country,
    )


def later(reach: Reach) -> str | None:
    """Who gets it after the others, and why."""
    if not reach.delayed:
        return None
    words = ngettext(
        "🌙 {count} of them has quiet hours then and gets it after them.",
        "🌙 {count} of them have quiet hours then and get it after them.",
        reach.delayed,
    )
    return words.format(count=decimal(reach.delayed))


def lasting(reach: Reach) -> str:
    if reach.seconds < MINUTE:
        return _("⏱ Sending takes less than a minute.")
    whole = timedelta(minutes=ceil(reach.seconds / MINUTE))
    shown = format_timedelta(
        whole, granularity="minute", threshold=float("inf"), locale=locale_in_force().value
    )
    return _("⏱ Sending takes about {duration}.").format(duration=shown)


def price(counted: Counted) -> str | None:
    if not counted.broadcast.paid:
        return None
    words = _("⭐ Paid for: up to {stars} Stars, 0.1 a message.")
    return words.format(stars=decimal(counted.reach.stars))


def starts(broadcast: Broadcast) -> str:
    if broadcast.due_at is None:
        return _("🚀 It goes at once.")
    shown = moment(broadcast.due_at, broadcast.zone)
    return _("🕓 It goes on {moment}.").format(moment=shown)


def moment(at: datetime, zone: str) -> str:
    """«25 November 2026, 14:30 (Asia/Almaty, UTC+05:00)»."""
    here = local(at, zone)
    return f"{long_date(here.date())}, {clock_time(here)} ({clocks(at, zone)})"


def clocks(at: datetime, zone: str) -> str:
    """The name of the zone, and how far from UTC it is then."""
    offset = local(at, zone).isoformat()[-len("+05:00") :]
    return f"{zone}, UTC{offset}"


def lacks(one: Missing, broadcast: Broadcast, reach: Reach) -> str:
    if one is Missing.LANGUAGE:
        languages = _named(launch.undecided(broadcast, reach))
        words = _("write it in {languages}, choose what they get instead, or leave them out")
        return words.format(languages=languages)
    return {
        Missing.TOPIC: _("choose what it is about"),
        Missing.TEXT: _("write it in at least one language"),
        Missing.NOBODY: _("choose other people: nobody of these would get it"),
        Missing.ALBUM: _(
            "send one file instead of an album: it takes neither buttons nor TEST lines"
        ),
        Missing.PAID_ALBUM: _(
            "send one file instead of an album, or do not pay: albums cannot be paid for"
        ),
        Missing.CHECK_TOPIC: _("a safety check is about safety: choose this topic"),
    }[one]


def _unspoken(broadcast: Broadcast, reach: Reach) -> Iterator[str]:
    """Who has no text: by somebody's choice, or because nobody has thought of it yet."""
    forgotten = launch.undecided(broadcast, reach)
    chosen = [one for one in Locale if one in reach.unspoken and one not in forgotten]
    for words, languages in (
        (_("no text in their language"), forgotten),
        (_("left out by choice"), chosen),
    ):
        if languages:
            count = sum(reach.unspoken[one] for one in languages)
            yield f"• {words} ({_named(languages)}): {decimal(count)}"


def _named(languages: Iterable[Locale]) -> str:
    return listed(language_name(one) for one in languages)


def _why(reason: Reason) -> str:
    match reason:
        case Reason.BLOCKED:
            return _("have blocked the bot")
        case Reason.MUTED:
            return _("have switched this topic off")
        case _other:
            return _("no text in their language")


def _test() -> str:
    return _("TEST")
