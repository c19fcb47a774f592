"""What a line of a news page is by its own wording: the patterns of ``page_noise.toml``.

Every function takes one line of normalised text (``audit.languages.normalise``). Only short lines, and
the two ends of long ones, are matched, so that the time taken grows with the text and no faster.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from audit.records.article import BlockKind, Lang
from audit.records.measured import thresholds

T = thresholds(__name__)
_LONGEST_STAMP, _LONGEST_DISCLOSURE = T["longest_stamp"], T["longest_disclosure"]
_END = 160
"""How much of a line's beginning and end is searched for datelines and credits, in characters."""


class Rule(NamedTuple):
    """One pattern with the kind of block it tells of; ``unless`` vetoes it."""

    kind: BlockKind
    langs: tuple[Lang, ...]
    pattern: re.Pattern[str]
    limit: int
    unless: re.Pattern[str] | None


class Rules(NamedTuple):
    """The whole table, compiled."""

    line: tuple[Rule, ...]
    prefix: tuple[Rule, ...]
    suffix: tuple[Rule, ...]
    caption: dict[str, re.Pattern[str]]
    publisher: re.Pattern[str]
    disclosed: re.Pattern[str]
    stamp: re.Pattern[str]
    label: re.Pattern[str]
    day: re.Pattern[str]


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The table beside this module, read once."""
    table = tomllib.loads(Path(__file__).with_name("page_noise.toml").read_text("utf-8"))
    fragments: dict[str, str] = {}
    for name, pattern in table["fragments"].items():
        fragments[name] = _expand(pattern, fragments)
    part = {name: f"(?:{fragments[name]})" for name in ("stamp_label", "date", "clock")}
    token = "|".join(f"(?:{fragments[n]})" for n in ("stamp_label", "date", "clock", "zone"))
    token += f"|{fragments['weekday']}|지면\\s?[A-Z]?\\d{{1,2}}면?|기사\\s?원문"

    def compiled(row: dict[str, Any]) -> Rule:
        unless = row.get("unless")
        return Rule(
            BlockKind(row["kind"]),
            ("ko", "en") if row["lang"] == "any" else (row["lang"],),
            re.compile(_expand(row["pattern"], fragments)),
            row.get("limit", _END),
            re.compile(_expand(unless, fragments)) if unless else None,
        )

    return Rules(
        line=tuple(compiled(row) for row in table["line"]),
        prefix=tuple(compiled(row) for row in table["prefix"]),
        suffix=tuple(compiled(row) for row in table["suffix"]),
        caption={lang: re.compile(pattern) for lang, pattern in table["captions"].items()},
        publisher=re.compile(table["publishers"]["suffix"]),
        disclosed=re.compile(table["disclosure"]["continues"]),
        stamp=re.compile(rf"[\s\[(<|]*+(?:(?>{token})[\s,|/·:~()\[\]>;ㅣ.-]*+)++"),
        label=re.compile(part["stamp_label"]),
        day=re.compile(f"{part['date']}|{part['clock']}"),
    )


def _expand(pattern: str, fragments: dict[str, str]) -> str:
    return re.sub(
        r"(?<!\?P)<([a-z]\w+)>",
        lambda m: f"(?:{fragments[m[1]]})" if m[1] in fragments else m[0],
        pattern,
    )


def line_kind(line: str, lang: Lang) -> BlockKind | None:
    """The kind of noise that a whole line is, ``None`` if it may be the article's own text."""
    if is_stamp(line):
        return BlockKind.STAMP
    for rule in rules().line:
        if lang in rule.langs and len(line) <= rule.limit and rule.pattern.search(line):
            return rule.kind
    return None


def is_stamp(line: str, *, labelled: bool = True) -> bool:
    """Whether a line is nothing but dates and times, one of them labelled (``Updated …``)."""
    table = rules()
    if len(line) > _LONGEST_STAMP or not table.stamp.fullmatch(line) or not table.day.search(line):
        return False
    return not labelled or table.label.search(line) is not None


def prefix_length(line: str, lang: Lang) -> int:
    """How many characters of a line are its dateline, with the space after it; 0 if none."""
    head = line[:_END]
    for rule in rules().prefix:
        if lang in rule.langs and (match := rule.pattern.match(head)):
            if rule.unless and rule.unless.match(head):
                continue
            return match.end() + len(head[match.end() :]) - len(head[match.end() :].lstrip())
    return 0


def suffix_start(line: str, lang: Lang, kind: BlockKind) -> int | None:
    """Where a line's credit (``kind`` caption), byline, contact or copyright at its end starts."""
    offset = max(0, len(line) - _END)
    tail = line[offset:]
    for rule in rules().suffix:
        if rule.kind is kind and lang in rule.langs and (match := rule.pattern.search(tail)):
            return offset + match.start()
    return None


def is_caption_by_words(line: str, lang: Lang) -> bool:
    """Whether a line says of itself that it is a caption (``사진은 …``, ``▲ …``)."""
    if lang == "ko" and line[:1] in "▲△" and (line.count("▲") + line.count("△") > 1):
        return False  # a list: ▲수출 3% ▲수입 2%
    return rules().caption[lang].search(line[:_END]) is not None


def publisher_start(line: str) -> int | None:
    """Where the publisher's name after a page title starts (``… - The Hanbit Daily``)."""
    offset = max(0, len(line) - _END)
    match = rules().publisher.search(line, offset)
    return match.start() if match and match.start() else None


def continues_disclosure(line: str) -> bool:
    """Whether a line, standing after a disclosure, goes on with it."""
    return len(line) <= _LONGEST_DISCLOSURE and rules().disclosed.match(line) is not None
