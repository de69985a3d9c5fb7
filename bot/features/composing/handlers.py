"""Composing a broadcast: its desk, a version for each language, a preview."""

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.content.content import Content
from bot.features.broadcasts.callbacks import NewDraft, OpenDraft
from bot.features.composing import preview, version_views, views
from bot.features.composing.callbacks import (
    ChooseKind,
    ChooseTopic,
    DropDraft,
    DropVersion,
    OpenVersion,
    PreviewDraft,
    SetDrill,
    SetFallback,
    TryDraft,
    WriteButtons,
    WriteVersion,
)
from bot.features.composing.writing import (
    ComposeForm,
    Waiting,
    take,
    take_buttons,
    take_part,
    wait,
    waited_for,
)
from bot.filters.intents import Asks
from bot.filters.updates import Carries, Private
from bot.services.drafts import Drafts
from bot.telegram.screen import hush, send, turn_to
from bot.texts import Texts
from core.people.person import Person


async def compose(message: Message, person: Person, drafts: Drafts, content: Content) -> None:
    found = await drafts.unfinished(person)
    if found is None:
        await send(message, views.draft(await drafts.new(person), content))
    else:
        await send(message, views.unfinished(found))


async def begin(query: CallbackQuery, person: Person, drafts: Drafts, content: Content) -> None:
    await turn_to(query, views.draft(await drafts.new(person), content))


async def open_draft(
    query: CallbackQuery,
    callback_data: OpenDraft,
    person: Person,
    drafts: Drafts,
    content: Content,
) -> None:
    found = await drafts.get(person, callback_data.number)
    await turn_to(query, views.draft(found, content))


async def choose_topic(
    query: CallbackQuery,
    callback_data: ChooseTopic,
    person: Person,
    drafts: Drafts,
    content: Content,
) -> None:
    number, topic = callback_data.number, callback_data.topic
    if topic is None:
        await turn_to(query, views.topics(await drafts.get(person, number)))
        return
    changed = await drafts.set_topic(person, number, topic)
    await turn_to(query, views.draft(changed, content))


async def choose_kind(
    query: CallbackQuery,
    callback_data: ChooseKind,
    person: Person,
    drafts: Drafts,
    content: Content,
) -> None:
    changed = await drafts.set_kind(person, callback_data.number, callback_data.kind)
    await turn_to(query, views.draft(changed, content))


async def set_drill(
    query: CallbackQuery,
    callback_data: SetDrill,
    person: Person,
    drafts: Drafts,
    content: Content,
) -> None:
    changed = await drafts.set_drill(person, callback_data.number, drill=callback_data.drill)
    await turn_to(query, views.draft(changed, content))


async def open_version(
    query: CallbackQuery, callback_data: OpenVersion, person: Person, drafts: Drafts
) -> None:
    found = await drafts.get(person, callback_data.number)
    await turn_to(query, version_views.version(found, callback_data.locale))


async def write_version(
    query: CallbackQuery,
    callback_data: WriteVersion,
    person: Person,
    drafts: Drafts,
    state: FSMContext,
) -> None:
    number, locale = callback_data.number, callback_data.locale
    await drafts.get(person, number)  # refused now, not after all has been written
    await wait(state, Waiting(number, locale), ComposeForm.writing)
    await turn_to(query, version_views.write(number, locale))


async def received(
    message: Message, person: Person, drafts: Drafts, content: Content, state: FSMContext
) -> None:
    waiting = await waited_for(state)
    if waiting is None:  # what was kept with the question could not be read
        await state.clear()
        await compose(message, person, drafts, content)
    elif message.media_group_id is None:
        await take(message, person, drafts, state, waiting)
    elif message.media_group_id == waiting.album:
        await take_part(message, person, drafts, state, waiting)
    elif message.media_group_id != waiting.refused:
        await take(message, person, drafts, state, waiting)


async def drop_version(
    query: CallbackQuery, callback_data: DropVersion, person: Person, drafts: Drafts
) -> None:
    number, locale = callback_data.number, callback_data.locale
    if not callback_data.sure:
        await turn_to(query, version_views.ask_remove(number, locale))
        return
    changed = await drafts.drop_version(person, number, locale)
    await turn_to(query, version_views.version(changed, locale))


async def set_fallback(
    query: CallbackQuery, callback_data: SetFallback, person: Person, drafts: Drafts
) -> None:
    number, locale = callback_data.number, callback_data.locale
    changed = await drafts.set_fallback(person, number, locale, callback_data.other)
    await turn_to(query, version_views.version(changed, locale))


async def write_buttons(
    query: CallbackQuery,
    callback_data: WriteButtons,
    person: Person,
    drafts: Drafts,
    state: FSMContext,
) -> None:
    number, locale = callback_data.number, callback_data.locale
    found = await drafts.get(person, number)
    await wait(state, Waiting(number, locale), ComposeForm.buttons)
    await turn_to(query, version_views.write_buttons(found, locale))


async def buttons_typed(
    message: Message, person: Person, drafts: Drafts, content: Content, state: FSMContext
) -> None:
    waiting = await waited_for(state)
    if waiting is None:  # as in `received`
        await state.clear()
        await compose(message, person, drafts, content)
    else:
        await take_buttons(message, person, drafts, state, waiting)


async def show_preview(
    query: CallbackQuery,
    callback_data: PreviewDraft,
    person: Person,
    drafts: Drafts,
    content: Content,
    texts: Texts,
) -> None:
    found = await drafts.look(person, callback_data.number)
    await hush(query, None if found.versions else views.nothing_written())
    if found.versions:
        await preview.show_all(query, found, person, content, texts)


async def test(
    query: CallbackQuery,
    callback_data: TryDraft,
    person: Person,
    drafts: Drafts,
    content: Content,
    texts: Texts,
) -> None:
    found = await drafts.look(person, callback_data.number)
    locale = found.spoken_to(person.language)
    await hush(query, None if locale else views.nothing_for_you())
    if locale:
        await preview.show(query, found, locale, person, content, texts)


async def drop_draft(
    query: CallbackQuery, callback_data: DropDraft, person: Person, drafts: Drafts
) -> None:
    if callback_data.sure:
        await drafts.drop(person, callback_data.number)
        await turn_to(query, views.dropped())
        return
    await turn_to(query, views.ask_drop(await drafts.get(person, callback_data.number)))


def router() -> Router:
    router = Router(name="composing")
    router.message.filter(Private())
    router.message.register(compose, Asks("broadcast"))
    router.message.register(received, StateFilter(ComposeForm.writing), Asks(""))
    router.message.register(buttons_typed, StateFilter(ComposeForm.buttons), Asks(""))
    router.callback_query.filter(
        Carries(
            *(NewDraft, OpenDraft, ChooseTopic, ChooseKind, SetDrill, DropDraft),
            *(OpenVersion, WriteVersion, DropVersion, SetFallback, WriteButtons),
            *(PreviewDraft, TryDraft),
        ),
        Private(),
    )
    router.callback_query.register(begin, NewDraft.filter())
    router.callback_query.register(open_draft, OpenDraft.filter())
    router.callback_query.register(choose_topic, ChooseTopic.filter())
    router.callback_query.register(choose_kind, ChooseKind.filter())
    router.callback_query.register(set_drill, SetDrill.filter())
    router.callback_query.register(open_version, OpenVersion.filter())
    router.callback_query.register(write_version, WriteVersion.filter())
    router.callback_query.register(drop_version, DropVersion.filter())
    router.callback_query.register(set_fallback, SetFallback.filter())
    router.callback_query.register(write_buttons, WriteButtons.filter())
    router.callback_query.register(show_preview, PreviewDraft.filter())
    router.callback_query.register(test, TryDraft.filter())
    router.callback_query.register(drop_draft, DropDraft.filter())
    return router
