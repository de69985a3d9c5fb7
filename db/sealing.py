"""Sealing what is personal, so that the database alone tells nobody anything."""

from collections.abc import Sequence
from logging import getLogger

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

log = getLogger(__name__)

PLAIN = "{"
"""How a form begins that was stored without a key; no token begins so."""


class Unreadable(Exception):  # noqa: N818 - a state of the world, not a mistake of ours
    """None of the keys opens it."""


class Seal:
    """The first key seals; each of them opens. The same words sealed twice look different."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Raises ValueError for no key, or for what is none."""
        every = [Fernet(key) for key in keys]
        self._all = MultiFernet(every)
        self._first = every[0]

    def close(self, text: str) -> str:
        return self._all.encrypt(text.encode()).decode()

    def open(self, token: str) -> str:
        """Raises Unreadable."""
        try:
            return self._all.decrypt(token.encode()).decode()
        except InvalidToken:
            raise Unreadable from None

    def renew(self, token: str) -> str:
        """The same, sealed with the first key; unchanged if it is already. Raises Unreadable."""
        try:
            self._first.decrypt(token.encode())
        except InvalidToken:
            return self.close(self.open(token))
        return token


def opened(seal: Seal | None, token: str | None, table: str) -> str | None:
    """What is sealed in a row; None, and a line in the log, when no key opens it."""
    if token is None:
        return None
    if token.startswith(PLAIN):
        return token
    try:
        if seal is not None:
            return seal.open(token)
    except Unreadable:
        pass
    log.error("ENCRYPTION_KEYS: none of them opens a row of %s", table)
    return None


def closed(seal: Seal | None, text: str) -> str:
    """Sealed for a row. Personal words are never stored without a key: a mistake of ours."""
    if seal is None:
        raise RuntimeError("nothing personal may be stored without a key")
    return seal.close(text)
