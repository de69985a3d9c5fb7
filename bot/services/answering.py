"""What a person says to the form, read with the cities, countries and dates of the content."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from bot.content.content import Content
from bot.words import country_names
from core.people.hours import local
from core.search.folding import Folding
from core.stays import answers
from core.stays.answers import Known, Problem
from core.stays.cities import like
from core.stays.countries import by_name
from core.stays.draft import Draft


@dataclass(frozen=True, slots=True)
class _Names:
    folding: Folding
    countries: Mapping[str, str]


def answer(content: Content, draft: Draft, text: str, now: datetime) -> Draft | Problem:
    """The draft with the words as the answer to its present question."""
    return answers.answer(draft, text, _known(content, draft, now))


def contact(
    content: Content, draft: Draft, name: str, phone: str, now: datetime
) -> Draft | Problem:
    """The draft with a contact card as the answer."""
    return answers.contact(draft, name, phone, _known(content, draft, now))


def today(content: Content, draft: Draft, now: datetime) -> date:
    """By the clocks of the place the draft names."""
    return local(now, content.zone(draft.country, draft.city)).date()


def cities_near(content: Content, draft: Draft) -> list[int]:
    """The numbers, in their country's list, of the cities like the one typed."""
    if draft.typed is None:
        return []
    listed, nicknames = content.cities_of(draft.country), content.lexicon.cities
    found = like(draft.typed, listed, _names(content).folding, nicknames)
    return [listed.index(city) for city in found.near]


def _known(content: Content, draft: Draft, now: datetime) -> Known:
    names = _names(content)
    return Known(
        asked_on=today(content, draft, now),
        words=content.calendar,
        cities=content.cities_of(draft.country),
        countries_by_name=names.countries,
        folding=names.folding,
        nicknames=content.lexicon.cities,
    )


@lru_cache(maxsize=2)
def _names(content: Content) -> _Names:
    """Every country by its names and by what people call it."""
    folding, spoken = Folding(content.lexicon.alphabet), content.lexicon.countries
    named = (
        (name, code)
        for code in content.countries
        for name in (*country_names(code).values(), *spoken.get(code, ()))
    )
    return _Names(folding, by_name(named, folding))
