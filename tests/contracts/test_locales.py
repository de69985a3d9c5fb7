"""Every sentence in Kazakh, Russian and English, whole and in step with the code."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.telegram.menu import EVERY_BUTTON
from bot.texts import LOCALES, Texts
from core.locale import Locale
from locales import words
from tests.conftest import ROOT
from tests.contracts.sentences import (
    Module,
    fixed_labels,
    inside_f_strings,
    modules,
    msgids,
)

LABEL = 32
# Names that are written in Latin letters in every language.
NAMES = {
    "JSON",
    "operator",  # the extra of the package
    "Stars",
    "Telegram",
    "WhatsApp",
    "AI",
    "Saparlas",
    "English",
    "sos",
    "start",
    "help",
    "eGov",
    "ID",
    "QR",
}
# The only Cyrillic in the code: names of the bot and of the people of the try-out page.
CYRILLIC_NAMES = {"Айгүл", "Данияр", "Оператор", "Сапарлас"}
LATIN, CYRILLIC = re.compile(r"[A-Za-z]{2,}"), re.compile(r"[Ѐ-ӿ]")
PICTURE = re.compile(r"^\W+")  # the sign a label starts with
KAZAKH = re.compile(r"[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")


def catalogue(language: str) -> Catalog:
    with (LOCALES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


CATALOGUES = {locale.value: catalogue(locale.value) for locale in Locale}


def ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def strings(message: Message) -> tuple[str, ...]:
    found = message.string
    return (found,) if isinstance(found, str) else tuple(found or ())


def sentences(language: str) -> list[Message]:
    return [message for message in CATALOGUES[language] if message.id]


def fields(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_the_catalogues_are_in_step_with_the_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["words", "--check"])
    code = words.main()
    assert (code, capsys.readouterr().out) == (0, "")


def test_the_same_sentences_in_every_language() -> None:
    known = {language: {ids(one) for one in sentences(language)} for language in CATALOGUES}
    assert known["kk"] == known["ru"] == known["en"]
    assert len(known["kk"]) > 100


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_sentence_is_translated(language: str) -> None:
    for message in sentences(language):
        assert not message.fuzzy, message.id
        assert strings(message), message.id
        assert all(text.strip() for text in strings(message)), message.id
        if message.pluralizable:
            assert len(strings(message)) == CATALOGUES[language].num_plurals, message.id


@pytest.mark.parametrize("language", CATALOGUES)
def test_placeholders_are_equal(language: str) -> None:
    for message in sentences(language):
        wanted = fields(ids(message)[0])
        for text in (*ids(message), *strings(message)):
            assert fields(text) == wanted, text


@pytest.mark.parametrize("language", CATALOGUES)
def test_no_html_in_words(language: str) -> None:
    for message in sentences(language):
        for text in (*ids(message), *strings(message)):
            assert not re.search(r"[<>]|&\w+;", text), text


@pytest.mark.parametrize("language", CATALOGUES)
def test_no_loose_ends(language: str) -> None:
    """No space around a sentence, no double one, and its first sign kept (a button's picture)."""
    for message in sentences(language):
        for msgid, text in zip(ids(message), strings(message), strict=False):
            assert text == " ".join(text.split()), text
            if not msgid[0].isalnum() and not msgid[0].isascii():
                assert text[0] == msgid[0], text


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_word_is_left_in_english(language: str) -> None:
    for message in sentences(language):
        for text in strings(message):
            bare = re.sub(r"\{\w*\}|/\w+", "", text)
            if message.id != "English":
                assert set(LATIN.findall(bare)) <= NAMES, text
            assert not re.search(r"[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]", bare), text


def test_each_language_keeps_to_its_letters() -> None:
    for message in sentences("en"):
        assert strings(message) == ids(message)[: len(strings(message))]
        assert not CYRILLIC.search("".join(strings(message))), message.id
    for message in sentences("ru"):
        assert not KAZAKH.search("".join(strings(message))), message.id
    long = [one for one in sentences("kk") if len(ids(one)[0]) > 40]
    assert [one.id for one in long if not KAZAKH.search("".join(strings(one)))] == []


def test_buttons_fit_a_small_phone(texts: Texts) -> None:
    labels = {*EVERY_BUTTON, *(words for module in modules() for words in fixed_labels(module))}
    assert len(labels) > 40
    for label in labels:
        for locale, text in texts.everywhere(label).items():
            letters = PICTURE.sub("", text)
            assert 0 < len(letters) <= LABEL, (locale.value, text, len(letters))


def test_buttons_of_the_menu_cannot_be_confused(texts: Texts) -> None:
    """A label in one language must not be another button's in another."""
    owner: dict[str, str] = {}
    for msgid in EVERY_BUTTON:
        for text in texts.everywhere(msgid).values():
            assert owner.setdefault(text, msgid) == msgid


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_words_are_found_by_the_extractor(module: Module) -> None:
    assert inside_f_strings(module.tree) == []
    known = {msgid for message in sentences("en") for msgid in ids(message)}
    for line, found in msgids(module):
        if module.path.name == "texts.py":
            continue
        assert found is not None, f"{module.name}:{line}: a msgid is a literal or marked"
        assert set(found) <= known, f"{module.name}:{line}"


@pytest.mark.parametrize(
    "source",
    [
        "f\"{_('x')}\"",
        'f"<b>{html.escape(_(words))}</b>"',
        "f\"{a}\" f\"{ngettext('a', 'b', n)}\"",
    ],
)
def test_a_call_in_an_f_string_is_seen(source: str) -> None:
    assert inside_f_strings(ast.parse(source)) == [1]


@pytest.mark.parametrize("source", ['_("a" + b)', '_(f"a {b}")', "_(name)", "_(a.b)", "mark(x)"])
def test_a_msgid_that_is_no_literal_is_seen(source: str) -> None:
    module = Module(ROOT / "bot" / "texts.py", ast.parse(source))
    assert [found for _, found in msgids(module)] == [None]


@pytest.mark.parametrize("package", ["core", "db", "bot", "pretend"])
def test_no_cyrillic_words_in_code(package: str) -> None:
    for path in sorted((ROOT / package).rglob("*.py")):
        for text in cyrillic(path):
            assert text in CYRILLIC_NAMES, f"{path.relative_to(ROOT)}: {text!r}"


def cyrillic(path: Path) -> list[str]:
    """String literals with Cyrillic letters; docstrings speak to programmers."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in told
        and CYRILLIC.search(node.value)
    ]
