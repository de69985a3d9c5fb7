"""Faults on demand: what the next calls of a method meet."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

from pretend.errors import ApiError, DroppedError

FaultKind = Literal["429", "403", "5xx", "timeout", "reset", "lost-reply"]
KINDS: Final[tuple[str, ...]] = get_args(FaultKind)


@dataclass(slots=True)
class _Fault:
    method: str
    kind: FaultKind
    left: int
    retry_after: int


class Faults:
    """Those still to come, in the order they were asked for."""

    def __init__(self) -> None:
        self._waiting: list[_Fault] = []

    def add(self, method: str, kind: FaultKind, count: int, retry_after: int | None) -> None:
        """Ask for `count` faults; "*" is any method but getUpdates, which would eat them."""
        if kind not in KINDS:
            raise ApiError(400, f"kind must be one of {', '.join(KINDS)}")
        if count > 0:
            self._waiting.append(_Fault(method.lower(), kind, count, retry_after or 1))

    def clear(self) -> None:
        self._waiting.clear()

    def meet(self, method: str) -> bool:
        """Raise the fault that waits for a call; true: carry it out, then lose the reply."""
        for fault in self._waiting:
            if fault.method == method.lower() or (fault.method == "*" and method != "getUpdates"):
                fault.left -= 1
                if not fault.left:
                    self._waiting.remove(fault)
                return _strike(fault)
        return False


def _strike(fault: _Fault) -> bool:
    match fault.kind:
        case "429":
            seconds = fault.retry_after
            raise ApiError(
                429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds}
            )
        case "403":
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        case "5xx":
            raise ApiError(502, "Bad Gateway")
        case "timeout" | "reset":
            raise DroppedError(fault.kind)
        case "lost-reply":
            return True
