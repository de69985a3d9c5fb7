"""Safety checks for those who run the bot: who needs help, who answered, who is silent."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.content.content import Content
from bot.features.broadcasts.callbacks import OpenBroadcast
from bot.features.checks.callbacks import ExportSilent, OpenSilent, OpenTally
from bot.features.start.callbacks import OpenHome
from bot.services.checks import Call
from bot.telegram import html
from bot.telegram.audience_words import language_name, place_name
from bot.telegram.besides import button_besides
from bot.telegram.screen import Rows, Screen, button, screen
from bot.telegram.topic_words import drill_sign
from bot.texts import gettext as _
from bot.texts import locale_in_force, ngettext
from bot.words import clock_time, decimal, flag
from core.broadcasts.broadcast import Broadcast
from core.broadcasts.check import Answer
from core.broadcasts.standing import Count, Standing
from core.people.hours import local

ENOUGH = 3_500
"""Letters of a list; what stands below it must fit as well."""


def need_help(calls: Sequence[Call], content: Content) -> Screen:
    """At once, to everybody on duty. The links open the chat with the person."""
    count = len(calls)
    words = ngettext("🆘 {count} person needs help", "🆘 {count} people need help", count)
    lines = [_caller(one, content) for one in calls]
    heading = html.bold(words.format(count=count))
    return screen("\n\n".join([heading, *lines]), _to_tally(calls[0].check))


def calm(call: Call, content: Content) -> Screen:
    """Somebody who needed help has changed his answer."""
    if call.answer is Answer.LEFT:
        words = _("✈️ No longer needs help: has left")
    else:
        words = _("✅ No longer needs help: is safe")
    text = f"{html.bold(words)}\n\n{_caller(call, content)}"
    return screen(text, _to_tally(call.check))


def tally(check: Broadcast, standing: Standing, content: Content, now: datetime) -> Screen:
    """Live figures; «renew» counts again."""
    total = standing.total
    head = [
        *_heading(check),
        "\n".join(
            [
                _("✅ Safe: {count}").format(count=decimal(total.safe)),
                _("🆘 Need help: {count}").format(count=decimal(total.help)),
                _("✈️ Have left: {count}").format(count=decimal(total.left)),
                _("🔇 Silent: {count}").format(count=decimal(total.silent)),
            ]
        ),
    ]
    lines = [
        line
        for country, count in standing.countries()
        for line in _country(country, count, standing.cities(country), content)
    ]
    time = clock_time(local(now, check.zone))
    foot = html.italic(_("Counted at {time}, of those who got it.").format(time=time))
    number = check.id
    rows: Rows = [
        [button(_("🔄 Count again"), OpenTally(number=number))],
        [button(_("🔇 Who is silent"), OpenSilent(number=number))],
        *_back(check),
    ]
    parts = [*head, "\n".join(_cut(lines)).strip(), foot]
    return screen("\n\n".join(part for part in parts if part), rows)


def silent(check: Broadcast, standing: Standing, content: Content) -> Screen:
    """How many got it and have not answered, the most silent place first."""
    count = standing.total.silent
    words = ngettext("{count} person is silent", "{count} people are silent", count)
    places = [
        f"🔇 {decimal(number)} · {html.escape(_place(country, city, content))}"
        for (country, city), number in standing.silent()
    ]
    parts = [*_heading(check), words.format(count=decimal(count)), "\n".join(_cut(places))]
    rows: Rows = [
        [button(_("🔄 Count again"), OpenSilent(number=check.id))],
        [button(_("📊 All answers"), OpenTally(number=check.id))],
        *_back(check),
    ]
    if count:
        rows.insert(1, [button(_("⬇️ The silent as a table"), ExportSilent(number=check.id))])
    return screen("\n\n".join(part for part in parts if part), rows)


def silent_file(number: int, count: int) -> Screen:
    """Below the file."""
    words = ngettext(
        "No. {number}: {count} person who has not answered",
        "No. {number}: {count} people who have not answered",
        count,
    )
    rows: Rows = [
        [button(_("⬅️ Back"), OpenSilent(number=number)), button(_("🏠 Home"), OpenHome())]
    ]
    return screen(words.format(number=number, count=decimal(count)), rows)


def _caller(call: Call, content: Content) -> str:
    person = call.person
    time = clock_time(local(call.at, call.zone))
    who = html.anchor(_("open the chat"), f"tg://user?id={person.id}")
    told = [
        *([drill_sign()] if call.check.drill else []),
        _("No. {number}").format(number=call.check.id),
        _place(person.country, person.city, content),
        language_name(person.language),
        _("{time} there").format(time=time),
    ]
    return f"{html.escape(' · '.join(told))} · {who}"


def _heading(check: Broadcast) -> list[str]:
    words = html.bold(_("🛟 Safety check No. {number}").format(number=check.id))
    return [drill_sign(), words] if check.drill else [words]


def _country(
    country: str | None, count: Count, cities: Sequence[tuple[str | None, Count]], content: Content
) -> Iterator[str]:
    """A country, and its cities where anybody has named one."""
    yield f"\n{html.bold(_place(country, None, content))} · {_figures(count)}"
    if country is not None and any(city is not None for city, _count in cities):
        for city, here in cities:
            yield f"{html.escape(_city(country, city, content))}: {_figures(here)}"


def _figures(count: Count) -> str:
    told = (("🆘", count.help), ("✅", count.safe), ("✈️", count.left), ("🔇", count.silent))
    return " · ".join(f"{sign} {decimal(number)}" for sign, number in told if number)


def _place(country: str | None, city: str | None, content: Content) -> str:
    if country is None:
        return _("🌍 Country not chosen")
    return f"{flag(country)} {place_name(country, city, content)}"


def _city(country: str, city: str | None, content: Content) -> str:
    if city is None:
        return _("city not given")
    known = content.city(country, city)
    return known.name.to(locale_in_force()) if known else city


def _cut(lines: Sequence[str]) -> list[str]:
    """As many lines as fit a message, and how many do not."""
    shown: list[str] = []
    for line in lines:
        if html.length("\n".join([*shown, line])) > ENOUGH:
            left = len(lines) - len(shown)
            words = ngettext("… and {count} more place", "… and {count} more places", left)
            return [*shown, words.format(count=left)]
        shown.append(line)
    return shown


def _to_tally(check: Broadcast) -> Rows:
    return [
        [button_besides(_("📊 All answers"), OpenTally(number=check.id))],
        [button_besides(_("🏠 Home"), OpenHome())],
    ]


def _back(check: Broadcast) -> Rows:
    back = button(_("⬅️ Back"), OpenBroadcast(number=check.id))
    return [[back, button(_("🏠 Home"), OpenHome())]]
