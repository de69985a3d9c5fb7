"""What a start must not cost, and how large a file or a function may grow."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import KEY, ROOT

OURS = ("core", "db", "bot", "pretend", "benchmarks")
FILE, FUNCTION, HANDLER = 250, 40, 25
Function = ast.FunctionDef | ast.AsyncFunctionDef

RUN = """
import contextlib, io, sys
from bot.__main__ import main
with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):
    code = main(sys.argv[1:])
print(code, *sorted(m for m in ("aiogram", "pretend", "matplotlib") if m in sys.modules))
"""


def files(*packages: str) -> list[Path]:
    return sorted(path for name in packages for path in (ROOT / name).rglob("*.py"))


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def run(program: str, *arguments: str, folder: Path) -> list[str]:
    """The words a fresh interpreter prints, away from the repository and its .env."""
    environ = os.environ | {
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/test.sqlite3",
        "CONTENT_DIR": str(ROOT / "content"),
        "ENCRYPTION_KEYS": KEY,
    }
    ran = subprocess.run(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-c", program, *arguments],
        capture_output=True, text=True, check=True, cwd=folder, env=environ,
    )  # fmt: skip
    return ran.stdout.split()


@pytest.mark.parametrize(
    "command",
    [
        "migrate",
        "keygen",
        "rotate-keys",
        "check-content",
        "handbook --lang kk --country ru page.html",
    ],
)
def test_a_management_command_imports_no_aiogram(command: str, tmp_path: Path) -> None:
    code, *modules = run(RUN, *command.split(), folder=tmp_path)
    assert code in {"0", "1"} if command == "check-content" else code == "0"
    assert modules == []


def test_the_probe_of_imports_sees_aiogram(tmp_path: Path) -> None:
    """Else the test above could not fail."""
    assert run("import bot.app\n" + RUN, "keygen", folder=tmp_path) == ["0", "aiogram"]


def test_a_database_at_head_needs_no_alembic(tmp_path: Path) -> None:
    run(RUN, "migrate", folder=tmp_path)
    again = RUN.replace('"aiogram"', '"alembic"')
    assert run(again, "migrate", folder=tmp_path) == ["0"]


@pytest.mark.parametrize("path", files(*OURS), ids=lambda path: str(path.relative_to(ROOT)))
def test_sizes(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= FILE, f"{lines} lines"
    long = {f"{node.name}: {length(node)}" for node in functions(path) if length(node) > FUNCTION}
    assert long == set()


def test_handlers_are_short() -> None:
    found = [
        (path, node)
        for path in (ROOT / "bot" / "features").glob("*/handlers.py")
        for node in functions(path)
        if node.name != "router"
    ]
    assert len(found) > 40
    assert [f"{p.parent.name}.{n.name}" for p, n in found if length(n) > HANDLER] == []


def test_the_core_says_nothing_to_people_and_asks_no_clock() -> None:
    """What import-linter cannot see: a clock read and a coroutine in the pure rules."""
    for path in files("core"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not isinstance(node, ast.AsyncFunctionDef | ast.Await), path
            if isinstance(node, ast.Attribute):
                assert node.attr not in {"now", "today", "utcnow", "monotonic"}, path


def test_features_know_of_each_other_only_the_wire_format() -> None:
    """Another feature's `callbacks`, never its views or handlers."""
    strays = []
    for path in sorted((ROOT / "bot" / "features").glob("*/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            parts = (node.module or "").split(".") if isinstance(node, ast.ImportFrom) else []
            if parts[:2] != ["bot", "features"] or parts[2:3] == [path.parent.name]:
                continue
            if parts[3:] != ["callbacks"]:
                strays.append(f"{path.relative_to(ROOT)}: {'.'.join(parts)}")
    assert strays == []
