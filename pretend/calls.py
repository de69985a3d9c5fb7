"""The record of Bot API calls."""

from dataclasses import dataclass
from typing import Final

from pretend.jsons import Json

KEPT: Final = 200_000
SLACK: Final = 20_000


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it was answered; status 0 means that the connection was cut."""

    seq: int
    method: str
    params: Json
    status: int
    result: object
    description: str | None
    at: float

    def to_json(self) -> Json:
        told: Json = (
            {"result": self.result}
            if self.description is None
            else {"description": self.description}
        )
        return {
            "seq": self.seq,
            "method": self.method,
            "params": self.params,
            "status": self.status,
            **told,
            "at": self.at,
        }


class CallLog(list[Call]):
    """The newest calls, in order, with sequence numbers without a gap."""

    def __init__(self) -> None:
        super().__init__()
        self._last = 0

    def record(
        self,
        method: str,
        params: Json,
        status: int,
        result: object,
        description: str | None,
        at: float,
    ) -> None:
        """Add a call; the oldest leave in batches, so that adding stays cheap."""
        self._last += 1
        self.append(Call(self._last, method, params, status, result, description, at))
        if len(self) > KEPT + SLACK:
            del self[: len(self) - KEPT]

    def since(self, seq: int) -> list[Call]:
        """Give the calls after `seq` without looking at those before it."""
        if not self:
            return []
        return self[max(0, seq + 1 - self[0].seq) :]
