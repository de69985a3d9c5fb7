"""The questions of the form, the check, and what is said on the way."""

from collections.abc import Sequence

from aiogram.types import KeyboardButton, ReplyKeyboardMarkup

from bot.content.content import Content
from bot.features.emergency.callbacks import OpenEmergency
from bot.features.missions.callbacks import MissionCountries
from bot.features.start.callbacks import OpenHome
from bot.features.stays import summary
from bot.features.stays.callbacks import (
    Confirm,
    EditStep,
    GoOn,
    PickCountries,
    PickCountry,
    StartForm,
    TakeWords,
)
from bot.features.stays.choices import (
    cancel,
    choices,
    in_columns,
    listed_city,
    own_city,
    ways_out,
)
from bot.features.stays.questions import title, why
from bot.telegram import danger as alarm
from bot.telegram import html
from bot.telegram.kept import kept
from bot.telegram.menu import BACK, keyboard
from bot.telegram.pickers import country_rows
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _
from core.missions.countries import in_order
from core.people.person import HOME_COUNTRY, Person
from core.stays.draft import Draft, Step


def question(draft: Draft, person: Person, content: Content) -> Screen:
    """The present question; the check when none is left."""
    step = draft.step
    if step is None:
        return check(draft, content)
    lines = [*_progress(draft, step, content), html.bold(title(step)), why(step)]
    if step is Step.COMPANIONS and draft.companions:
        lines += ["", *(f"• {summary.companion(one)}" for one in draft.companions)]
    elif summary.answered(draft, step):
        lines += ["", summary.line(draft, step, content)]
    rows = choices(draft, step, person, content)
    return screen("\n".join(lines), [*rows, ways_out(draft, step)])


def cities_like(draft: Draft, near: Sequence[int], content: Content) -> Screen:
    """Cities of the list that look like the one typed, by their numbers in it."""
    typed = html.escape(draft.typed or "")
    lines = [html.bold(_("Did you mean one of these?")), _("You wrote: {city}").format(city=typed)]
    rows: Rows = [[listed_city(draft, place, content)] for place in near]
    rows.append([own_city(draft, _("✏️ Keep as I wrote"))])
    return screen("\n".join(lines), [*rows, ways_out(draft, Step.CITY)])


@kept
def countries(content: Content, number: int) -> Screen:
    """The countries whose rules are not told here, a page at a time."""
    first = {*content.hosts(), HOME_COUNTRY}
    others = [one.code for one in in_order(content.countries.values()) if one.code not in first]
    rows = country_rows(
        others,
        number,
        lambda code: PickCountry(country=code),
        lambda page: PickCountries(page=page),
    )
    rows.append([button(_("My country is not here"), PickCountry(country=""))])
    rows.append([button(_("⬅️ Back"), GoOn()), cancel()])
    return screen(html.bold(title(Step.COUNTRY)), rows)


def check(draft: Draft, content: Content) -> Screen:
    """All answers, a button to change each, and the last word."""
    lines = [html.bold(_("Is everything right?")), ""]
    lines += [summary.line(draft, step, content) for step in Step]
    done = _("💾 Save") if draft.saved else _("✅ Register")
    lines += [
        "",
        _("To change an answer, press its button. It counts when you press «{button}».").format(
            button=done
        ),
    ]
    fields = [button(summary.field(step), EditStep(step=step)) for step in Step]
    return screen("\n".join(lines), [[button(done, Confirm())], *in_columns(fields), [cancel()]])


def with_words(words: str, shown: Screen) -> Screen:
    """Something said above a screen."""
    return Screen(f"{words}\n\n{shown.text}", shown.keyboard)


@kept
def not_abroad() -> Screen:
    words = _(
        "A stay is registered when you are abroad, or know when you leave. "
        "Choose the country you go to, or come back later."
    )
    return screen(words, [[button(_("⬅️ Back"), GoOn()), button(_("🏠 Home"), OpenHome())]])


@kept
def country_missing() -> Screen:
    words = _(
        "I cannot register a stay in a country that is not in my list. "
        "The nearest mission helps you without it."
    )
    rows: Rows = [
        [button(_("🌍 Missions by country"), MissionCountries())],
        [button(_("⬅️ Back"), GoOn()), button(_("🏠 Home"), OpenHome())],
    ]
    return screen(words, rows)


@kept
def share_phone() -> Screen:
    """A key that sends one's own number, in the place of the menu."""
    words = _("Press «📱 Send my number» below, or write a number.")
    rows = [
        [KeyboardButton(text=_("📱 Send my number"), request_contact=True)],
        [KeyboardButton(text=_(BACK))],
    ]
    return Screen(words, ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True))


@kept
def menu_again() -> Screen:
    return Screen(_("The menu is below again."), keyboard())


def not_your_number() -> str:
    return _("This is somebody else's card. Please write or share your own number.")


def not_yourself() -> str:
    return _("This is your own card. Please name somebody who is at home.")


def only_words() -> str:
    return _("Please answer in words, or press a button.")


@kept
def cancelled(*, saved: bool) -> Screen:
    unchanged = _("Nothing was changed: your registration stays as it was.")
    words = (
        unchanged if saved else _("Nothing of the form was kept. You can begin again at any time.")
    )
    return screen(words, [[button(_("🏠 Home"), OpenHome())]])


@kept
def start_again() -> Screen:
    """For a button of a form that is no longer there."""
    words = _("This form is not here any more. Let us start again: it takes two minutes.")
    rows: Rows = [[button(_("📝 Start again"), StartForm())], [button(_("🏠 Home"), OpenHome())]]
    return screen(words, rows)


@kept
def danger(step: Step | None) -> Screen:
    """Words of danger in the form: help first, the form waits. They may be a name all the same."""
    return alarm.danger(OpenEmergency(), TakeWords(step=step) if step else None, GoOn())


def _progress(draft: Draft, step: Step, content: Content) -> list[str]:
    """How far it is, and the last answer as it was understood."""
    if draft.editing is not None:
        return []
    order = list(Step)
    place = order.index(step)
    mark = _("{number} of {count}").format(number=place + 1, count=len(order))
    last = order[place - 1] if place else None
    understood = (
        [f"✓ {summary.line(draft, last, content)}"]
        if last is not None and summary.answered(draft, last)
        else []
    )
    return [html.italic(mark), *understood, ""]
