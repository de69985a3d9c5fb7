"""What a broadcast is about, in words; also that nobody has said so yet."""

from bot.telegram.alerts import topic as name_of
from bot.texts import gettext as _
from core.people.topics import Topic


def topic_name(topic: Topic | None) -> str:
    return name_of(topic) if topic else _("not chosen")


def drill_sign() -> str:
    """Before whatever is only an exercise."""
    return "🧪 " + _("TEST")
