"""How well and how fast questions are answered: `python -m benchmarks.search`.

The questions of testers in benchmarks/questions.jsonl, never shown to the content: `want` lists
the right answers. Ablations take one part of the search away and ask everything again.
"""

import gc
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from benchmarks.measuring import figure, on_one_core
from bot.content.content import Content
from bot.services.search import build_search, search_of, topics
from core.search.decision import Decision, Found
from core.search.search import Search
from core.search.topics import Kind, Topic

QUESTIONS = Path(__file__).parent / "questions.jsonl"
NONE = "none"
FIRST = 3
COPIES = 10
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Question:
    q: str
    lang: str
    kind: str
    country: str | None
    want: tuple[str, ...]

    @property
    def answerable(self) -> bool:
        return not (self.outside or self.urgent)

    @property
    def outside(self) -> bool:
        return self.want == (NONE,)

    @property
    def urgent(self) -> bool:
        return self.want[0].startswith("emergency:")

    @property
    def maybe_urgent(self) -> bool:
        return any(want.startswith("emergency:") for want in self.want)


@dataclass(frozen=True, slots=True)
class Told:
    """A question with what the search said to it."""

    asked: Question
    found: Found

    def right(self, among: int) -> bool:
        return any(result.id in self.asked.want for result in self.found.results[:among])


def read_questions() -> list[Question]:
    rows = map(json.loads, QUESTIONS.read_text(encoding="utf-8").splitlines())
    return [
        Question(
            row["q"],
            row["lang"],
            row["kind"],
            (row["country"] or "").upper() or None,
            tuple(row["want"]),
        )
        for row in rows
    ]


def ask(search: Search, questions: Iterable[Question]) -> list[Told]:
    return [Told(one, search.find(one.q, one.country)) for one in questions]


def share(told: Sequence[Told], holds: Callable[[Told], bool]) -> float:
    return sum(map(holds, told)) / len(told) if told else 0.0


def is_urgent(one: Told) -> bool:
    return one.found.decision is Decision.EMERGENCY


def is_humble(one: Told) -> bool:
    return one.found.decision in {Decision.NOTHING, Decision.CHOICES}


def line(name: str, told: Sequence[Told]) -> str:
    open_ = [one for one in told if not one.asked.outside]
    first = share(open_, lambda one: one.right(1))
    three = share(open_, lambda one: one.right(FIRST))
    return f"{name:28} {len(open_):4}  first {first:6.1%}  of three {three:6.1%}"


def report(told: Sequence[Told]) -> None:
    answerable = [one for one in told if not one.asked.outside]
    urgent = [one for one in told if one.asked.urgent]
    calm = [one for one in told if not one.asked.maybe_urgent]
    outside = [one for one in told if one.asked.outside]
    figure("search.first", share(answerable, lambda one: one.right(1)), ">=", 0.85)
    figure("search.of_three", share(answerable, lambda one: one.right(FIRST)), ">=", 0.95)
    for lang in ("kk", "ru", "en"):
        own = [one for one in answerable if one.asked.lang == lang]
        figure(f"search.first_{lang}", share(own, lambda one: one.right(1)), ">=", 0.8)
        figure(f"search.of_three_{lang}", share(own, lambda one: one.right(FIRST)), ">=", 0.92)
    figure("search.emergencies_seen", share(urgent, is_urgent), ">=", 0.95)
    figure("search.false_alarms", share(calm, is_urgent), "<=", 0.01)
    figure("search.outside_humble", share(outside, is_humble), ">=", 0.85)
    sure = [one for one in answerable if one.found.decision is Decision.ANSWER]
    right = share(sure, lambda one: one.right(1))
    print(f"sure of {len(sure)} of {len(answerable)}, right in {right:.1%} of them")
    refused = share(answerable, lambda one: one.found.decision is Decision.NOTHING)
    print(f"said «nothing» to {refused:.1%} of what could be answered")
    for kind in sorted({one.asked.kind for one in told}):
        print(line(f"kind {kind}", [one for one in told if one.asked.kind == kind]))


def ablations(content: Content) -> Iterator[tuple[str, Search]]:
    search = build_search(content)
    weights = search.ranker.weights
    less = {
        "words": replace(weights, words=0.0),
        "notions": replace(weights, notions=0.0),
        "letters": replace(weights, letters=0.0),
        "direction": replace(weights, direction=0.0),
        "near": replace(weights, near=0.0),
        "contact": replace(weights, contact=0.0),
        "countries": replace(weights, named=0.0, unnamed=0.0, own=0.0, foreign=0.0),
    }
    for name, changed in less.items():
        yield f"without {name}", build_search(content, replace(search.ranker, weights=changed))
    every = tuple(topics(content))
    lists = {Kind.MISSION, Kind.EMERGENCY, Kind.CALM, Kind.OUTSIDE}
    keywords = {
        id_: {line for lines in article.keywords.values() for line in lines}
        for id_, article in content.articles.items()
    }
    bare = [
        one
        if one.kind in lists
        else replace(one, examples=tuple(x for x in one.examples if x in keywords[one.id]))
        for one in every
    ]
    yield "without questions.txt", build_search(content, about=bare)
    yield "without bodies", build_search(content, about=[replace(one, bodies=()) for one in every])


def copies(every: Sequence[Topic], times: int) -> list[Topic]:
    """The same collection so many times over, each copy in other words."""
    return [
        replace(
            topic,
            id=f"{topic.id}-{n}",
            examples=tuple(_other(text, n) for text in topic.examples),
            headings=tuple(_other(text, n) for text in topic.headings),
            bodies=tuple(_other(text, n) for text in topic.bodies),
        )
        for n in range(times)
        for topic in every
    ]


def _other(text: str, copy: int) -> str:
    """Every third long word of a copy gets an ending of its own: a vocabulary grows too."""
    if not copy:
        return text
    words = text.split()
    return " ".join(
        f"{word}{chr(ord('а') + copy)}" if len(word) > 4 and at % 3 == copy % 3 else word
        for at, word in enumerate(words)
    )


def latencies(search: Search, questions: Sequence[Question]) -> tuple[float, float]:
    """p50 and p99 in milliseconds of one question."""
    taken = []
    for _ in range(ROUNDS):
        for one in questions:
            started = perf_counter()
            search.find(one.q, one.country)
            taken.append((perf_counter() - started) * 1000)
    cuts = quantiles(taken, n=100)
    return cuts[49], cuts[98]


def memory() -> float:
    """Resident megabytes of this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def main() -> None:
    on_one_core()
    content = Content.load(Path("content"))
    questions = read_questions()
    gc.collect()
    gc.disable()  # as the command line does until the bot runs
    before, started = memory(), perf_counter()
    search = search_of(content)
    built = perf_counter() - started
    gc.enable()
    gc.collect()
    figure("search.build_s", built, "<=", 1.0)
    figure("search.memory_mb", memory() - before, "<=", 60)
    report(ask(search, questions))
    p50, p99 = latencies(search, questions)
    figure("search.p50_ms", p50, "<=", 10)
    figure("search.p99_ms", p99, "<=", 10)
    if "--misses" in sys.argv:
        misses(ask(search, questions))
        return
    larger = build_search(content, about=copies(tuple(topics(content)), COPIES))
    p50, p99 = latencies(larger, questions)
    figure("search.p50_ms_tenfold", p50, "<=", 25)
    figure("search.p99_ms_tenfold", p99, "<=", 25)
    if "--ablations" in sys.argv:
        print(line("all of it", ask(search, questions)))
        for name, changed in ablations(content):
            print(line(name, ask(changed, questions)))


def misses(told: Iterable[Told]) -> None:
    for one in told:
        wrong = not one.right(1) if not one.asked.outside else not is_humble(one)
        alarm = is_urgent(one) != one.asked.urgent and not one.asked.maybe_urgent
        if wrong or alarm:
            found = [(result.id, round(result.score, 2)) for result in one.found.results[:4]]
            print(one.found.decision, one.asked.q[:90], one.asked.country, one.asked.want, found)


if __name__ == "__main__":
    main()
