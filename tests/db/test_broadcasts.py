"""Broadcasts: kept and read back, moved by compare-and-set, found by what the worker asks."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from core.broadcasts.audience import Audience, Register, Team
from core.broadcasts.broadcast import Broadcast, Kind, Place, State
from core.broadcasts.delivery import Reason
from core.broadcasts.launch import digest
from core.broadcasts.message import Action, Link, Version
from core.locale import Locale
from core.people.topics import Topic
from db.broadcast_json import audience_json, read_audience, read_content
from db.database import Database
from db.tables.broadcasts import broadcasts
from tests.conftest import NOON

HOUR = timedelta(hours=1)
PLAIN = Broadcast(7, NOON, "Asia/Almaty")
AUDIENCE = Audience(
    countries=frozenset({"KR", "RU"}),
    cities=frozenset({"ansan", "Усть-Кут"}),
    mission="kr-seoul-embassy",
    languages=frozenset({Locale.KK, Locale.RU}),
    register=Register.OPEN,
    team=Team.LEADER,
    active_days=30,
    got=3,
    without_countries=frozenset({"QA"}),
    without_cities=frozenset({"doha"}),
    without_got=4,
)
FULL = Broadcast(
    author_id=7,
    created_at=NOON,
    zone="Asia/Seoul",
    state=State.SCHEDULED,
    kind=Kind.CHECK,
    topic=Topic.SAFETY,
    audience=AUDIENCE,
    versions={
        Locale.KK: Version("<b>Сәлем</b> {country}", buttons=(Link("Үй", "https://example.kz"),)),
        Locale.RU: Version("", 7, (5, 6), (Link("SOS", action=Action.EMERGENCY),), ("AQAD",)),
    },
    fallbacks={Locale.EN: Locale.RU},
    affected=Place("KR", "ansan"),
    drill=True,
    paid=True,
    confirmed_by=8,
    due_at=NOON + HOUR,
    started_at=NOON + 2 * HOUR,
    finished_at=NOON + 3 * HOUR,
    edition=2,
    recalled_at=NOON + 4 * HOUR,
    in_force=True,
    fault="source_gone",
)


async def add(db: Database, *new: Broadcast) -> list[Broadcast]:
    async with db.writing() as tx:
        return [await tx.broadcasts.add(one) for one in new]


async def test_a_broadcast_comes_back_as_it_was(db: Database) -> None:
    full, plain = await add(db, FULL, PLAIN)
    assert replace(full, id=0) == FULL
    assert full.id < plain.id
    async with db.reading() as tx:
        assert await tx.broadcasts.get(full.id) == full
        assert await tx.broadcasts.get(plain.id) == plain
        assert await tx.broadcasts.get(plain.id + 1) is None
        assert await tx.broadcasts.newest(1) == [plain]
        assert await tx.broadcasts.newest(5, 1) == [full]
        assert await tx.broadcasts.count() == 2


async def test_saving_leaves_the_state_and_what_planning_counts(db: Database) -> None:
    (one,) = await add(db, PLAIN)
    async with db.writing() as tx:
        await tx.broadcasts.planned_so_far(one.id, 50, 3, {Reason.BLOCKED: 2})
        await tx.broadcasts.planned_so_far(one.id, -1, 4, {Reason.BLOCKED: 1, Reason.MUTED: 1})
        await tx.broadcasts.save(replace(FULL, id=one.id))
    async with db.reading() as tx:
        kept = await tx.broadcasts.get(one.id)
        assert kept == replace(FULL, id=one.id, state=State.DRAFT, planned=7)
        assert await tx.broadcasts.cursor(one.id) == -1
        assert await tx.broadcasts.left_out(one.id) == {Reason.BLOCKED: 3, Reason.MUTED: 1}


async def test_what_begins_or_pauses_by_itself_is_shown_to_nobody(db: Database) -> None:
    draft, planning, running, done = await add(
        db, *(replace(PLAIN, state=one) for one in (
            State.DRAFT, State.PLANNING, State.RUNNING, State.DONE,
        ))
    )  # fmt: skip
    async with db.writing() as tx:
        assert await tx.broadcasts.unshown() == [planning, running, done]
        for one in (draft, planning, running, done):
            await tx.broadcasts.keep_progress(one.id, 7, 5)
        await tx.broadcasts.save(replace(running, edition=1))
        assert await tx.broadcasts.unshown() == []
        paused = replace(running, fault="token")
        await tx.broadcasts.save(paused)
        assert await tx.broadcasts.unshown() == [paused]
        await tx.broadcasts.keep_progress(running.id, 7, 6)
        await tx.broadcasts.save(replace(paused, edition=1))
        assert await tx.broadcasts.progress_at(running.id) == (7, 6)
        await tx.broadcasts.forget_progress(running.id)
        assert await tx.broadcasts.progress_at(running.id) is None


async def test_only_one_of_two_moves_it(db: Database) -> None:
    (one,) = await add(db, PLAIN)
    async with db.writing() as tx:
        drafts = {State.DRAFT, State.SCHEDULED}
        assert await tx.broadcasts.move(one.id, State.PLANNING, of=drafts)
        assert not await tx.broadcasts.move(one.id, State.PLANNING, of=drafts)
        assert not await tx.broadcasts.move(one.id + 1, State.PLANNING, of=set(State))
    async with db.reading() as tx:
        assert await tx.broadcasts.get(one.id) == replace(one, state=State.PLANNING)


async def test_what_the_worker_looks_for(db: Database) -> None:
    later, soon, running, alert, draft = await add(
        db,
        replace(PLAIN, state=State.SCHEDULED, due_at=NOON + HOUR),
        replace(PLAIN, state=State.SCHEDULED, due_at=NOON),
        replace(PLAIN, state=State.RUNNING),
        replace(PLAIN, state=State.DONE, in_force=True),
        replace(PLAIN, in_force=True),
    )
    async with db.reading() as tx:
        assert await tx.broadcasts.due(NOON) == [soon]
        assert await tx.broadcasts.due(NOON + HOUR) == [soon, later]
        assert await tx.broadcasts.in_states(State.RUNNING, State.DRAFT) == [running, draft]
        assert await tx.broadcasts.in_force() == [alert]


async def test_an_edited_one_is_to_be_revised_until_everybody_was_tried(db: Database) -> None:
    one, _ = await add(db, replace(PLAIN, state=State.DONE), PLAIN)
    edited = replace(one, edition=1)
    async with db.writing() as tx:
        await tx.broadcasts.save(replace(one, fault="token"))
        assert await tx.broadcasts.to_revise() == []
        await tx.broadcasts.save(edited)
        assert await tx.broadcasts.to_revise() == [edited]
        recalled = replace(edited, recalled_at=NOON)
        await tx.broadcasts.save(recalled)
        await tx.broadcasts.save(recalled)
        assert not await tx.broadcasts.revised(edited)
        assert await tx.broadcasts.to_revise() == [recalled]
        assert await tx.broadcasts.revised(recalled)
        assert await tx.broadcasts.to_revise() == []


async def test_the_same_again_is_found_by_its_fingerprint(db: Database) -> None:
    mark = digest(FULL)
    states = (
        *(State.DRAFT, State.CANCELLED, State.SCHEDULED, State.WAITING),
        *(State.RUNNING, State.DONE, State.DONE),
    )
    made = await add(db, *(replace(PLAIN, state=state, started_at=NOON) for state in states))
    async with db.writing() as tx:
        for one in made:
            await tx.broadcasts.keep_digest(one.id, mark)
        await tx.broadcasts.save(replace(made[-1], started_at=NOON - HOUR))
        found = await tx.broadcasts.same_since(mark, NOON, but=made[2].id)
        assert found == [made[5].id, made[4].id, made[3].id, made[1].id]
        assert await tx.broadcasts.same_since(digest(PLAIN), NOON, but=0) == []


def test_the_fingerprint_asks_only_what_is_said_and_to_whom() -> None:
    assert digest(FULL) == digest(replace(FULL, id=9, author_id=8, created_at=NOON + HOUR))
    assert digest(FULL) != digest(replace(FULL, fallbacks={}))
    assert digest(FULL) != digest(replace(FULL, audience=replace(AUDIENCE, got=5)))


async def test_small_things_kept_beside_it(db: Database) -> None:
    (one,) = await add(db, PLAIN)
    async with db.writing() as tx:
        assert await tx.broadcasts.progress_at(one.id) is None
        assert await tx.broadcasts.joined_until(one.id) is None
        await tx.broadcasts.keep_progress(one.id, 7, 55)
        await tx.broadcasts.keep_joined(one.id, NOON)
    async with db.reading() as tx:
        assert await tx.broadcasts.progress_at(one.id) == (7, 55)
        assert await tx.broadcasts.joined_until(one.id) == NOON


@pytest.mark.usefixtures("caplog")
async def test_one_of_a_later_release_does_not_silence_the_others(
    db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    strange, good = await add(db, FULL, FULL)
    async with db.writer.begin() as connection:
        row = update(broadcasts).where(broadcasts.c.id == strange.id)
        await connection.execute(row.values(kind="song"))
    async with db.reading() as tx:
        assert await tx.broadcasts.in_states(State.SCHEDULED) == [good]
        with pytest.raises(ValueError, match=f"broadcast {strange.id} "):
            await tx.broadcasts.get(strange.id)
    assert f"broadcast {strange.id} " in caplog.text


def test_what_nobody_knows_is_passed_over_but_never_widens_an_audience() -> None:
    words = read_content('{"versions": {"kk": {"html": "x", "colour": 1}}, "new": [1]}')
    assert words.versions == {Locale.KK: Version("x")}
    kept = audience_json(AUDIENCE)
    assert read_audience(kept) == AUDIENCE
    assert read_audience(kept[:-1] + ', "height": null}') == AUDIENCE
    with pytest.raises(ValueError, match="height"):
        read_audience(kept[:-1] + ', "height": 180}')


@pytest.mark.parametrize(
    "kept",
    [
        *("", "[]", "{}", '{"versions": {"fr": {"html": "x"}}}', '{"versions": {"kk": {}}}'),
        '{"versions": {"kk": {"html": 5}}}',
        '{"versions": {"kk": {"html": "", "messages": "5"}}}',
        '{"versions": {}, "affected": {"country": 5}}',
    ],
)
def test_what_is_no_content(kept: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong, it is this
        read_content(kept)
