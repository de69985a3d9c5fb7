"""Words and keyboards of registering a relative, and of being registered by one."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.content.content import Content
from bot.features.emergency.callbacks import OpenEmergency
from bot.features.relatives.callbacks import (
    AgreeRelative,
    AnnounceRelative,
    DeclineRelative,
    OpenRelatives,
    RelativeCountries,
    RelativeCountry,
    TakeBack,
    TakeName,
)
from bot.features.start.callbacks import OpenHome
from bot.features.stays.callbacks import OpenStay
from bot.telegram import danger as alarm
from bot.telegram import html
from bot.telegram.consent import not_the_register, stay_words
from bot.telegram.links import Links
from bot.telegram.pickers import country_grid, country_rows
from bot.telegram.screen import Rows, Screen, button, link, screen
from bot.texts import gettext as _
from bot.words import flagged, long_date
from core.missions.countries import in_order
from core.people.hours import local
from core.people.names import Misnamed
from core.people.person import HOME_COUNTRY
from core.stays.lifecycle import LAPSE_AFTER
from core.stays.stay import Stay

LABEL = 32
"""Letters of a name on a button."""


def closed_here() -> Screen:
    """This copy has no key to encrypt a name with."""
    return screen(html.bold(_("Registration is not open in this copy of the bot.")), [_home()])


def overview(waiting: Sequence[Stay], links: Links) -> Screen:
    """What it is, and those who have not answered yet."""
    parts = [
        html.bold(_("Register a relative")),
        _(
            "You say how you call this person and the country, nothing else. The bot gives you a "
            "link to send; the person reads, decides and fills in the rest alone."
        ),
        _(
            "Without that consent it is deleted after 30 days. "
            "What the person writes, you do not see."
        ),
        _("Of you only your Telegram number is kept with it, until there is an answer."),
    ]
    if waiting:
        parts.append("\n".join([html.bold(_("Waiting for an answer")), *map(_waiting, waiting)]))
    rows = [_of_announced(one, links) for one in waiting]
    rows.append([button(_("➕ Announce a relative"), AnnounceRelative())])
    return screen("\n\n".join(parts), [*rows, [button(_("⬅️ Back"), OpenStay()), *_home()]])


def country(content: Content) -> Screen:
    """Where the relative is: the countries whose rules are told here, or any other."""
    rows = country_grid(content.hosts(), lambda code: RelativeCountry(country=code))
    rows.append([button(_("🌍 Another country"), RelativeCountries())])
    rows.append([button(_("⬅️ Back"), OpenRelatives()), *_home()])
    return screen(html.bold(_("Which country is this person in?")), rows)


def countries(content: Content, number: int) -> Screen:
    hosts = content.hosts()
    others = [
        one.code
        for one in in_order(content.countries.values())
        if one.code not in hosts and one.code != HOME_COUNTRY
    ]
    rows = country_rows(
        others,
        number,
        lambda code: RelativeCountry(country=code),
        lambda page: RelativeCountries(page=page),
    )
    rows.append([button(_("⬅️ Back"), AnnounceRelative()), *_home()])
    return screen(html.bold(_("Which country is this person in?")), rows)


def ask_name(code: str) -> Screen:
    lines = [
        html.bold(_("How do you call this person?")),
        html.escape(flagged(code)),
        _("Write it in one message: the first name, or «my brother» is enough."),
    ]
    return screen("\n".join(lines), [[button(_("⬅️ Back"), AnnounceRelative()), *_home()]])


def misnamed(slip: Misnamed, code: str) -> Screen:
    """Kind words for a slip, and the question once more."""
    words = {
        Misnamed.EMPTY: _("Please write it in letters."),
        Misnamed.TOO_LONG: _("This is too long. Please write it shorter."),
    }
    again = ask_name(code)
    return Screen(f"{words[slip]}\n\n{again.text}", again.keyboard)


def danger(code: str) -> Screen:
    return alarm.danger(OpenEmergency(), TakeName(country=code), RelativeCountry(country=code))


def announced(stay: Stay, links: Links) -> Screen:
    """The link to send, and until when it is good."""
    lines = [
        html.bold(_("Now send this person the link:")),
        html.escape(_link(stay, links)),
        "",
        _waiting(stay),
        _("Whoever opens the link can agree or delete it: send it to this person only."),
    ]
    rows: Rows = [
        [link(_("↗️ Send the link"), _share(stay, links))],
        [button(_("👪 All I have announced"), OpenRelatives())],
        _home(),
    ]
    return screen("\n".join(lines), rows)


def invitation(stay: Stay, run_by: str) -> Screen:
    """To the relative: what is known of him, and what he is asked to agree to."""
    parts = [
        html.bold(_("Somebody close to you asks you to register your stay.")),
        _known(stay),
        _("It is voluntary. Refusing costs nothing: everything else works without it."),
        not_the_register(),
        stay_words(run_by),
    ]
    rows: Rows = [
        [button(_("✅ I agree and go on"), AgreeRelative(number=stay.number))],
        [button(_("🗑 No, delete it"), DeclineRelative(number=stay.number))],
        _home(),
    ]
    return screen("\n\n".join(parts), rows)


def has_own(stay: Stay) -> Screen:
    """To somebody who is registered already."""
    parts = [
        html.bold(_("Somebody close to you asks you to register your stay.")),
        _known(stay),
        _("You are registered already, so this is not needed. You can delete it."),
    ]
    rows: Rows = [
        [button(_("🗑 Delete it"), DeclineRelative(number=stay.number))],
        [button(_("📝 My card"), OpenStay()), *_home()],
    ]
    return screen("\n\n".join(parts), rows)


def send_on(stay: Stay, links: Links) -> Screen:
    """To the one who announced, who opened the link himself."""
    words = _("This link is not for you: send it to the person you announced.")
    rows: Rows = [
        [link(_("↗️ Send the link"), _share(stay, links))],
        [button(_("👪 All I have announced"), OpenRelatives())],
        _home(),
    ]
    return screen(words, rows)


def gone() -> Screen:
    """For a link or a button of what is not there, or never was."""
    lines = [
        html.bold(_("This invitation is not here any more.")),
        _("You can register your stay without it."),
    ]
    return screen("\n".join(lines), [[button(_("📝 Registration"), OpenStay())], _home()])


def declined() -> Screen:
    lines = [
        html.bold(_("Deleted. Nothing of it is kept.")),
        _("Rules, consulates, answers and emergency numbers work as before."),
    ]
    return screen("\n".join(lines), [_home()])


def taken_back() -> str:
    return _("Deleted. The link does not work any more.")


def not_waiting() -> str:
    """For taking back what has its answer, or has lapsed."""
    return _("It is not waiting any more.")


def agreed(_stay: Stay) -> Screen:
    """To the one who announced: the rest is between the relative and the bot."""
    lines = [
        html.bold(_("Your relative has agreed and is registered.")),
        _("What is in the registration only its owner sees. Your number is not kept with it."),
    ]
    rows: Rows = [[button(_("👪 All I have announced"), OpenRelatives())], _home()]
    return screen("\n".join(lines), rows)


def _known(stay: Stay) -> str:
    """All the bot knows of him."""
    words = _("What is kept about you so far: {person}. It goes on {date} without your consent.")
    return words.format(person=_person(stay), date=_last_day(stay))


def _waiting(stay: Stay) -> str:
    words = _("{person}: waits for consent until {date}.")
    return words.format(person=_person(stay), date=_last_day(stay))


def _person(stay: Stay) -> str:
    return f"{html.escape(_name(stay))}, {html.escape(flagged(stay.country))}"


def _name(stay: Stay) -> str:
    """How he was called; no name where no key opens it."""
    return (stay.details and stay.details.name) or _("a relative")


def _last_day(stay: Stay) -> str:
    return long_date(local(stay.created_at + LAPSE_AFTER, stay.zone).date())


def _of_announced(stay: Stay, links: Links) -> list[InlineKeyboardButton]:
    name = _name(stay)
    short = name if len(name) <= LABEL else f"{name[: LABEL - 1]}…"
    send = link(f"↗️ {short}", _share(stay, links))
    return [send, button(_("🗑 Take back"), TakeBack(number=stay.number))]


def _link(stay: Stay, links: Links) -> str:
    return links.start(f"r-{stay.number.lower()}")


def _share(stay: Stay, links: Links) -> str:
    words = _("I would like you to be found in need. Read this, and decide yourself.")
    return links.share(_link(stay, links), words)


def _home() -> list[InlineKeyboardButton]:
    return [button(_("🏠 Home"), OpenHome())]
