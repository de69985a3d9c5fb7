"""The views of composing: the desk, a language of it, its buttons, and every slip there is."""

from collections.abc import Iterator
from dataclasses import replace

from bot.features.composing import version_views, views
from core.broadcasts.audience import Audience
from core.broadcasts.broadcast import Broadcast, Kind, State
from core.broadcasts.buttons import LABEL, SHOWN
from core.broadcasts.message import BUTTONS, LONGEST, Action, Link, Version
from core.broadcasts.slips import Fault, Problem, Slip, Wrong
from core.locale import Locale
from core.people.topics import CATEGORIES
from tests.contracts.stage import MONDAY, NASTY_CITY, Scene, Shown, Stage, once

KK, RU, EN = Locale
NUMBER = 10**9
LINKS = (
    Link("&" * LABEL, "https://gov.kz/" + "&" * 480),
    Link("<b>", action=Action.EMERGENCY),
    Link("Ереже", "kz/consular-registration", Action.ARTICLE),
)
LONG = Version("<b>" + "&amp;" * (LONGEST - 100) + "</b>", buttons=LINKS * (BUTTONS // 3))
PHOTO = Version("<i>Фото</i>", 1, (5,))
ALBUM = Version("", 1, (5, 6, 7))


def drafts() -> Iterator[tuple[str, Broadcast]]:
    empty = Broadcast(1, MONDAY, "Asia/Seoul", id=NUMBER)
    yield "empty", empty
    for topic in CATEGORIES:
        yield f"{topic}", replace(empty, topic=topic)
    yield "check", replace(empty, kind=Kind.CHECK, drill=True, versions={KK: LONG, RU: PHOTO})
    yield "album", replace(empty, versions={EN: ALBUM}, fallbacks={KK: EN, RU: EN})
    yield "file", replace(empty, versions={KK: Version("", 1, (5,))}, fallbacks={RU: KK})
    yield "left out", replace(empty, versions={KK: PHOTO}, fallbacks={EN: EN})
    yield "scheduled", replace(empty, state=State.SCHEDULED, due_at=MONDAY, versions={KK: PHOTO})
    cities = frozenset(f"{NASTY_CITY}{number}" for number in range(40))
    for label, many in (
        ("places", cities),
        ("too many places", cities | set(map(str, range(999)))),
    ):
        audience = Audience(countries=frozenset({"KR", "QA"}), cities=many)
        yield label, replace(empty, audience=audience)


def slips() -> Iterator[Slip]:
    for problem in Problem:
        for over in (1, 2, 5, 21, 3096):
            yield Slip(problem, ("name", "<b>", "person.__class__"), over, LONGEST)


def faults() -> Iterator[list[Fault]]:
    for wrong in Wrong:
        yield [Fault(1, wrong, "<b>" * (SHOWN // 3))]
        yield [Fault(number, wrong, "&" * SHOWN) for number in range(1, 500)]
    yield [Fault(1, Wrong.FORM, "")]


def of_draft(on: Stage) -> Iterator[Shown]:
    for label, draft in drafts():
        yield label, views.draft(draft, on.content)


def below(on: Stage) -> Iterator[Shown]:
    for label, draft in drafts():
        yield label, views.below(draft, on.content)
        yield f"{label} waits", views.below(replace(draft, state=State.WAITING), on.content)


def headings(_on: Stage) -> Iterator[Shown]:
    for label, draft in drafts():
        for locale in draft.versions:
            yield f"{label} {locale}", views.heading(draft, locale)


def versions(_on: Stage) -> Iterator[Shown]:
    for label, draft in drafts():
        for locale in Locale:
            yield f"{label} {locale}", version_views.version(draft, locale)


def writing_buttons(_on: Stage) -> Iterator[Shown]:
    for label, draft in drafts():
        for locale in Locale:
            yield f"{label} {locale}", version_views.write_buttons(draft, locale)


SCENES: dict[str, Scene] = {
    "composing.ask_drop": lambda _on: ((one, views.ask_drop(draft)) for one, draft in drafts()),
    "composing.below": below,
    "composing.draft": of_draft,
    "composing.dropped": once(views.dropped),
    "composing.heading": headings,
    "composing.nothing_for_you": once(views.nothing_for_you),
    "composing.nothing_written": once(views.nothing_written),
    "composing.refused": lambda _on: (
        (words[:9], views.refused(words)) for words in ("Bad Request: <b>", "&" * 5000)
    ),
    "composing.topics": lambda _on: ((one, views.topics(draft)) for one, draft in drafts()),
    "composing.unfinished": lambda _on: (
        (one, views.unfinished(draft)) for one, draft in drafts()
    ),
    "composing.version_views.ask_remove": lambda _on: (
        (one.value, version_views.ask_remove(NUMBER, one)) for one in Locale
    ),
    "composing.version_views.faults": lambda _on: (
        (str(n), version_views.faults(one, NUMBER, KK)) for n, one in enumerate(faults())
    ),
    "composing.version_views.slip": lambda _on: (
        (f"{one.problem} {one.over}", version_views.slip(one, NUMBER, KK)) for one in slips()
    ),
    "composing.version_views.version": versions,
    "composing.version_views.write": lambda _on: (
        (one.value, version_views.write(NUMBER, one)) for one in Locale
    ),
    "composing.version_views.write_buttons": writing_buttons,
}
TOASTS = frozenset({"composing.nothing_for_you", "composing.nothing_written"})
