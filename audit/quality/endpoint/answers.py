"""What a judge may answer: the JSON schema that it is given and that its answer is held to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from audit.quality.endpoint import JudgeError
from audit.quality.kinds import Kind
from audit.records.flag import Relation, Severity

_STRICT = ConfigDict(extra="forbid", frozen=True)


class Said(BaseModel):
    """One divergence, with its words as the judge quotes them; empty for a side that has none."""

    model_config = _STRICT
    category: Kind
    relation: Relation
    severity: Literal[Severity.MINOR, Severity.MAJOR, Severity.CRITICAL]
    source: str
    target: str
    explanation: str
    suggestion: str


class OfPair(BaseModel):
    """What is wrong with a pair; nothing if the list is empty."""

    model_config = _STRICT
    id: str
    errors: tuple[Said, ...]


class Answer(BaseModel):
    """The answer to a request: every pair asked for, once."""

    model_config = _STRICT
    answers: tuple[OfPair, ...]


FORMAT: Mapping[str, Any] = {
    "type": "json_schema",
    "json_schema": {"name": "divergences", "strict": True, "schema": Answer.model_json_schema()},
}
"""The ``response_format`` of a request."""


def read_answer(text: str, ids: Sequence[str]) -> dict[str, tuple[Said, ...]]:
    """The divergences by pair.

    Raises:
        JudgeError: the text is no JSON, violates the schema, or answers for other pairs than were asked.
    """
    try:
        answer = Answer.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        if first["type"] == "json_invalid":
            raise JudgeError("gave an answer that is no JSON") from None
        where = ".".join(map(str, first["loc"]))
        raise JudgeError(f"gave an answer that violates the schema at {where!r}") from None
    if sorted(found.id for found in answer.answers) != sorted(ids):
        raise JudgeError("answered for other pairs than it was asked about")
    return {found.id: found.errors for found in answer.answers}
