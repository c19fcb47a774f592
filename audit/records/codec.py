"""One way to write a record as JSON, to read it back, and to say by a JSON Schema what it holds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from audit.errors import InputError

R = TypeVar("R")
_ADAPTERS: dict[type, TypeAdapter[Any]] = {}
_SCHEMA = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class _Problem:
    """An :class:`InputError` by its parts."""

    what: str
    where: str
    remedy: str


def to_json(record: object, *, indent: int | None = None) -> bytes:
    """A record as JSON, its fields in the order of their definition."""
    record = _as_record(record)
    return _adapter(type(record)).dump_json(record, indent=indent)


def to_plain(record: object) -> Any:  # noqa: ANN401 - JSON holds anything
    """A record as the plain values that its JSON holds."""
    record = _as_record(record)
    return _adapter(type(record)).dump_python(record, mode="json")


def _as_record(record: object) -> object:
    if isinstance(record, InputError):
        return _Problem(record.what, record.where, record.remedy)
    return record


def to_canonical_json(record: object) -> bytes:
    """A record as JSON in the one way in which it is hashed: sorted keys, a line a value."""
    text = json.dumps(to_plain(record), ensure_ascii=False, sort_keys=True, indent=1)
    return (text + "\n").encode("utf-8", "replace")


def from_json(kind: type[R], data: bytes) -> R:
    """The record that JSON holds.

    Raises:
        ValueError: it holds no such record.
    """
    try:
        if issubclass(kind, InputError):
            problem = _adapter(_Problem).validate_json(data)
            return cast(R, InputError(problem.what, problem.where, problem.remedy))
        return cast(R, _adapter(kind).validate_json(data))
    except ValidationError as error:
        raise ValueError(f"this is no {kind.__name__}: {error.errors()[0]['msg']}") from error


def from_plain(kind: type[R], values: object) -> R:
    """The record that plain values hold, as JSON would give them.

    Raises:
        ValueError: they hold no such record.
    """
    return from_json(kind, json.dumps(values).encode())


def schema_of(kind: type) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind of record."""
    shape = _Problem if issubclass(kind, InputError) else kind
    return {"$schema": _SCHEMA} | _adapter(shape).json_schema()


def _adapter(kind: type) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
