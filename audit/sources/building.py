"""What every reader makes its articles with: ids, texts, metadata, and the checks on them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from audit.errors import InputError
from audit.records.article import (
    Article,
    Block,
    BlockKind,
    Lang,
    Link,
    Metadata,
    Revision,
    Sentence,
    Text,
)
from audit.sources.language import has_hardly_any, language_of
from audit.sources.limits import limits, remedy

METADATA_FIELDS = tuple(field.name for field in fields(Metadata))

_ID = re.compile(r"\w[\w.-]*")
_NOT_IN_ID = re.compile(r"[^\w.-]+")
_ID_BYTES = 180
_SURROGATE = re.compile("[\ud800-\udfff]")
_DAY_FIRST_IN_TEXT = re.compile(
    r"(\d{4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,2})\.?(?:[T ]\s*(.+))?"
)
_NAMES: dict[Lang, str] = {"ko": "Korean", "en": "English"}
_IN_KOREAN: dict[Lang, str] = {"ko": "한국어", "en": "영어"}


def article_id(value: object, where: str) -> str:
    """An id as a row gives it; result files are named after it.

    Args:
        value: a string or a whole number.
        where: the row, for messages.

    Raises:
        InputError: it is missing, or has characters other than letters, digits and ``- _ .``.
    """
    if isinstance(value, bool) or not isinstance(value, (str, int)) or value == "":
        raise InputError("the article has no id", where, "give every article an id of its own")
    name = unicodedata.normalize("NFC", str(value)).strip()
    if not _ID.fullmatch(name) or len(name.encode(errors="replace")) > _ID_BYTES:
        raise InputError(
            f"the id {name[:60]!r} cannot name a file", where,
            "use letters, digits, - _ and . only, a letter or digit first, 60 characters at most",
        )  # fmt: skip
    return name


def id_from_name(name: str, where: str) -> str:
    """An id made from a file's or a document's name: what an id may not have becomes ``-``.

    Raises:
        InputError: nothing is left of it.
    """
    plain = _NOT_IN_ID.sub("-", unicodedata.normalize("NFC", name)).strip("-.")
    if len(plain.encode(errors="replace")) > _ID_BYTES:
        plain = plain.encode()[:_ID_BYTES].decode(errors="ignore")
    if not _ID.fullmatch(plain):
        raise InputError(
            f"no article id can be made from the name {name[:60]!r}", where,
            "rename it with letters and digits",
        )  # fmt: skip
    return plain


def text_of_blocks(lang: Lang, blocks: Iterable[tuple[BlockKind, str]]) -> Text:
    """A text laid out from blocks of known kind, a blank line between them."""
    raw, laid, at = [], [], 0
    for kind, wording in blocks:
        raw.append(wording)
        laid.append(Block(kind, at, at + len(wording)))
        at += len(wording) + 2
    return Text(lang, "\n\n".join(raw), tuple(laid))


def text_of_sentences(lang: Lang, sentences: Sequence[str]) -> Text:
    """A text of given sentences, one a line, each a ``BODY`` block."""
    blocks, given, at = [], [], 0
    prefix = "k" if lang == "ko" else "e"
    for i, wording in enumerate(sentences):
        end = at + len(wording)
        blocks.append(Block(BlockKind.BODY, at, end))
        given.append(Sentence(f"{prefix}{i + 1}", wording, at, end, i, BlockKind.BODY))
        at = end + 1
    return Text(lang, "\n".join(sentences), tuple(blocks), tuple(given))


def linked_texts(rows: Sequence[tuple[str, str]]) -> tuple[Text, Text, tuple[Link, ...]]:
    """Both texts and their links from pairs of sentences; an empty one makes a null link."""
    ko: list[str] = []
    en: list[str] = []
    links: list[Link] = []
    for left, right in rows:
        links.append(
            ((len(ko),) if left else (), (len(en),) if right else ()),
        )
        ko += [left] if left else []
        en += [right] if right else []
    return text_of_sentences("ko", ko), text_of_sentences("en", en), tuple(links)


def metadata_of(values: Mapping[str, object], where: str) -> Metadata:
    """The metadata fields among some named values; others are ignored.

    Raises:
        InputError: a field is no text, or a date no date.
    """
    found: dict[str, str] = {}
    for name in METADATA_FIELDS:
        value = values.get(name)
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            raise InputError(f"{name} is not a text", where, f"write {name} as one text")
        found[name] = whole_characters(str(value).strip(), where)
    for name in ("published", "updated"):
        if found.get(name):
            found[name] = _iso_date(found[name], name, where)
    return Metadata(**found)


def _iso_date(value: str, name: str, where: str) -> str:
    """A date, year first, as ISO 8601."""
    match = _DAY_FIRST_IN_TEXT.fullmatch(value)
    plain = value
    if match:
        plain = f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
        plain += f"T{match[4].strip()}" if match[4] else ""
    try:
        datetime.fromisoformat(plain)
    except ValueError as error:
        raise InputError(
            f"{name} {value[:40]!r} is not a date", where, f"write {name} as 2025-03-21"
        ) from error
    return plain


def whole_characters(text: str, where: str) -> str:
    """The text itself.

    Raises:
        InputError: it has NULs or halves of characters.
    """
    if "\0" in text or _SURROGATE.search(text):
        raise InputError(
            "the text has NULs or broken characters", where, "export it again as UTF-8"
        ).in_korean("글에 NUL이나 깨진 글자가 있습니다. UTF-8로 다시 저장하십시오.")
    return text


def revisions_of(value: object, where: str) -> tuple[Revision, ...]:
    """Earlier publications as a row lists them: objects with ``at``, a date and time, and ``en``.

    Raises:
        InputError: it is no such list.
    """
    if value is None or value == "":
        return ()
    remedy = 'write revisions as [{"at": "2025-03-21T10:11", "en": "…"}], the earliest first'
    if not isinstance(value, list):
        raise InputError("revisions is no list", where, remedy)
    found = []
    for entry in value:
        at, text = (entry.get("at"), entry.get("en")) if isinstance(entry, dict) else (None, None)
        if not isinstance(at, str) or not isinstance(text, str):
            raise InputError("a revision lacks at or en", where, remedy)
        found.append(Revision(_iso_date(at.strip(), "at", where), Text("en", text)))
    return tuple(found)


def _in_order(pair: Article) -> None:
    """Whether revisions follow one another, and the text in print follows them.

    Raises:
        InputError: one is not later than the one before it.
    """
    times = [("the revision of " + r.at, r.at) for r in pair.revisions]
    if pair.metadata.updated:
        times.append(
            (f"the text in print, updated {pair.metadata.updated},", pair.metadata.updated)
        )
    for (first, one), (second, other) in pairwise(times):
        if not _before(one, other):
            raise InputError(
                f"revisions are out of order: {second} is not later than {first}", pair.origin,
                "give the earliest first, or correct its time or updated",
            )  # fmt: skip


def _before(one: str, other: str) -> bool:
    a, b = datetime.fromisoformat(one), datetime.fromisoformat(other)
    if a.tzinfo is None or b.tzinfo is None:
        a, b = a.replace(tzinfo=None), b.replace(tzinfo=None)
    # A day without a time of day may be that of the other.
    return a < b or (min(len(one), len(other)) == len("2025-03-21") and a.date() == b.date())


def checked(pair: Article, places: Mapping[str, str] | None = None) -> Article:
    """The pair itself, if both texts can be audited.

    Args:
        pair: as read.
        places: where ``ko``, ``en`` and ``draft`` come from; ``pair.origin`` if left out.

    Raises:
        InputError: a text is empty, too long, broken, or in the wrong language.
    """
    places = places or {}
    sides = {"ko": pair.source, "en": pair.target}
    if pair.draft is not None:
        sides["draft"] = pair.draft
    sides |= {revision.at: revision.text for revision in pair.revisions}
    for name, text in sides.items():
        where = places.get(name, pair.origin)
        whole_characters(text.raw, where)
        if not any(char.isalnum() for char in text.raw):
            empty = InputError(f"{_label(name)} is empty", where, "give its text")
            raise empty.in_korean(f"{_korean_label(name)} 비어 있습니다. 글을 넣으십시오.")
        if len(text.raw) > limits().side:
            raise InputError(
                f"{_label(name)} has {len(text.raw) / 1e6:.0f} million characters; the most that "
                f"is read is {limits().side_mb} MB",
                where, remedy("side_mb"),
            ).in_korean(
                f"{_korean_label(name)} 너무 깁니다({len(text.raw) / 1e6:.0f}백만 자, 최대 "
                f"{limits().side_mb}MB). 기사별로 나누십시오."
            )  # fmt: skip
    ko, en = language_of(pair.source.raw), language_of(pair.target.raw)
    if (ko, en) == ("en", "ko"):
        raise InputError(
            "the two sides are swapped: the Korean one is English and the English one Korean",
            pair.origin, "exchange them",
        ).in_korean("두 글이 뒤바뀌었습니다. 서로 바꾸어 넣으십시오.")  # fmt: skip
    for name, text in sides.items():
        _check_language(name, text, places.get(name, pair.origin))
    _in_order(pair)
    return pair


def _label(name: str) -> str:
    known = {"ko": "the Korean text", "en": "the English text", "draft": "the draft"}
    return known.get(name, f"the revision of {name}")


def _korean_label(name: str) -> str:
    known = {"ko": "한국어 글이", "en": "영문이", "draft": "초고가"}
    return known.get(name, f"{name} 판이")


def _check_language(name: str, text: Text, where: str) -> None:
    other: Lang = "en" if text.lang == "ko" else "ko"
    if language_of(text.raw) == other:
        raise InputError(
            f"{_label(name)} is in {_NAMES[other]}", where,
            f"give the {_NAMES[text.lang]} {'draft' if name == 'draft' else 'text'} here",
        ).in_korean(
            f"{_korean_label(name)} {_IN_KOREAN[other]}로 되어 있습니다. "
            f"{_IN_KOREAN[text.lang]} 글을 넣으십시오."
        )  # fmt: skip
    if has_hardly_any(text.raw, text.lang):
        raise InputError(
            f"{_label(name)} is not in {_NAMES[text.lang]}", where,
            f"give the {_NAMES[text.lang]} text here",
        ).in_korean(
            f"{_korean_label(name)} {_IN_KOREAN[text.lang]}가 아닙니다. "
            f"{_IN_KOREAN[text.lang]} 글을 넣으십시오."
        )  # fmt: skip


def stem(path: Path) -> str:
    """A file's name without its ending."""
    return path.name[: -len(path.suffix)] if path.suffix else path.name
