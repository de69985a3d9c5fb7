"""Settings come from the environment (and a .env file beside it) and from nowhere else."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)

DEFAULT_DATABASE = "sqlite+aiosqlite:///var/saparlas.sqlite3"
KEY = r"[A-Za-z0-9_-]{43}="  # 32 bytes, as Fernet writes them
TOKEN = r"^\d{1,16}:[A-Za-z0-9_-]{20,}$"  # noqa: S105 - the shape of a token, not one


class SettingsFault(Exception):  # noqa: N818 - the house's word for what an operator can mend
    """A setting is missing or wrong. The text is one line that names it and never its value."""


def _split(value: object) -> object:
    """A list is written with commas or spaces."""
    return value.replace(",", " ").split() if isinstance(value, str) else value


def _switch(value: object) -> object:
    """What an operator writes for yes and no."""
    return (
        {"on": True, "off": False}.get(value.lower(), value) if isinstance(value, str) else value
    )


class Storage(BaseModel):
    """Where the data is and what seals it: all that a command over the data needs."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    database_url: str = Field(
        DEFAULT_DATABASE, pattern=r"^(sqlite\+aiosqlite|postgresql\+asyncpg)://"
    )
    encryption_keys: Annotated[tuple[SecretStr, ...], BeforeValidator(_split)] = ()

    @field_validator("encryption_keys")
    @classmethod
    def _are_keys(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        if not all(re.fullmatch(KEY, key.get_secret_value()) for key in keys):
            raise ValueError("holds what is no key: `python -m bot keygen` makes one")
        return keys

    @property
    def keys(self) -> list[str]:
        """The keys in the open, the first one first; for the database alone."""
        return [key.get_secret_value() for key in self.encryption_keys]

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Self:
        """Settings from a mapping such as `os.environ`; an empty value counts as unset.

        Raises SettingsFault, one line naming the first wrong setting.
        """
        known = {key.lower(): value for key, value in environ.items() if value.strip()}
        try:
            return cls.model_validate({k: known[k] for k in cls.model_fields if k in known})
        except ValidationError as error:
            raise SettingsFault(_one_line(error)) from None


class Settings(Storage):
    """Read once, in `__main__`, and handed down by argument."""

    bot_token: SecretStr
    telegram_api_url: str = Field("https://api.telegram.org", pattern=r"^https?://\S+$")
    run_by: str = Field("", max_length=200)
    admins: Annotated[frozenset[int], BeforeValidator(_split)] = frozenset()
    webhook_url: str | None = Field(None, pattern=r"^https?://\S+$")
    webhook_secret: SecretStr | None = None  # Telegram's own rule: 1-256 of A-Z a-z 0-9 _ -
    webhook_listen: str = Field("127.0.0.1:8080", pattern=r"^\S+:\d{1,5}$")
    broadcast_rate: float = Field(25.0, ge=1, le=1000)
    paid_broadcast: Annotated[bool, BeforeValidator(_switch)] = False
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"
    content_dir: Path = Path("content")

    @field_validator("bot_token")
    @classmethod
    def _looks_like_a_token(cls, token: SecretStr) -> SecretStr:

        if not re.fullmatch(TOKEN, token.get_secret_value()):
            raise ValueError("is not a bot token: BotFather gives one like 123456:ABC…")
        return token

    @field_validator("webhook_secret")
    @classmethod
    def _is_a_header(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret.get_secret_value()):
            raise ValueError("may hold only 1 to 256 of A-Z, a-z, 0-9, _ and -")
        return secret

    @model_validator(mode="after")
    def _webhook_has_a_secret(self) -> Self:
        if self.webhook_url and not self.webhook_secret:
            raise ValueError("WEBHOOK_SECRET: missing; WEBHOOK_URL needs one")
        return self

    @property
    def listen(self) -> tuple[str, int]:
        host, _, port = self.webhook_listen.rpartition(":")
        return host, int(port)


def _one_line(error: ValidationError) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    message = first["msg"].removeprefix("Value error, ")
    if not first["loc"]:
        return message
    name = str(first["loc"][0]).upper()
    return f"{name}: " + {"missing": "missing; it has no default"}.get(first["type"], message)


def environment(environ: Mapping[str, str], dotenv: Path = Path(".env")) -> dict[str, str]:
    """The environment over the lines of a .env file, where there is one."""
    if not dotenv.is_file():
        return dict(environ)
    written = {}
    for number, raw in enumerate(dotenv.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.removeprefix("export ").partition("=")
        if not equals:
            raise SettingsFault(f"{dotenv}: line {number} is not NAME=value")
        written[name.strip()] = value.strip().strip("\"'")
    return written | dict(environ)
