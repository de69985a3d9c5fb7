"""Between a draft and its start: a second operator, the same words again, an hour of its own."""

from datetime import timedelta

import pytest

from bot.content.content import Content
from bot.features.broadcasts.callbacks import OpenReach
from bot.settings import Settings
from bot.texts import Texts
from core.broadcasts.audience import Audience
from core.broadcasts.broadcast import SECOND_OPERATOR_ABOVE, Broadcast, State
from core.locale import Locale
from core.people.person import Person
from core.people.topics import Topic
from tests.conftest import NOON, MovedClock, World
from tests.features.conftest import Says
from tests.features.on_duty import ADMIN, WORDS, citizen, staffed
from tests.journeys.desk import LANGUAGES, Operator

SECOND = 2_002
KOREA = Audience(countries=frozenset({"KR"}))


async def drafted(world: World, topic: Topic) -> int:
    draft = Broadcast(
        ADMIN, NOON, "Asia/Almaty", topic=topic, versions=WORDS, audience=KOREA
    )  # fmt: skip
    async with world.db.writing() as tx:
        return (await tx.broadcasts.add(draft)).id


async def to_confirm(desk: Operator, number: int) -> None:
    await desk.visitor.taps_data(OpenReach(number=number).pack())
    await desk.taps("➡️ Go on to confirm")
    await desk.confirms()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_safety_to_more_than_a_thousand_takes_two(
    settings: Settings,
    content: Content,
    clock: MovedClock,
    texts: Texts,
    says: Says,
    language: str,
) -> None:
    async with staffed(settings, content, clock, ADMIN, SECOND, language=language) as world:
        first, second = (Operator(world, one, texts, says, language) for one in world.people)
        async with world.db.writing() as tx:
            for number in range(SECOND_OPERATOR_ABOVE + 1):
                await tx.people.save(Person(10_000 + number, Locale.KK, "KR"), NOON)
        number = await drafted(world, Topic.SAFETY)
        await to_confirm(first, number)
        assert (await first.kept(number)).state is State.WAITING
        await world.app.crew.sending.prepare()
        assert (await first.kept(number)).planned == 0  # nobody is even listed
        assert first.word("✋ A second operator is needed. Please read it and confirm.") in (
            second.visitor.text
        )
        assert WORDS[Locale(language)].html in second.visitor.text
        await second.confirms()
        begun = await first.kept(number)
        assert (begun.state, begun.confirmed_by) == (State.PLANNING, SECOND)
        assert begun.in_force
        assert first.word("✅ A second operator has confirmed it.") in first.visitor.text


async def test_the_same_words_again_are_insisted_on(
    settings: Settings, content: Content, clock: MovedClock, texts: Texts, says: Says
) -> None:
    async with staffed(settings, content, clock, ADMIN, language="kk") as world:
        desk = Operator(world, world.people[0], texts, says, "kk")
        korean = await citizen(world, 1_001, "kk", "KR")
        sending, progress = world.app.crew.sending, world.app.crew.progress
        await progress.tick()
        await to_confirm(desk, await drafted(world, Topic.NEWS))
        await sending.round()
        await progress.tick()  # it was over before anybody could see it go
        assert desk.word("✅ Delivered: {count}", count=1) in desk.visitor.text
        await to_confirm(desk, await drafted(world, Topic.NEWS))
        await sending.round()
        assert desk.word("It was not sent.") in desk.visitor.text
        assert desk.word("No. {number}", number=1) in desk.visitor.text
        words = WORDS[Locale.KK].html
        assert [one.html for one in korean.sees()].count(words) == 1
        await desk.taps("Send all the same")
        await sending.round()
        assert [one.html for one in korean.sees()].count(words) == 2


async def test_one_with_an_hour_of_its_own_starts_then(
    settings: Settings, content: Content, clock: MovedClock, texts: Texts, says: Says
) -> None:
    async with staffed(settings, content, clock, ADMIN, language="ru") as world:
        desk = Operator(world, world.people[0], texts, says, "ru")
        korean = await citizen(world, 1_001, "ru", "KR")
        sending, words = world.app.crew.sending, WORDS[Locale.RU].html
        number = await drafted(world, Topic.NEWS)
        await desk.visitor.taps_data(OpenReach(number=number).pack())
        await desk.taps("🕓 Set a time")
        await desk.visitor.writes("23.11 14:30")  # in Almaty: 09:30 in UTC
        await desk.confirms()
        due = NOON + timedelta(hours=3, minutes=30)
        found = await desk.kept(number)
        assert (found.state, found.due_at) == (State.SCHEDULED, due)
        clock.move(due - clock() - timedelta(minutes=1))
        await sending.round()
        assert words not in [one.html for one in korean.sees()]
        clock.move(timedelta(minutes=1))
        await sending.round()
        assert words in [one.html for one in korean.sees()]
        found = await desk.kept(number)
        assert (found.state, found.started_at) == (State.DONE, due)
