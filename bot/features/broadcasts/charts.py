"""The figures of a report, named for the picture in the language in force."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import accumulate

from bot.features.broadcasts import wording
from bot.telegram.pictures import Bar, Chart, Line
from bot.telegram.topic_words import drill_sign
from bot.texts import gettext as _
from bot.words import decimal
from core.broadcasts.delivery import Outcome
from core.broadcasts.progress import Status

GREEN, AMBER, RED, GREY = "#2f855a", "#d69e2e", "#c53030", "#718096"
MINUTE = timedelta(minutes=1)

Curve = Sequence[tuple[datetime, Outcome, int]]


def chart(status: Status, curve: Curve) -> Chart:
    one = status.broadcast
    number = _("No. {number}").format(number=one.id)
    test = drill_sign() + " · " if one.drill else ""
    return Chart(
        title=f"{test}{number} · {wording.subject(one)}",
        curve_title=_("Sending over time, by your clocks"),
        bars_title=_("What became of it"),
        zone=one.zone,
        lines=tuple(_lines(status, curve)),
        bars=tuple(_bars(status)),
    )


def _lines(status: Status, curve: Curve) -> Iterator[Line]:
    """How many in all by the end of each minute."""
    named = (
        (Outcome.SENT, _("Delivered"), GREEN),
        (Outcome.UNCERTAIN, _("Perhaps delivered"), AMBER),
        (Outcome.FAILED, _("Not delivered"), RED),
    )
    minutes = sorted({at for at, _outcome, _count in curve})
    if not minutes:
        return
    begun = min(status.broadcast.started_at or minutes[0], minutes[0])
    for outcome, name, colour in named:
        counts = {at: count for at, which, count in curve if which is outcome}
        if counts:
            totals = accumulate(counts.get(at, 0) for at in minutes)
            points = [(at + MINUTE, total) for at, total in zip(minutes, totals, strict=True)]
            yield Line(name, colour, [(begun, 0), *points])


def _bars(status: Status) -> Iterator[Bar]:
    tally = status.tally
    yield _bar(_("Delivered"), GREEN, tally.sent)
    if tally.uncertain:
        yield _bar(_("Perhaps delivered"), AMBER, tally.uncertain)
    for reason, count in status.failures.items():
        yield _bar(wording.failure(reason), RED, count)
    if tally.cancelled:
        yield _bar(wording.cancelled(), GREY, tally.cancelled)
    if tally.left:
        yield _bar(_("Still to be sent"), GREY, tally.left)
    if status.left_out:
        yield _bar(_("Left out from the start"), GREY, sum(status.left_out.values()))


def _bar(name: str, colour: str, count: int) -> Bar:
    return Bar(name, colour, count, decimal(count))
