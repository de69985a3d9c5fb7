from datetime import date

import pytest

from bot.content.check import check
from core.locale import Locale
from tests.content.tree import ABOUT, EN, FACTS, KK, RU, Tree

TODAY = date(2026, 11, 22)


def faults(tree: Tree) -> list[str]:
    return [str(fault) for fault in check(tree.root, TODAY).faults]


def test_a_good_tree_has_no_fault_and_no_note(tree: Tree) -> None:
    report = check(tree.root, TODAY)
    assert (report.faults, report.notes) == ((), ())
    assert report.counts == {("kr", locale): 2 for locale in Locale}


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        # about.toml cannot be read, or a field of it
        (ABOUT, 'scope = "kr"', "scope = ", f"{ABOUT}: not TOML: "),
        (ABOUT, "checked_on = 2026-11-01\n", "", f"{ABOUT}: no 'checked_on'"),
        (ABOUT, "2026-11-01", '"2026-11-01"', f"{ABOUT}: 'checked_on' is not a date"),
        (ABOUT, "2026-11-01", "2026-11-01T10:00:00", f"{ABOUT}: 'checked_on' is not a date"),
        (ABOUT, "order = 10", 'order = "10"', f"{ABOUT}: 'order' is not a whole number"),
        (ABOUT, "order = 10", "order = true", f"{ABOUT}: 'order' is not a whole number"),
        (ABOUT, "order = 10", "order = -1", f"{ABOUT}: 'order' is -1, not within"),
        (ABOUT, "= 180", "= 0", f"{ABOUT}: 'review_every_days' is 0, not within"),
        (
            ABOUT,
            '"before"',
            '"later"',
            f"{ABOUT}: 'group' is 'later', not one of before, arriving",
        ),
        (ABOUT, "= false", "= 0", f"{ABOUT}: 'not_confirmed' is not true or false"),
        (ABOUT, "order = 10", "order = 10\ncolour = 1", f"{ABOUT}: unknown 'colour'"),
        (
            ABOUT,
            'slug = "agreements"',
            'slug = "entry"',
            f"{ABOUT}: 'scope' and 'slug' say 'kr/en",
        ),
        (ABOUT, "order = 10", f"order = {'[' * 9999}", f"{ABOUT}: not TOML: nested too deep"),
        (ABOUT, "order = 10", "order = 10\nsource = 1", f"{ABOUT}: not TOML: "),
        (ABOUT, '["kr/entry"]', '"kr/entry"', f"{ABOUT}: 'related' is not a list"),
        (FACTS, "[[fact]]", "[fact]", f"{FACTS}: not TOML: "),
        # languages
        (ABOUT, "[title]", "[titel]", f"{ABOUT}: no 'title'"),
        (ABOUT, 'en = "Agreements"\n', "", f"{ABOUT}: title: no 'en'"),
        (ABOUT, '"Agreements"', '" "', f"{ABOUT}: title: 'en' is empty"),
        (ABOUT, '"Agreements"', '"Agreements"\nuz = "a"', f"{ABOUT}: title: unknown 'uz'"),
        (ABOUT, 'kk = "Не келісілген"\n', "", f"{ABOUT}: summary: no 'kk'"),
        (ABOUT, '"Agreements"', f'"{"a" * 61}"', f"{ABOUT}: title: 'en' has 61 letters, over 60"),
        (ABOUT, '"What is agreed"', f'"{"a" * 141}"', f"{ABOUT}: summary: 'en' has 141 letters"),
        (
            ABOUT,
            '"Agreements"',
            '"7 agreements"',
            f"{ABOUT}: title: 'en': the number 7 is not in kk",
        ),
        (ABOUT, '"word 0", ', "", f"{ABOUT}: keywords: 'kk' has 11 different ones, under 12"),
        (ABOUT, '"word 0"', '"WORD 1"', f"{ABOUT}: keywords: 'kk' has 11 different ones"),
        (ABOUT, '"word 0"', '"word 1"', f"{ABOUT}: keywords: 'kk' names 'word 1' twice"),
        # sources
        (ABOUT, 'published = "2014-10-09"\n', "", f"{ABOUT}: source 1: no 'published'"),
        (ABOUT, '"2014-10-09"', '"recently"', f"{ABOUT}: source 1: 'published' is 'recently'"),
        (
            ABOUT,
            '"2014-10-09"',
            '"2026-11-23"',
            f"{ABOUT}: source 1: 'published' 2026-11-23 is in",
        ),
        (ABOUT, '"2014-10-09"', '"2027"', f"{ABOUT}: source 1: 'published' 2027 is in"),
        (ABOUT, 'tier = "law"\n', "", f"{ABOUT}: source 1: no 'tier'"),
        (
            ABOUT,
            '"law"',
            '"other"',
            f"{ABOUT}: source 1: 'tier' is 'other', not one of law, official",
        ),
        (ABOUT, '"law"', '"reference"', f"{ABOUT}: no source of law, official or news"),
        (ABOUT, "https://ad", "ftp://ad", f"{ABOUT}: source 1: 'url' is 'ftp://ad"),
        (ABOUT, '["kr-agreements"]', "[]", f"{ABOUT}: source 1: names no fact"),
        (ABOUT, '["kr-agreements"]', '["kr-x"]', f"{ABOUT}: source 1: fact 'kr-x' does not exist"),
        # what an article names
        (ABOUT, '["kr/entry"]', '["kr/staying"]', f"{ABOUT}: 'related' names 'kr/staying', which"),
        (ABOUT, '["kr/entry"]', '["entry"]', f"{ABOUT}: 'related' names 'entry', which is no"),
        (
            ABOUT,
            '["kr/entry"]',
            '["kr/agreements"]',
            f"{ABOUT}: 'related' names the article itself",
        ),
        (ABOUT, '["kr/entry"]', "[1]", f"{ABOUT}: 'related' holds something that is no text"),
        (ABOUT, "kr-seoul-embassy", "kr-x", f"{ABOUT}: 'missions' names 'kr-x', which does not"),
        (
            ABOUT,
            "2026-11-01",
            "2026-11-23",
            f"{ABOUT}: 'checked_on' 2026-11-23 lies in the future",
        ),
        ("plan.toml", 'entry = "how to enter"\n', "", "articles/kr/entry: not in plan.toml"),
        ("plan.toml", "entry =", '"En try" =', "plan.toml: kr: 'kr/En try' is no article id"),
        # bodies
        (EN, "1,000", "1,001", f"{EN}: the number 1001 is not in kk, ru"),
        (RU, "29", "28", f"{KK}: the number 29 is not in ru"),
        (RU, "**29", "29", f"{RU}: line 1: a '*' that makes nothing bold"),
        (KK, "1. Ж", "<b>Ж", f"{KK}: line 4: HTML is not known"),
        (EN, "In force", "## In force\nIn force", f"{EN}: begins with a heading"),
        (EN, "1,000", "a" * 3500 + " 1,000", f"{EN}: the part 'What to do' has 3536 characters"),
        # facts
        (FACTS, 'quote = "…"\n', "", f"{FACTS}: fact 1: no 'quote'"),
        (
            FACTS,
            'id = "kr-agreements"',
            'id = "kr-entry"',
            f"{FACTS}: fact 2: 'kr-entry' stands in",
        ),
        (FACTS, 'tier = "law"', 'tier = "law-text"', f"{FACTS}: fact 1: 'tier' is 'law-text'"),
        (FACTS, '"2014-10-09"', '"soon"', f"{FACTS}: fact 1: 'published' is 'soon'"),
        (
            FACTS,
            "2026-11-20",
            "2026-11-23",
            f"{FACTS}: 'kr-agreements': 'rechecked' 2026-11-23 lies",
        ),
        (
            FACTS,
            "rechecked = 2026-11-20\n",
            "",
            f"{FACTS}: 'kr-agreements' carries a statement and was not rechecked",
        ),
        (FACTS, '"law"', '"other"', f"{ABOUT}: source 1: stands on rows of tier other alone"),
        (FACTS, '"law"', '"other"', f"{EN}: in rows of tier other alone: 1000, 2014, 29"),
        (
            FACTS,
            '"law"',
            '"reference"',
            f"{ABOUT}: source 1: tier 'law', but its row 'kr-agreements' is 'reference'",
        ),
        (FACTS, "confirmed_by", "note", f"{FACTS}: fact 1: 'rechecked' without 'confirmed_by'"),
        (FACTS, "[[fact]]", "[[facts]]", f"{FACTS}: unknown 'facts'"),
    ],
)
def test_one_thing_broken_is_named(tree: Tree, file: str, old: str, new: str, fault: str) -> None:
    tree.change(file, old, new)
    found = faults(tree)
    assert any(said.startswith(fault) for said in found), found


@pytest.mark.parametrize("file", [ABOUT, KK, RU, EN])
def test_a_missing_file_is_named(tree: Tree, file: str) -> None:
    tree.remove(file)
    assert faults(tree)[0] == f"{file}: no such file"


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_an_empty_language_is_named(tree: Tree, text: str) -> None:
    tree.write(KK, text)
    assert faults(tree) == [f"{KK}: empty"]


def test_a_file_of_another_encoding_is_named(tree: Tree) -> None:
    (tree.root / RU).write_bytes("Соглашение".encode("cp1251"))
    assert faults(tree) == [f"{RU}: not UTF-8"]


def test_a_folder_in_the_place_of_a_file_is_named(tree: Tree) -> None:
    tree.remove(RU)
    (tree.root / RU).mkdir()
    assert faults(tree) == [f"{RU}: cannot be read: Is a directory"]


def test_a_row_that_is_no_table_is_named(tree: Tree) -> None:
    tree.write(FACTS, "fact = [1]")
    assert faults(tree)[0] == f"{FACTS}: 'fact' 1 is not a table"


def test_a_folder_that_is_no_id_is_named(tree: Tree) -> None:
    tree.write("articles/kr/En_try/kk.md", "a")
    assert faults(tree) == ["articles/kr/En_try: 'kr/En_try' is no article id"]


def test_a_copied_folder_is_named(tree: Tree) -> None:
    copy = "articles/kr/copy"
    for file in (ABOUT, KK, RU, EN):
        text = (tree.root / file).read_text(encoding="utf-8")
        tree.write(file.replace("agreements", "copy"), text)
    assert faults(tree) == [
        f"{copy}/about.toml: 'scope' and 'slug' say 'kr/agreements', the folder says 'kr/copy'",
        f"{copy}: not in plan.toml",
    ]


def test_all_faults_are_told_at_once(tree: Tree) -> None:
    tree.change(ABOUT, "checked_on = 2026-11-01\n", "")
    tree.change(ABOUT, '["kr/entry"]', '["kr/none"]')
    tree.change(EN, "2014", "2015")
    tree.remove(RU)
    assert faults(tree) == [
        f"{ABOUT}: no 'checked_on'",
        f"{RU}: no such file",
        f"{KK}: the number 2014 is not in en",
        f"{EN}: the number 2015 is not in kk",
        f"{ABOUT}: 'related' names 'kr/none', which does not exist",
    ]


def test_a_fact_cited_twice_is_named(tree: Tree) -> None:
    tree.change(ABOUT, '["kr-agreements"]', '["kr-agreements", "kr-agreements"]')
    assert faults(tree) == [f"{ABOUT}: source 1: 'facts' names 'kr-agreements' twice"]
    tree.change(ABOUT, '["kr-agreements", "kr-agreements"]', '["kr-agreements"]')
    source = (tree.root / ABOUT).read_text(encoding="utf-8").partition("[[source]]")[2]
    tree.change(ABOUT, "[[source]]", f"[[source]]{source}[[source]]")
    assert faults(tree) == [f"{ABOUT}: source 2: fact 'kr-agreements' is cited before"]


def test_an_article_without_a_source_is_named(tree: Tree) -> None:
    text = (tree.root / ABOUT).read_text(encoding="utf-8")
    tree.write(ABOUT, text.partition("[[source]]")[0])
    assert f"{ABOUT}: no 'source'" in faults(tree)


def test_an_unconfirmed_article_may_stand_when_it_says_so(tree: Tree) -> None:
    tree.change(ABOUT, '"law"', '"reference"')
    tree.change(ABOUT, "not_confirmed = false", "not_confirmed = true")
    assert faults(tree) == []


@pytest.mark.parametrize(
    "published", ["2026-11-22", "2026-11", "2026", "unknown", "unknown (2025)"]
)
def test_a_date_may_be_partly_or_wholly_unknown(tree: Tree, published: str) -> None:
    tree.change(ABOUT, '"2014-10-09"', f'"{published}"')
    assert faults(tree) == []
