"""Words that no other feature took are a question: an answer, choices, or honestly nothing."""

from pathlib import Path

import pytest

from bot.content.content import Content
from bot.features.ask.callbacks import AskHuman
from core.locale import Locale
from pretend.visitor import Seen, Visitor
from tests.conftest import World
from tests.features.conftest import Says
from tests.features.kept import kept, toast
from tests.features.test_emergency import KR_NUMBERS, replace, shows

CHOSEN = {"kk": "✓ Қазақша", "ru": "✓ Русский", "en": "✓ English"}
WAGES = {
    "kk": "жұмыс беруші жалақымды бермей жүр",
    "ru": "работодатель не платит зарплату",
    "en": "my employer does not pay my wages",
}
VAGUE = {"kk": "жұмыс", "ru": "работа", "en": "where can I work"}
IDLE = {"kk": "ауа райы ертең", "ru": "погода завтра", "en": "what is the weather tomorrow"}
FIRE = {"kk": "өрт болып жатыр", "ru": "пожар, горит дом", "en": "fire, the house is burning"}
ARTICLE = "kr/unpaid-wages"

AUTOMATIC, CHOICES = "🤖 Answered automatically.", "Is it one of these?"
NOTHING, UNKNOWN = "I have no answer to this.", "I do not know this command."
SAFE = "When you are safe, this may help:"
ENTRANCE = "Write your question in your own words."
HELPED, NOT_MEANT, NONE = "👍 Helped", "🔄 Not what I meant", "🚫 None of these"


def question(visitor: Visitor) -> Seen:
    """The newest message of the person's own."""
    return [one for one in visitor.sees() if one.sender == visitor.id][-1]


async def in_korea_speaking(world: World, named: Says, language: str) -> Visitor:
    visitor = world.visitor(language=language)
    await visitor.starts()
    await visitor.taps(CHOSEN[language])
    await visitor.taps(named("KR", language))
    return visitor


@pytest.mark.parametrize("language", WAGES)
async def test_an_answer_tells_what_it_stands_on_and_leads_on(
    world: World, content: Content, says: Says, named: Says, language: str
) -> None:
    visitor = await in_korea_speaking(world, named, language)
    words = await visitor.writes(WAGES[language])
    article = content.articles[ARTICLE]
    title = article.title.to(Locale(language))
    assert words.startswith(f"{says(AUTOMATIC, language)}\n\n{title}")
    weightiest = min(article.sources, key=lambda one: one.tier.rank)
    assert weightiest.url.replace("&", "&amp;") in visitor.last.html
    for told in ("Source: {name}, {date}.", "✅ Checked on {date}."):
        assert says(told, language).partition("{")[0] in words
    assert visitor.last.raw["reply_to"] == question(visitor).id
    ways = ("📖 Read in full", HELPED, NOT_MEANT, "💬 Ask a human", "🏠 Home")
    assert visitor.buttons() == [says(one, language) for one in ways]
    assert (await visitor.taps(says("📖 Read in full", language))).startswith(title)


@pytest.mark.parametrize("language", VAGUE)
async def test_a_vague_question_gets_no_more_than_three_choices(
    world: World, says: Says, language: str
) -> None:
    visitor = world.visitor(language=language)
    assert (await visitor.writes(VAGUE[language])).startswith(says(CHOICES, language))
    *choices, none, human, home = visitor.buttons()
    assert 1 <= len(choices) <= 3
    ways = (NONE, "💬 Ask a human", "🏠 Home")
    assert [none, human, home] == [says(one, language) for one in ways]
    assert visitor.last.raw["reply_to"] == question(visitor).id
    opened = await visitor.taps(choices[0])
    assert opened.startswith(choices[0].partition(" ")[2])


@pytest.mark.parametrize("language", IDLE)
async def test_nothing_is_found_honestly_and_remembered(
    world: World, says: Says, language: str
) -> None:
    visitor = world.visitor(language=language)
    assert (await visitor.writes(IDLE[language])).startswith(says(NOTHING, language))
    assert says("🆘 Emergency", language) in visitor.buttons()
    assert visitor.last.raw["reply_to"] == question(visitor).id
    async with world.db.reading() as tx:
        (asked,) = await tx.questions.most_asked(5)
    assert (asked.language, asked.country, asked.times) == (Locale(language), None, 1)
    assert asked.words.split()[-1] in IDLE[language]


async def test_not_what_i_meant_shows_the_others_and_none_of_these_is_remembered(
    world: World, in_korea: Visitor, content: Content, says: Says
) -> None:
    await in_korea.writes(WAGES["kk"])
    answered = in_korea.last.id
    words = await in_korea.taps(says(NOT_MEANT))
    assert words.startswith(says(CHOICES))
    assert (in_korea.last.id, in_korea.last.edited) == (answered, True)
    assert f"🇰🇷 {content.articles[ARTICLE].title.kk}" not in in_korea.buttons()
    assert (await in_korea.taps(says(NONE))).startswith(says(NOTHING))
    async with world.db.reading() as tx:
        (asked,) = await tx.questions.most_asked(5)
        (judged,) = await tx.questions.most_missed(5)
    assert (asked.country, asked.times) == ("KR", 1)
    assert (judged.answer, judged.helped, judged.missed) == (ARTICLE, 0, 1)
    assert judged.words == asked.words


async def test_helped_is_counted_for_the_article_and_for_the_question(
    world: World, in_korea: Visitor, says: Says
) -> None:
    await in_korea.writes(WAGES["kk"])
    await in_korea.taps(says(HELPED))
    assert toast(in_korea) == says("Thank you. This helps us to answer better.")
    assert in_korea.text.startswith(says(AUTOMATIC))  # nothing new came into the chat
    async with world.db.reading() as tx:
        assert await tx.feedback.votes_of(in_korea.id) == 1
    found = await kept(world.db)
    (judged,) = found["answer_votes"]
    assert (judged["answer"], judged["helped"], judged["missed"]) == (ARTICLE, 1, 0)
    assert str(in_korea.id) not in str(found["answer_votes"])


async def test_the_buttons_outlive_a_question_the_person_deleted(
    world: World, in_korea: Visitor, says: Says
) -> None:
    await in_korea.writes(WAGES["kk"])
    in_korea.deletes(question(in_korea).id)
    await in_korea.taps(says(HELPED))
    assert toast(in_korea) == says("Thank you. This helps us to answer better.")
    assert (await in_korea.taps(says(NOT_MEANT))).startswith(says(NOTHING))
    found = await kept(world.db)
    assert [(one["article"], one["helped"]) for one in found["votes"]] == [(ARTICLE, False)]
    assert not found.keys() & {"unanswered", "answer_votes"}


@pytest.mark.parametrize("words", ["/ask", "/ask ", "/ask@saparlas_bot", "💬 Ask"])
async def test_asking_without_words_says_who_answers(
    world: World, visitor: Visitor, says: Says, words: str
) -> None:
    found = await visitor.writes(says(words) if words == "💬 Ask" else words)
    assert found.startswith(says(ENTRANCE))
    promise = "A program answers, not a human. It shows the source and the date of each answer."
    assert says(promise) in found
    assert says("💬 Ask a human") in visitor.buttons()
    assert await kept(world.db) == {}


async def test_a_question_may_stand_behind_the_command(
    world: World, in_korea: Visitor, says: Says
) -> None:
    words = await in_korea.writes(f"/ask {WAGES['ru']}")
    assert words == await in_korea.writes(f"/ASK@saparlas_bot  {WAGES['ru']} ")
    assert words.startswith(says(AUTOMATIC))
    assert (await in_korea.taps(says(NOT_MEANT))).startswith(says(CHOICES))
    async with world.db.reading() as tx:
        (judged,) = await tx.questions.most_missed(5)
    assert judged.words == WAGES["ru"]  # the command is no part of it


async def test_asking_a_human_names_the_missions_and_reliable_numbers(
    in_korea: Visitor, says: Says
) -> None:
    await in_korea.writes(WAGES["kk"])
    words = await in_korea.taps(says("💬 Ask a human"))
    assert words.startswith(says("A human answers at the consulate."))
    assert says("Nobody reads this chat yet, so do not wait for an answer here.") in words
    assert "+82 10-6572-9311" in words
    assert "+82 2-2749-0096" not in words  # low confidence
    assert says("no confirmed number") in words  # Busan
    assert "🏛 Қазақстанның Сеулдегі елшілігі" in in_korea.buttons()
    assert not any("ұрметті" in label for label in in_korea.buttons())  # no honorary consulate


async def test_an_old_button_of_asking_a_human_still_works(visitor: Visitor, says: Says) -> None:
    await visitor.starts()
    words = await visitor.taps_data(AskHuman().pack())
    assert says("Choose the country or send your place: I will show whom to call.") in words


@pytest.mark.parametrize("language", FIRE)
async def test_words_of_danger_get_the_numbers_first(
    world: World, says: Says, named: Says, language: str
) -> None:
    visitor = await in_korea_speaking(world, named, language)
    last = await visitor.writes(FIRE[language])
    asked = question(visitor)
    card, *behind = [one for one in visitor.sees() if one.id > asked.id]
    title = says("🆘 Emergency: {country}", language).format(country=named("KR", language))
    assert card.text.startswith(title)
    assert all(shows(card.text, number) for number in KR_NUMBERS)
    assert card.raw["reply_to"] == asked.id
    assert [one.text for one in behind] == [says(SAFE, language)] == [last]
    assert "unanswered" not in await kept(world.db)


@pytest.mark.parametrize("garbage", [b"", b"this is no database any more. " * 2000])
@pytest.mark.usefixtures("troubled")
async def test_questions_are_answered_with_the_database_gone(
    visitor: Visitor, says: Says, database_file: Path, garbage: bytes
) -> None:
    replace(database_file, garbage)
    await visitor.writes(FIRE["ru"])
    card = visitor.sees()[1]
    assert all(shows(card.text, number) for number in ("112", "119"))  # of each host country
    assert (await visitor.writes(IDLE["kk"])).startswith(says(NOTHING))
    assert (await visitor.writes("Сеулдегі елшіліктің телефоны")).startswith(says(AUTOMATIC))
    await visitor.taps(says(HELPED))
    await visitor.taps(says(NOT_MEANT))
    assert visitor.text.startswith(says(CHOICES))


async def test_words_within_a_form_are_no_question(world: World, in_korea: Visitor) -> None:
    await in_korea.taps_data("syt")
    await in_korea.writes("Өрт")
    assert (await kept(world.db))["people"][0]["city"] == "Өрт"
    assert "119" not in in_korea.text


async def test_a_question_by_command_leaves_the_form(
    world: World, in_korea: Visitor, says: Says
) -> None:
    await in_korea.taps_data("syt")
    assert (await in_korea.writes(f"/ask {FIRE['kk']}")) == says(SAFE)
    assert (await in_korea.writes(WAGES["kk"])).startswith(says(AUTOMATIC))
    assert (await kept(world.db))["people"][0]["city"] is None
