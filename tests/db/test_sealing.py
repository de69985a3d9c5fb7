"""What is personal is unreadable in the file, and readable with any of the keys."""

import json
import sqlite3
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from db.database import Database
from db.progress import FormKey, FormRow
from db.sealing import Seal, Unreadable, opened
from tests.conftest import KEY, NOON
from tests.db.personal import SECRETS, fill
from tests.features.kept import kept

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
FORM, FILLED = FormKey(1, 1), FormRow("CityForm:typing", '{"city": "Ансан"}')


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_closed_opens_again(text: str) -> None:
    seal = Seal([NEW, OLD])
    token = seal.close(text)
    assert seal.open(token) == text
    assert not token.startswith("{")  # such a value is taken for a form stored without a key


def test_the_same_words_look_different_each_time() -> None:
    assert len({Seal([NEW]).close("Айгүл") for _ in range(20)}) == 20


def test_the_first_key_closes_and_each_of_them_opens() -> None:
    token = Seal([OLD]).close("Айгүл")
    assert Seal([NEW, OLD]).open(token) == "Айгүл"
    with pytest.raises(Unreadable):
        Seal([OLD]).open(Seal([NEW, OLD]).close("Айгүл"))


@pytest.mark.parametrize(
    "token",
    ["", "{}", "gAAAA", "Айгүл", Seal([OLD]).close("x")[:-4]],
    ids=["nothing", "plain", "short", "a name", "cut off"],
)
def test_what_none_of_them_sealed_is_unreadable(token: str) -> None:
    with pytest.raises(Unreadable):
        Seal([OLD]).open(token)
    with pytest.raises(Unreadable):
        Seal([OLD]).renew(token)


def test_renewing_seals_with_the_first_key_once() -> None:
    old, both = Seal([OLD]).close("Айгүл"), Seal([NEW, OLD])
    new = both.renew(old)
    assert Seal([NEW]).open(new) == "Айгүл"
    assert both.renew(new) == new


@pytest.mark.parametrize("keys", [[], ["short"], [OLD, "x" * 44]], ids=["none", "short", "one"])
def test_what_is_no_key_is_told_at_once(keys: list[str]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Seal(keys)


def test_a_seal_does_not_show_its_keys() -> None:
    assert OLD not in repr(Seal([OLD])) + str(vars(Seal([OLD])))


def test_nothing_is_opened_where_there_is_nothing() -> None:
    assert opened(None, None, "stays") is None
    assert opened(None, '{"v": 1}', "forms") == '{"v": 1}'


def _bytes_of(file: Path) -> bytes:
    """The database file and the log beside it, as a thief would carry them away."""
    return b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))


def _spellings(secret: str) -> set[bytes]:
    """As it is, and as JSON may write it; capitals of the codes told apart."""
    escaped = json.dumps(secret).strip('"')
    return {
        secret.encode(),
        secret.encode("utf-16-le"),
        escaped.encode(),
        escaped.upper().encode(),
    }


async def test_the_file_holds_nothing_personal_in_the_open(db: Database, file: Path) -> None:
    await fill(db, 7_001_001, 7_002_002)
    live = _bytes_of(file)
    await db.close()
    with sqlite3.connect(file) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    other.close()
    for stolen in (live, _bytes_of(file)):
        assert b"ansan" in stolen  # else this would search in nothing
        for secret in SECRETS:
            assert [one for one in _spellings(secret) if one in stolen] == []


async def test_the_search_of_the_file_finds_what_is_not_sealed(db: Database, file: Path) -> None:
    """Else the test above could not fail."""
    keyless = Database.at(f"sqlite+aiosqlite:///{file}", db.clock)
    async with keyless.writing() as tx:
        await tx.forms.save({FORM: FormRow(None, json.dumps({"name": SECRETS[0]}))}, NOON)
    await keyless.close()
    assert [one for one in _spellings(SECRETS[0]) if one in _bytes_of(file)]


async def test_a_form_is_sealed_and_comes_back(db: Database) -> None:
    async with db.writing() as tx:
        await tx.forms.save({FORM: FILLED}, NOON)
    (row,) = (await kept(db))["forms"]
    assert Seal([KEY]).open(str(row["data"])) == FILLED.data
    async with db.reading() as tx:
        assert await tx.forms.get(FORM) == FILLED


async def test_a_form_stored_before_there_was_a_key_is_read(db: Database, file: Path) -> None:
    keyless = Database.at(f"sqlite+aiosqlite:///{file}", db.clock)
    async with keyless.writing() as tx:
        await tx.forms.save({FORM: FILLED}, NOON)
        assert await tx.forms.get(FORM) == FILLED
    await keyless.close()
    assert (await kept(db))["forms"][0]["data"] == FILLED.data
    async with db.reading() as tx:
        assert await tx.forms.get(FORM) == FILLED


@pytest.mark.parametrize("keys", [[], [NEW]], ids=["none", "another"])
async def test_a_form_no_key_opens_is_none(db: Database, file: Path, keys: list[str]) -> None:
    async with db.writing() as tx:
        await tx.forms.save({FORM: FILLED}, NOON)
    stranger = Database.at(f"sqlite+aiosqlite:///{file}", db.clock, keys)
    async with stranger.reading() as tx:
        assert await tx.forms.get(FORM) is None
    await stranger.close()
