"""The buttons under each question of the form."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.content.content import Content
from bot.features.stays import summary
from bot.features.stays.callbacks import (
    AskPhone,
    CancelForm,
    ClearCompanions,
    Enough,
    PickCity,
    PickCountries,
    PickCountry,
    PickDay,
    PickPurpose,
    Skip,
    StepBack,
)
from bot.telegram.pickers import country_grid
from bot.telegram.screen import Rows, button
from bot.texts import gettext as _
from bot.texts import locale_in_force
from bot.words import long_date
from core.people.person import HOME_COUNTRY, Person
from core.stays import offers
from core.stays.draft import Draft, Step
from core.stays.stay import Purpose

COLUMNS = 2
AS_TYPED = -1
LABEL = 30


def choices(draft: Draft, step: Step, person: Person, content: Content) -> Rows:
    """What may be answered with one press."""
    match step:
        case Step.COUNTRY:
            return _countries(content)
        case Step.CITY:
            return _cities(draft, person, content)
        case Step.PURPOSE:
            named = {one: summary.purpose_name(one) for one in Purpose}
            return in_columns(
                [button(name, PickPurpose(purpose=one)) for one, name in named.items()]
            )
        case Step.SINCE | Step.UNTIL:
            return _days(draft, step)
        case _optional_one:
            return _optional(draft, step)


def ways_out(draft: Draft, step: Step) -> list[InlineKeyboardButton]:
    back = [button(_("⬅️ Back"), StepBack(step=step))] if draft.may_go_back else []
    return [*back, cancel()]


def cancel() -> InlineKeyboardButton:
    return button(_("✖️ Cancel"), CancelForm())


def listed_city(draft: Draft, place: int, content: Content) -> InlineKeyboardButton:
    """A city by its number in its country's list."""
    name = content.cities_of(draft.country)[place].name.to(locale_in_force())
    return button(name, PickCity(country=draft.country or "", place=place))


def own_city(draft: Draft, label: str) -> InlineKeyboardButton:
    """A city in the person's own words."""
    return button(label, PickCity(country=draft.country or "", place=AS_TYPED))


def known_city(draft: Draft, person: Person) -> str | None:
    """The city of the draft, or the one he has told the settings of."""
    if draft.city is None and person.country == draft.country:
        return person.city
    return draft.city


def in_columns(buttons: Sequence[InlineKeyboardButton]) -> Rows:
    return [list(buttons[at : at + COLUMNS]) for at in range(0, len(buttons), COLUMNS)]


def _countries(content: Content) -> Rows:
    rows = country_grid(content.hosts(), lambda code: PickCountry(country=code))
    rows.append([button(_("🌍 Another country"), PickCountries())])
    rows.append([button(_("🇰🇿 Not abroad yet"), PickCountry(country=HOME_COUNTRY))])
    return rows


def _cities(draft: Draft, person: Person, content: Content) -> Rows:
    """Where he is known to be comes first, also in his own words."""
    listed, known = content.cities_of(draft.country), known_city(draft, person)
    mine = content.city(draft.country, known)
    order = sorted(range(len(listed)), key=lambda place: listed[place] is not mine)
    buttons = [listed_city(draft, place, content) for place in order]
    if known and mine is None:
        short = known if len(known) <= LABEL else f"{known[: LABEL - 1]}…"
        buttons.insert(0, own_city(draft, f"✓ {short}"))
    return in_columns(buttons)


def _days(draft: Draft, step: Step) -> Rows:
    if step is Step.SINCE:
        kept, word = draft.since, offers.KEEP_SINCE
        offered = {
            offers.TODAY: _("Today"),
            offers.WEEK_AGO: _("A week ago"),
            offers.MONTH_AGO: _("A month ago"),
        }
    else:
        kept, word = draft.until, offers.KEEP_UNTIL
        three, six, year = offers.MONTHS
        offered = {
            three: _("3 months"),
            six: _("6 months"),
            year: _("A year"),
            offers.UNKNOWN: _("I do not know yet"),
        }
    rows = in_columns([button(label, PickDay(day=day)) for day, label in offered.items()])
    return [[button(f"✓ {long_date(kept)}", PickDay(day=word))], *rows] if kept else rows


def _optional(draft: Draft, step: Step) -> Rows:
    """Past an optional question: with the answer there is, or without one."""
    share = [[button(_("📱 Share my number"), AskPhone())]] if step is Step.PHONE else []
    if not summary.answered(draft, step):
        return [*share, [button(_("⏭ Skip"), Skip(step=step))]]
    if step is Step.COMPANIONS:
        enough = button(_("✅ That is all"), Enough(step=step))
        return [[enough], [button(_("🗑 Clear the list"), ClearCompanions())]]
    keep = button(_("✓ Leave as it is"), Enough(step=step))
    return [[keep], *share, [button(_("🗑 Take the answer out"), Skip(step=step))]]
