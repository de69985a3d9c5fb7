"""Words and keyboards of what the bot may write by itself, and at which hours it must not."""

from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.content.content import Content
from bot.features.settings.callbacks import (
    HearTopic,
    OpenAlerts,
    OpenQuiet,
    OpenSettings,
    PickQuiet,
    SetQuiet,
    UsualQuiet,
)
from bot.features.start.callbacks import OpenHome
from bot.telegram import html
from bot.telegram.alerts import peace, place, topic
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _
from bot.words import clock_time, full_hour
from core.people.hours import local
from core.people.person import Person
from core.people.quiet import Quiet
from core.people.topics import MUTABLE, Topic

COLUMNS = 4
HOURS = range(24)


def alerts(person: Person) -> Screen:
    """Each topic on or off; its button turns it round."""
    parts = [
        html.bold(_("What I may write to you about")),
        _("Safety alerts always come. They cannot be switched off."),
        _("Tap to switch on or off. Without reminders I also do not ask about your stay."),
    ]
    if not person.known:
        parts.append(_("None come before you have chosen something: I know nobody to write to."))
    rows: Rows = [[_switch(one, on=one not in person.muted)] for one in MUTABLE]
    rows += [[button(_("🌙 Quiet hours"), OpenQuiet())], _ways_on()]
    return screen("\n\n".join(parts), rows)


def quiet(person: Person, content: Content, now: datetime) -> Screen:
    """The hours in force, by whose clocks, and how to change them."""
    there = local(now, content.zone(person.country, person.city))
    clocks = _("By the clocks of: {place}. It is {time} there now ({offset}).")
    parts = [
        html.bold(peace(person)),
        clocks.format(
            place=html.escape(place(person, content)),
            time=clock_time(there),
            offset=f"UTC{there.isoformat()[-6:]}",
        ),
        _(
            "Safety alerts come at any hour, a daily reminder at the hour you set. "
            "The rest waits until the quiet hours are over."
        ),
    ]
    usual = Quiet()
    between = f"{full_hour(usual.since)}-{full_hour(usual.until)}"
    rows: Rows = [
        [button(_("✏️ Other hours"), PickQuiet())],
        [button(_("As usual: {hours}").format(hours=between), UsualQuiet())],
        [button(_("Never quiet"), SetQuiet(since=0, until=0))],
        [button(_("🔔 Alerts"), OpenAlerts())],
        _ways_on(),
    ]
    return screen("\n\n".join(parts), rows)


def since() -> Screen:
    buttons = [button(full_hour(hour), PickQuiet(since=hour)) for hour in HOURS]
    return _asking(_("From what hour should it be quiet?"), buttons)


def until(since: int) -> Screen:
    """Every hour but the one it begins at."""
    following = [(since + ahead) % len(HOURS) for ahead in HOURS if ahead]
    buttons = [button(full_hour(hour), SetQuiet(since=since, until=hour)) for hour in following]
    words = _("Quiet from {hour}. Until what hour?").format(hour=full_hour(since))
    return _asking(words, buttons)


def _asking(words: str, buttons: list[InlineKeyboardButton]) -> Screen:
    rows: Rows = [buttons[at : at + COLUMNS] for at in range(0, len(buttons), COLUMNS)]
    rows.append([button(_("⬅️ Back"), OpenQuiet()), button(_("🏠 Home"), OpenHome())])
    return screen(html.bold(words), rows)


def _switch(one: Topic, *, on: bool) -> InlineKeyboardButton:
    return button(f"{'✅' if on else '🔕'} {topic(one)}", HearTopic(topic=one, wanted=not on))


def _ways_on() -> list[InlineKeyboardButton]:
    return [button(_("⬅️ Back"), OpenSettings()), button(_("🏠 Home"), OpenHome())]
