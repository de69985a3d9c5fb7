"""Other words of a consent are another consent: people are asked anew."""

from hashlib import sha256

import pytest

from bot.telegram.consent import stay_words
from bot.texts import Texts
from core.locale import Locale
from core.people.consent import STAY_CONSENT

# The words of each version, in each language. Never change a line of a version that was released.
STAY_WORDS = {
    "2026-11": {"kk": "f37ad8e0c01e0241", "ru": "daa090076d899800", "en": "2b118456fd5d89e9"},
}

MEND = """
The words of the consent are not those of version {version} in {language}.
Did their meaning change, or was the version released? Then raise STAY_CONSENT in
core/people/consent.py and add a line for it to STAY_WORDS in this file: everybody is asked anew.
Only before a release: put the digest {digest} into STAY_WORDS["{version}"]["{language}"].
"""


def digest(texts: Texts, locale: Locale) -> str:
    """Of the words with a name of who runs the bot, and without."""
    with texts.speaking(locale):
        words = stay_words("") + stay_words("N")
    return sha256(words.encode()).hexdigest()[:16]


@pytest.mark.parametrize("locale", list(Locale))
def test_the_words_are_those_of_their_version(texts: Texts, locale: Locale) -> None:
    found, wanted = digest(texts, locale), STAY_WORDS[STAY_CONSENT][locale.value]
    assert found == wanted, MEND.format(version=STAY_CONSENT, language=locale.value, digest=found)


def test_every_version_stands_alone() -> None:
    told = [one for words in STAY_WORDS.values() for one in words.values()]
    assert STAY_CONSENT in STAY_WORDS
    assert all(words.keys() == {one.value for one in Locale} for words in STAY_WORDS.values())
    assert len(set(told)) >= len(STAY_WORDS)
