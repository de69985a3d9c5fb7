"""What the bot writes about by itself, and what of it a person may switch off."""

from enum import StrEnum


class Topic(StrEnum):
    """SAFETY reaches everybody, at any hour. REMINDERS are those of stays and deadlines."""

    SAFETY = "safety"
    CONSULAR = "consular"
    NEWS = "news"
    VACANCY = "vacancy"
    REMINDERS = "reminders"


MUTABLE = (Topic.CONSULAR, Topic.NEWS, Topic.VACANCY, Topic.REMINDERS)
CATEGORIES = (Topic.SAFETY, Topic.CONSULAR, Topic.NEWS, Topic.VACANCY)
"""What a broadcast may be about."""
