"""Cities and countries as typed, against the whole content."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.countries import load_countries
from bot.content.lexicon import load_lexicon
from bot.words import country_names
from core.missions.countries import City
from core.search.folding import Folding
from core.stays.cities import Match, like
from core.stays.countries import by_name, country_like

CONTENT = Path(__file__).parents[2] / "content"
COUNTRIES = load_countries(CONTENT)
LEXICON = load_lexicon(CONTENT)
FOLDING = Folding(LEXICON.alphabet)
KNOWN = by_name(
    [
        (name, code)
        for code in COUNTRIES
        for name in (*country_names(code).values(), *LEXICON.countries.get(code, ()))
    ],
    FOLDING,
)
WORLD = [chr(one) + chr(two) for one in range(65, 91) for two in range(65, 91)]
"""Every pair of letters: the codes of all countries are among them."""


def found(text: str, country: str) -> Match:
    return like(text, COUNTRIES[country].cities, FOLDING, LEXICON.cities)


@pytest.mark.parametrize(
    ("text", "country", "city"),
    [
        *(("Мәскеу", "RU", "moscow"), ("маскеу", "RU", "moscow"), ("МОСКВА", "RU", "moscow")),
        *(("Moskva", "RU", "moscow"), ("питер", "RU", "saint-petersburg")),
        *(("Санкт Петербург", "RU", "saint-petersburg"), ("Қазан", "RU", "kazan")),
        *(("казан", "RU", "kazan"), ("Сеул", "KR", "seoul"), ("seul", "KR", "seoul")),
        *(("Бусан", "KR", "busan"), ("пусань", "KR", "busan"), ("Доха", "QA", "doha")),
        *(("аль хор", "QA", "al-khor"), ("London", "GB", "london")),
    ],
)
def test_another_alphabet_is_no_other_city(text: str, country: str, city: str) -> None:
    match = found(text, country)
    assert match.exact is not None
    assert (match.exact.id, match.near) == (city, ())


@pytest.mark.parametrize(
    ("text", "country", "city"),
    [
        *(("Екатеринбурк", "RU", "yekaterinburg"), ("в Москве", "RU", "moscow")),
        *(("г. Москва", "RU", "moscow"), ("Мәскеуде", "RU", "moscow"), ("Сеулде", "KR", "seoul")),
        *(
            ("город Сеул", "KR", "seoul"),
            ("Londn", "GB", "london"),
            ("манчестр", "GB", "manchester"),
        ),
    ],
)
def test_a_slip_or_an_ending_is_asked_about(text: str, country: str, city: str) -> None:
    match = found(text, country)
    assert match.exact is None
    assert match.near[0].id == city


@pytest.mark.parametrize(
    ("text", "country"),
    [
        *(("Хвасон", "KR"), ("Тула", "RU"), ("Воронеж", "RU"), ("Кент", "GB"), ("서울", "KR")),
        *(("", "KR"), ("🙂", "KR"), ("12", "KR"), ("Лусаил", "QA")),
    ],
)
def test_another_city_is_left_as_typed(text: str, country: str) -> None:
    assert found(text, country) == Match()


def test_every_listed_city_is_itself_by_each_of_its_names() -> None:
    for country in COUNTRIES.values():
        for city in country.cities:
            for name in (city.name.kk, city.name.ru, city.name.en):
                assert found(name, country.code).exact is city


def test_no_more_are_offered_than_asked_for() -> None:
    cities = COUNTRIES["RU"].cities
    alike: list[City] = [cities[0]] * 5
    assert len(like("Москвва", alike, FOLDING, limit=2).near) in {0, 2}
    assert like("Масква", alike, FOLDING, limit=2).near == tuple(alike[:2])


@given(st.text(max_size=200))
def test_no_text_breaks_a_list(text: str) -> None:
    match = found(text, "RU")
    assert len(match.near) <= 3
    assert match.exact is None or not match.near
    assert country_like(text, KNOWN, FOLDING) in {None, *COUNTRIES}


def test_every_country_of_the_world_is_itself_or_none() -> None:
    """No name of a country that is not listed may pass for one that is."""
    wrong = [
        (name, meant)
        for code in WORLD
        for name in country_names(code).values()
        if name != code and (meant := country_like(name, KNOWN, FOLDING))
        if meant != (code if code in COUNTRIES else None)
    ]
    assert wrong == []
    for code in COUNTRIES:
        assert {country_like(name, KNOWN, FOLDING) for name in country_names(code).values()} == {
            code
        }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(
            ("корея", "KR"),
            ("в Корее", "KR"),
            ("Россиядан", "RU"),
            ("в Иране", "IR"),
            ("Кореяда", "KR"),
        ),
        *(("ұлыбритания", "GB"), ("UK", "GB"), ("Англия", "GB"), ("рф", "RU"), ("ресейде", "RU")),
        *(("Росия", "RU"), ("Катаре", "QA"), ("Узбикистан", "UZ"), ("сша", "US"), ("оаэ", "AE")),
        *(("Австралея", None), ("Катр", None), ("Северная Корея", None), ("Куба", None)),
        *(("Мальта", None), ("Корея Россия", None), ("көремін", None), ("", None)),
    ],
)
def test_a_country_is_understood_or_asked_again(text: str, code: str | None) -> None:
    assert country_like(text, KNOWN, FOLDING) == code
