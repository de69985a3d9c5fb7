"""The command `search`: one question, or a batch of them, a line of JSON each."""

import asyncio
import json
import sys
from pathlib import Path

import pytest

from tests.content.tree import Tree
from tests.runtime.processes import ROOT, Ended, command, environ


async def test_search_tells_what_the_bot_would_answer() -> None:
    ended = await command("search", "--lang", "ru", "--country", "kr", "хозяин отобрал паспорт")
    assert ended.code == 0, ended.err
    (line,) = ended.out.splitlines()
    row = json.loads(line)
    assert (row["q"], row["decision"]) == ("хозяин отобрал паспорт", "answer")
    assert row["results"][0]["id"] == "kr/passport-withheld"
    assert 0 < row["results"][0]["score"] <= 1


BATCH = (
    {"q": "agreement", "lang": "en", "country": "kr"},
    {"q": "келісім", "country": None, "want": ["kr/agreements"]},
    {"q": "", "country": ""},
)


def _batch(*rows: object) -> bytes:
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()


@pytest.mark.parametrize("by", ["file", "stdin"])
async def test_search_answers_a_batch_line_by_line(tmp_path: Path, by: str) -> None:
    Tree(tmp_path)
    file = tmp_path / "batch.jsonl"
    file.write_bytes(_batch(*BATCH))
    ended = await _searched(tmp_path, str(file) if by == "file" else "-", _batch(*BATCH))
    assert ended.code == 0, ended.err
    rows = [json.loads(line) for line in ended.out.splitlines()]
    assert [row["q"] for row in rows] == [asked["q"] for asked in BATCH]
    assert [[*row] for row in rows] == [["q", "decision", "results"]] * len(BATCH)
    assert rows[-1] == {"q": "", "decision": "nothing", "results": []}


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        (b"not json", "Expecting value"),
        (b"{}", "no 'q'"),
        (b"[1]", "no 'q'"),
        (b'{"q": 1}', "no 'q'"),
        (b'"visa"', "no 'q'"),
        (b"null", "no 'q'"),
        ('{"q": "виза"}'.encode("cp1251"), "'utf-8' codec can't decode byte"),
        (b'{"q": "\\ud83d"}', "'utf-8' codec can't encode character"),
        (b"[" * 100_000, "maximum recursion depth exceeded"),
        (b"9" * 5_000, "Exceeds the limit"),
    ],
    ids=range(10),
)
@pytest.mark.parametrize("by", ["file", "stdin"])
async def test_search_names_the_bad_line_of_a_batch(
    tmp_path: Path, by: str, bad: bytes, fault: str
) -> None:
    Tree(tmp_path)
    file = tmp_path / "batch.jsonl"
    file.write_bytes(b"\n".join([_batch(BATCH[0]), b" ", bad, _batch(BATCH[1])]))
    batch = str(file) if by == "file" else "-"
    ended = await _searched(tmp_path, batch, file.read_bytes())
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"--batch {batch}: line 4: {fault}")
    assert ended.err.count("\n") == 1


async def test_a_line_break_is_only_what_ends_a_line(tmp_path: Path) -> None:
    Tree(tmp_path)
    rows = ({"q": "agreement\u2028\u0085visa\x0c"}, {"q": "келісім\n"})
    ended = await _searched(tmp_path, "-", b"\r\n\n" + _batch(*rows).replace(b"\n", b"\r\n"))
    assert ended.code == 0, ended.err
    assert [json.loads(line)["q"] for line in ended.out.strip().split("\n")] == [
        row["q"] for row in rows
    ]


async def test_an_empty_batch_has_no_answers(tmp_path: Path) -> None:
    Tree(tmp_path)
    ended = await _searched(tmp_path, "-", b"\n")
    assert (ended.code, ended.out) == (0, "")


async def _searched(content: Path, batch: str, written: bytes) -> Ended:
    """`search --batch`, with something written to its standard input."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "search", "--batch", batch, cwd=ROOT,
        env=environ(CONTENT_DIR=str(content)), stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await process.communicate(written)
    return Ended(process.returncode or 0, out.decode(), err.decode())


async def test_search_without_its_file_or_its_content(tmp_path: Path) -> None:
    Tree(tmp_path)
    ended = await command("search", "--batch", "no/such.jsonl", CONTENT_DIR=str(tmp_path))
    assert (ended.code, ended.err) == (2, "--batch no/such.jsonl: No such file or directory\n")
    ended = await command("search", "visa", CONTENT_DIR=str(tmp_path / "nowhere"))
    assert (ended.code, ended.err.count("\n")) == (2, 1)


async def test_a_question_that_is_no_text_is_told_in_one_line(tmp_path: Path) -> None:
    Tree(tmp_path)
    ended = await command("search", "visa \udcff", CONTENT_DIR=str(tmp_path))
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
