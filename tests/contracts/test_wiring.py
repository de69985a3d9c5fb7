"""Every handler of the bot is given what it asks for, by name and by type."""

from collections.abc import Awaitable, Callable
from typing import Any, get_type_hints

import pytest
from aiogram import F, Router
from aiogram.filters import BaseFilter, StateFilter, or_f
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Chat, ErrorEvent, Message, TelegramObject, Update

from bot.content.content import Content
from bot.context import Context, Services
from bot.features import FEATURES
from bot.features.library.callbacks import OpenArticle, OpenShelf
from bot.features.missions.callbacks import OpenMission
from bot.filters.intents import Asks, Intent
from bot.filters.missions import ForMission
from bot.filters.questions import Addressed, Finds
from bot.filters.updates import HasText
from core.locale import Locale
from core.missions.mission import Mission
from core.people.person import Person
from core.search.decision import Decision, Found
from tests.conftest import NOON, World
from tests.contracts.wiring import FOUND, event_types, faults, filters, gifts, given, handlers

Handler = Callable[..., Awaitable[None]]


def test_every_handler_and_filter_can_be_called(world: World) -> None:
    assert faults(world.app.dispatcher) == []


def test_nothing_is_left_out_of_the_walk(world: World) -> None:
    """The walk sees every feature, router filters and handler filters alike."""
    root = world.app.dispatcher
    assert [router.name for router in root.sub_routers] == [make().name for make in FEATURES]
    assert len({id(function) for _, function in handlers(root)}) >= 40
    assert {"message", "callback_query", "inline_query", "my_chat_member", "error"} <= {
        k for k, _ in handlers(root)
    }
    assert {type(one.callback).__name__ for _, one in filters(root)} >= {
        *("Asks", "Private", "Carries", "HasLocation", "HasText", "ForMission"),
        *("CallbackQueryFilter", "StateFilter", "_OrFilter", "Finds", "Addressed"),
    }


def test_the_dispatcher_holds_the_services_of_the_context(world: World) -> None:
    hints = get_type_hints(Services)
    held = world.app.dispatcher.workflow_data
    assert hints.keys() == held.keys()
    for name, kind in hints.items():
        assert isinstance(held[name], kind) if isinstance(kind, type) else callable(held[name])


@pytest.mark.parametrize("kind", ["message", "callback_query", "inline_query", "my_chat_member"])
async def test_the_context_is_what_really_arrives(world: World, kind: str) -> None:
    """`given` is no guess: middlewares do hand all of it over, and nothing of ours besides."""
    arrived: list[dict[str, Any]] = []

    async def look(
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> object:
        arrived.append(data)
        return await handler(event, data)

    world.app.dispatcher.observers[kind].outer_middleware(look)
    person = world.visitor()
    await person.starts()
    if kind == "callback_query":
        await person.taps_data("h")
    elif kind == "inline_query":
        await person.asks_inline("")
    elif kind == "my_chat_member":
        await person.blocks()
    data = arrived[0]
    for name, wanted in given(kind).items():
        assert isinstance(data[name], wanted) if isinstance(wanted, type) else callable(data[name])
    assert set(get_type_hints(Context)) & data.keys() >= set(given(kind))


async def test_what_filters_of_questions_hand_over(world: World) -> None:
    person, name = Person(1001, Locale.KK), f"@{(await world.app.bot.me()).username}"
    asked = Message(message_id=1, date=NOON, chat=Chat(id=1, type="group"), text=f"{name} виза")
    asking, bot = world.app.services["asking"], world.app.bot
    every = Finds(*Decision)
    assert given("message").keys().isdisjoint(FOUND)
    for one, gift in (
        (every, await every(asked, person, Intent(), asking)),
        (Addressed(), await Addressed()(asked, Intent(), bot)),
    ):
        told = gifts(one)
        assert isinstance(gift, dict)
        assert told.keys() == gift.keys() <= set(FOUND)
        assert all(isinstance(gift[key], kind) for key, kind in told.items())
    assert not await Finds()(asked, person, Intent(), asking)


def test_the_kinds_of_events_are_those_of_an_update() -> None:
    assert event_types()["message"] is Message
    assert event_types().keys() >= Update.model_fields.keys() - {"update_id"}


class Form(StatesGroup):
    step = State()


class Sluggish(BaseFilter):
    def __call__(self, message: Message) -> bool:  # type: ignore[override]  # noqa: ARG002
        return True


async def good(message: Message, person: Person, content: Content, intent: Intent) -> None: ...
async def answering(message: Message, question: str, found: Found) -> None: ...
async def misspelt(message: Message, persn: Person) -> None: ...
async def misspelt_with_default(message: Message, persn: Person | None = None) -> None: ...
async def mistyped(message: Message, person: Content) -> None: ...
async def untyped(message, person) -> None: ...  # type: ignore[no-untyped-def]  # noqa: ANN001
async def wrong_event(query: CallbackQuery, person: Person) -> None: ...
async def greedy(message: Message, **data: object) -> None: ...
def slow(message: Message) -> None: ...
async def tapped(query: CallbackQuery, callback_data: OpenArticle) -> None: ...
async def intent_of_a_tap(query: CallbackQuery, intent: Intent) -> None: ...
async def at_mission(query: CallbackQuery, mission: Mission) -> None: ...
async def failed(event: ErrorEvent, person: Person) -> None: ...
async def state_of_an_error(event: ErrorEvent, state: FSMContext) -> None: ...
async def sync_in_disguise(message: Message) -> None: ...
async def asks_nobody(message: Message, nobody: int) -> bool: ...  # type: ignore[empty-body]


def test_a_good_router_passes() -> None:
    router = Router()
    router.message.filter(or_f(Asks("x"), HasText()))
    router.message.register(good, StateFilter(Form.step), Asks("x"))
    router.callback_query.register(tapped, OpenArticle.filter())
    router.callback_query.register(at_mission, ForMission(OpenMission))
    router.message.register(answering, Finds(Decision.ANSWER))
    assert faults(router) == []


@pytest.mark.parametrize(
    ("kind", "handler", "kept", "words"),
    [
        ("message", misspelt, (), "'persn', which nobody gives"),
        ("message", misspelt_with_default, (), "'persn', which nobody gives"),
        ("message", mistyped, (), "takes 'person' for"),
        ("message", untyped, (), "takes None, the event"),
        ("message", wrong_event, (), "the event is"),
        ("message", greedy, (), "anything at all"),
        ("message", slow, (), "is not awaitable"),
        ("message", answering, (), "'question', which nobody gives"),
        ("message", answering, (Addressed(),), "'found', which nobody gives"),
        ("message", answering, (or_f(Addressed(), Finds()),), "'found', which nobody gives"),
        ("inline_query", answering, (Finds(),), "filter Finds"),
        ("message", good, (F.text,), "bare F"),
        ("message", good, (or_f(Asks("x"), F.text),), "bare F"),
        ("message", good, (~HasText(), Form.step), "is not awaitable"),
        ("message", good, (lambda _message: True,), "is not awaitable"),
        ("message", good, (Sluggish(),), "is not awaitable"),
        ("message", good, (asks_nobody,), "'nobody', which nobody gives"),
        ("callback_query", tapped, (), "'callback_data', which nobody gives"),
        ("callback_query", tapped, (OpenShelf.filter(),), "takes 'callback_data' for"),
        ("callback_query", intent_of_a_tap, (), "'intent', which nobody gives"),
        ("callback_query", at_mission, (OpenMission.filter(),), "'mission', which nobody gives"),
        ("callback_query", tapped, (OpenArticle.filter(), Asks("x")), "filter Asks"),
        ("error", failed, (), "'person', which nobody gives"),
        ("error", state_of_an_error, (), "'state', which nobody gives"),
    ],
)
def test_a_bad_router_is_caught(
    kind: str, handler: Handler, kept: tuple[Callable[..., object], ...], words: str
) -> None:
    router = Router(name="bad")
    router.observers[kind].register(handler, *kept)
    assert any(words in fault for fault in faults(router)), faults(router)


@pytest.mark.parametrize("rule", [F.text, Form.step, Sluggish(), lambda _message: True])
def test_a_bad_filter_of_a_router_is_caught(rule: Callable[..., object]) -> None:
    router = Router(name="bad")
    router.message.filter(rule)
    assert len(faults(router)) == 1
