"""How the bot introduces itself in Telegram: commands and descriptions, in each language."""

from collections.abc import Iterator

from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats

from bot.texts import Texts, mark
from bot.texts import gettext as _
from core.locale import Locale

COMMANDS = {
    "start": mark("Begin, or go home"),
    "agreement": mark("Rules and agreements"),
    "consulate": mark("Consulates and their numbers"),
    "registration": mark("Register my stay abroad"),
    "deadlines": mark("Dates I remind you of"),
    "ask": mark("Ask a question"),
    "sos": mark("Emergency numbers"),
    "offline": mark("A handbook to read offline"),
    "settings": mark("Language, country, my data"),
    "help": mark("What I can do"),
}
SHORT = mark("Rules, consulates and emergency numbers for citizens of Kazakhstan abroad.")
LONG = mark(
    "Saparlas stands by citizens of Kazakhstan who work abroad: agreements and rules, consulates, "
    "consular registration, emergency numbers. Reading asks nothing about you."
)


async def introduce(bot: Bot, texts: Texts) -> None:
    """Telegram shows Kazakh to those whose language is none of ours. Changes only what differs."""
    for locale in (None, *Locale):
        with texts.speaking(locale or Locale.KK):
            await _introduce(bot, locale.value if locale else None)


async def _introduce(bot: Bot, language: str | None) -> None:
    wanted = [BotCommand(command=name, description=words) for name, words in _commands()]
    scope = BotCommandScopeAllPrivateChats()
    found = await bot.get_my_commands(scope, language)
    # what came from Telegram knows its bot, so that aiogram's own == says it differs
    if [(one.command, one.description) for one in found] != list(_commands()):
        await bot.set_my_commands(wanted, scope, language)
    if (await bot.get_my_description(language)).description != _(LONG):
        await bot.set_my_description(_(LONG), language)
    if (await bot.get_my_short_description(language)).short_description != _(SHORT):
        await bot.set_my_short_description(_(SHORT), language)


def _commands() -> Iterator[tuple[str, str]]:
    return ((name, _(words)) for name, words in COMMANDS.items())
