"""The code's sentences, found in its syntax trees."""

import ast
import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

GETTEXT = frozenset({"_", "gettext", "ngettext"})
WORDS = GETTEXT | {"mark"}
BUTTONS = frozenset({"button", "link", "KeyboardButton"})
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the bot with its tree."""

    path: Path
    tree: ast.Module

    @property
    def name(self) -> str:
        return ".".join(self.path.relative_to(ROOT).with_suffix("").parts)

    def constant(self, name: str) -> object:
        """The value of a constant of the module, or None where it has no such name."""
        return getattr(importlib.import_module(self.name), name, None) if name.isupper() else None


def modules() -> list[Module]:
    paths = sorted((ROOT / "bot").rglob("*.py"))
    return [Module(path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths]


def calls(tree: ast.AST, names: frozenset[str]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in names
        ):
            yield node


def inside_f_strings(tree: ast.AST) -> list[int]:
    """Lines of gettext calls inside an f-string, where no extractor is sure to find them."""
    found = (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
    return sorted({call.lineno for node in found for call in calls(node, WORDS)})


def msgids(module: Module) -> Iterator[tuple[int, list[str] | None]]:
    """Each call with the msgids it can have; None where it cannot be told from the code.

    A msgid is a literal, a constant made by `mark`, or one of a table of such constants.
    """
    for call in calls(module.tree, WORDS):
        wanted = call.args[:2] if isinstance(call.func, ast.Name) and call.func.id == "ngettext" \
            else call.args[:1]  # fmt: skip
        for argument in wanted:
            literal = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            if literal and isinstance(argument, ast.Constant):
                yield call.lineno, [str(argument.value)]
            elif isinstance(argument, ast.Name) and call.func.id != "mark":  # type: ignore[attr-defined]
                yield call.lineno, _of_name(module, argument.id) or None
            else:
                yield call.lineno, None


def _of_name(module: Module, name: str, depth: int = 3) -> list[str]:
    """The sentences a name may hold: a constant's, or those of the table a loop goes through."""
    if name.isupper():
        return list(_leaves(module.constant(name)))
    found: list[str] = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.For | ast.comprehension) and depth:
            bound = {one.id for one in ast.walk(node.target) if isinstance(one, ast.Name)}
            if name in bound:
                for one in ast.walk(node.iter):
                    if isinstance(one, ast.Name):
                        found += _of_name(module, one.id, depth - 1)
    return found


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (leaf for one in value.values() for leaf in _leaves(one))
    elif isinstance(value, tuple | list | frozenset):
        yield from (leaf for one in value for leaf in _leaves(one))


def fixed_labels(module: Module) -> Iterator[str]:
    """The sentences that are a button's whole label."""
    for function in ast.walk(module.tree):
        if not isinstance(function, Function):
            continue
        for call in calls(function, BUTTONS):
            labels = [*call.args[:1], *(k.value for k in call.keywords if k.arg == "text")]
            for label in labels:
                yield from _whole(module, function, label)


def _whole(module: Module, function: Function, label: ast.expr) -> Iterator[str]:
    match label:
        case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(words)), *_]) if (
            name in GETTEXT
        ):
            yield words
        case ast.Call(func=ast.Name(id=name), args=[ast.Name(id=constant), *_]) if name in GETTEXT:
            yield from _of_name(module, constant)
        case ast.IfExp(body=body, orelse=other):
            yield from _whole(module, function, body)
            yield from _whole(module, function, other)
        case ast.Name(id=name):
            for node in ast.walk(function):
                if isinstance(node, ast.Assign) and any(
                    isinstance(one, ast.Name) and one.id == name for one in node.targets
                ):
                    yield from _whole(module, function, node.value)
        case _made_of_content:
            return
