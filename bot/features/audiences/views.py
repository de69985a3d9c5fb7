"""Words and keyboards of choosing an audience: what it is now, and the choices of each kind."""

from aiogram.types import InlineKeyboardButton

from bot.content.content import Content
from bot.features.audiences.callbacks import Choose, OpenPart
from bot.features.audiences.options import Option, labels, options, paged, titles
from bot.features.broadcasts.callbacks import OpenAudience, OpenDraft, OpenReach
from bot.features.start.callbacks import OpenHome
from bot.services.audiences import Desk
from bot.telegram import html
from bot.telegram.audience_words import audience_words, place_name
from bot.telegram.pickers import COLUMNS, PAGE
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _
from bot.words import country_name, listed
from core.broadcasts.broadcast import Broadcast
from core.broadcasts.choosing import Part

WIDE = {Part.MISSION, Part.REGISTER, Part.TEAM}
"""Their labels are too long to stand beside one another."""


def audience(desk: Desk, content: Content) -> Screen:
    """Who it is for now, and what may be chosen."""
    broadcast, number = desk.broadcast, desk.broadcast.id
    parts = [html.bold(_("👥 For whom is No. {number}?").format(number=number))]
    parts += _now(broadcast, content)
    if desk.bound:
        countries = listed(country_name(code) for code in desk.countries)
        parts.append(_("You may write to: {countries}.").format(countries=html.escape(countries)))
    named = labels()
    offered = [
        button(named[part], OpenPart(number=number, part=part))
        for part in Part
        if part is not Part.AFFECTED_CITY and options(desk, part, content)
    ]
    rows: Rows = [[button(_("🔢 How many people?"), OpenReach(number=number))]]
    rows.append([button(_("⬅️ To the draft"), OpenDraft(number=number)), _home()])
    return screen("\n\n".join(parts), [*_grid(offered), *rows])


def part(desk: Desk, part: Part, content: Content, page: int = 1) -> Screen:
    """The choices of one kind; a page that does not exist is answered with the nearest."""
    number = desk.broadcast.id
    found = options(desk, part, content)
    parts = [html.bold(titles()[part]), *_now(desk.broadcast, content)]
    if not found:
        parts.append(_("There is nothing to choose from now."))
    pages = max(1, -(-len(found) // PAGE)) if paged(part) else 1
    page = min(max(page, 1), pages)
    shown = found[(page - 1) * PAGE : page * PAGE] if pages > 1 else found
    buttons = [_choice(number, part, one) for one in shown]
    rows = [[one] for one in buttons] if part in WIDE else _grid(buttons)
    turning = []
    if page > 1:
        turning.append(button("◀️", OpenPart(number=number, part=part, page=page - 1)))
    if page < pages:
        turning.append(button("▶️", OpenPart(number=number, part=part, page=page + 1)))
    rows += [turning] if turning else []
    if part is Part.AFFECTED and options(desk, Part.AFFECTED_CITY, content):
        city = OpenPart(number=number, part=Part.AFFECTED_CITY)
        rows.append([button(labels()[Part.AFFECTED_CITY], city)])
    rows.append([_back(number), _home()])
    return screen("\n\n".join(parts), rows)


def _now(broadcast: Broadcast, content: Content) -> list[str]:
    told = [audience_words(broadcast.audience, content)]
    place = broadcast.affected
    if place is not None:
        where = html.escape(place_name(place.country, place.city, content))
        told.append(_("🎯 First to be written to: {place}").format(place=where))
    return told


def _choice(number: int, part: Part, one: Option) -> InlineKeyboardButton:
    label = f"✓ {one.label}" if one.chosen else one.label
    return button(label, Choose(number=number, part=part, value=one.value, on=one.sets))


def _grid(buttons: list[InlineKeyboardButton]) -> Rows:
    return [buttons[at : at + COLUMNS] for at in range(0, len(buttons), COLUMNS)]


def _back(number: int) -> InlineKeyboardButton:
    return button(_("⬅️ Back"), OpenAudience(number=number))


def _home() -> InlineKeyboardButton:
    return button(_("🏠 Home"), OpenHome())
