"""Sentences of one block.

Korean is split by Kiwi, English by sentencex (Wikimedia); both are mended to one convention: a
quotation that shares a sentence with its attribution stays in one piece, whatever it holds, and a
quotation that stands by itself is split at its own sentence ends.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from sentencex import get_sentence_boundaries

from audit import time_budget
from audit.languages.ko.morphemes import kiwi
from audit.languages.normalise import Normalised, normalise_page
from audit.languages.quote_marks import Enclosed, enclosed
from audit.languages.spans import Extent
from audit.records.article import Lang

_CHUNK = 2000
"""Most characters that go to a splitter at once: Kiwi's time grows with the square on odd text."""

_TOGETHER = 512
"""Stretches that are split together; what Kiwi says of a whole book would fill the memory."""

_CLOSERS = "\"'”’)]}」』"
_BREAK = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_STOPS = (
    re.compile(r"(?:\b[a-z]{3,}|[다요까죠])[.?!][\"'”’)\]」』]*\s+"),
    re.compile(r"[.?!…]+[\"'”’)\]」』]*\s+"),
)
_MISSED = re.compile(
    r"(?<=…)[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])"  # He paused… Then
    r"|(?<=[a-z][.?!])[\"”]?(?=[\"“]?[A-Z][a-z]+[ ,])"  # He left.She stayed
    r"|(?<=[.?!])[\"'”’)]*\s+(?=[•▲▶◆■※]\s?\S)"
)
_NO_WORDS = re.compile(r"\S{500}")  # no language: Kiwi would spend minutes on a megabyte of it
_KO_STOP = re.compile(
    r"(?<=[다요까죠][.?!])\s+|(?<=[가-힣][.?!])\s+(?=\")|(?<=[.?!][\"'])\s+(?=[―—■◆])"
)
_KO_END = re.compile(r"(?:[.?!…][\"'”’)\]」』]*|[다요까죠네음함임][)\]]?)$")
_KO_QUOTED_ON = re.compile(
    r"(?:이?라(?:고|는|며|면서|던|지만)\s|(?:하고|며|는|란|등|등의)\s|고\s[말밝했전강])"
)
_QUOTED_STOP = re.compile(r"([.?!…])[\"'”’]+$")
_LISTED = re.compile(r"\(?(?:[0-9]{1,2}|[A-Za-z])[.)]|[•▲▶◆■※*-]")


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, list[str]]]:
    path = Path(__file__).with_name("sentence_ends.toml")
    return tomllib.loads(path.read_text("utf-8"))


@lru_cache(maxsize=1)
def _not_an_end() -> re.Pattern[str]:
    """Matches the end of the text before a boundary, a line feed, and the text after it."""
    table = _tables()["en"]
    words = {name: "|".join(map(re.escape, table[name])) for name in table}
    return re.compile(
        rf"(?:\b(?:{words['before_name']})\.\n\S"
        rf"|\b(?:{words['before_number']})\.\n\d"
        rf"|\b(?:{words['weekdays']})\.\n(?:{words['before_number']}|March|April|May|June|July)\b"
        rf"|\d\s?[ap]\.m\.\n(?:{words['after_hour']})\b"
        r"|(?:[?!…][\"'”’)]*|\.[\"'”’)]+)\n[a-z])"
    )


@lru_cache(maxsize=1)
def _ordinary_words() -> re.Pattern[str]:
    words = "|".join(_tables()["en"]["ordinary"])
    return re.compile(rf"\b(?:{words})\.[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])")


@lru_cache(maxsize=1)
def _attributions() -> dict[str, re.Pattern[str]]:
    """What follows a quotation in its own sentence, though the quotation ends in a stop."""
    verbs = "|".join(_tables()["en"]["reporting"])
    speaker = r"(?:(?:[A-Z][\w.'’-]*|the|a|an|of|and|one|former|[a-z]+-[a-z]+)\s){1,8}?"
    more = (
        r"(?:[.,;:]|\s?[—-]|\s(?:in|at|on|during|to|as|after|before|when|while|with|by|of|\w+ly)\b)"
    )
    reported = "|".join(_tables()["ko"]["reporting"])
    return {
        "?": re.compile(rf"{speaker}(?:{verbs}){more}"),
        ".": re.compile(rf"{speaker}(?:{verbs})\."),
        "ko": re.compile(rf"(?:[^\s.?!\"'“”]+\s){{1,5}}(?:{reported})\.?(?=\s|$)"),
    }


def split(text: str, lang: Lang) -> list[Extent]:
    """The sentences of one block's text as given: spans without blanks at their ends, in order."""
    return next(split_all([text], lang))


def split_all(texts: Sequence[str], lang: Lang) -> Iterator[list[Extent]]:
    """The same for many blocks at once, which is much faster in Korean."""
    pages = [normalise_page(text) for text in texts]
    plain = [_BREAK.sub(" ", page.text) for page in pages]
    chunked = [list(_chunks(text)) for text in plain]
    flat = [text[a:b] for text, spans in zip(plain, chunked, strict=True) for a, b, _ in spans]
    splits = _korean(flat) if lang == "ko" else map(_english, flat)
    for raw, page, text, spans in zip(texts, pages, plain, chunked, strict=True):
        bounds: set[int] = set()
        for start, end, stops in spans:
            time_budget.check()
            last = len(text[start:end].rstrip())
            bounds.update(start + at for at in next(splits) if 0 < at < last)
            if stops:
                bounds.add(start + last)
        yield list(_spans(raw, page, text, bounds, lang))


def _chunks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Stretches short enough to split, and whether each one ends where a sentence may end."""
    start = 0
    while len(text) - start > _CHUNK:
        window = text[start : start + _CHUNK]
        sure, any_stop = (
            [m.end() for m in stop.finditer(window, 0, _CHUNK - 1)] for stop in _STOPS
        )
        ends = sure or any_stop
        cut = ends[-1] if ends else window.rfind(" ") + 1 or _CHUNK
        yield start, start + cut, bool(ends)
        start += cut
    yield start, len(text), False


def _english(text: str) -> Iterator[int]:
    """Where sentences start, as sentencex sees them once quotation marks are out of its way."""
    masked = list(text)
    for pair in enclosed(text):
        masked[pair.start] = masked[pair.end - 1] = " "
    plain = "".join(masked).translate({ord(mark): " " for mark in '"“”'})
    for bound in get_sentence_boundaries("en", plain):
        yield len(plain[: bound["end_index"]].rstrip())
    for pattern in (_MISSED, _ordinary_words()):
        for match in pattern.finditer(text):
            yield match.end()


def _korean(texts: list[str]) -> Iterator[list[int]]:
    """Where sentences start, as Kiwi sees them; also plain stops that it takes for quoted ones."""
    for first in range(0, len(texts), _TOGETHER):
        time_budget.check()
        some = texts[first : first + _TOGETHER]
        readable = ["" if _NO_WORDS.search(text) else text for text in some]
        splits = kiwi().split_into_sents(readable, return_tokens=False)
        for text, sentences in zip(some, splits, strict=True):
            yield [
                *(sentence.start for sentence in sentences),
                *(match.start() for match in _KO_STOP.finditer(text)),
            ]


def _spans(raw: str, page: Normalised, text: str, bounds: set[int], lang: Lang) -> Iterator[Extent]:
    starts = sorted({_to_start(text, at) for at in bounds} - {0, len(text)})
    starts = [at for at in starts if not _is_vetoed(text, at, lang)]
    marked = _directed(raw, page, text)
    pairs = sorted(enclosed(marked), key=lambda pair: ("\"'「(".index(pair.kind), pair.start))
    starts = [at for at in starts if not _is_attributed(text, at, lang, marked)]
    starts = _whole_quotations(text, starts, pairs)
    starts = [
        at
        for before, at in pairwise([0, *starts])
        if not _LISTED.fullmatch(text[before : min(at, before + 12)].strip())
    ]
    for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
        inner = text[start:end]
        first = start + len(inner) - len(inner.lstrip())
        if inner.strip():
            yield page.span(first, first + len(inner.strip()))


def _directed(raw: str, page: Normalised, text: str) -> str:
    """The text with the quotation marks as given, curly ones telling where they point."""
    if page.starts is None:
        return "".join(r if r in "“”‘’„‟" else t for r, t in zip(raw, text, strict=True))
    return "".join(
        raw[at] if raw[at] in "“”‘’„‟" else char for at, char in zip(page.starts, text, strict=True)
    )


def _to_start(text: str, at: int) -> int:
    """A boundary moved over blanks, and over closing marks that belong to the sentence before."""
    at = min(at, len(text))
    while at > 0 and text[at - 1].isspace():
        at -= 1
    for _ in range(8):
        if not 0 < at < len(text) or text[at - 1].isspace() or text[at] not in _CLOSERS:
            break
        if text[at] in "\"'" and text[at + 1 : at + 2].isalnum() and text[at - 1] not in ".?!…":
            break
        at += 1
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _is_vetoed(text: str, at: int, lang: Lang) -> bool:
    """Whether a boundary stands after an abbreviation or inside a heading's dots."""
    before, after = text[max(0, at - 24) : at].rstrip(), text[at : at + 24]
    if lang == "ko":
        inside_dots = before.endswith("…") and not text[at - 1].isspace()
        goes_on = _QUOTED_STOP.search(before) and _KO_QUOTED_ON.match(after)
        return inside_dots or not _KO_END.search(before) or goes_on is not None
    return _not_an_end().search(f"{before}\n{after}") is not None


def _is_attributed(text: str, at: int, lang: Lang, marked: str) -> bool:
    """Whether what starts at ``at`` names the speaker of the quotation that ends before it."""
    stop = _QUOTED_STOP.search(marked[max(0, at - 6) : at].rstrip())
    if not stop:
        return False
    after = text[at : at + 160]
    if lang == "ko":
        return _attributions()["ko"].match(after) is not None
    return _attributions()["." if stop[1] == "." else "?"].match(after) is not None


def _whole_quotations(text: str, starts: list[int], pairs: list[Enclosed]) -> list[int]:
    """The starts that are left when no quotation is cut that shares its sentence with others."""
    for kind in "\"'「(":
        inside: set[int] = set()
        for pair in pairs:
            first = bisect_left(starts, pair.start + 1)
            last = bisect_left(starts, pair.end)
            if pair.kind == kind and first < last and not _stands_alone(text, starts, pair):
                inside.update(starts[first:last])
        starts = [at for at in starts if at not in inside]
    return starts


def _stands_alone(text: str, starts: list[int], pair: Enclosed) -> bool:
    before = pair.start
    while before and text[before - 1] in " \"'([":
        before -= 1
    opens = before == 0 or _has_between(starts, before, pair.start)
    after = pair.end
    while after < len(text) and text[after] in _CLOSERS + " ":
        after += 1
    return opens and (after == len(text) or _has_between(starts, pair.end, after))


def _has_between(starts: list[int], first: int, last: int) -> bool:
    at = bisect_left(starts, first)
    return at < len(starts) and starts[at] <= last
