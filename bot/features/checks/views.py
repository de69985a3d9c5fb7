"""Words of a safety check for whoever answers it."""

from datetime import datetime

from bot.content.content import Content
from bot.features.ask.callbacks import AskHuman
from bot.features.emergency.callbacks import OpenEmergency
from bot.features.start.callbacks import OpenHome
from bot.services.checks import Call
from bot.telegram import html
from bot.telegram.besides import button_besides
from bot.telegram.screen import Rows, Screen, screen
from bot.telegram.topic_words import drill_sign
from bot.texts import gettext as _
from bot.texts import locale_in_force
from bot.words import clock_time
from core.broadcasts.check import Answer
from core.missions.hotlines import FIRST_AID, Hotline, for_card
from core.people.hours import local


def noted(call: Call) -> str:
    """Shown over the chat, at once."""
    match call.answer:
        case Answer.SAFE:
            words = _("Noted: you are safe. Thank you.")
        case Answer.HELP:
            words = _("Noted: you need help.")
        case Answer.LEFT:
            words = _("Noted: you have left. Thank you.")
    return f"{_drill(call)}{words}"


def help_card(call: Call, content: Content) -> Screen:
    """Whom to call, before anybody else is told."""
    country = call.person.country
    lines = [one for one in for_card(content.hotlines.get(country or "", ())) if _first(one)]
    parts = [html.bold(_("🆘 In danger call first:"))]
    parts += ["\n".join(map(_hotline, lines))] if lines else []
    if not lines and country is not None:
        parts.append(_("I have no confirmed number of the police or ambulance here."))
    if call.check.drill:
        parts.append(
            _("This is a drill: nobody will come because of it. If the danger is real, call.")
        )
    parts.append(_("All the numbers, also those of other countries: press «Emergency»."))
    return screen("\n\n".join(parts), _ways_on())


def told(call: Call, at: datetime) -> Screen:
    """`at`: when those who run the bot had it on their screens."""
    time = clock_time(local(at, call.zone))
    words = _("Those who run this bot were told at {time} that you need help.").format(time=time)
    first = _("They are no emergency service and may not see it at once: call first.")
    seen = _("They see your country, city and Telegram account, and may write to you.")
    return screen(f"{_drill(call)}{words} {seen}\n\n{first}", _ways_on())


def not_told(call: Call, *, anybody: bool) -> Screen:
    """`anybody`: whether there is somebody to tell at all."""
    if anybody:
        words = _("Nobody who runs this bot has heard of it yet. I try again and tell you here.")
    else:
        words = _("This copy of the bot has nobody on duty: nobody reads your answer.")
    first = _("I am a program and no emergency service. In danger call first.")
    return screen(f"{_drill(call)}{words}\n\n{first}", _ways_on())


def _drill(call: Call) -> str:
    return drill_sign() + ". " if call.check.drill else ""


def _first(line: Hotline) -> bool:
    return line.kind in FIRST_AID and line.number is not None


def _hotline(line: Hotline) -> str:
    return f"☎️ {html.bold(line.number or '')} · {html.escape(line.service.to(locale_in_force()))}"


def _ways_on() -> Rows:
    return [
        [button_besides(_("🆘 Emergency"), OpenEmergency())],
        [
            button_besides(_("💬 Ask a human"), AskHuman()),
            button_besides(_("🏠 Home"), OpenHome()),
        ],
    ]
