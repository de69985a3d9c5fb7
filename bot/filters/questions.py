"""What a person asks in his own words, and what the search makes of it."""

import re

from aiogram import Bot
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.filters.intents import Intent
from bot.services.asking import Asking
from core.people.person import Person
from core.search.decision import Decision

ASK_COMMAND = "ask"


def question_of(text: str | None, intent: Intent) -> str:
    """The question a message is: its words, or those behind /ask; "" when it is none.

    A command of another bot is no question either.
    """
    if intent.name == ASK_COMMAND:
        return intent.argument
    words = "" if intent.name else (text or "").strip()
    return "" if words.startswith("/") else words


class Finds(Filter):
    """The message is a question with one of these decisions. Gives `question` and `found`.

    `remember`: False where it may be an answer to a form, and personal.
    """

    def __init__(self, *decisions: Decision, remember: bool = True) -> None:
        self.decisions = frozenset(decisions)
        self.remember = remember

    async def __call__(
        self, message: Message, person: Person, intent: Intent, asking: Asking
    ) -> bool | dict[str, object]:
        question = question_of(message.text, intent)
        if not question:
            return False
        found = asking.find(person, question, remember=self.remember)
        return (
            {"question": question, "found": found} if found.decision in self.decisions else False
        )


def question_under(query: CallbackQuery) -> str:
    """The question the message with the button answers; "" when the person has deleted it."""
    shown = query.message
    asked = shown.reply_to_message if isinstance(shown, Message) else None
    text = (asked.text or "") if asked else ""
    command, *words = text.split(maxsplit=1) or [""]
    return "".join(words) if command.startswith("/") else text.strip()


class Addressed(Filter):
    """In a group: /ask with a question, or words that name the bot. Gives `question`."""

    async def __call__(
        self, message: Message, intent: Intent, bot: Bot
    ) -> bool | dict[str, object]:
        text = message.text or ""
        if intent.name == ASK_COMMAND:
            question = intent.argument
        else:
            name = re.escape(f"@{(await bot.me()).username}")
            said, times = re.subn(rf"(?i){name}(?!\w)", " ", text)
            question = " ".join(said.split()) if times and not intent.name else ""
        return {"question": question} if question and not question.startswith("/") else False
