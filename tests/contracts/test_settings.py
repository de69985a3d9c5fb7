"""Settings: each fault is one line that names the setting, and no secret is ever seen."""

import json
import logging
import re
import traceback
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsFault, Storage, environment
from tests.conftest import KEY, ROOT

TOKEN = "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
SECRET = "wh-secret_0451"
NAMES = sorted(name.upper() for name in Settings.model_fields)
GOOD = {"BOT_TOKEN": TOKEN}


@pytest.mark.parametrize("file", [".env.example", "docs/deploy.md"])
@pytest.mark.parametrize("name", NAMES)
def test_every_setting_is_documented(name: str, file: str) -> None:
    path = ROOT / file
    assert path.is_file(), f"{file} is missing"
    assert re.search(rf"\b{name}\b", path.read_text(encoding="utf-8")), f"{file} lacks {name}"


def test_the_example_is_read_without_a_fault() -> None:
    """A copy of it starts once the token is filled in."""
    path = ROOT / ".env.example"
    assert path.is_file(), ".env.example is missing"
    read = environment({}, path)
    assert Settings.read(read | GOOD).bot_token.get_secret_value() == TOKEN
    assert read.keys() <= {name.upper() for name in Settings.model_fields}


def test_defaults_need_only_a_token() -> None:
    settings = Settings.read(GOOD)
    assert settings.database_url == "sqlite+aiosqlite:///var/saparlas.sqlite3"
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.webhook_url is None
    assert settings.listen == ("127.0.0.1", 8080)
    assert settings.content_dir == Path("content")
    assert settings.admins == frozenset()
    assert settings.keys == []


@pytest.mark.parametrize("between", [",", " ", ", ", "  "])
def test_the_first_key_stays_the_first(between: str) -> None:
    other = KEY[::-1].lstrip("=") + "="
    read = Settings.read({**GOOD, "ENCRYPTION_KEYS": f"{KEY}{between}{other}"})
    assert read.keys == [KEY, other]


def test_a_command_over_the_data_needs_no_token() -> None:
    assert Storage.read({"ENCRYPTION_KEYS": KEY, "ADMINS": "nobody"}).keys == [KEY]


@pytest.mark.parametrize(
    ("written", "admins"),
    [("1", {1}), ("1,2", {1, 2}), ("1 2", {1, 2}), (" 1, 2 ,3 ", {1, 2, 3}), ("", set())],
)
def test_a_list_is_written_with_commas_or_spaces(written: str, admins: set[int]) -> None:
    assert Settings.read({**GOOD, "ADMINS": written}).admins == admins


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", None),
        ("BOT_TOKEN", ""),
        ("BOT_TOKEN", "   "),
        ("BOT_TOKEN", "hunter2-is-no-token"),
        ("BOT_TOKEN", "123456:short"),
        ("BOT_TOKEN", TOKEN + " and-more"),
        ("BOT_TOKEN", TOKEN + "\n"),
        ("TELEGRAM_API_URL", "ftp://telegram.example"),
        ("TELEGRAM_API_URL", "https://tele gram.example"),
        ("DATABASE_URL", "mysql://user:hunter2@host/db"),
        ("DATABASE_URL", "postgresql://user:hunter2@host/db"),
        ("ENCRYPTION_KEYS", "hunter2"),
        ("ENCRYPTION_KEYS", f"{KEY} {KEY[:-1]}"),
        ("ENCRYPTION_KEYS", f"{KEY};{KEY}"),
        ("ADMINS", "1, @boss"),
        ("ADMINS", "1.5"),
        ("WEBHOOK_URL", "bot.example/hook"),
        ("WEBHOOK_LISTEN", "localhost"),
        ("WEBHOOK_LISTEN", "localhost:http"),
        ("WEBHOOK_LISTEN", "0.0.0.0:123456"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_LEVEL", "info"),
        ("LOG_FORMAT", "yaml"),
    ],
)
def test_a_fault_is_one_line_with_the_name_and_without_the_value(
    name: str, value: str | None
) -> None:
    environ = {key: text for key, text in (GOOD | {name: value or ""}).items() if text}
    with pytest.raises(SettingsFault) as caught:
        Settings.read(environ)
    line = str(caught.value)
    assert line.startswith(f"{name}: ")
    assert "\n" not in line
    if value and value.strip():
        assert value.strip() not in line
        assert "hunter2" not in "".join(traceback.format_exception(caught.value))


def test_a_webhook_without_a_secret_is_named() -> None:
    with pytest.raises(SettingsFault) as caught:
        Settings.read({**GOOD, "WEBHOOK_URL": "https://bot.example/hook"})
    assert str(caught.value).startswith("WEBHOOK_SECRET: missing")


def test_unknown_names_are_left_alone() -> None:
    assert Settings.read({**GOOD, "PATH": "/bin", "HOME": "/root"}) == Settings.read(GOOD)


def test_secrets_are_never_shown(caplog: pytest.LogCaptureFixture) -> None:
    settings = Settings.read(
        {
            **GOOD,
            "WEBHOOK_URL": "https://bot.example/hook",
            "WEBHOOK_SECRET": SECRET,
            "ENCRYPTION_KEYS": KEY,
        }
    )
    assert settings.webhook_secret is not None
    assert settings.webhook_secret.get_secret_value() == SECRET
    logger = logging.getLogger("tests.settings")
    with caplog.at_level(logging.DEBUG):
        logger.debug("%s %r %s", settings, settings, settings.model_dump())
    shown = [repr(settings), str(settings), f"{settings}", settings.model_dump_json()]
    shown += [json.dumps(settings.model_dump(mode="json")), caplog.text]
    for words in shown:
        assert TOKEN not in words
        assert TOKEN.partition(":")[2] not in words
        assert SECRET not in words
        assert KEY not in words


def test_settings_cannot_be_changed() -> None:
    settings = Settings.read(GOOD)
    with pytest.raises(ValueError, match="frozen"):
        setattr(settings, "log_level", "DEBUG")  # noqa: B010 - mypy knows that it is read-only


def dotenv(folder: Path, text: str) -> Path:
    path = folder / ".env"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", {}),
        ("# a comment\n\n  # another\n", {}),
        ("A=1\nB=2", {"A": "1", "B": "2"}),
        ("export A=1", {"A": "1"}),
        ("  A = 1  ", {"A": "1"}),
        ("A=\"one two\"\nB='three'", {"A": "one two", "B": "three"}),
        ("A=", {"A": ""}),
        ("A=x=y", {"A": "x=y"}),
        ("A=1\nA=2", {"A": "2"}),
        ("A=postgresql+asyncpg://u:p#1@host/db", {"A": "postgresql+asyncpg://u:p#1@host/db"}),
        ("A=Қазақстан", {"A": "Қазақстан"}),
        ("A=1\r\nB=2\r\n", {"A": "1", "B": "2"}),
    ],
)
def test_a_dotenv_is_read(tmp_path: Path, text: str, read: dict[str, str]) -> None:
    assert environment({}, dotenv(tmp_path, text)) == read


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    path = dotenv(tmp_path, "A=file\nB=file")
    assert environment({"A": "environment"}, path) == {"A": "environment", "B": "file"}


def test_no_file_is_no_fault(tmp_path: Path) -> None:
    assert environment({"A": "1"}, tmp_path / ".env") == {"A": "1"}


def test_a_line_that_is_none_is_named_by_its_number_alone(tmp_path: Path) -> None:
    with pytest.raises(SettingsFault) as caught:
        environment({}, dotenv(tmp_path, "A=1\n\nhunter2\n"))
    assert "line 3 is not NAME=value" in str(caught.value)
    assert "hunter2" not in str(caught.value)
