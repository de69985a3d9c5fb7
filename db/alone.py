"""Whether a process has SQLite's file to itself: a lock that the system lets go at its death."""

import fcntl
import os
from dataclasses import dataclass, field

from sqlalchemy import URL


@dataclass(slots=True)
class Alone:
    """Held from `take` until `close`, or the end of the process, however it ends."""

    url: URL
    handle: int | None = field(default=None, init=False)

    def take(self) -> bool:
        """False: another process has it, or nobody can tell, as on a server of databases."""
        if self.handle is not None:
            return True
        file = self.url.database
        if self.url.get_backend_name() != "sqlite" or not file:
            return False
        try:
            handle = os.open(f"{file}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return False
        self.handle = handle
        return True

    def close(self) -> None:
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None
