"""What an operator sends while a version is waited for; an album comes one message a file."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from aiogram.exceptions import TelegramBadRequest
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message

from bot.features.composing import version_views as views
from bot.fsm.refused import ended_by_refusal
from bot.services.drafts import Drafts
from bot.telegram.screen import NO_PREVIEW, Screen, send
from core.broadcasts.message import Version
from core.broadcasts.slips import Slip
from core.broadcasts.variables import TEXTS
from core.locale import Locale
from core.people.person import Person


class ComposeForm(StatesGroup):
    writing = State()
    buttons = State()


@dataclass(frozen=True, slots=True)
class Waiting:
    """Which version is waited for.

    `album`: the album whose files are gathered; `refused`: the one whose other files are passed
    over; `shown`: the message that tells how many there are.
    """

    number: int
    locale: Locale
    album: str = ""
    refused: str = ""
    shown: int = 0


async def wait(state: FSMContext, waiting: Waiting, step: State) -> None:
    await state.set_state(step)
    await state.set_data(asdict(waiting))


async def waited_for(state: FSMContext) -> Waiting | None:
    """None when what was kept cannot be read."""
    return _read(await state.get_data())


async def take(
    message: Message, person: Person, drafts: Drafts, state: FSMContext, waiting: Waiting
) -> None:
    """A message of its own, or the first of an album."""
    album = message.media_group_id or ""
    number, locale = waiting.number, waiting.locale
    kind, version = message.content_type, _version(message)
    async with ended_by_refusal(state):
        found = await drafts.set_version(
            person, number, locale, version, kind=kind, grouped=bool(album)
        )
    if isinstance(found, Slip):
        if album:
            await wait(state, replace(waiting, refused=album), ComposeForm.writing)
        await send(message, views.slip(found, number, locale))
        return
    shown = views.version(found, locale)
    if not album:
        await state.clear()
        await send(message, shown)
        return
    sent = await message.answer(
        shown.text, reply_markup=shown.keyboard, link_preview_options=NO_PREVIEW
    )
    gathering = replace(waiting, album=album, shown=sent.message_id)
    await wait(state, gathering, ComposeForm.writing)


async def take_part(
    message: Message, person: Person, drafts: Drafts, state: FSMContext, waiting: Waiting
) -> None:
    """One more file of the album: the screen of the first one counts it."""
    async with ended_by_refusal(state):
        changed = await drafts.add_part(
            person, waiting.number, waiting.locale, message.message_id, _file(message)
        )
    await _renew(message, waiting.shown, views.version(changed, waiting.locale))


async def take_buttons(
    message: Message, person: Person, drafts: Drafts, state: FSMContext, waiting: Waiting
) -> None:
    number, locale = waiting.number, waiting.locale
    async with ended_by_refusal(state):
        found = await drafts.set_buttons(person, number, locale, message.text or "")
    if isinstance(found, list):
        await send(message, views.faults(found, number, locale))
        return
    await state.clear()
    await send(message, views.version(found, locale))


async def _renew(message: Message, shown: int, screen: Screen) -> None:
    try:
        if message.bot is not None:
            await message.bot.edit_message_text(
                screen.text,
                chat_id=message.chat.id,
                message_id=shown,
                reply_markup=screen.keyboard,  # type: ignore[arg-type]
                link_preview_options=NO_PREVIEW,
            )
    except TelegramBadRequest as refusal:
        if "message is not modified" not in refusal.message:
            await send(message, screen)


def _version(message: Message) -> Version:
    if message.content_type in TEXTS:
        return Version(html=message.html_text)
    words = message.html_text if message.caption else ""
    return Version(
        html=words,
        chat_id=message.chat.id,
        message_ids=(message.message_id,),
        files=tuple(filter(None, [_file(message)])),
    )


def _file(message: Message) -> str:
    """Telegram's name of the file, whoever sends it and however often."""
    sent = getattr(message, message.content_type, None)
    largest = sent[-1] if isinstance(sent, list) and sent else sent
    return str(getattr(largest, "file_unique_id", ""))


def _read(data: Mapping[str, object]) -> Waiting | None:
    try:
        return Waiting(
            number=int(str(data["number"])),
            locale=Locale(str(data["locale"])),
            album=str(data.get("album", "")),
            refused=str(data.get("refused", "")),
            shown=int(str(data.get("shown", 0))),
        )
    except (KeyError, ValueError):
        return None
