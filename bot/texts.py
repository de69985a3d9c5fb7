"""Words in the person's language: gettext catalogues, one of them in force at a time.

A msgid is a short English sentence. Compiled catalogues (`.mo`) are taken where the image built
them, otherwise they are compiled from the `.po` files in memory.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from core.locale import Locale

LOCALES = Path(__file__).parent.parent / "locales"
DOMAIN = "messages"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The words of one language."""

    locale: Locale
    words: GNUTranslations


_current: ContextVar[Catalogue] = ContextVar("catalogue")


@dataclass(frozen=True, slots=True)
class Texts:
    """All three catalogues."""

    catalogues: Mapping[Locale, Catalogue]

    @classmethod
    def load(cls, folder: Path = LOCALES) -> "Texts":
        return cls({locale: Catalogue(locale, _open(folder, locale)) for locale in Locale})

    @contextmanager
    def speaking(self, locale: Locale) -> Iterator[None]:
        """Within it `gettext` answers in `locale`; other tasks are not touched."""
        token = _current.set(self.catalogues[locale])
        try:
            yield
        finally:
            _current.reset(token)

    def switch(self, locale: Locale) -> None:
        """From here to the end of the task, `gettext` answers in `locale`."""
        _current.set(self.catalogues[locale])

    def everywhere(self, msgid: str) -> dict[Locale, str]:
        """One sentence in every language: what a person may press, whatever he chose since."""
        return {
            locale: catalogue.words.gettext(msgid) for locale, catalogue in self.catalogues.items()
        }


def gettext(msgid: str) -> str:
    return _current.get().words.gettext(msgid)


def ngettext(one: str, many: str, number: int) -> str:
    return _current.get().words.ngettext(one, many, number)


def mark(msgid: str) -> str:
    """Marks a sentence for the catalogue that is translated later, where it is shown."""
    return msgid


def locale_in_force() -> Locale:
    return _current.get().locale


def _open(folder: Path, locale: Locale) -> GNUTranslations:
    base = folder / locale.value / "LC_MESSAGES" / DOMAIN
    built = base.with_suffix(".mo")
    if built.is_file():
        with built.open("rb") as file:
            return GNUTranslations(file)
    source = base.with_suffix(".po")
    return _compile(source, locale, source.stat().st_mtime_ns)


@lru_cache(maxsize=3)
def _compile(source: Path, locale: Locale, _changed_at: int) -> GNUTranslations:
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - the image has .mo files
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with source.open("rb") as file:
        catalogue = read_po(file, locale=locale.value)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
