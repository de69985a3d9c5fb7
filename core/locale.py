"""The three languages, and a text that exists in all of them."""

from dataclasses import dataclass
from enum import StrEnum


class Locale(StrEnum):
    """A language people may choose. Kazakh is first: it is what an unknown person gets."""

    KK = "kk"
    RU = "ru"
    EN = "en"

    @classmethod
    def best(cls, language_code: str | None) -> "Locale":
        """The nearest of ours to a Telegram language code such as `ru`, `en-GB` or `ky`.

        Where people commonly read Russian it is Russian; an unknown one gives English, none at
        all Kazakh.
        """
        if not language_code:
            return cls.KK
        base = language_code.replace("_", "-").split("-")[0].lower()
        if base in {"kk", "ru", "en"}:
            return cls(base)
        return cls.RU if base in {"be", "ky", "tg", "uk", "uz"} else cls.EN


@dataclass(frozen=True, slots=True)
class Translated:
    """One text in all three languages; never empty in any of them."""

    kk: str
    ru: str
    en: str

    def to(self, locale: Locale) -> str:
        match locale:
            case Locale.KK:
                return self.kk
            case Locale.RU:
                return self.ru
            case Locale.EN:
                return self.en
