"""Whom to call: a country's emergency numbers and Kazakhstan's missions there."""

from collections.abc import Iterable, Iterator, Sequence

import phonenumbers

from bot.contacts import (
    address_line,
    line_dated,
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
from bot.handbook.markup import anchor, bullets, call, details, element, escape, words
from bot.texts import gettext as _
from bot.texts import locale_in_force
from bot.words import phone
from core.missions.hotlines import FIRST_AID, Hotline, for_card
from core.missions.mission import Mission, Phone, Purpose
from core.missions.trust import reliable, unconfirmed

SOURCES_SHOWN = 8


def emergency(hotlines: Iterable[Hotline], missions: Sequence[Mission]) -> str:
    """Danger to life first, then the missions' emergency phones, then the rest."""
    lines = for_card(hotlines)
    own = _own_numbers(missions)
    urgent = [_hotline(line) for line in lines if line.kind in FIRST_AID]
    rest = [
        _hotline(line) for line in lines if line.kind not in FIRST_AID and line.e164 not in own
    ]
    none = _("I have no confirmed number of the police or ambulance here.")
    parts = [*(urgent or [words("p", none)]), *own.values()]
    if missions and not own:
        missing = _("No emergency phone of Kazakhstan's mission here is confirmed.")
        parts.append(words("p", missing))
    return "".join([*parts, *rest])


def mission(one: Mission) -> str:
    """What its card in Telegram says, without what depends on the hour."""
    parts = [
        words("h3", one.title.to(locale_in_force())),
        *(words("p", name) for name in [official_name(one)] if name),
        *(words("p", mark, class_="warning") for mark in mission_marks(one)),
        *_address(one),
        *_phones(one),
        *(words("p", f"✉️ {mail.address}") for mail in reliable(one.emails)),
        *_hours(one),
        *(words("p", note.to(locale_in_force())) for note in [one.note] if note),
        *_unconfirmed(one),
        *_page(one),
        _sources(one),
    ]
    return element("section", "".join(parts), id=one.id, class_="card")


def _own_numbers(missions: Iterable[Mission]) -> dict[str, str]:
    """The missions' emergency phones that may be relied on, one card for each number."""
    cards: dict[str, str] = {}
    for one in missions:
        for line in reliable(one.phones):
            if line.purpose is Purpose.EMERGENCY:
                inner = element("p", call(phone(line.number), line.number))
                inner += words("p", f"🇰🇿 {one.title.to(locale_in_force())}")
                inner += words("p", line_dated(line.trust, line.confirmed), class_="small")
                cards[line.number] = element("div", inner, class_="card")
    return cards


def _hotline(line: Hotline) -> str:
    locale = locale_in_force()
    numbers = " ".join(call(number) for number in (line.number, *line.also) if number)
    parts = [
        element("p", numbers),
        element("p", f"{words('b', line.service.to(locale))}: {escape(line.what_for.to(locale))}"),
    ]
    if line.e164 and line.e164 != line.number and not _free_of_charge(line.e164):
        abroad = escape(_("From abroad:"))
        parts.append(element("p", f"{abroad} {call(phone(line.e164), line.e164)}"))
    known = (("🕘 ", line.hours), ("🗣 ", line.languages), ("", line.note))
    parts += [words("p", sign + text.to(locale)) for sign, text in known if text]
    parts.append(words("p", line_dated(line.trust, line.published), class_="small"))
    return element("div", "".join(parts), class_="card")


def _free_of_charge(number: str) -> bool:
    """Such a line is seldom reached from another country: it is not offered there."""
    kind = phonenumbers.number_type(phonenumbers.parse(number))
    return kind == phonenumbers.PhoneNumberType.TOLL_FREE


def _address(one: Mission) -> Iterator[str]:
    if one.address is None:
        unknown = no_address(one)
        yield words("p", unknown)
        return
    if line := address_line(one):
        yield words("p", f"📍 {line}")
        if mark := trust_mark(one.address.trust):
            yield words("p", mark, class_="small")


def _phones(one: Mission) -> Iterator[str]:
    shown = reliable(one.phones)
    if not shown:
        yield words("p", no_number(one))
    yield from map(_phone, shown)


def _phone(one: Phone) -> str:
    line = f"{phone_sign(one)} {call(phone(one.number), one.number)}"
    line += f" · {escape(purpose_name(one.purpose))}"
    if one.extension:
        extension = _("extension {number}").format(number=one.extension)
        line += f" · {escape(extension)}"
    return element("p", line) + words("p", phone_dated(one), class_="small")


def _hours(one: Mission) -> Iterator[str]:
    if one.hours:
        if mark := trust_mark(one.hours.trust):  # first: it is about every line below
            yield words("p", mark, class_="small")
        yield from (words("p", period_line(period)) for period in one.hours.periods)
        own_clock = _("Holidays are not in it. By the mission's own clock.")
        yield words("p", own_clock, class_="small")
    if one.hours_note:
        yield words("p", one.hours_note.to(locale_in_force()))


def _unconfirmed(one: Mission) -> Iterator[str]:
    """Written as they are and not as links: nobody should dial them by a slip of the thumb."""
    lines = [phone(line.number) for line in unconfirmed(one.phones)]
    lines += [mail.address for mail in unconfirmed(one.emails)]
    if lines:
        yield details(_("Unconfirmed, do not rely on it:"), bullets(map(escape, lines)))


def _page(one: Mission) -> Iterator[str]:
    if one.page:
        guessed, known = _("🌐 Official page, address guessed"), _("🌐 Official page")
        yield element("p", anchor(guessed if one.page.guessed else known, one.page.url))


def _sources(one: Mission) -> str:
    items = [
        f"{anchor(source.host, source.url)} · {escape(source_day(source.date))}"
        for source in one.sources
        if source.host and source.url
    ]
    if not items:
        none = _("No page that may be shown stands behind this. Check it yourself.")
        return words("p", none, class_="small")
    return details(_("Sources"), bullets(items[:SOURCES_SHOWN]), class_="small")
