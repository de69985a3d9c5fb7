"""Words and keyboards of a draft as a whole: its screen, its topic, its preview, its end."""

from collections.abc import Iterator

from aiogram.types import InlineKeyboardButton

from bot.content.content import Content
from bot.features.broadcasts.callbacks import (
    NewDraft,
    OpenAudience,
    OpenBroadcasts,
    OpenDraft,
    OpenReach,
)
from bot.features.composing.callbacks import (
    ChooseKind,
    ChooseTopic,
    DropDraft,
    OpenVersion,
    PreviewDraft,
    SetDrill,
    TryDraft,
)
from bot.features.composing.parts import back, made_of
from bot.features.start.callbacks import OpenHome
from bot.telegram import html
from bot.telegram.audience_words import audience_words, language_name
from bot.telegram.screen import Rows, Screen, button, screen
from bot.telegram.topic_words import topic_name
from bot.texts import gettext as _
from bot.words import day_and_time, listed, long_date
from core.broadcasts.broadcast import Broadcast, Kind, State
from core.locale import Locale
from core.people.hours import local
from core.people.topics import CATEGORIES, Topic

SHOWN = 2500
"""Letters of an audience's words that leave room for the rest of the screen."""
REFUSAL_SHOWN = 200


def unfinished(broadcast: Broadcast) -> Screen:
    """What /broadcast shows to one who has not finished his last."""
    number = broadcast.id
    since = long_date(local(broadcast.created_at, broadcast.zone).date())
    words = _("You have a draft begun on {day}: No. {number}. Go on with it?")
    rows: Rows = [
        [button(_("▶️ Go on"), OpenDraft(number=number))],
        [button(_("➕ New broadcast"), NewDraft())],
        [button(_("📨 All broadcasts"), OpenBroadcasts()), button(_("🏠 Home"), OpenHome())],
    ]
    return screen(words.format(number=number, day=since), rows)


def draft(broadcast: Broadcast, content: Content) -> Screen:
    """The desk: all that was decided so far, and a way to each decision."""
    heading = html.bold(_("📨 Broadcast No. {number}").format(number=broadcast.id))
    parts = [
        "\n".join([heading, _standing(broadcast), *_traits(broadcast)]),
        "\n".join([html.bold(_("Languages")), *_languages(broadcast)]),
        "\n".join([html.bold(_("For whom")), _audience(broadcast, content)]),
    ]
    return screen("\n\n".join(parts), _ways(broadcast))


def topics(broadcast: Broadcast) -> Screen:
    number = broadcast.id
    question = html.bold(_("What is it about?"))
    explained = _(
        "Safety reaches everybody at once, at night too. The rest waits for the morning there "
        "and passes over those who have switched the topic off."
    )
    rows: Rows = [
        [button(_chosen(topic, broadcast), ChooseTopic(number=number, topic=topic))]
        for topic in CATEGORIES
    ]
    return screen(f"{question}\n{explained}", [*rows, back(number)])


def ask_drop(broadcast: Broadcast) -> Screen:
    number = broadcast.id
    words = html.bold(_("Delete draft No. {number}?").format(number=number))
    rows: Rows = [[button(_("🗑 Yes, delete"), DropDraft(number=number, sure=True))], back(number)]
    return screen(words, rows)


def dropped() -> Screen:
    rows: Rows = [
        [button(_("➕ New broadcast"), NewDraft())],
        [button(_("📨 All broadcasts"), OpenBroadcasts()), button(_("🏠 Home"), OpenHome())],
    ]
    return screen(_("The draft is deleted. Nobody has got anything of it."), rows)


def heading(broadcast: Broadcast, locale: Locale) -> str:
    """Above a version of the preview: which it is, and who gets it."""
    readers = [one for one in Locale if broadcast.spoken_to(one) is locale]
    names = listed(language_name(one) for one in readers)
    words = _("👇 {language}. Who gets it: those who read {readers}.")
    return html.italic(words.format(language=language_name(locale), readers=names))


def below(broadcast: Broadcast, content: Content) -> Screen:
    """Below the preview: the desk again; of what waits for a colleague, the way to his answer."""
    if broadcast.editable:
        return draft(broadcast, content)
    heading = html.bold(_("📨 Broadcast No. {number}").format(number=broadcast.id))
    words = _("It goes as soon as a second operator has confirmed it.")
    rows: Rows = [
        [button(_("✋ Look at it"), OpenReach(number=broadcast.id))],
        [button(_("📨 All broadcasts"), OpenBroadcasts()), button(_("🏠 Home"), OpenHome())],
    ]
    return screen(f"{heading}\n{words}", rows)


def refused(words: str) -> str:
    """Telegram would not take a version of the preview."""
    told = _("Telegram does not take this version: {words}")
    return told.format(words=html.escape(words[:REFUSAL_SHOWN]))


def nothing_written() -> str:
    return _("Nothing is written yet.")


def nothing_for_you() -> str:
    return _("There is no version in your language: you would get nothing.")


def _standing(broadcast: Broadcast) -> str:
    if broadcast.state is State.SCHEDULED and broadcast.due_at is not None:
        when = day_and_time(local(broadcast.due_at, broadcast.zone))
        words = _("It is scheduled: {when}. Whatever you change has to be confirmed again.")
        return words.format(when=when)
    return _("A draft: nobody gets anything yet.")


def _traits(broadcast: Broadcast) -> Iterator[str]:
    yield _("Topic: {topic}").format(topic=topic_name(broadcast.topic))
    if broadcast.kind is Kind.CHECK:
        yield _("Kind: safety check, with three buttons to answer by")
    else:
        yield _("Kind: message")
    if broadcast.drill:
        yield _("🧪 A drill: everybody reads TEST above and below it")


def _languages(broadcast: Broadcast) -> Iterator[str]:
    for locale in Locale:
        version, other = broadcast.versions.get(locale), broadcast.spoken_to(locale)
        if version is not None:
            told = "✓ " + made_of(version)
        elif other is not None:
            told = _("as in: {language}").format(language=language_name(other))
        elif broadcast.leaves_out(locale):
            told = _("left out by choice")
        else:
            told = _("nothing yet")
        yield f"• {language_name(locale)}: {told}"


def _audience(broadcast: Broadcast, content: Content) -> str:
    words = audience_words(broadcast.audience, content)
    return words if html.length(words) <= SHOWN else _("A long list: see «For whom».")


def _chosen(topic: Topic, broadcast: Broadcast) -> str:
    name = topic_name(topic)
    return f"✓ {name}" if topic is broadcast.topic else name


def _ways(broadcast: Broadcast) -> Rows:
    number = broadcast.id
    drilling, plain = SetDrill(number=number, drill=True), SetDrill(number=number, drill=False)
    drill = button(_("🧪 No drill"), plain) if broadcast.drill else button(_("🧪 Drill"), drilling)
    kazakh, russian, english = _version_buttons(broadcast)  # three in a row are cut off
    return [
        [button(_("🏷 Topic"), ChooseTopic(number=number)), _other_kind(broadcast)],
        [kazakh, russian],
        [english, drill],
        [button(_("👥 For whom"), OpenAudience(number=number))],
        [
            button(_("👁 Preview"), PreviewDraft(number=number)),
            button(_("📲 Test to me"), TryDraft(number=number)),
        ],
        [button(_("➡️ Next: count and send"), OpenReach(number=number))],
        [
            button(_("🗑 Delete the draft"), DropDraft(number=number)),
            button(_("🏠 Home"), OpenHome()),
        ],
    ]


def _version_buttons(broadcast: Broadcast) -> list[InlineKeyboardButton]:
    return [
        button(f"✏️ {language_name(one)}", OpenVersion(number=broadcast.id, locale=one))
        for one in Locale
    ]


def _other_kind(broadcast: Broadcast) -> InlineKeyboardButton:
    if broadcast.kind is Kind.CHECK:
        return button(_("✉️ Plain message"), ChooseKind(number=broadcast.id, kind=Kind.MESSAGE))
    return button(_("🙋 Safety check"), ChooseKind(number=broadcast.id, kind=Kind.CHECK))
