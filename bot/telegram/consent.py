"""The words a person agrees to before anything of a registration is kept.

Shown where he registers himself and where a relative has announced him. Who changes them raises
the version in core/people/consent.py: people are asked anew.
"""

import re
from html import unescape

from aiogram.types import CallbackQuery, Message

from bot.telegram import html
from bot.texts import gettext as _

_TAG = re.compile(r"<[^>]*>")


def stay_words(run_by: str) -> str:
    """What for, what, how long, who sees it, how to take it back; HTML."""
    parts = [_purpose(), _fields(), _term(), _readers(run_by), _withdrawal()]
    return "\n\n".join(f"{html.bold(title)}\n{words}" for title, words in parts)


def agreed_under(query: CallbackQuery, run_by: str) -> bool:
    """Whether the button tapped stands under these very words, not under those of last year."""
    shown = query.message.text if isinstance(query.message, Message) else None
    return _plain(stay_words(run_by)) in _plain(shown or "")


def not_the_register() -> str:
    """Told wherever a registration is shown: this is no act of law."""
    return _("This is not the consular register: embassies and consulates keep that one.")


def _purpose() -> tuple[str, str]:
    return _("What for"), _(
        "So that you can be found and warned if something happens, and reminded in time that your "
        "stay ends. Every 90 days you are asked whether you are still there. For nothing else."
    )


def _fields() -> tuple[str, str]:
    given = _(
        "Your Telegram number, the country, the city, the purpose and the dates of your stay. If "
        "you give them: your employer, your phone, who is with you, whom to tell at home."
    )
    return _("What is kept"), given + " " + _("No passport number, no IIN, no signature.")


def _term() -> tuple[str, str]:
    return _("How long"), _(
        "Until 30 days after the registration ends. Then everything personal is erased; a row "
        "without you stays for the figures: the country, the purpose, the dates."
    )


def _readers(run_by: str) -> tuple[str, str]:
    owner = (
        _("Run by: {name}").format(name=html.escape(run_by))
        if run_by
        else _("Who runs this copy is not stated.")
    )
    lines = [
        _("You. The employer, the phone and the people are encrypted."),
        _("Those who run this bot hold the keys and could open them.") + " " + owner,
        _(
            "It is not passed to your employer, "
            "nor to the police or the migration service of any country."
        ),
        _(
            "No operator of a mission or of the ministry has a list of it yet. "
            "Before one gets it, you will be asked again."
        ),
    ]
    return _("Who sees it"), "\n".join(lines)


def _withdrawal() -> tuple[str, str]:
    return _("How to take it back"), _(
        "On the card of the registration, or in «Settings», «My data». It is deleted at once."
    )


def _plain(text: str) -> str:
    """What is read of HTML of ours, however its spaces were kept."""
    return " ".join(unescape(_TAG.sub("", text)).split())
