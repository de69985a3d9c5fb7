"""The views of asking: answers, choices, what operators read, groups and inline results."""

from collections.abc import Iterator
from datetime import date

from aiogram.types import InlineQueryResultArticle, InputTextMessageContent

from bot.features.ask import operators
from bot.features.ask import views as ask
from bot.features.emergency import views as emergency
from bot.features.groups import views as groups
from bot.features.inline import views as inline
from bot.services.asking import SHOWN, Heard
from bot.telegram import html
from bot.telegram.links import Links
from bot.telegram.screen import Screen
from core.locale import Locale
from core.search.decision import ANYWHERE, Decision, Found, Result
from core.search.memory import LONGEST, Asked, Judged
from tests.contracts.stage import MONDAY, YEARS_LATER, Scene, Shown, Stage, once, per_person

LINKS = Links("saparlas_bot")
DAYS: tuple[date, ...] = (MONDAY.date(), YEARS_LATER.date())
LONG = "сөз " * (LONGEST // 4)
ASKED = [
    Asked("<b>… & </a>", Locale.KK, None, 1, MONDAY),
    Asked("…", Locale.EN, "KR", 1, MONDAY),
]
MANY = [Asked(LONG, Locale.RU, "QA", 1_000_000, MONDAY)] * SHOWN
JUDGED = [Judged("… </a> & жалақы", "kr/unpaid-wages", 0, 21), Judged("…", "mission:any", 3, 1)]
NOBODY_ASKED = ("QQ", "KZ", "", None)


def answers(on: Stage) -> list[str]:
    """Every id the search can answer with, or offer to choose from."""
    content = on.content
    countries = [code.lower() for code in content.countries if content.missions_in(code)]
    return [
        *content.articles,
        *(f"mission:{one}" for one in (*content.missions, *countries, ANYWHERE)),
        *(f"emergency:{one}" for one in (*(code.lower() for code in content.hosts()), ANYWHERE)),
    ]


def results(*ids: str) -> tuple[Result, ...]:
    return tuple(Result(one, 0.3) for one in ids)


def answered(on: Stage) -> Iterator[Shown]:
    for day in DAYS:
        for one in answers(on):
            yield f"{one} {day.year}", ask.answer(one, on.content, day)


def choices(on: Stage) -> Iterator[Shown]:
    """Each id among three, and one, and more than are shown."""
    ids = answers(on)
    for number in range(0, len(ids), 3):
        yield str(number), ask.choices(results(*ids[number : number + 3]), on.content)
    yield "one", ask.choices(results(ids[0]), on.content)
    yield "many", ask.choices(results(*ids[:6]), on.content)


def known(on: Stage) -> Iterator[tuple[str, bool]]:
    yield from ((f"{has_country}", has_country) for has_country in (True, False))


def questions(_on: Stage) -> Iterator[Shown]:
    yield "none", operators.questions(Heard([], 0, []))
    yield "few", operators.questions(Heard(ASKED, 2, JUDGED))
    yield "many", operators.questions(Heard(MANY, 1_000_000, JUDGED * 10))
    yield "missed", operators.questions(Heard([], 0, JUDGED * (SHOWN // 2)))


def besides(on: Stage) -> Iterator[Shown]:
    every = list(on.content.articles.values())
    for number in range(len(every)):
        yield str(every[number].id), emergency.besides(every[number : number + 3])


def in_groups(on: Stage) -> Iterator[Shown]:
    """Each answer at both days, each choice, each country's numbers, and nothing."""
    content, ids = on.content, answers(on)
    for day in DAYS:
        for one in ids:
            decision = Decision.EMERGENCY if one.startswith("emergency") else Decision.ANSWER
            found = Found(decision, results(one))
            yield f"{one} {day.year}", groups.answer(found, content, LINKS, day)
    for number in range(0, len(ids), 3):
        found = Found(Decision.CHOICES, results(*ids[number : number + 6]))
        yield f"choices {number}", groups.answer(found, content, LINKS, DAYS[0])
    yield "nothing", groups.answer(Found(Decision.NOTHING), content, LINKS, DAYS[0])


def agreements(on: Stage) -> Iterator[Shown]:
    for code in (*on.content.countries, *NOBODY_ASKED):
        for day in DAYS:
            yield f"{code} {day.year}", groups.agreement(code, on.content, LINKS, day)


def consulates(on: Stage) -> Iterator[Shown]:
    for code in (*on.content.countries, *NOBODY_ASKED):
        yield f"{code}", groups.consulates(code, on.content, LINKS)


def inline_results(on: Stage) -> Iterator[Shown]:
    """What is posted, and what is seen before."""
    for day in DAYS:
        for one in inline.results(answers(on), on.content, LINKS, day):
            assert isinstance(one, InlineQueryResultArticle)
            posted = one.input_message_content
            assert isinstance(posted, InputTextMessageContent)
            yield f"{one.id} {day.year}", Screen(posted.message_text, one.reply_markup)
            yield f"{one.id} title", html.escape(f"{one.title}\n{one.description}")


SCENES: dict[str, Scene] = {
    "ask.answer": answered,
    "ask.choices": choices,
    "ask.entrance": lambda on: ((name, ask.entrance(has_country=has)) for name, has in known(on)),
    "ask.human": per_person(ask.human),
    "ask.nothing": lambda on: ((name, ask.nothing(has_country=has)) for name, has in known(on)),
    "ask.not_understood": lambda on: (
        (name, ask.not_understood(has_country=has)) for name, has in known(on)
    ),
    "ask.only_words": once(ask.only_words),
    "ask.operators.questions": questions,
    "ask.thanks": once(ask.thanks),
    "emergency.besides": besides,
    "groups.agreement": agreements,
    "groups.answer": in_groups,
    "groups.consulates": consulates,
    "groups.invite": once(lambda: groups.invite(LINKS)),
    "groups.nothing": once(lambda: groups.nothing(LINKS)),
    "inline.ask_in_private": once(lambda: inline.ask_in_private().text),
    "inline.results": inline_results,
}

# No screens of their own: a button of the choices, and ids that `inline.results` shows.
PARTS = frozenset({"ask.choice", "inline.useful"})
