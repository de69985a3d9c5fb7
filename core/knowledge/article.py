"""An article of the knowledge base."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.knowledge.blocks import Page
from core.knowledge.source import Source
from core.locale import Locale, Translated

_ID = re.compile(r"([a-z]{2})/([a-z0-9]+(?:-[a-z0-9]+)*)")


class Group(StrEnum):
    """Where an article stands in the order of a migrant's life."""

    BEFORE = "before"
    ARRIVING = "arriving"
    WORKING = "working"
    TROUBLE = "trouble"
    HOME = "home"


@dataclass(frozen=True, slots=True, order=True)
class ArticleId:
    """`kr/agreements`: the scope (a country's side) and the article's name in it. For ever."""

    scope: str
    slug: str

    @classmethod
    def parse(cls, text: str) -> "ArticleId":
        """ValueError: not of the form `scope/slug`, two letters and a word of a-z, 0-9 and -."""
        found = _ID.fullmatch(text)
        if found is None:
            raise ValueError(text)
        return cls(*found.groups())

    def __str__(self) -> str:
        return f"{self.scope}/{self.slug}"


@dataclass(frozen=True, slots=True)
class Article:
    """Complete in every language. `missions` are ids of missions; `sources` stand as written.

    `questions`: examples of what people type when this is the answer.
    `not_confirmed`: no law, official page or news quoting an official stands behind it, and its
    reader is told so.
    """

    id: ArticleId
    group: Group
    order: int
    checked_on: date
    review_every_days: int
    related: tuple[ArticleId, ...]
    missions: tuple[str, ...]
    not_confirmed: bool
    title: Translated
    summary: Translated
    keywords: Mapping[Locale, tuple[str, ...]] = field(hash=False)
    questions: Mapping[Locale, tuple[str, ...]] = field(hash=False)
    sources: tuple[Source, ...]
    bodies: Mapping[Locale, tuple[Page, ...]] = field(hash=False)
