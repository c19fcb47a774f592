"""The stored record of one article's audit, and records of older versions brought to today's form."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from audit.records.article import Article
from audit.records.codec import from_plain, to_json
from audit.records.digest import sha256_of
from audit.records.flag import Category, Relation
from audit.records.message import VERBATIM
from audit.records.result import ArticleResult
from audit.records.signature import Signature

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredResult:
    """A result with the key of the article as read and the signature it was made under.

    ``signature`` is None in records of versions that kept none.
    """

    key: str
    signature: Signature | None
    result: ArticleResult
    format: Literal[5] = 5


def key_of(article: Article, signature: Signature) -> str:
    """SHA-256 over an article as read and the signature of the run."""
    return sha256_of(to_json(article) + b"\0" + signature.digest.encode())


def read_stored(data: bytes) -> StoredResult:
    """The record that a file holds, brought to today's form.

    Raises:
        ValueError: it is no whole record of a known format.
    """
    try:
        values = json.loads(data)
        while (number := values.get("format")) in _UPGRADES:
            values = _UPGRADES[number](values)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"this is no record: {error}") from error
    return from_plain(StoredResult, values)


RELATIONS: Mapping[str, Relation] = {
    Category.OMISSION: Relation.OMITTED,
    Category.ADDITION: Relation.ADDED,
    Category.NUMBER: Relation.CONTRADICTS,
    Category.DATE: Relation.CONTRADICTS,
    Category.NAME: Relation.CONTRADICTS,
    Category.NEGATION: Relation.CONTRADICTS,
    Category.QUOTATION: Relation.CONTRADICTS,
    Category.CONSISTENCY: Relation.CONTRADICTS,
    Category.DISCLOSURE: Relation.CONTRADICTS,
}
"""The relation of flags of version 0.1, which kept none; of other categories, ``distorted``."""
_ROLE = {"ko": "source", "en": "target"}


def _from_4(values: Plain) -> Plain:
    """Version 0.1: languages for roles, the message as prose."""
    report = values["report"]
    article = dict(report["pair"])
    article["source"], article["target"] = article.pop("ko"), article.pop("en")
    result = {
        "article": article,
        "beads": [_roles(bead) for bead in report["beads"]],
        "encoder": report["encoder"],
        "tool_version": report["tool_version"],
        "notes": [{"code": f"note.{VERBATIM}", "parameters": {"text": n}} for n in report["notes"]],
        "lineage": report["lineage"],
        "updates": report["updates"],
    }
    for now, then in (("flags", "flags"), ("held_back", "quiet"), ("mended", "fixed")):
        result[now] = [_flag_from_4(flag) for flag in report[then]]
    return {"key": values["key"], "signature": None, "result": result, "format": 5}


def _flag_from_4(flag: Plain) -> Plain:
    values = _roles(flag)
    check, text = values.pop("check"), values.pop("message")
    spans = [span | {"side": _ROLE[span["side"]]} for span in values.pop("evidence")]
    return values | {
        "code": f"{check}.{VERBATIM}",
        "parameters": {"text": text},
        "relation": RELATIONS.get(flag["category"], Relation.DISTORTED),
        "spans": spans,
    }


def _roles(values: Plain) -> Plain:
    """The values with ``ko`` and ``en`` in their names said as roles."""
    return {
        "_".join(
            [_ROLE.get(name.partition("_")[0], name.partition("_")[0]), *name.split("_")[1:]]
        ): value
        for name, value in values.items()
    }


_UPGRADES: Mapping[object, Callable[[Plain], Plain]] = {4: _from_4}
