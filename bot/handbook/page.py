"""The handbook of a country: all the bot knows of it in one page that needs no network.

Words are in the language in force. There is no script in it and nothing is fetched for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from bot.content.content import HOME_SCOPE, Content
from bot.handbook import articles, contacts
from bot.handbook.markup import element, inside, words
from bot.handbook.style import STYLE
from bot.names import shelf_name
from bot.texts import gettext as _
from bot.texts import locale_in_force
from bot.words import flagged, long_date

LARGEST = 400_000
"""Bytes: what opens at once on an old phone and costs little where a megabyte is dear."""

NAME = "Saparlas"
EMERGENCY, MISSIONS = "emergency", "missions"
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True)
class Page:
    """`digest` is of all but the date of making: equal as long as nothing else has changed."""

    html: str
    digest: str


def scopes(content: Content) -> tuple[str, ...]:
    """Whose handbooks can be made: host countries as they are offered, then Kazakhstan's side."""
    known = {article.id.scope for article in content.articles.values()}
    hosts = [code.lower() for code in content.hosts()]
    return tuple(scope for scope in (*hosts, HOME_SCOPE) if scope in known)


def make(content: Content, scope: str, today: date, bot: str = NAME) -> Page:
    """`bot` is where a newer one is to be had, as written in Telegram."""
    body = _body(content, scope, today)
    title = _title(scope)
    html = _framed(title, bot, body, long_date(today))
    return Page(html, sha256(_framed(title, bot, body, "").encode()).hexdigest())


def _framed(title: str, bot: str, body: str, made_on: str) -> str:
    head = (
        '<meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        '<meta name="referrer" content="no-referrer">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        + words("title", f"{NAME}: {title}")
        + element("style", STYLE)
    )
    header = element("header", words("h1", title) + _imprint(bot, made_on))
    page = element("head", head) + element("body", header + body)
    return f"<!DOCTYPE html>\n{element('html', page, lang=locale_in_force().value)}\n"


def _imprint(bot: str, made_on: str) -> str:
    anew = _("It does not renew itself. For a new one send /offline to {bot} in Telegram.")
    lines = [
        _("Made on {date}.").format(date=made_on),
        anew.format(bot=bot),
        _(
            "The texts were prepared with the help of AI from the sources named under them. "
            "They are no official document."
        ),
    ]
    return "".join(words("p", line) for line in lines)


def _title(scope: str) -> str:
    return _("Handbook: {country}").format(country=shelf_name(scope))


def _body(content: Content, scope: str, today: date) -> str:
    parts = [scope] if scope == HOME_SCOPE else [scope, HOME_SCOPE]
    shelves = words("h2", _("Contents")) + "".join(
        words("h3", shelf_name(one)) + articles.contents(content.shelf(one)) for one in parts
    )
    return "".join(
        [
            element("div", "".join(_hurried(content, scope)), class_="go"),
            element("nav", shelves, id=articles.TOP),
            element("main", "".join(_part(content, one, today) for one in parts)),
        ]
    )


def _hurried(content: Content, scope: str) -> Iterator[str]:
    """The ways to what is looked for in a hurry."""
    yield inside(_emergency_title(scope), f"{EMERGENCY}-{scope}")
    if content.missions_in(scope.upper()):
        yield inside(_missions_title(), MISSIONS)


def _part(content: Content, scope: str, today: date) -> str:
    """The articles of one side, then its missions and numbers."""
    shelf = words("h2", shelf_name(scope)) + articles.sections(content.shelf(scope), today)
    missions = content.missions_in(scope.upper())
    parts = [element("section", shelf)]
    if missions:
        cards = "".join(map(contacts.mission, missions))
        heading = words("h2", _missions_title())
        parts.append(element("section", heading + cards + articles.up(), id=MISSIONS))
    numbers = contacts.emergency(content.hotlines.get(scope.upper(), ()), missions)
    heading = words("h2", _emergency_title(scope))
    id_ = f"{EMERGENCY}-{scope}"
    parts.append(element("section", heading + numbers + articles.up(), id=id_))
    return "".join(parts)


def _missions_title() -> str:
    return _("🏛 Consulates")


def _emergency_title(scope: str) -> str:
    return _("🆘 Emergency: {country}").format(country=flagged(scope))
