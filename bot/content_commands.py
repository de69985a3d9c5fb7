"""Commands over the content: no database, no Telegram, no aiogram."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from bot.console import CONTENT, environ, fault


def check_content(options: argparse.Namespace) -> int:
    from bot.content.faults import ContentFault
    from bot.settings import SettingsFault

    today = datetime.now(UTC).date()
    try:
        folder = Path(environ().get("CONTENT_DIR") or CONTENT)
    except SettingsFault as error:
        return fault(error)
    if options.paper:
        from bot.content.papers import PAPERS

        try:
            print(*PAPERS[options.paper](folder, today), sep="\n")
        except ContentFault as error:
            print(error, file=sys.stderr)
            return 1
        return 0
    from bot.content.check import check

    report = check(folder, today)
    print(*report.lines(), sep="\n")
    return 1 if report.faults else 0


def handbook(options: argparse.Namespace) -> int:
    from bot.content.content import Content
    from bot.content.faults import ContentFault
    from bot.handbook.page import make, scopes
    from bot.settings import SettingsFault
    from bot.texts import Texts
    from core.locale import Locale

    try:
        content = Content.load(Path(environ().get("CONTENT_DIR") or CONTENT))
    except (SettingsFault, ContentFault) as error:
        return fault(error)
    if options.country not in scopes(content):
        return fault(f"--country {options.country}: one of {', '.join(scopes(content))}")
    with Texts.load().speaking(Locale(options.lang)):
        page = make(content, options.country, datetime.now(UTC).date())
    try:
        options.file.write_text(page.html, encoding="utf-8")
    except OSError as error:
        return fault(f"{options.file}: {error.strerror}")
    return 0


def search(options: argparse.Namespace) -> int:
    """One question, or a file of them: a line of JSON in, a line of JSON out."""
    from bot.content.content import Content
    from bot.content.faults import ContentFault
    from bot.services.search import build_search
    from bot.settings import SettingsFault

    try:
        content = Content.load(Path(environ().get("CONTENT_DIR") or CONTENT))
        asked = list(_asked(options))
    except (SettingsFault, ContentFault) as error:
        return fault(error)
    except OSError as error:
        return fault(f"--batch {options.batch}: {error.strerror}")
    except ValueError as error:
        return fault(f"--batch {options.batch}: {error}" if options.batch else error)
    found = build_search(content)
    for question, country in asked:
        told = found.find(question, country)
        results = [{"id": one.id, "score": round(one.score, 4)} for one in told.results]
        row = {"q": question, "decision": told.decision.value, "results": results}
        print(json.dumps(row, ensure_ascii=False))
    return 0


def _asked(options: argparse.Namespace) -> Iterator[tuple[str, str | None]]:
    """Questions with where they are asked. ValueError names the line; OSError: no such file."""
    if options.batch is None:
        yield _question({"q": options.question, "country": options.country})
        return
    raw = sys.stdin.buffer.read() if str(options.batch) == "-" else options.batch.read_bytes()
    for number, line in enumerate(raw.split(b"\n"), 1):
        if line.strip():
            try:
                yield _question(json.loads(line.decode("utf-8")))
            except (ValueError, RecursionError) as error:
                raise ValueError(f"line {number}: {error}") from error


def _question(asked: object) -> tuple[str, str | None]:
    if not isinstance(asked, Mapping) or not isinstance(asked.get("q"), str):
        raise ValueError("no 'q'")  # noqa: TRY004 - a fault of the file, told in one line
    country = asked.get("country")
    asked["q"].encode()  # half a character of UTF-16 cannot be printed: a ValueError
    return asked["q"], country.upper() if isinstance(country, str) and country else None


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    check = commands.add_parser("check-content", help="every file of the content, every fault")
    papers = check.add_mutually_exclusive_group()
    for name, words in (
        ("stale", "only what must be checked again"),
        ("table", "docs/content.md: what is written, what is left out"),
        ("glossary", "docs/glossary.md: the chosen words"),
    ):
        papers.add_argument(
            f"--{name}", dest="paper", action="store_const", const=name, help=words
        )
    check.set_defaults(run=check_content)

    booklet = commands.add_parser("handbook", help="all of a country in one page, to keep")
    booklet.add_argument("--lang", choices=("kk", "ru", "en"), required=True)
    booklet.add_argument("--country", type=str.lower, required=True, help="ru, kr, qa, gb or kz")
    booklet.add_argument("file", type=Path, metavar="OUT.html")
    booklet.set_defaults(run=handbook)

    searched = commands.add_parser("search", help="what the bot would answer to a question")
    searched.add_argument("--lang", choices=("kk", "ru", "en"), help="taken, and not needed")
    searched.add_argument("--country", help="where the asker is: ru, kr, qa, gb …")
    asked = searched.add_mutually_exclusive_group(required=True)
    asked.add_argument("question", nargs="?", metavar="QUESTION")
    asked.add_argument("--batch", type=Path, metavar="FILE.jsonl", help="lines {q, lang, country}")
    searched.set_defaults(run=search)
