"""What a broadcast says in one language: words, or a copy of what the operator sent."""

from dataclasses import dataclass, field
from enum import StrEnum

BUTTONS = 6
LONGEST = 4096
LONGEST_CAPTION = 1024


class Action(StrEnum):
    """What a button of a broadcast may do inside the bot, besides opening a link."""

    EMERGENCY = "emergency"
    CONSULATES = "consulates"
    REGISTRATION = "registration"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Link:
    """A button. `target`: an https address; the id of an article for ARTICLE; else empty."""

    label: str
    target: str = ""
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One language of a broadcast.

    `html`: the text, or the caption of one file, as Telegram HTML with placeholders such as
    {country}. `chat_id`, `message_ids`: where the copied file or album lies, in the operator's
    chat; empty for a text. An album (several ids) keeps its captions and takes no buttons.
    `files`: Telegram's names of what was sent, the same when it is sent anew.
    """

    html: str = ""
    chat_id: int = 0
    message_ids: tuple[int, ...] = ()
    buttons: tuple[Link, ...] = field(default=())
    files: tuple[str, ...] = ()

    @property
    def album(self) -> bool:
        return len(self.message_ids) > 1

    @property
    def copied(self) -> bool:
        return bool(self.message_ids)

    @property
    def weight(self) -> int:
        """How many messages Telegram counts for one recipient."""
        return max(1, len(self.message_ids))
