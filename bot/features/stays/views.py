"""The card of a registration, what its buttons lead to, and what the bot asks by itself."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.content.content import Content
from bot.features.stays.callbacks import EraseStay, OpenStay, StartForm, StillHere
from bot.features.stays.card_parts import (
    PLAIN,
    home,
    leaving,
    lines,
    longer_by,
    mission_line,
    sealed,
    standing,
    title,
    ways_on,
)
from bot.features.stays.form_views import with_words
from bot.telegram import html
from bot.telegram.consent import not_the_register
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _
from bot.words import flagged, long_date
from core.missions.mission import Mission
from core.people.hours import local
from core.stays.lifecycle import ERASE_AFTER
from core.stays.stay import Stay


def card(stay: Stay, missions: Sequence[Mission], content: Content) -> Screen:
    """An open registration with the ways on; of one that has ended, what becomes of it.

    `missions`: whom to turn to from there, the responsible one first.
    """
    if not stay.open:
        return ended(stay)
    legal = _("The next step is to get on that register too: it can be done online.")
    parts = [
        "\n".join([html.bold(title(stay)), standing(stay), "", *lines(stay, PLAIN, content)]),
        sealed(stay, content),
        mission_line(stay, missions, content),
        f"{not_the_register()} {legal}",
    ]
    return screen("\n\n".join(parts), ways_on(stay, missions, content))


def ended(stay: Stay) -> Screen:
    """A registration that is over: until when it is kept, and the way to a new one."""
    told = [html.bold(title(stay)), standing(stay), html.escape(flagged(stay.country))]
    if stay.ended_at is not None:
        day, erased_on = (
            local(moment, stay.zone).date()
            for moment in (stay.ended_at, stay.ended_at + ERASE_AFTER)
        )
        told.append(_("It ended on {date}.").format(date=long_date(day)))
        told.append(
            _("The personal fields are erased on {date}.").format(date=long_date(erased_on))
        )
    rows: Rows = [
        [button(_("📝 Register again"), StartForm())],
        [button(_("🗑 Delete it now"), EraseStay(number=stay.number))],
        home(),
    ]
    return screen("\n".join(told), rows)


def over() -> Screen:
    """For a button under a registration that is not there any more, or is not his."""
    told = [
        html.bold(_("This registration has ended.")),
        _("If you are abroad, you can register again."),
    ]
    return screen("\n".join(told), [[button(_("📝 Registration"), OpenStay())], home()])


def longer(stay: Stay) -> Screen:
    """How much longer he stays."""
    told = [
        html.bold(_("How much longer do you stay?")),
        now_until(stay),
    ]
    return screen("\n".join(told), [*longer_by(stay), [_back(), *home()]])


def still_there(stay: Stay) -> Screen:
    """He said so, and the end is near."""
    question = _("Your registration ends on {date}. Do you stay longer?")
    told = [html.bold(noted()), question.format(date=long_date(stay.until))]
    return screen("\n".join(told), [*longer_by(stay), [_back(), *home()]])


def at_home(stay: Stay) -> Screen:
    """He is back."""
    return with_words(_("Welcome home! Your registration is closed."), ended(stay))


def ask_erase(stay: Stay) -> Screen:
    told = [
        html.bold(_("Delete the registration? It cannot be undone.")),
        _("Everything in it goes at once, and your consent to it."),
    ]
    rows: Rows = [
        [button(_("🗑 Yes, delete it"), EraseStay(number=stay.number, sure=True))],
        [_back(), *home()],
    ]
    return screen("\n".join(told), rows)


def erased() -> Screen:
    told = [
        html.bold(_("Deleted. Nothing of the registration is kept.")),
        _("If you change your mind, press «Registration» in the menu."),
    ]
    return screen("\n".join(told), [home()])


def qr_words() -> str:
    return _("The link of your registration card. It opens only for you.")


def now_until(stay: Stay) -> str:
    return _("Now it is until {date}.").format(date=long_date(stay.until))


def noted() -> str:
    return _("Thank you. Noted.")


def unreadable() -> str:
    return _("It cannot be changed now: the encrypted part does not open.")


def still_here_question(stay: Stay) -> Screen:
    """Every 90 days."""
    told = [
        html.bold(_("Are you still there?")),
        _until(stay),
        _("If nothing has changed, one press is enough. Nobody else is told your answer."),
    ]
    return screen("\n".join(told), _answers(stay))


def end_is_near(stay: Stay) -> Screen:
    """A week before the end; later if the bot was not there then."""
    told = [
        html.bold(_("The end of your registration")),
        _until(stay),
        _("Do you stay longer? If you say nothing, it closes by itself two weeks after the end."),
    ]
    return screen("\n".join(told), [*longer_by(stay), *_answers(stay)])


def closed(stay: Stay) -> Screen:
    """Two weeks after the end, by itself."""
    words = _("Your registration was closed, because its end passed two weeks ago.")
    return with_words(words, ended(stay))


def _until(stay: Stay) -> str:
    country, until = html.escape(flagged(stay.country)), long_date(stay.until)
    return _("{country}, registered until {date}.").format(country=country, date=until)


def _answers(stay: Stay) -> Rows:
    still = button(_("✅ I am still here"), StillHere(number=stay.number))
    return [[still], leaving(stay), [button(_("📝 My card"), OpenStay()), *home()]]


def _back() -> InlineKeyboardButton:
    return button(_("⬅️ Back"), OpenStay())
