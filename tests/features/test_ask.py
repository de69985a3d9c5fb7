"""«Ask a human», and words that no feature took."""

import pytest

from bot.features.ask.callbacks import AskHuman
from pretend.jsons import Json
from pretend.visitor import Visitor
from tests.conftest import World
from tests.features.conftest import Says
from tests.features.kept import kept

NOT_YET = "I cannot answer free questions yet."


@pytest.mark.parametrize("words", ["/ask", "/ask не платят", "💬 Сұрау"])
async def test_asking_says_who_answers(visitor: Visitor, says: Says, words: str) -> None:
    found = await visitor.writes(words.replace("💬 Сұрау", says("💬 Ask")))
    assert found.startswith(says("A human answers at the consulate."))
    assert says("Nobody reads this chat yet, so do not wait for an answer here.") in found


async def test_a_known_country_names_its_missions_and_reliable_numbers(
    visitor: Visitor, says: Says, named: Says
) -> None:
    await visitor.starts()
    await visitor.taps("✓ Қазақша")
    await visitor.taps(named("KR"))
    words = await visitor.taps_data(AskHuman().pack())
    assert "+82 10-6572-9311" in words
    assert "+82 2-2749-0096" not in words  # low confidence
    assert says("no confirmed number") in words  # Busan
    assert "🏛 Қазақстанның Сеулдегі елшілігі" in visitor.buttons()
    assert not any("ұрметті" in label for label in visitor.buttons())  # no honorary consulate


@pytest.mark.parametrize(
    "words",
    [
        "не платят зарплату",
        "жалақымды бермейді",
        "help",
        "<b>bold</b> & <script>",
        "</b></blockquote>",
        "&lt;&amp;&#0;",
        "\u202eтидорг",
        "السلام عليكم",
        "🆘🆘🆘",
        "👩🏽‍🚀" * 100,
        "я" * 4096,
        "🙂" * 2048,
        "a\x00b",
        "/unknown",
        "/",
        "//",
        "/@",
        "/start@another_bot",
        "/sos@another_bot",
        "%s {person} {0}",
    ],
)
async def test_any_words_get_an_honest_answer(
    world: World, visitor: Visitor, says: Says, words: str
) -> None:
    found = await visitor.writes(words)
    assert found.startswith(says(NOT_YET))
    for label in ("💬 Ask a human", "🆘 Emergency", "🏠 Home"):
        assert says(label) in visitor.buttons()
    assert await kept(world.db) == {}


@pytest.mark.parametrize(
    "content",
    [
        {"photo": "pixels"},
        {"photo": "pixels", "caption": "мой паспорт"},
        {"document": "contract"},
        {"contact": {"phone_number": "+77010000000"}},
        {"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1,
                     "height": 1, "is_animated": False, "is_video": False}},
        {"dice": {"emoji": "🎲", "value": 3}},
        {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}},
    ],
)  # fmt: skip
async def test_what_are_no_words_is_told_so_and_not_kept(
    world: World, visitor: Visitor, says: Says, content: Json
) -> None:
    assert await visitor.sends(content) == says(
        "I understand buttons, words and a location. Other things I cannot read."
    )
    assert await kept(world.db) == {}
