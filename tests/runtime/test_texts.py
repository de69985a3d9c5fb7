"""Words in the person's language."""

import asyncio
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

from bot.texts import Catalogue, Texts, gettext, locale_in_force, ngettext
from core.locale import Locale

ONE = "{count} letter"
MANY = "{count} letters"
FORMS = {
    Locale.KK: ("{count} хат", "{count} хат"),
    Locale.RU: ("{count} письмо", "{count} письма", "{count} писем"),
    Locale.EN: (ONE, MANY),
}
HELLO = {Locale.KK: "Сәлем", Locale.RU: "Привет", Locale.EN: "Hello"}


def catalogue(locale: Locale, suffix: str = "") -> Catalog:
    made = Catalog(locale=locale.value)
    made.add("Hello", HELLO[locale] + suffix)
    made.add((ONE, MANY), FORMS[locale])
    return made


def write(folder: Path, locale: Locale, suffix: str, *, built: bool) -> None:
    base = folder / locale.value / "LC_MESSAGES"
    base.mkdir(parents=True, exist_ok=True)
    with (base / f"messages.{'mo' if built else 'po'}").open("wb") as file:
        (write_mo if built else write_po)(file, catalogue(locale, suffix))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for locale in Locale:
        write(tmp_path, locale, "", built=False)
    return tmp_path


@pytest.fixture
def small(folder: Path) -> Texts:
    return Texts.load(folder)


@pytest.mark.parametrize("locale", Locale)
def test_a_sentence_in_each_language(small: Texts, locale: Locale) -> None:
    with small.speaking(locale):
        assert gettext("Hello") == HELLO[locale]
        assert locale_in_force() is locale


def test_every_language_at_once(small: Texts) -> None:
    assert small.everywhere("Hello") == HELLO


def test_an_unknown_sentence_is_said_as_it_is(small: Texts) -> None:
    with small.speaking(Locale.KK):
        assert gettext("Nobody translated this") == "Nobody translated this"


@pytest.mark.parametrize(
    ("locale", "number", "words"),
    [
        (Locale.KK, 1, "{count} хат"),
        (Locale.KK, 2, "{count} хат"),
        (Locale.KK, 21, "{count} хат"),
        (Locale.RU, 1, "{count} письмо"),
        (Locale.RU, 2, "{count} письма"),
        (Locale.RU, 5, "{count} писем"),
        (Locale.RU, 11, "{count} писем"),
        (Locale.RU, 21, "{count} письмо"),
        (Locale.RU, 112, "{count} писем"),
        (Locale.EN, 1, ONE),
        (Locale.EN, 0, MANY),
        (Locale.EN, 21, MANY),
    ],
)
def test_plurals(small: Texts, locale: Locale, number: int, words: str) -> None:
    with small.speaking(locale):
        assert ngettext(ONE, MANY, number) == words


def test_real_plurals_of_kazakh_and_russian(texts: Texts) -> None:
    one = "⚠️ {number}: {count} person could not get through."
    many = "⚠️ {number}: {count} people could not get through."
    told = {}
    for locale in (Locale.KK, Locale.RU):
        with texts.speaking(locale):
            told[locale] = [ngettext(one, many, number) for number in (1, 2, 5, 21)]
    assert len(set(told[Locale.KK])) == 1
    assert told[Locale.RU][0] == told[Locale.RU][3]
    assert len(set(told[Locale.RU])) > 1
    assert {one, many}.isdisjoint(told[Locale.KK] + told[Locale.RU])


def test_a_built_catalogue_is_preferred(folder: Path) -> None:
    write(folder, Locale.KK, " (built)", built=True)
    texts = Texts.load(folder)
    assert texts.everywhere("Hello") == HELLO | {Locale.KK: "Сәлем (built)"}


def test_a_built_catalogue_needs_no_source(folder: Path) -> None:
    write(folder, Locale.RU, " (built)", built=True)
    (folder / "ru" / "LC_MESSAGES" / "messages.po").unlink()
    assert Texts.load(folder).everywhere("Hello")[Locale.RU] == "Привет (built)"


def test_a_missing_catalogue_is_no_silent_english(folder: Path) -> None:
    (folder / "kk" / "LC_MESSAGES" / "messages.po").unlink()
    with pytest.raises(FileNotFoundError):
        Texts.load(folder)


async def test_each_task_speaks_its_own_language(small: Texts) -> None:
    heard: dict[Locale, set[str]] = {locale: set() for locale in Locale}

    async def talk(locale: Locale) -> None:
        small.switch(locale)
        for _ in range(20):
            await asyncio.sleep(0)
            heard[locale].add(gettext("Hello"))

    async with asyncio.TaskGroup() as tasks:
        for locale in Locale:
            tasks.create_task(talk(locale))
    assert heard == {locale: {words} for locale, words in HELLO.items()}


async def test_what_a_task_switches_ends_with_it(small: Texts) -> None:
    with small.speaking(Locale.EN):
        async with asyncio.TaskGroup() as tasks:

            async def switch() -> None:
                small.switch(Locale.RU)

            tasks.create_task(switch())
        assert gettext("Hello") == "Hello"


def test_speaking_gives_the_last_language_back_also_after_a_fault(small: Texts) -> None:
    with small.speaking(Locale.KK):
        with pytest.raises(ZeroDivisionError), small.speaking(Locale.RU):
            raise ZeroDivisionError
        assert locale_in_force() is Locale.KK


def test_the_catalogue_in_memory_equals_the_built_one(folder: Path) -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue(Locale.RU))
    compiled.seek(0)
    built = Texts({Locale.RU: Catalogue(Locale.RU, GNUTranslations(compiled))})
    read = Texts.load(folder)
    for number in range(1, 130):
        with built.speaking(Locale.RU):
            wanted = ngettext(ONE, MANY, number)
        with read.speaking(Locale.RU):
            assert ngettext(ONE, MANY, number) == wanted
