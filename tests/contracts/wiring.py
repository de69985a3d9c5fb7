"""Holds every registered handler and filter to what the dispatcher can give it."""

import inspect
import types
import typing
from collections.abc import Iterator, Mapping
from functools import cache

from aiogram import Router
from aiogram.dispatcher.event.handler import FilterObject
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.filters.logic import _AndFilter, _InvertFilter, _OrFilter
from aiogram.filters.state import StateFilter
from aiogram.types import ErrorEvent, Update

from bot.context import Context, Services
from bot.filters.broadcast_replies import RepliesToBroadcast
from bot.filters.missions import ForMission
from bot.filters.questions import Addressed, Finds
from core.broadcasts.broadcast import Broadcast
from core.missions.mission import Mission
from core.search.decision import Found

Hints = Mapping[str, object]
POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
FOUND = ("question", "found", "broadcast")
"""What filters of words hand over, and nobody else."""
COMPOUND = (_AndFilter, _InvertFilter, _OrFilter)


@cache
def event_types() -> Hints:
    """The type of each kind of event, from aiogram's own model of an update."""
    known: dict[str, object] = {"error": ErrorEvent, "update": Update}
    for kind, field in Update.model_fields.items():
        (known[kind],) = [one for one in _members(field.annotation) if one is not types.NoneType]
    return known


@cache
def given(kind: str) -> Hints:
    """What a handler of this kind of event may ask for, whatever its filters."""
    services = typing.get_type_hints(Services) | {"bot": typing.get_type_hints(Context)["bot"]}
    if kind == "error":  # it may be there that a middleware failed
        return services
    known = dict(typing.get_type_hints(Context))
    for name in FOUND:
        del known[name]
    if kind != "message":
        del known["intent"]
    if kind not in {"message", "callback_query"}:
        del known["state"]
    return known


def faults(root: Router) -> list[str]:
    """One line for each handler or filter that cannot be called as it is registered."""
    return [fault for router in root.chain_tail for fault in _router_faults(router)]


def handlers(root: Router) -> Iterator[tuple[str, object]]:
    """Every handler with the kind of its events."""
    for router in root.chain_tail:
        for kind, observer in router.observers.items():
            for handler in observer.handlers:
                yield kind, handler.callback


def filters(root: Router) -> Iterator[tuple[str, FilterObject]]:
    """Every filter of routers and of handlers, those inside `or_f` and its like too."""
    for router in root.chain_tail:
        for kind, observer in router.observers.items():
            for one in _shared(observer):
                yield from ((kind, inner) for inner in _flat(one))
            for handler in observer.handlers:
                for one in handler.filters or ():
                    yield from ((kind, inner) for inner in _flat(one))


def _router_faults(router: Router) -> Iterator[str]:
    for kind, observer in router.observers.items():
        if kind == "update":  # the dispatcher's own way in, aiogram's
            continue
        where = f"{router.name}.{kind}"
        for one in _shared(observer):
            yield from _filter_faults(where, kind, one)
        for handler in observer.handlers:
            own = handler.filters or []
            name = f"{where}:{getattr(handler.callback, '__name__', handler.callback)}"
            for one in own:
                yield from _filter_faults(name, kind, one)
            if not handler.awaitable:
                yield f"{name} is not awaitable"
            extra: dict[str, object] = {}
            for one in (*_shared(observer), *own):
                extra |= _gifts(one)
            known = {**given(kind), **extra}
            yield from _call_faults(name, handler.callback, event_types()[kind], known)


def _shared(observer: TelegramEventObserver) -> list[FilterObject]:
    return observer._handler.filters or []


def _flat(one: FilterObject) -> Iterator[FilterObject]:
    yield one
    if isinstance(one.callback, _InvertFilter):
        yield from _flat(one.callback.target)
    elif isinstance(one.callback, _AndFilter | _OrFilter):
        for target in one.callback.targets:
            yield from _flat(target)


def _filter_faults(where: str, kind: str, registered: FilterObject) -> Iterator[str]:
    for one in _flat(registered):
        name = f"{where} filter {type(one.callback).__name__}"
        if one.magic is not None:
            yield f"{name} is a bare F: aiogram sends it through a thread"
            continue
        called = type(one.callback).__call__ if isinstance(one.callback, Filter) else one.callback
        if not inspect.iscoroutinefunction(called):
            yield f"{name} is not awaitable"
        elif not isinstance(one.callback, (*COMPOUND, StateFilter)):
            method = one.callback.__call__ if isinstance(one.callback, Filter) else one.callback
            yield from _call_faults(name, method, event_types()[kind], given(kind))


def gifts(filter_: object) -> dict[str, type]:
    """What a filter of ours hands over when it lets an event pass."""
    match filter_:
        case Finds():
            return {"question": str, "found": Found}
        case Addressed():
            return {"question": str}
        case RepliesToBroadcast():
            return {"broadcast": Broadcast}
        case ForMission(kind=kind):
            return {"callback_data": kind, "mission": Mission}
        case _nothing:
            return {}


def _gifts(registered: FilterObject) -> dict[str, object]:
    match registered.callback:
        case CallbackQueryFilter(callback_data=kind):
            return {"callback_data": kind}
        case _AndFilter(targets=targets):
            return {name: what for one in targets for name, what in _gifts(one).items()}
        case _OrFilter(targets=targets):
            first, *rest = (_gifts(one) for one in targets)
            return {n: w for n, w in first.items() if all(other.get(n) == w for other in rest)}
        case other:
            return dict(gifts(other))


def _call_faults(where: str, function: object, event: object, known: Hints) -> Iterator[str]:
    if not callable(function):
        yield f"{where} cannot be called"
        return
    names = inspect.signature(function).parameters
    hints = typing.get_type_hints(function)
    first, *rest = names.values()
    if first.kind not in POSITIONAL or not _fits(event, hints.get(first.name)):
        yield f"{where} takes {hints.get(first.name)}, the event is {event}"
    for one in rest:
        if one.kind in {inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL}:
            yield f"{where} asks for anything at all: *{one.name}"
        elif one.name not in known:
            yield f"{where} asks for '{one.name}', which nobody gives"
        elif not _fits(known[one.name], hints.get(one.name)):
            yield f"{where} takes '{one.name}' for {hints.get(one.name)}, not {known[one.name]}"


def _fits(offered: object, asked: object) -> bool:
    """Whether a value of the type offered may stand where `asked` is written."""
    for one in _members(asked):
        if one == offered:
            return True
        if isinstance(one, type) and isinstance(offered, type) and issubclass(offered, one):
            return one is not object
    return False


def _members(annotation: object) -> tuple[object, ...]:
    if typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        return typing.get_args(annotation)
    return (annotation,)
