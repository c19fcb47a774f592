"""A news page cut into classified blocks: nothing is thrown away, page noise is set apart.

Lines are judged by their own wording first (``page_noise.toml``), then by their place: what
follows a "Related Article", what is repeated, what stands above the first paragraph. A line that
nothing speaks against is body text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from audit.records.article import Block, BlockKind, Lang
from audit.records.measured import threshold_groups, thresholds
from audit.segmentation import noise
from audit.segmentation.lines import Line, lines_of, lines_of_blocks, unwrapped

_STOP = re.compile(r"(?:\.|[다요까죠][.?!])['\")\]]*$")
_INNER_STOP = re.compile(r"[다요까죠]\.['\")]*\s|[a-z]{3}\.['\")]*\s+['\"(]?[A-Z]")
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}$|\.\.+['\"]?$")
_ENDED = re.compile(r"[.?!…:;,]['\")\]]*$")
_KO_SENTENCE = re.compile(r"(?:[다요까죠네])['\")\]]*$")
_ITEM = re.compile(r"[-*·•※○①-⑳]|\(?\d{1,2}[.)]\s|Q[.:)]|A[.:)]|문[.:)]|답[.:)]")
_HEADING_SIGN = re.compile(r"[◆◇■□●▣▶★#]\s?\S")
_NAME_ONLY = re.compile(
    r"[가-힣]{2,4}|[A-Z][a-z]+ [A-Z][a-z]+(?:-[a-z]+)?|[A-Z]{2,} [A-Z]{2,}(?:-[A-Z]+)?"
)
_MANY = re.compile(r"(?i)articles|stories|news|more|popular|read|[가-힣]")
T, _BY_LANGUAGE = thresholds(__name__), threshold_groups(__name__)
_LONGEST_HEADLINE = _BY_LANGUAGE["longest_headline"]
_LONGEST_SUBHEAD = _BY_LANGUAGE["longest_subhead"]
_LONGEST_DECK = _BY_LANGUAGE["longest_deck"]
_LONGEST_RELATED, _LONGEST_BARE = T["longest_related"], T["longest_bare_related"]
"""The title of another article, and the words that only announce such titles."""
_RELATED_TITLES = int(T["related_titles"])
"""Titles under one announcement at most."""
_LONGEST_CREDIT = T["longest_credit"]
_FIRST_LINES = int(T["first_lines"])
"""Lines after the first in which a repetition shows that it is the headline."""
_LINES_BELOW, _MOST_DECKS = int(T["lines_below"]), T["most_decks"]
"""Lines under a headline that are looked at for decks, and how many there may be."""
_SHORTEST_TITLE = T["shortest_title"]
"""Characters from which the beginning of a longer line is its title."""
_SHORTEST_REPEAT = _BY_LANGUAGE["shortest_repeat"]
"""Body lines shorter than this may well be said twice (``"No."``); in characters."""

_NOISE = (
    BlockKind.DATELINE, BlockKind.STAMP, BlockKind.BYLINE, BlockKind.CONTACT, BlockKind.RELATED,
    BlockKind.DISCLOSURE, BlockKind.COPYRIGHT,
)  # fmt: skip


def classify(raw: str, lang: Lang) -> tuple[Block, ...]:
    """The blocks of a page copied as text, in order; they cover all of its visible characters.

    Paragraphs are divided by blank lines or single line breaks; a dateline, and a byline at a
    paragraph's end, are blocks of their own. Offsets are into ``raw``.
    """
    return _classified(raw, lines_of(raw), lang)


def reclassify(raw: str, lang: Lang, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks that a reader gave, the ``BODY`` ones classified further."""
    return _classified(raw, lines_of_blocks(raw, blocks), lang)


def _classified(raw: str, lines: list[Line], lang: Lang) -> tuple[Block, ...]:
    for line in lines:
        if line.kind is None:
            line.kind = noise.line_kind(line.text, lang)
    lines = unwrapped(raw, lines, lang)
    _mark_after_related(lines, lang)
    _mark_after_disclosure(lines)
    _mark_captions(lines, lang)
    _mark_headlines(lines, lang)
    _mark_repeated_captions(lines, lang)
    _mark_subheads(lines, lang)
    _mark_edges(lines)
    pieces = [piece for line in lines for piece in _pieces(line, lang)]
    return tuple(_blocks(pieces, lang))


def _open(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line.kind is None]


def is_heading(text: str, lang: Lang, longest: float) -> bool:
    """Whether a line reads like a headline: short, and without the stop of a sentence."""
    if len(text) > longest or text[-1] in ":;," or _INNER_STOP.search(text):
        return False
    if _STOP.search(text) and not _INITIALS.search(text):
        return False
    return lang == "ko" or not text[0].islower()


def _mark_after_related(lines: list[Line], lang: Lang) -> None:
    """The titles under a "Related Article": one and what adjoins it, or all under a plural."""
    paragraphs = any(line.gap for line in lines[1:])
    headers = [
        i
        for i, line in enumerate(lines)
        if line.kind is BlockKind.RELATED and _is_bare_related(line.text)
    ]
    for i in headers:
        line = lines[i]
        several = _MANY.search(line.text) is not None
        for at, title in enumerate(lines[i + 1 : i + 1 + _RELATED_TITLES]):
            if title.kind is not None or not is_heading(title.text, lang, _LONGEST_RELATED):
                break
            if at and not several and (title.gap or not paragraphs):
                break
            if noise.prefix_length(title.text, lang):
                break
            title.kind = BlockKind.RELATED


def _is_bare_related(text: str) -> bool:
    return len(re.sub(r"[^\w]", "", text)) <= _LONGEST_BARE and not re.search(r"[:\]>]\s*\S", text)


def _mark_after_disclosure(lines: list[Line]) -> None:
    for before, line in pairwise(lines):
        after = before.kind is BlockKind.DISCLOSURE and line.kind is None
        if after and noise.continues_disclosure(line.text):
            line.kind = BlockKind.DISCLOSURE


def _mark_captions(lines: list[Line], lang: Lang) -> None:
    """Captions that say so: by a credit, by their first words, or by a credit on the next line."""
    paragraphs = any(line.gap for line in lines[1:])
    for i, line in enumerate(lines):
        if line.kind is not None:
            continue
        signed = noise.suffix_start(line.text, lang, BlockKind.BYLINE)
        credit = None if signed else noise.suffix_start(line.text, lang, BlockKind.CAPTION)
        worded = noise.is_caption_by_words(line.text, lang) and not _is_listed(lines, i)
        if worded or credit is not None:
            line.kind = BlockKind.CAPTION
        elif i and len(line.text) <= _LONGEST_CREDIT and _is_bare_credit(line.text, lang):
            above = lines[i - 1]
            under = above.kind is BlockKind.CAPTION or (above.kind is None and not line.gap)
            if under or not line.text.endswith("제공"):
                line.kind = BlockKind.CAPTION
            if above.kind is None and not line.gap and paragraphs:
                above.kind = BlockKind.CAPTION
    _unmark_signed_end(lines)


def _unmark_signed_end(lines: list[Line]) -> None:
    """An article's last paragraph that its agency signs, ``(Yonhap)``, is no caption."""
    text = [line for line in lines if line.kind in (None, BlockKind.CAPTION)]
    if len(text) > 3 and text[-1].kind is BlockKind.CAPTION and not text[-1].given:
        unique = all(text[-1].text[:40] != line.text[:40] for line in text[:-1])
        if unique and re.search(r"[.\"'] \(\w+\)$", text[-1].text) and text[-2].kind is None:
            text[-1].kind = None


def _is_bare_credit(text: str, lang: Lang) -> bool:
    return noise.suffix_start(f". {text}", lang, BlockKind.CAPTION) in (1, 2)


def _is_listed(lines: list[Line], at: int) -> bool:
    """Whether a line that starts with a triangle has such a neighbour: a list, not a caption."""
    near = [lines[j].text for j in (at - 1, at + 1) if 0 <= j < len(lines)]
    return lines[at].text[0] in "▲△" and any(
        text[0] in "▲△" and text != lines[at].text for text in near
    )


def _mark_headlines(lines: list[Line], lang: Lang) -> None:
    """The first line of text if it reads like a headline, its repeats, and the decks below it."""
    heads = [line for line in lines if line.kind is BlockKind.HEADLINE]
    rest = _open(lines)
    if not heads and len(rest) > 1:
        first, *others = rest
        repeated = any(_same_title(first.text, other.text) for other in others[:_FIRST_LINES])
        plain = is_heading(first.text, lang, _LONGEST_HEADLINE[lang])
        if (plain or repeated) and not noise.prefix_length(first.text, lang):
            heads = [first]
            first.kind = BlockKind.HEADLINE
    if not heads:
        return
    for line in _open(lines):
        if any(_same_title(head.text, line.text) for head in heads):
            line.kind = BlockKind.HEADLINE
    below = _open(lines[lines.index(heads[0]) + 1 :])
    decks: list[Line] = []
    stops = sum(bool(_STOP.search(line.text[-8:])) for line in below)
    for line in below[:_LINES_BELOW]:
        if not is_heading(line.text, lang, _LONGEST_DECK[lang]):
            break
        if noise.prefix_length(line.text, lang):
            break
        if _KO_SENTENCE.search(line.text[-8:]) and 2 * stops < len(below):
            break  # this page never writes full stops
        decks.append(line)
    if len(decks) <= _MOST_DECKS and len(decks) < len(below):
        for line in decks:
            line.kind = BlockKind.SUBHEAD


def _same_title(one: str, other: str) -> bool:
    long, short = (one, other) if len(one) >= len(other) else (other, one)
    if _key(long) == _key(short):
        return True
    cut = noise.publisher_start(long)
    if cut is not None and _key(long[:cut]) == _key(short):
        return True
    tail = long[len(short) :]
    return (
        len(short) >= _SHORTEST_TITLE
        and long.startswith(short)
        and re.fullmatch(r"\s*[-|>:«·—]\s*\S.{1,38}", tail) is not None
    )


def _mark_repeated_captions(lines: list[Line], lang: Lang) -> None:
    """Lines that stand on the page again with a credit, or again at once, or three times."""
    near = [line for line in lines if line.kind in (None, BlockKind.CAPTION)]
    groups: dict[str, list[int]] = {}
    for i, line in enumerate(near):
        groups.setdefault(_caption_key(line.text, lang), []).append(i)
    for key, places in groups.items():
        if len(places) < 2 or len(key) < _SHORTEST_REPEAT[lang]:
            continue
        credited = any(near[i].kind is BlockKind.CAPTION for i in places)
        if credited or len(places) > 2 or places[0] == 0 or places[1] - places[0] == 1:
            for i in places:
                near[i].kind = near[i].kind or BlockKind.CAPTION


def _mark_subheads(lines: list[Line], lang: Lang) -> None:
    """Short lines between paragraphs that are no sentence; the rest of the open lines is body."""
    for i, line in enumerate(lines):
        if line.kind is not None:
            continue
        after = next((x for x in lines[i + 1 : i + 12] if x.kind not in _NOISE), None)
        signed = _HEADING_SIGN.match(line.text) is not None
        followed = after is not None and after.kind in (None, BlockKind.CAPTION)
        line.kind = BlockKind.BODY
        if followed and is_heading(line.text, lang, _LONGEST_SUBHEAD[lang]):
            bare = not _ENDED.search(line.text) and not _ITEM.match(line.text)
            verbless = lang == "en" or not _KO_SENTENCE.search(line.text)
            if bare and (signed or (verbless and not noise.prefix_length(line.text, lang))):
                line.kind = BlockKind.SUBHEAD


def _mark_edges(lines: list[Line]) -> None:
    """Dates and names on lines of their own above and below the article, not inside it."""
    body = [i for i, line in enumerate(lines) if line.kind is BlockKind.BODY]
    inside = range(body[0], body[-1] + 1) if body else range(0)
    for i, line in enumerate(lines):
        if line.given or line.kind not in (BlockKind.BODY, BlockKind.SUBHEAD):
            continue
        near = {lines[j].kind for j in (i - 1, i + 1) if 0 <= j < len(lines)}
        beside = near & {BlockKind.STAMP, BlockKind.CONTACT, BlockKind.BYLINE}
        alone = i not in inside or i in (inside[0], inside[-1])
        if alone and noise.is_stamp(line.text, labelled=False):
            line.kind = BlockKind.STAMP
        elif beside and _NAME_ONLY.fullmatch(line.text):
            line.kind = BlockKind.BYLINE


Piece = tuple[BlockKind, int, int, str]
"""A block before its repeats are known: kind, span in the page, normalised text."""


def _pieces(line: Line, lang: Lang) -> Iterator[Piece]:
    """A line's blocks: dateline, text, and what signs the text at its end."""
    assert line.kind is not None
    start, end = 0, len(line.text)
    tail: list[tuple[BlockKind, int, int]] = []
    if line.kind in (BlockKind.BODY, BlockKind.CAPTION):
        start = noise.prefix_length(line.text, lang)
    if line.kind is BlockKind.BODY:
        signs = (BlockKind.COPYRIGHT, BlockKind.BYLINE, BlockKind.CONTACT, BlockKind.CAPTION)
        for kind in signs:
            cut = noise.suffix_start(line.text[start:end], lang, kind)
            if cut:
                sign = BlockKind.BYLINE if kind is BlockKind.CAPTION else kind
                tail.insert(0, (sign, start + cut, end))
                end = start + cut
    for kind, first, last in ((BlockKind.DATELINE, 0, start), (line.kind, start, end), *tail):
        text = line.text[first:last]
        first += len(text) - len(text.lstrip())
        text = text.strip()
        if text:
            yield (kind, *line.span(first, first + len(text)), text)


def _blocks(pieces: list[Piece], lang: Lang) -> Iterator[Block]:
    seen: dict[tuple[BlockKind, str], int] = {}
    counts = Counter(kind for kind, *_ in pieces)
    heads: list[tuple[int, str]] = []
    for i, (kind, start, end, text) in enumerate(pieces):
        repeat_of = None
        if kind is BlockKind.HEADLINE and counts[kind] > 1:
            repeat_of = next((j for j, head in heads if _same_title(head, text)), None)
            heads.append((i, text))
        elif kind is not BlockKind.BODY or len(text) >= _SHORTEST_REPEAT[lang]:
            key = _caption_key(text, lang) if kind is BlockKind.CAPTION else _key(text)
            first = seen.setdefault((kind, key or text), i)
            repeat_of = first if first < i else None
        yield Block(kind, start, end, repeat_of)


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def _caption_key(text: str, lang: Lang) -> str:
    """A caption's wording without its credit; the credit itself where there is nothing else."""
    cut = noise.suffix_start(text, lang, BlockKind.CAPTION)
    return _key(text[:cut].strip(" .▲△")) or _key(text)
