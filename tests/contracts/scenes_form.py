"""The form of a registration: each question in each state it can be in, and the check."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.features.stays import form_views as form
from bot.features.stays.questions import SLIPS, slip
from core.people.person import CITY_LENGTH
from core.stays.answers import EMPLOYER_LENGTH, NAME_LENGTH
from core.stays.draft import COMPANIONS_AT_MOST, OPTIONAL, Draft, Step
from core.stays.stay import Companion, Purpose, Trusted
from tests.contracts.stage import NASTY_CITY, Scene, Shown, Stage, once, per_page

EMPTY = Draft(number="23456789AB", consent="2026-11")
FULL = replace(
    EMPTY,
    country="KR",
    city="ansan",
    purpose=Purpose.WORK,
    since=date(2026, 5, 12),
    until=date(2027, 11, 23),
    employer="<b>Hanul</b> & Co",
    phone="+821065729311",
    companions=(Companion("</i>Айша", 2015), Companion("Нұрлан")),
    trusted=Trusted("Апам & Гүлнар", "+77011234567"),
    passed=frozenset(Step),
)
LONGEST = replace(
    FULL,
    city="&" * CITY_LENGTH,
    employer="&" * EMPLOYER_LENGTH,
    companions=(Companion("&" * NAME_LENGTH, 1950),) * COMPANIONS_AT_MOST,
    trusted=Trusted("&" * NAME_LENGTH, "+77011234567"),
)
FILLED = {"empty": EMPTY, "full": FULL, "longest": LONGEST}


def at(draft: Draft, step: Step) -> Draft:
    """The draft with this question as the present one."""
    order = list(Step)
    return replace(draft, passed=frozenset(order[: order.index(step)]))


def questions(on: Stage) -> Iterator[Shown]:
    """Each question for the first time, with an answer, opened again from the check."""
    person = on.person("KR", "ansan")
    for label, draft in FILLED.items():
        for step in Step:
            yield f"{label} {step}", form.question(at(draft, step), person, on.content)
            edited = replace(draft, passed=frozenset(Step), editing=step)
            yield f"{label} {step} again", form.question(edited, person, on.content)
    for name, one in on.people:
        draft = at(replace(EMPTY, country=one.country or "QQ"), Step.CITY)
        yield name, form.question(draft, one, on.content)


def checks(on: Stage) -> Iterator[Shown]:
    without = {
        "employer": None, "phone": None, "companions": (), "trusted": None,
    }  # fmt: skip
    assert {step.value for step in OPTIONAL} == without.keys()
    drafts = {
        "full": FULL,
        "longest": LONGEST,
        "required": replace(FULL, **without),  # type: ignore[arg-type]
        "unknown": replace(FULL, country="QQ", city=NASTY_CITY),
    }
    for label, draft in drafts.items():
        for saved in (False, True):
            yield f"{label} {saved}", form.check(replace(draft, saved=saved), on.content)


def likes(on: Stage) -> Iterator[Shown]:
    for code, country in on.content.countries.items():
        near = list(range(len(country.cities)))[:3]
        for typed in (NASTY_CITY, "&" * CITY_LENGTH):
            draft = replace(at(EMPTY, Step.CITY), country=code, typed=typed)
            yield f"{code} {typed[:3]}", form.cities_like(draft, near, on.content)


def slips(on: Stage) -> Iterator[Shown]:
    """Each slip above the longest question there is."""
    shown = form.question(at(LONGEST, Step.COMPANIONS), on.person(), on.content)
    for problem in SLIPS:
        yield problem.value, form.with_words(slip(problem), shown)


def dangers(_on: Stage) -> Iterator[Shown]:
    yield from ((f"{step}", form.danger(step)) for step in (None, *Step))


SCENES: dict[str, Scene] = {
    "stays.form_views.cancelled": lambda _on: (
        (f"{saved}", form.cancelled(saved=saved)) for saved in (False, True)
    ),
    "stays.form_views.check": checks,
    "stays.form_views.cities_like": likes,
    "stays.form_views.countries": per_page(form.countries),
    "stays.form_views.country_missing": once(form.country_missing),
    "stays.form_views.danger": dangers,
    "stays.form_views.menu_again": once(form.menu_again),
    "stays.form_views.not_abroad": once(form.not_abroad),
    "stays.form_views.not_your_number": once(form.not_your_number),
    "stays.form_views.not_yourself": once(form.not_yourself),
    "stays.form_views.only_words": once(form.only_words),
    "stays.form_views.question": questions,
    "stays.form_views.share_phone": once(form.share_phone),
    "stays.form_views.start_again": once(form.start_again),
    "stays.form_views.with_words": slips,
}
