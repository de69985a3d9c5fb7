"""Words around a person's reply to a broadcast."""

from datetime import datetime

from bot.content.content import Content
from bot.features.ask.callbacks import AskHuman
from bot.features.broadcasts.callbacks import OpenBroadcast
from bot.features.emergency.callbacks import OpenEmergency
from bot.features.start.callbacks import OpenHome
from bot.telegram import html
from bot.telegram.audience_words import language_name, place_name
from bot.telegram.besides import button_besides
from bot.telegram.screen import Rows, Screen, screen
from bot.telegram.topic_words import drill_sign
from bot.texts import gettext as _
from bot.words import clock_time, flag
from core.broadcasts.broadcast import Broadcast
from core.people.hours import local
from core.people.person import Person


def heading(broadcast: Broadcast, person: Person, content: Content, at: datetime) -> Screen:
    """For those who run the bot; the reply itself stands below, without its author."""
    zone = content.zone(person.country, person.city)
    words = _("↩️ A reply to No. {number}").format(number=broadcast.id)
    about = [
        *([drill_sign()] if broadcast.drill else []),
        _place(person, content),
        language_name(person.language),
        _("{time} there").format(time=clock_time(local(at, zone))),
    ]
    rows: Rows = [
        [button_besides(_("📣 The broadcast"), OpenBroadcast(number=broadcast.id))],
        [button_besides(_("🏠 Home"), OpenHome())],
    ]
    return screen(f"{html.bold(words)}\n{html.escape(' · '.join(about))}", rows)


def receipt(broadcast: Broadcast) -> Screen:
    words = _("Passed on to those who run this bot, as a reply to No. {number}.")
    parts = [
        words.format(number=broadcast.id),
        _("They see your words, your country and city, not your name. They cannot answer here."),
        _("If you need an answer, ask at the consulate."),
    ]
    return screen("\n".join(parts), _ways_on())


def not_passed_on() -> Screen:
    parts = [
        _("I could not pass this on: nobody who runs this bot has got it."),
        _("If you need an answer, ask at the consulate."),
    ]
    return screen("\n".join(parts), _ways_on())


def _place(person: Person, content: Content) -> str:
    if person.country is None:
        return _("🌍 Country not chosen")
    named = place_name(person.country, person.city, content)
    return f"{flag(person.country)} {named}"


def _ways_on() -> Rows:
    return [
        [
            button_besides(_("💬 Ask a human"), AskHuman()),
            button_besides(_("🆘 Emergency"), OpenEmergency()),
        ],
        [button_besides(_("🏠 Home"), OpenHome())],
    ]
