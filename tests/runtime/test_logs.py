"""The log helps an operator and tells nothing about anybody."""

import json
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal

import pytest
from cryptography.fernet import Fernet

from bot import logs
from bot.services.privacy import Privacy
from core.locale import Locale
from core.people.person import Person
from db.database import Database
from db.progress import Progress, handling
from pretend.telegram import TOKEN
from tests.conftest import World
from tests.features.kept import kept

NAME = "Жансая-Құпия"
USERNAME = "zhansaya_secret_name"
TEXT = "Менің паспортым N12345678 жоғалды"
CITY = "Құпиякент-на-Дону"
PHONE = "+77015550123"
LATITUDE, LONGITUDE = 37.511234, 127.098765
PERSONAL = (NAME, USERNAME, TEXT, "N12345678", CITY, PHONE, PHONE[1:], "37.511", "127.098")
EMPLOYER, COMPANION, TRUSTED = "Құпия Шипбилдинг", "Айсұлу-Құпия", "Апам-Құпия"
TRUSTED_PHONE, RELATIVE, MEMBER = "+77015550124", "Бауыржан-Құпия", "Дәурен-Құпия"
SEALED = (EMPLOYER, COMPANION, TRUSTED, TRUSTED_PHONE, TRUSTED_PHONE[1:], RELATIVE, MEMBER)
"""What a registration, a relative and a brigade add to it; a number opens a card, so it too."""


@pytest.fixture(autouse=True)
def _loggers_as_they_were() -> Iterator[None]:
    """`configure` is for a whole process; give pytest its own back."""
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    levels = {name: logging.getLogger(name).level for name in logs.CHATTY}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().err.splitlines()


@pytest.mark.parametrize("style", ["text", "json"])
def test_each_line_names_its_update(
    capsys: pytest.CaptureFixture[str], style: Literal["text", "json"]
) -> None:
    logs.configure("INFO", style)
    log = logging.getLogger("somewhere")
    log.info("before")
    with handling(Progress(7_001)):
        log.warning("inside")
    log.info("after")
    before, inside, after = lines(capsys)
    assert "7001" in inside
    assert "7001" not in before + after


def test_json_lines_are_json(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO", "json")
    log = logging.getLogger("somewhere")
    with handling(Progress(7_002)):
        log.warning('a "quoted"\nword %s', "сөз")
        log.error("failed", exc_info=ZeroDivisionError("a mistake"))
    warned, failed = map(json.loads, lines(capsys))
    assert warned["message"] == 'a "quoted"\nword сөз'
    assert (warned["level"], warned["logger"], warned["update"]) == ("WARNING", "somewhere", 7_002)
    assert datetime.fromisoformat(warned["at"]).tzinfo is not None
    assert "error" not in warned
    assert "ZeroDivisionError" in failed["error"]


def test_the_level_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("ERROR", "text")
    logging.getLogger("somewhere").warning("quiet")
    logging.getLogger("somewhere").error("loud")
    assert [line.split()[-1] for line in lines(capsys)] == ["loud"]


async def _live(world: World) -> None:
    """A whole journey, with everything that can go wrong on the way."""
    visitor = world.visitor(501, name=NAME)
    world.telegram.person(501, first_name=NAME, username=USERNAME, language_code="kk")
    await visitor.starts()
    await visitor.taps_data("sl:en:1")
    await visitor.taps_data("sc:KR:1")
    await visitor.taps_data("syt")
    await visitor.writes(CITY)
    await visitor.writes(TEXT)
    await visitor.shares_location(LATITUDE, LONGITUDE)
    await visitor.shares_contact(PHONE)
    await visitor.sends_photo(caption=TEXT)
    await visitor.taps_data("a:kr:agreements:1")
    await visitor.taps_data("v:kr:agreements:1")
    await visitor.taps_data(f"forged:{TEXT[:20]}")
    for kind in ("5xx", "reset", "timeout", "lost-reply", "403"):
        world.telegram.fault("sendMessage", kind, 3)
        await visitor.writes(TEXT)
        world.telegram.faults.clear()
    await visitor.blocks()
    await visitor.unblocks()
    broken = {"from": {"id": 501, "is_bot": False, "first_name": NAME}, "text": TEXT}
    await world.app.inbox.handle({"update_id": 7_003, "message": broken})


@pytest.mark.parametrize("style", ["text", "json"])
async def test_nothing_personal_and_no_secret_in_the_log(
    world: World, capsys: pytest.CaptureFixture[str], style: Literal["text", "json"]
) -> None:
    logs.configure("DEBUG", style)
    await _live(world)
    told = capsys.readouterr().err
    assert "update=7003" in told or '"update": 7003' in told
    assert [word for word in PERSONAL if word in told] == []
    assert TOKEN not in told
    if style == "json":
        assert [json.loads(line)["level"] for line in told.splitlines()]


async def _register(world: World) -> list[str]:
    """A registration, a relative, a brigade, what is kept taken away; the numbers of them all."""
    leader, member = world.visitor(501, name=NAME), world.visitor(502, name=MEMBER)
    await leader.starts()
    await leader.taps_data("sl:en:1")
    await leader.taps_data("sc:KR:1")
    await leader.taps_data("r")
    await leader.taps_data("ra")
    await leader.writes(CITY)
    await leader.taps_data("rp:work")
    for answer in ("жаңа жылда", "01.11.2026", "12.05.2027", EMPLOYER):
        await leader.writes(answer)
    await leader.writes(f"{PHONE} {TEXT}")
    await leader.shares_contact(PHONE)
    await leader.writes(f"{COMPANION} 2015")
    await leader.taps_data("rk:companions")
    for kind in ("5xx", "lost-reply", "timeout"):
        world.telegram.fault("sendMessage", kind, 3)
        await leader.writes(f"{TRUSTED} 123 {PHONE[:4]}")
        world.telegram.faults.clear()
    await leader.writes(f"{TRUSTED} {TRUSTED_PHONE}")
    await leader.taps_data("rz")
    for tap in ("k", "ka", "kc:QA"):
        await leader.taps_data(tap)
    await leader.writes(RELATIVE)
    for tap in ("t", "tn", "tm", "tq"):
        await leader.taps_data(tap)
    rows = await kept(world.db)
    stays = {row["status"]: str(row["number"]) for row in rows["stays"]}
    (code,) = [str(row["code"]) for row in rows["teams"]]
    for link in (f"t-{code}", f"s-{stays['active']}", f"r-{stays['pending']}"):
        await member.starts(link.lower())
    await member.taps_data(f"tj:{code}")
    await member.taps_data(f"rr:{stays['active']}:1")
    for tap in ("ri:" + stays["active"], "sm", "se", "sf"):
        await leader.taps_data(tap)
    return [code, *stays.values()]


@pytest.mark.parametrize("style", ["text", "json"])
async def test_a_registration_leaves_nothing_personal_in_the_log(
    world: World, capsys: pytest.CaptureFixture[str], style: Literal["text", "json"]
) -> None:
    logs.configure("DEBUG", style)
    numbers = await _register(world)
    world.clock.move(timedelta(days=200))
    services = world.app.services
    while await services["stays"].advance_due(10) or await services["deadlines"].advance_due(10):
        pass
    await world.visitor(501, name=NAME).taps_data("sfy")
    told = capsys.readouterr().err
    assert told
    assert [word for word in (*PERSONAL, *SEALED) if word in told] == []
    assert [one for one in numbers if one in told or one.lower() in told] == []
    assert {row["person_id"] for row in (await kept(world.db)).get("consents", [])} == {502}


async def test_a_key_that_does_not_fit_is_told_without_a_value(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    await _register(world)
    lost = Database.at(str(world.db.writer.url), world.clock, [Fernet.generate_key().decode()])
    logs.configure("DEBUG", "text")
    people = world.app.services["people"]
    await Privacy(lost, world.clock, people).export(Person(501, Locale.EN))
    await lost.close()
    told = capsys.readouterr().err
    assert "ENCRYPTION_KEYS" in told
    assert "gAAAA" not in told
    assert [word for word in (*PERSONAL, *SEALED) if word in told] == []


async def test_a_mistake_of_ours_does_not_tell_what_was_written(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = world.visitor(501, name=NAME)
    await visitor.starts()
    await visitor.taps_data("sl:en:1")
    await visitor.taps_data("syt")

    def fails(*_arguments: object) -> None:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr("bot.features.settings.views.settings", fails)
    logs.configure("INFO", "text")
    await visitor.writes(CITY)
    told = capsys.readouterr().err
    assert "ZeroDivisionError" in told
    assert [word for word in PERSONAL if word in told] == []


async def test_a_database_that_fails_does_not_tell_what_was_written(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """SQLAlchemy's messages carry the statement's parameters: they must not come through."""
    visitor = world.visitor(501, name=NAME)
    await visitor.starts()
    await visitor.taps_data("sl:en:1")
    await visitor.taps_data("syt")
    async with world.db.writer.begin() as connection:
        await connection.exec_driver_sql("DROP TABLE people")
    logs.configure("INFO", "text")
    await visitor.writes(CITY)
    told = capsys.readouterr().err
    assert "the database is gone" in told
    assert [word for word in PERSONAL if word in told] == []


async def test_a_registration_the_database_refuses_is_not_told_either(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    await _register(world)
    async with world.db.writer.begin() as connection:
        for table in ("stays", "team_members", "notices"):
            await connection.exec_driver_sql(f"DROP TABLE {table}")
    logs.configure("INFO", "text")
    leader = world.visitor(501, name=NAME)
    for tap in ("ru", "rz", "r", "k", "ka", "kc:QA", "sm", "se", "sfy"):
        await leader.taps_data(tap)
    await leader.writes(RELATIVE)
    told = capsys.readouterr().err
    assert "the database is gone" in told
    assert [word for word in (*PERSONAL, *SEALED) if word in told] == []
