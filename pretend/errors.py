"""What a caller of the Bot API gets instead of a result."""

from collections.abc import Mapping
from typing import Literal

from pretend.jsons import Json

NetworkFault = Literal["timeout", "reset", "lost-reply"]


class ApiError(Exception):
    """Telegram's refusal: an HTTP status, its words, and perhaps `retry_after`."""

    def __init__(
        self, code: int, description: str, parameters: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(f"{code}: {description}")
        self.code = code
        self.description = description
        self.parameters = dict(parameters or {})

    def to_json(self) -> Json:
        """Give the body of the answer."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


class DroppedError(Exception):
    """The network failed: no answer comes. Only "lost-reply" was carried out."""

    def __init__(self, kind: NetworkFault) -> None:
        super().__init__(kind)
        self.kind = kind


def bad(words: str) -> ApiError:
    """Make a refusal of status 400."""
    return ApiError(400, f"Bad Request: {words}")
