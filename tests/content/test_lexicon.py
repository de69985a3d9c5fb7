"""What the search is told beside the articles: one clear line for each thing wrong."""

import pytest

from bot.content.articles import load_articles
from bot.content.check import check
from bot.content.content import Content
from bot.content.faults import ContentFault
from bot.content.lexicon import LETTERS, load_lexicon
from bot.services.search import build_search
from core.locale import Locale
from core.search.decision import Decision
from tests.content.test_check import TODAY, faults
from tests.content.tree import EMERGENCIES, MISSIONS, OUTSIDE, SEARCH, SYNONYMS, Tree

QUESTIONS = "articles/kr/agreements/questions.txt"
LEXICON = (SEARCH, SYNONYMS, EMERGENCIES, OUTSIDE, MISSIONS)


def test_the_lists_are_read_as_written(tree: Tree) -> None:
    lexicon = load_lexicon(tree.root)
    assert lexicon.synonyms["agreement"] == ("келісім", "соглашение", "agreement")
    assert [*lexicon.emergencies] == ["violence", "calm"]
    assert lexicon.emergencies["violence"] == (
        "мені ұрып жатыр",
        "меня бьют",
        "they are beating me",
    )
    assert [*lexicon.outside] == ["weather"]
    assert lexicon.contact_notions == ("consulate", "embassy")
    assert (lexicon.alphabet.letters["қ"], lexicon.alphabet.letters["ь"]) == ("к", "")
    assert lexicon.alphabet.latin["shch"] == "щ"
    assert lexicon.alphabet.shortest >= 1


def test_a_place_leaves_no_trace_in_an_example(tree: Tree) -> None:
    assert load_lexicon(tree.root).missions == (
        "консулдығы",
        "консульство в",
        "consulate in",
        "embassy phone",
    )


def test_an_example_of_two_languages_counts_once(tree: Tree) -> None:
    tree.change(OUTSIDE, '"weather tomorrow"', '"какая завтра погода"')
    assert load_lexicon(tree.root).outside["weather"] == (
        "ауа райы қандай",
        "какая завтра погода",
    )


def test_an_example_of_several_lines_is_one(tree: Tree) -> None:
    tree.change(OUTSIDE, '"weather tomorrow"', '"weather\\n  tomorrow\\t?"')
    tree.change(MISSIONS, '"embassy phone"', '"embassy\\nphone"')
    lexicon = load_lexicon(tree.root)
    assert lexicon.outside["weather"][-1] == "weather tomorrow ?"
    assert lexicon.missions[-1] == "embassy phone"


def test_a_small_tree_can_be_searched(tree: Tree) -> None:
    tree.write(QUESTIONS, "[ru]\nпро договорённости между странами\n")
    search = build_search(Content.load(tree.root))
    assert search.find("договорённости между странами").results[0].id == "kr/agreements"
    assert search.find("").decision is Decision.NOTHING


@pytest.mark.parametrize("file", LEXICON)
def test_a_missing_file_is_named(tree: Tree, file: str) -> None:
    tree.remove(file)
    with pytest.raises(ContentFault) as caught:
        load_lexicon(tree.root)
    assert str(caught.value) == f"{file}: no such file"
    assert faults(tree) == [f"{file}: no such file"]


@pytest.mark.parametrize("file", LEXICON)
def test_a_file_that_is_no_toml_is_named(tree: Tree, file: str) -> None:
    tree.write(file, "[")
    with pytest.raises(ContentFault, match=rf"^{file}: not TOML: "):
        load_lexicon(tree.root)


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        # unknown keys
        (SEARCH, "[folding]", "[colour]\n[folding]", "unknown 'colour'"),
        (SEARCH, "shortest = 4", "shortest = 4\nlongest = 9", "kazakh: unknown 'longest'"),
        (SEARCH, "notions = 2", "moons = 1\nnotions = 2", "weights: unknown 'moons'"),
        (SEARCH, "calm = 2", "storm = 1\ncalm = 2", "kinds: unknown 'storm'"),
        (SEARCH, "sharpest =", "sharp = 1\nsharpest =", "thresholds: unknown 'sharp'"),
        (SYNONYMS, "[embassy]", "[embassy]\nword = 1", "embassy: unknown 'word'"),
        (EMERGENCIES, "[calm]", '[calm]\nuz = ["a"]', "calm: unknown 'uz'"),
        (OUTSIDE, "[weather]", "[weather]\nuz = 1", "weather: unknown 'uz'"),
        (MISSIONS, "kk =", "uz = 1\nkk =", "unknown 'uz'"),
        # missing ones
        (SEARCH, "[hints]", "[hint]", "unknown 'hint'"),
        (SEARCH, "shortest = 4", "", "kazakh: no 'shortest'"),
        (SEARCH, "sharpest = ", "# ", "thresholds: no 'sharpest'"),
        (SEARCH, "unnamed = ", "# ", "weights: no 'unnamed'"),
        (SEARCH, "article = 0.0", "", "kinds: no 'article'"),
        (SYNONYMS, "words =", "# words =", "consulate: no 'words'"),
        (EMERGENCIES, 'kk = ["былтыр ұрып еді"]', "", "calm: no 'kk'"),
        (MISSIONS, "ru =", "# ru =", "no 'ru'"),
        # of another type
        (SEARCH, "shortest = 4", 'shortest = "4"', "kazakh: 'shortest' is not a whole number"),
        (SEARCH, "shortest = 4", "shortest = 0", "kazakh: 'shortest' is 0, not within 1-10"),
        (SEARCH, "sharpest = ", 'sharpest = "a" # ', "thresholds: 'sharpest' is not a number"),
        (SEARCH, "calm = 2", "calm = true # 2", "kinds: 'calm' is not a number"),
        (SEARCH, '"ә" = "а"', '"ә" = 1', "folding: 'ә' is not a text"),
        (SEARCH, '"sh" = "ш"', '"sh" = ""', "latin: 'sh' is empty"),
        (SYNONYMS, "[consulate]\nwords = ", "consulate = ", "'consulate' is not a table"),
        (SYNONYMS, '"консульство", ', "1, ", "consulate: 'words' holds something that is no text"),
        (EMERGENCIES, '["меня бьют"]', '"меня бьют"', "violence: 'ru' is not a list"),
        (OUTSIDE, '"ауа райы қандай"', '" "', "weather: 'kk' holds something that is no text"),
        (MISSIONS, '["{place} консулдығы"]', "{}", "'kk' is not a list"),
        # no such letters, words, notions
        (SEARCH, '"ә" = "а"', '"әә" = "а"', "folding: 'әә' is not one letter"),
        (SEARCH, '"ә" = "а"', '"" = "а"', "folding: '' is not one letter"),
        (SEARCH, "vowels =", "vowel =", "place_endings: unknown 'vowel'"),
        (SEARCH, "adjectives =", "# adjectives =", "place_endings: no 'adjectives'"),
        (SEARCH, '["узбекистан", ', '["?!", ', "countries: 'UZ': '?!' has no letters"),
        (SEARCH, '["qid", ', '["…", ', "hints: 'QA': '…' has no letters"),
        (SEARCH, '["мск", ', '["-", ', "cities: 'Moscow': '-' has no letters"),
        (
            SEARCH,
            '["consulate", "embassy"]',
            '["consulate", "bank"]',
            f"'contact_notions' names 'bank', which {SYNONYMS} does not have",
        ),
        (SYNONYMS, '"келісім"', '"екі жақ"', "agreement: 'екі жақ' is not one word"),
        # too long, or twice
        (
            SYNONYMS,
            '"келісім"',
            f'"{"к" * (LETTERS + 1)}"',
            f"agreement: '{'к' * LETTERS}' is not one word",
        ),
        (SYNONYMS, '"келісім"', '"agreement"', "agreement: 'words' names 'agreement' twice"),
        (
            EMERGENCIES,
            '["меня бьют"]',
            '["меня бьют", "меня бьют "]',
            "violence: 'ru' names 'меня бьют' twice",
        ),
        (
            MISSIONS,
            '"embassy phone"',
            '"consulate in {place}"',
            "'en' names 'consulate in {place}' twice",
        ),
    ],
)
def test_one_thing_broken_is_named(tree: Tree, file: str, old: str, new: str, fault: str) -> None:
    tree.change(file, old, new)
    with pytest.raises(ContentFault) as caught:
        load_lexicon(tree.root)
    assert str(caught.value).startswith(f"{file}: {fault}")
    assert str(caught.value).count("\n") == 0
    assert str(caught.value) in faults(tree)


def test_a_word_may_have_as_many_letters_as_fit(tree: Tree) -> None:
    tree.change(SYNONYMS, '"келісім"', f'"{"к" * LETTERS}"')
    assert faults(tree) == []


def test_all_faults_are_told_at_once(tree: Tree) -> None:
    tree.change(SYNONYMS, "words =", "# words =")
    tree.change(OUTSIDE, "ru =", "# ru =")
    tree.write(QUESTIONS, "a")
    assert faults(tree) == [
        f"{SYNONYMS}: consulate: no 'words'",
        f"{OUTSIDE}: weather: no 'ru'",
        f"{QUESTIONS}: line 1: a question before [kk], [ru] or [en]",
    ]


def test_questions_are_read_by_language(tree: Tree) -> None:
    tree.write(QUESTIONS, "[kk]\nкелісім бар ма\n\n[ru]\n  есть ли [договор]?  \nдоговор\n[en]\n")
    article = load_articles(tree.root)["kr/agreements"]
    assert article.questions == {
        Locale.KK: ("келісім бар ма",),
        Locale.RU: ("есть ли [договор]?", "договор"),
        Locale.EN: (),
    }
    assert load_articles(tree.root)["kr/entry"].questions == dict.fromkeys(Locale, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("есть ли договор\n[ru]\n", ["line 1: a question before [kk], [ru] or [en]"]),
        ("[ru]\nдоговор\n\n[uz]\n", ["line 4: '[uz]' is not [kk], [ru] or [en]"]),
        (
            "[uz]\nbitim\n",
            [
                "line 1: '[uz]' is not [kk], [ru] or [en]",
                "line 2: a question before [kk], [ru] or [en]",
            ],
        ),
        ("[ru]\nдоговор\nвиза\n договор \n", ["line 4: 'договор' stands there twice"]),
        ("[ru]\nдоговор\n[kk]\nдоговор\n[ru]\nвиза\n", []),
        (
            "[ru]\nдоговор\n[kk]\nкелісім\n[ru]\nдоговор\n",
            ["line 6: 'договор' stands there twice"],
        ),
        ("", []),
    ],
)
def test_a_line_of_the_questions_that_is_wrong_is_named(
    tree: Tree, text: str, expected: list[str]
) -> None:
    tree.write(QUESTIONS, text)
    assert faults(tree) == [f"{QUESTIONS}: {fault}" for fault in expected]


def test_questions_of_another_encoding_are_named(tree: Tree) -> None:
    (tree.root / QUESTIONS).write_bytes("[ru]\nвиза\n".encode("cp1251"))
    assert faults(tree) == [f"{QUESTIONS}: not UTF-8"]
    with pytest.raises(ContentFault, match=r"questions\.txt: not UTF-8"):
        load_articles(tree.root)


def test_the_report_counts_faults_of_the_lexicon(tree: Tree) -> None:
    tree.remove(SYNONYMS)
    lines = [*check(tree.root, TODAY).lines()]
    assert lines[0] == f"fault: {SYNONYMS}: no such file"
    assert lines[-1] == "1 faults, 0 notes"
