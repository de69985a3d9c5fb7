"""What waits for a second operator, as its author and as the others see it."""

import re
from html import unescape

from bot.content.content import Content
from bot.features.broadcasts.callbacks import OpenBroadcast, OpenBroadcasts
from bot.features.composing.callbacks import PreviewDraft
from bot.features.launching import wording
from bot.features.launching.callbacks import ConfirmSecond, TakeBroadcastBack
from bot.features.start.callbacks import OpenHome
from bot.services.reach import Counted
from bot.telegram import html
from bot.telegram.audience_words import language_name
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _
from bot.texts import ngettext
from bot.words import decimal
from core.broadcasts.broadcast import Broadcast
from core.broadcasts.message import Version
from core.locale import Locale
from core.people.person import Person

SHOWN = 600
"""Letters of a text that leave room for three of them and the rest."""
_TAG = re.compile(r"<[^>]*>")


def waiting(counted: Counted, person: Person, content: Content, told: int | None = None) -> Screen:
    """To one of the two it is waiting; to anybody else, a question.

    `told`: how many operators have just been told; None where it is looked at later.
    """
    broadcast = counted.broadcast
    if person.id not in {broadcast.author_id, broadcast.confirmed_by}:
        return asked(counted, content)
    parts = [
        html.bold(wording.heading(broadcast)),
        _("✋ It waits for a second operator, for it is safety to more than 1,000 people."),
        *_told(told),
        wording.starts(broadcast),
        wording.recipients(counted.reach.recipients),
    ]
    rows: Rows = [
        [button(_("↩️ Take it back"), TakeBroadcastBack(number=broadcast.id))],
        [button(_("📨 All broadcasts"), OpenBroadcasts()), button(_("🏠 Home"), OpenHome())],
    ]
    return screen("\n\n".join(parts), rows)


def asked(counted: Counted, content: Content) -> Screen:
    """Everything a second operator confirms."""
    broadcast, number = counted.broadcast, counted.broadcast.id
    size = counted.reach.recipients
    parts = [
        html.bold(_("✋ A second operator is needed. Please read it and confirm.")),
        html.bold(wording.heading(broadcast)),
        wording.for_whom(broadcast, content),
        f"{html.bold(wording.recipients(size))}\n{wording.starts(broadcast)}",
        *_texts(broadcast),
    ]
    words = ngettext("✅ Send to {count} person", "✅ Send to {count} people", size)
    go = ConfirmSecond(number=number, stamp=counted.stamp)
    rows: Rows = [
        [button(_("👁 Preview"), PreviewDraft(number=number))],
        [button(words.format(count=decimal(size)), go)],
        [button(_("↩️ Back to the draft"), TakeBroadcastBack(number=number))],
        [button(_("📨 All broadcasts"), OpenBroadcasts()), button(_("🏠 Home"), OpenHome())],
    ]
    return screen("\n\n".join(parts), rows)


def seconded(counted: Counted) -> Screen:
    """To those who have waited."""
    broadcast = counted.broadcast
    parts = [
        html.bold(wording.heading(broadcast)),
        _("✅ A second operator has confirmed it."),
        wording.starts(broadcast),
    ]
    rows: Rows = [
        [button(_("📊 How it goes"), OpenBroadcast(number=broadcast.id))],
        [button(_("📨 All broadcasts"), OpenBroadcasts()), button(_("🏠 Home"), OpenHome())],
    ]
    return screen("\n\n".join(parts), rows)


def _told(count: int | None) -> list[str]:
    if count is None:
        return []
    if count:
        words = ngettext("{count} operator was told.", "{count} operators were told.", count)
        return [words.format(count=count)]
    return [
        _(
            "I could reach no other operator: one may open it from /broadcasts, "
            "or an admin gives somebody the role by /roles."
        )
    ]


def _texts(broadcast: Broadcast) -> list[str]:
    return [
        f"{html.bold(language_name(one))}\n{html.folded(_excerpt(broadcast.versions[one]))}"
        for one in Locale
        if one in broadcast.versions
    ]


def _excerpt(version: Version) -> str:
    plain = unescape(_TAG.sub("", version.html)).strip()
    cut = plain if len(plain) <= SHOWN else f"{plain[:SHOWN].rstrip()}…"
    file = _("📎 With a file: see the preview.") if version.copied else ""
    return "\n".join(filter(None, (html.escape(cut), file)))
