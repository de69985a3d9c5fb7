from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.faults import ContentFault
from bot.content.glossary import Glossary, Notion, Slip, glossary_lines, load_glossary
from core.locale import Locale, Translated
from tests.content.tree import GLOSSARY, Tree


def glossary(*banned: str, allowed: tuple[str, ...] = ()) -> Glossary:
    none: dict[Locale, tuple[str, ...]] = dict.fromkeys(Locale, ())
    term = Translated("мерзім", "срок", "deadline")
    told = Notion("x", term, "", none | {Locale.RU: banned}, none | {Locale.RU: allowed})
    return Glossary([told])


def said(banned: str, text: str, *allowed: str) -> list[str]:
    return [slip.said for slip in glossary(banned, allowed=allowed).slips(text, Locale.RU)]


@pytest.mark.parametrize(
    ("banned", "text", "found"),
    [
        ("дедлайн*", "Дедлайны и ДЕДЛАЙН", ["Дедлайны", "ДЕДЛАЙН"]),
        ("дедлайн", "дедлайна нет", []),
        ("лайн*", "дедлайн", []),
        ("консульск* учет*", "на консульском учете", ["консульском учете"]),
        ("консульск* учет*", "на консульском учёте", []),
        ("консульск* учет*", "на **консульский** учет", ["консульский учет"]),
        ("консульск* учет*", "консульский\u00a0учет", ["консульский\u00a0учет"]),
        ("share code*", "https://example.org/share/code и share-codes", ["share-codes"]),
        ("учет*", "[сайт](https://учет.example.org) молчит", []),
        ("е.лка*", "еёлка", []),
    ],
)
def test_a_banned_word_is_found_as_written(banned: str, text: str, found: list[str]) -> None:
    assert said(banned, text) == found


def test_an_allowed_phrase_may_hold_a_banned_word() -> None:
    text = "минимальная зарплата (МРОТ), а МРОТ нельзя"
    assert said("МРОТ", text) == ["МРОТ", "МРОТ"]
    assert said("МРОТ", text, "минимальн* зарплат* (МРОТ)") == ["МРОТ"]


def test_of_two_that_overlap_the_longer_is_told() -> None:
    slips = glossary("учет*", "консульск* учет*").slips("а\nконсульский учет", Locale.RU)
    assert [*slips] == [Slip(2, "консульский учет", "консульск* учет*", "срок")]


def test_other_languages_are_not_touched() -> None:
    assert [*glossary("срок*").slips("срок", Locale.KK)] == []


@given(st.text(), st.text(min_size=1).filter(lambda text: text.split()))
def test_no_text_and_no_variant_breaks_it(text: str, variant: str) -> None:
    for slip in glossary(variant).slips(text, Locale.RU):
        assert text.splitlines()[slip.line - 1]


def test_a_glossary_is_read_as_written(tree: Tree) -> None:
    (notion,) = load_glossary(tree.root).notions
    assert notion.id == "employer"
    assert notion.term.to(Locale.KK) == "жұмыс беруші"
    assert notion.banned[Locale.RU] == ("нанимател* труда", "МРОТ")
    assert notion.allowed == {
        Locale.KK: (), Locale.RU: ("минимальная зарплата (МРОТ)",), Locale.EN: ()
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"hirer*"', '"employer"', "employer: the term 'employer' is banned as 'employer'"),
        ("[employer.allowed]", "[employer.allow]", "employer: unknown 'allow'"),
        ('["hirer*"]', '"hirer*"', "employer: banned: 'en' is not a list"),
        ("[employer.banned]\nkk", "[employer.banned]\nuz", "employer: banned: unknown 'uz'"),
        ('kk = "жұмыс беруші"', "", "employer: no 'kk'"),
    ],
)
def test_a_broken_glossary_is_named(tree: Tree, old: str, new: str, fault: str) -> None:
    tree.change(GLOSSARY, old, new)
    with pytest.raises(ContentFault) as caught:
        load_glossary(tree.root)
    assert str(caught.value).startswith(f"{GLOSSARY}: {fault}")


def test_the_page_names_terms_bans_and_what_is_allowed(tree: Tree) -> None:
    row = [*glossary_lines(load_glossary(tree.root))][-1]
    assert row == (
        "| employer | **жұмыс беруші**; not: `жалдауш*` "
        "| **работодатель**; not: `нанимател* труда`, `МРОТ`; but: `минимальная зарплата (МРОТ)` "
        "| **employer**; not: `hirer*` |"
    )


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentFault, match=r"glossary\.toml: no such file"):
        load_glossary(tmp_path)
