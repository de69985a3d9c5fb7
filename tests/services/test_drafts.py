"""Drafts over SQLite: who may change which, what goes together, what is too late."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.content.content import Content
from bot.services.drafts import Drafts
from bot.words import country_names
from core.broadcasts.audience import Audience
from core.broadcasts.broadcast import Broadcast, Kind, State
from core.broadcasts.message import Action, Link, Version
from core.broadcasts.slips import Fault, Problem, Slip, Wrong
from core.broadcasts.variables import RESERVED, units
from core.locale import Locale
from core.people.person import CITY_LENGTH, Person
from core.people.topics import Topic
from core.refusal import Refusal
from core.roles.role import Grant, Role
from db.database import Database
from tests.conftest import NOON, MovedClock

ADMIN = Person(1, Locale.RU, "KR", "ansan", since=NOON)
KOREA, RUSSIA, OBSERVER, CITIZEN = (Person(one, Locale.KK) for one in (2, 3, 4, 5))
KK, RU, EN = Locale


@pytest.fixture
async def drafts(db: Database, clock: MovedClock, content: Content) -> Drafts:
    async with db.writing() as tx:
        for who, role, where in (
            (KOREA, Role.OPERATOR, frozenset({"KR"})),
            (RUSSIA, Role.OPERATOR, frozenset({"RU"})),
            (OBSERVER, Role.OBSERVER, None),
        ):
            await tx.grants.give(Grant(who.id, role, where, ADMIN.id, NOON))
    return Drafts(db, clock, content, frozenset({ADMIN.id}))


async def refused(coming: Awaitable[object]) -> str:
    with pytest.raises(Refusal) as refusal:
        await coming
    return refusal.value.code


async def kept(drafts: Drafts, number: int) -> Broadcast:
    async with drafts.db.reading() as tx:
        found = await tx.broadcasts.get(number)
    assert found is not None
    return found


async def put(drafts: Drafts, number: int, state: State) -> None:
    async with drafts.db.writing() as tx:
        assert await tx.broadcasts.move(number, state, of=list(State))


async def said(drafts: Drafts, number: int, locale: Locale, html: str) -> Broadcast:
    changed = await drafts.set_version(ADMIN, number, locale, Version(html))
    assert isinstance(changed, Broadcast)
    return changed


async def test_a_new_draft_knows_its_author_and_his_clocks(drafts: Drafts) -> None:
    draft = await drafts.new(ADMIN)
    assert draft == await kept(drafts, draft.id)
    assert (draft.state, draft.author_id, draft.zone) == (State.DRAFT, ADMIN.id, "Asia/Seoul")
    assert draft.audience == Audience()
    assert await drafts.unfinished(ADMIN) == draft
    assert await drafts.unfinished(KOREA) is None


async def test_a_bound_operator_begins_with_his_countries(drafts: Drafts) -> None:
    draft = await drafts.new(KOREA)
    assert draft.audience.countries == {"KR"}
    assert await drafts.get(KOREA, draft.id) == draft


@pytest.mark.parametrize("who", [OBSERVER, CITIZEN], ids=["observer", "citizen"])
async def test_who_has_no_right_learns_nothing(drafts: Drafts, who: Person) -> None:
    number = (await drafts.new(ADMIN)).id
    tried: list[Callable[[], Awaitable[object]]] = [
        lambda: drafts.new(who),
        lambda: drafts.unfinished(who),
        lambda: drafts.get(who, number),
        lambda: drafts.get(who, number + 1),
        lambda: drafts.drop(who, number),
        lambda: drafts.set_topic(who, number, Topic.NEWS),
        lambda: drafts.set_version(who, number, KK, Version("сөз")),
        lambda: drafts.set_buttons(who, number, KK, "-"),
    ]
    assert {await refused(one()) for one in tried} == {"not_allowed"}
    assert (await kept(drafts, number)).topic is None


async def test_one_desk_within_ones_countries(drafts: Drafts) -> None:
    korean, everybodys = await drafts.new(KOREA), await drafts.new(ADMIN)
    assert (await drafts.set_topic(ADMIN, korean.id, Topic.NEWS)).topic is Topic.NEWS
    for number in (korean.id, everybodys.id):
        assert await refused(drafts.get(RUSSIA, number)) == "not_allowed"
        assert await refused(drafts.drop(RUSSIA, number)) == "not_allowed"
    assert await refused(drafts.get(ADMIN, 99)) == "broadcast_unknown"


@pytest.mark.parametrize("state", sorted(set(State) - {State.DRAFT, State.SCHEDULED}))
async def test_what_goes_on_is_no_draft(drafts: Drafts, state: State) -> None:
    number = (await drafts.new(ADMIN)).id
    await put(drafts, number, state)
    gone = [drafts.get(ADMIN, number), drafts.set_drill(ADMIN, number, drill=True)]
    assert [await refused(one) for one in gone] == ["broadcast_gone_on"] * 2
    assert not (await kept(drafts, number)).drill


async def test_a_changed_schedule_is_a_draft_again(drafts: Drafts) -> None:
    draft = await drafts.new(ADMIN)
    due = NOON + timedelta(hours=3)
    async with drafts.db.writing() as tx:
        topical = replace(draft, topic=Topic.NEWS, due_at=due, confirmed_by=KOREA.id)
        await tx.broadcasts.save(topical)
    await put(drafts, draft.id, State.SCHEDULED)
    await drafts.set_topic(ADMIN, draft.id, Topic.NEWS)  # nothing new: it stays as confirmed
    assert (await kept(drafts, draft.id)).state is State.SCHEDULED
    await drafts.set_topic(ADMIN, draft.id, Topic.VACANCY)
    found = await kept(drafts, draft.id)
    assert (found.state, found.due_at, found.confirmed_by) == (State.DRAFT, due, None)
    async with drafts.db.reading() as tx:
        (written,) = await tx.audit.newest(5)
    assert (written.actor_id, written.action, written.about) == (ADMIN.id, "reopen", str(draft.id))


async def test_a_dropped_draft_is_off_the_desk(drafts: Drafts) -> None:
    draft = await drafts.new(ADMIN)
    await drafts.drop(ADMIN, draft.id)
    await drafts.drop(ADMIN, draft.id)
    assert (await kept(drafts, draft.id)).state is State.CANCELLED
    assert await drafts.unfinished(ADMIN) is None


async def test_versions_fall_back_and_go(drafts: Drafts) -> None:
    number = (await drafts.new(ADMIN)).id
    assert await refused(drafts.set_fallback(ADMIN, number, KK, RU)) == "fallback_empty"
    await said(drafts, number, RU, "слово")
    assert await refused(drafts.set_fallback(ADMIN, number, RU, RU)) == "fallback_empty"
    left = await drafts.set_fallback(ADMIN, number, EN, EN)
    assert [left.leaves_out(one) for one in Locale] == [False, False, True]
    again = await drafts.set_fallback(ADMIN, number, EN, None)
    assert not again.leaves_out(EN)
    await drafts.set_fallback(ADMIN, number, KK, RU)
    found = await kept(drafts, number)
    assert [found.spoken_to(one) for one in Locale] == [RU, RU, None]
    await said(drafts, number, KK, "сөз")
    assert (await kept(drafts, number)).spoken_to(KK) is KK
    await drafts.drop_version(ADMIN, number, KK)
    assert (await kept(drafts, number)).spoken_to(KK) is RU
    await drafts.drop_version(ADMIN, number, RU)
    found = await kept(drafts, number)
    assert (dict(found.versions), dict(found.fallbacks)) == ({}, {})


async def test_buttons_stay_when_the_words_change(drafts: Drafts) -> None:
    number = (await drafts.new(ADMIN)).id
    typed = "Көмек - emergency\nЕреже - article kz/consular-registration"
    assert await refused(drafts.set_buttons(ADMIN, number, KK, typed)) == "version_missing"
    await said(drafts, number, KK, "сөз")
    await drafts.set_buttons(ADMIN, number, KK, typed)
    await said(drafts, number, KK, "басқа сөз")
    buttons = (
        Link("Көмек", action=Action.EMERGENCY),
        Link("Ереже", "kz/consular-registration", Action.ARTICLE),
    )
    assert (await kept(drafts, number)).versions[KK] == Version("басқа сөз", buttons=buttons)
    wrong = await drafts.set_buttons(ADMIN, number, KK, "Ереже - article kz/none")
    assert wrong == [Fault(1, Wrong.ARTICLE, "Ереже - article kz/none")]
    assert (await kept(drafts, number)).versions[KK].buttons == buttons


async def test_an_album_goes_alone(drafts: Drafts) -> None:
    number = (await drafts.new(ADMIN)).id
    await said(drafts, number, KK, "сөз")
    await drafts.set_buttons(ADMIN, number, KK, "Көмек - emergency")
    first = Version("сурет", 1, (12,))
    await drafts.set_version(ADMIN, number, KK, first, kind="photo", grouped=True)
    for message_id in (14, 13, 13):
        await drafts.add_part(ADMIN, number, KK, message_id)
    album = Version("", 1, (12, 13, 14))
    assert (await kept(drafts, number)).versions[KK] == album
    alone = [
        drafts.set_drill(ADMIN, number, drill=True),
        drafts.set_kind(ADMIN, number, Kind.CHECK),
        drafts.set_buttons(ADMIN, number, KK, "Көмек - emergency"),
    ]
    assert [await refused(one) for one in alone] == ["album_alone"] * 3
    await said(drafts, number, KK, "сөз")
    await drafts.set_drill(ADMIN, number, drill=True)
    slip = await drafts.set_version(ADMIN, number, KK, first, kind="photo", grouped=True)
    assert slip == Slip(Problem.ALBUM)
    assert (await kept(drafts, number)).versions[KK] == Version("сөз")


async def test_a_check_is_about_safety(drafts: Drafts) -> None:
    number = (await drafts.new(ADMIN)).id
    await drafts.set_topic(ADMIN, number, Topic.NEWS)
    await drafts.set_kind(ADMIN, number, Kind.CHECK)
    assert await refused(drafts.set_topic(ADMIN, number, Topic.NEWS)) == "check_is_safety"
    assert await refused(drafts.set_topic(ADMIN, number, Topic.REMINDERS)) == "topic_unknown"
    found = await kept(drafts, number)
    assert (found.kind, found.topic) == (Kind.CHECK, Topic.SAFETY)


async def test_what_cannot_be_sent_changes_nothing(drafts: Drafts) -> None:
    number = (await drafts.new(ADMIN)).id
    await said(drafts, number, KK, "сөз")
    slip = await drafts.set_version(ADMIN, number, KK, Version("{person.__class__}"))
    assert slip == Slip(Problem.FIELD, ("person.__class__",))
    assert (await kept(drafts, number)).versions[KK] == Version("сөз")


def test_room_is_kept_for_every_name(content: Content) -> None:
    """Else a broadcast would be too long for those in the place with the longest one."""
    titles = [one.title.to(locale) for one in content.missions.values() for locale in Locale]
    countries = [name for code in content.countries for name in country_names(code).values()]
    cities = [
        one.name.to(locale)
        for code in content.countries
        for one in content.cities_of(code)
        for locale in Locale
    ]
    longest = max(map(units, [*titles, *countries, *cities, "😀" * CITY_LENGTH]))
    assert 100 < longest <= RESERVED
