"""Parameters of a Bot API call, checked against aiogram's own method classes."""

import inspect
import json
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import aiogram.methods
from aiogram.methods import TelegramMethod
from aiogram.types import InputFile
from pydantic import ValidationError

from pretend import jsons
from pretend.errors import ApiError, bad
from pretend.files import Upload
from pretend.jsons import Json

_MISSING: Final = {
    "chat_id": "chat_id is empty",
    "from_chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "user_id": "invalid user_id specified",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "inline_query_id": "query is too old and response timeout expired or query ID is invalid",
}
_WRONG: Final = {
    "chat_id": "chat not found",
    "message_id": "invalid message identifier specified",
    "message_thread_id": "invalid message thread identifier specified",
}


@dataclass(frozen=True, slots=True)
class Method:
    """One method: its name, aiogram's class, and which fields are JSON or only a file."""

    name: str
    model: type[TelegramMethod[object]]
    json_fields: frozenset[str]
    file_fields: frozenset[str]

    @property
    def returns(self) -> object:
        return self.model.__returning__


def _parts(annotation: object) -> tuple[object, ...]:
    if typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        return tuple(p for arg in typing.get_args(annotation) for p in _parts(arg))
    return (annotation,)


def _method(model: type[TelegramMethod[object]]) -> Method:
    json_fields, file_fields = set(), set()
    for name, field in model.model_fields.items():
        parts = {p for p in _parts(field.annotation) if p is not types.NoneType}
        if parts == {InputFile}:
            file_fields.add(name)
        elif str not in parts and not parts <= {int, float, bool}:
            json_fields.add(name)
    return Method(model.__api_method__, model, frozenset(json_fields), frozenset(file_fields))


def read_methods() -> dict[str, Method]:
    """Give every method aiogram knows by its lower-case name."""
    found = {}
    for _, member in inspect.getmembers(aiogram.methods, inspect.isclass):
        if issubclass(member, TelegramMethod) and member is not TelegramMethod:
            method = _method(member)
            found[method.name.lower()] = method
    return found


@dataclass(frozen=True, slots=True)
class Params:
    """The checked parameters with readers for each shape; absent reads as empty."""

    method: str
    values: Json
    files: Mapping[str, Upload]

    def has(self, key: str) -> bool:
        return self.values.get(key) is not None

    def get(self, key: str) -> object:
        return self.values.get(key)

    def text(self, key: str, default: str = "") -> str:
        return jsons.text(self.values.get(key), default)

    def integer(self, key: str, default: int = 0) -> int:
        return jsons.integer(self.values.get(key), default)

    def flag(self, key: str) -> bool:
        return self.values.get(key) is True

    def obj(self, key: str) -> Json:
        return jsons.obj(self.values.get(key))

    def objects(self, key: str) -> list[Json]:
        return jsons.objects(self.values.get(key))

    def items(self, key: str) -> list[object]:
        return jsons.items(self.values.get(key))

    def change(self, **values: object) -> "Params":
        """Give the same call with other values."""
        return Params(self.method, self.values | values, self.files)


def decode(method: Method, given: Mapping[str, object]) -> Json:
    """Read the JSON in strings of a form; nothing is checked yet but that it is JSON."""
    values: Json = {}
    for key, value in given.items():
        if value is None or key == "method":
            continue
        values[key] = value
        if key in method.json_fields and isinstance(value, str):
            try:
                values[key] = json.loads(value)
            except ValueError:
                words = key.replace("_", " ")
                raise bad(f"can't parse {words} JSON object") from None
    return {key: jsons.without_none(v) if isinstance(v, dict) else v for key, v in values.items()}


def check(method: Method, values: Json, files: Mapping[str, Upload]) -> Params:
    """Check fields and types; whole and true-or-false values come out as such."""
    for key in files:
        if key in method.model.model_fields and key not in values:
            values[key] = f"attach://{key}"
    given = {key: value for key, value in values.items() if key not in method.file_fields}
    try:
        model = method.model.model_validate(given)
    except ValidationError as fault:
        refusal = _refusal(method, fault)
        if refusal:
            raise refusal from None
        return Params(method.name, values, files)
    for key in model.model_fields_set:
        value = getattr(model, key, None)
        if isinstance(value, bool | int | float):
            values[key] = value
    return Params(method.name, values, files)


def _refusal(method: Method, fault: ValidationError) -> ApiError | None:
    """Tell the first fault; that a field which is only a file was set apart is none."""
    for error in fault.errors(include_url=False, include_context=False):
        field, *place = error["loc"] or ("",)
        if field in method.file_fields:
            continue
        name = str(field)
        if error["type"] == "missing" and not place:
            return bad(_MISSING.get(name, f'parameter "{name}" is required'))
        if name in _WRONG:
            return bad(_WRONG[name])
        where = ".".join(str(step) for step in place)
        return bad(f"can't parse {name}: {where + ': ' if where else ''}{error['msg']}")
    return None
