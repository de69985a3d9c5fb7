"""The views of the desk: the list, one broadcast in each state, the report and what mends it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.features.broadcasts import report_views, revise_views
from bot.features.broadcasts import views as broadcasts
from bot.services.broadcasts import PAGE, Listing
from bot.services.revising import Closing
from core.broadcasts.broadcast import Broadcast, Kind, State
from core.broadcasts.delivery import Outcome, Reason
from core.broadcasts.message import LONGEST, Version
from core.broadcasts.progress import Status
from core.broadcasts.slips import Problem, Slip
from core.broadcasts.tally import Tally
from core.locale import Locale
from core.people.topics import CATEGORIES, Topic
from tests.contracts.stage import MONDAY, Scene, Shown, Stage, once

HOUR = timedelta(hours=1)
FAULTS = (
    *(None, "source_gone", "token", "stars", "words", "audience", "refused"),
    "of another release",
)
WORDS = Version("<b>Назар</b> & &lt;тыныштық&gt; " + "ұ" * (LONGEST - 200))
ALL = Tally(
    {
        (Outcome.SENT, None): 123_456,
        (Outcome.UNCERTAIN, None): 21,
        (Outcome.CANCELLED, None): 5,
        (Outcome.WAITING, None): 70_000,
        (Outcome.SENDING, None): 100,
        (Outcome.DELAYED, None): 2_001,
        **{(Outcome.FAILED, reason): 7 + place for place, reason in enumerate(Reason)},
    },
    repeated=3, edited=120, edit_failed=2, recalled=12, recall_failed=1,
)  # fmt: skip
SOME = Tally({(Outcome.SENT, None): 1, (Outcome.DELAYED, None): 1})


def one(state: State, **changes: object) -> Broadcast:
    begun = None if state in {State.DRAFT, State.WAITING, State.SCHEDULED} else MONDAY
    ended = MONDAY + HOUR if state in {State.DONE, State.CANCELLED} else None
    made = Broadcast(
        7, MONDAY, "Asia/Seoul", id=12_345, state=state, topic=Topic.SAFETY, planned=200_000,
        versions=dict.fromkeys(Locale, WORDS), started_at=begun, finished_at=ended,
        due_at=MONDAY + 30 * HOUR,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def status(broadcast: Broadcast, tally: Tally = ALL, *, acts: bool = True) -> Status:
    left_out = dict.fromkeys(Reason, 1_234)
    due = MONDAY + 20 * HOUR
    return Status(
        broadcast, tally, 24.8, left_out, due, revising=acts, acts=acts, exports=acts
    )  # fmt: skip


def each() -> Iterator[tuple[str, Status]]:
    for state in State:
        yield state, status(one(state))
        yield f"{state} watched", status(one(state), acts=False)
        yield f"{state} none", Status(one(state, topic=None), Tally())
    for fault in FAULTS:
        paused = status(one(State.PAUSED, fault=fault))
        said = "Bad Request: can't parse <entities>" if fault == "refused" else None
        yield f"fault {fault}", replace(paused, refusal=said)
    for topic in CATEGORIES:
        yield topic, status(one(State.RUNNING, topic=topic, drill=True), SOME)
    yield "stopped", status(one(State.CANCELLED, in_force=True))
    yield "check", status(one(State.DONE, kind=Kind.CHECK, in_force=True))
    yield "edited", status(one(State.DONE, edition=2))
    yield "recalled", status(one(State.CANCELLED, recalled_at=MONDAY))


def listing(_on: Stage) -> Iterator[Shown]:
    every = [found for _label, found in each()]
    yield "none", broadcasts.listing(Listing((), 1, 1, writes=False))
    for start in range(0, len(every), PAGE):
        some = tuple(every[start : start + PAGE])
        yield f"{start}", broadcasts.listing(Listing(some, 2, 3, writes=True))


def broadcast(on: Stage) -> Iterator[Shown]:
    for label, found in each():
        yield label, broadcasts.broadcast(found, MONDAY + HOUR, on.content)


def report(on: Stage) -> Iterator[Shown]:
    for label, found in each():
        shown = replace(found, seconded=True)
        yield label, report_views.report(shown, MONDAY + HOUR, on.content)


def figures(_on: Stage) -> Iterator[Shown]:
    curve = [(MONDAY + HOUR * n, Outcome.SENT, 1_500) for n in range(50)]
    yield "long", report_views.figures(status(one(State.DONE)), curve)
    yield "none", report_views.figures(status(one(State.DONE), Tally()), [])


def slips(_on: Stage) -> Iterator[Shown]:
    for problem in Problem:
        yield problem, revise_views.slip(Slip(problem, ("name", "<b>"), 5, 4_096), 12)


def recalls(_on: Stage) -> Iterator[Shown]:
    for count in (0, 1, 5, 200_000):
        yield f"{count}", revise_views.ask_recall(status(one(State.DONE)), count)


def texts(_on: Stage) -> Iterator[Shown]:
    for language in Locale:
        yield language, revise_views.ask_text(one(State.DONE), language)
    yield "none", revise_views.ask_text(one(State.DONE, versions={}), Locale.KK)


def changes(_on: Stage) -> Iterator[Shown]:
    for language in Locale:
        words = WORDS.html + "<b>" * 9
        yield language, revise_views.ask_change(status(DONE), language, words, "0" * 10)
    yield "none", revise_views.ask_change(Status(DONE, Tally()), Locale.KK, "Сәлем", "0" * 10)


def changed(_on: Stage) -> Iterator[Shown]:
    for language in Locale:
        yield language, revise_views.changed_by_another(DONE, language)
    yield "none", revise_views.changed_by_another(one(State.DONE, versions={}), Locale.KK)


def last_words(_on: Stage) -> Iterator[Shown]:
    for count in (0, 1, 5, 200_000):
        closing = Closing(one(State.DRAFT), count)
        yield f"{count}", revise_views.ask_send_closing(closing, 12_344)


def closings(_on: Stage) -> Iterator[Shown]:
    for place, language in enumerate(Locale, 1):
        yield language, revise_views.ask_closing(12, language, place, 3)


DONE = one(State.DONE)
TOASTS = {
    "broadcasts.cancelled",
    "broadcasts.not_now",
    "broadcasts.paused",
    "broadcasts.resumed",
    "broadcasts.revise_views.changed",
    "broadcasts.revise_views.closed",
    "broadcasts.revise_views.recalling",
}
SCENES: dict[str, Scene] = {
    "broadcasts.ask_cancel": once(lambda: broadcasts.ask_cancel(status(one(State.RUNNING)))),
    "broadcasts.broadcast": broadcast,
    "broadcasts.cancelled": once(broadcasts.cancelled),
    "broadcasts.listing": listing,
    "broadcasts.not_now": once(broadcasts.not_now),
    "broadcasts.paused": once(broadcasts.paused),
    "broadcasts.report_views.figures": figures,
    "broadcasts.report_views.picture": once(lambda: report_views.picture(status(DONE))),
    "broadcasts.report_views.report": report,
    "broadcasts.report_views.table": once(lambda: report_views.table(12)),
    "broadcasts.resumed": once(broadcasts.resumed),
    "broadcasts.revise_views.ask_change": changes,
    "broadcasts.revise_views.ask_close": once(lambda: revise_views.ask_close(DONE)),
    "broadcasts.revise_views.ask_closing": closings,
    "broadcasts.revise_views.ask_recall": recalls,
    "broadcasts.revise_views.ask_retry": once(lambda: revise_views.ask_retry(status(DONE))),
    "broadcasts.revise_views.ask_send_closing": last_words,
    "broadcasts.revise_views.ask_text": texts,
    "broadcasts.revise_views.changed": once(revise_views.changed),
    "broadcasts.revise_views.changed_by_another": changed,
    "broadcasts.revise_views.choose_language": once(
        lambda: revise_views.choose_language(status(DONE))
    ),
    "broadcasts.revise_views.closed": once(revise_views.closed),
    "broadcasts.revise_views.recalling": once(revise_views.recalling),
    "broadcasts.revise_views.slip": slips,
}
