"""A text as its reader left it, with its blocks and sentences filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from audit.languages.normalise import normalise_page
from audit.records.article import AUDITED_KINDS, Block, BlockKind, Lang, Sentence, Text
from audit.segmentation import noise
from audit.segmentation.blocks import classify, reclassify
from audit.segmentation.sentences import split_all

_WHOLE = (BlockKind.HEADLINE, BlockKind.SUBHEAD)


def segment(text: Text, most: int | None = None) -> Text:
    """The text with blocks, and with the sentences of those blocks that are audited.

    Blocks that a reader gave are kept, ``BODY`` ones being classified further; a text that came with
    sentences keeps them, without a dateline before one and a byline after one. A repeated block has no
    sentences; a headline or subhead has one; a caption's credit and a page title's publisher are in none.

    Args:
        text: as its reader left it.
        most: sentences that are wanted; of a text that has more, one more is given.
    """
    if text.sentences:
        bare = tuple(_bare(sentence, text.lang) for sentence in text.sentences)
        return text if bare == text.sentences else replace(text, sentences=bare)
    raw, lang, given = text.raw, text.lang, text.blocks
    blocks = reclassify(raw, lang, given) if given else classify(raw, lang)
    prefix = "k" if lang == "ko" else "e"
    spans = islice(_sentence_spans(raw, lang, blocks), most + 1 if most else None)
    sentences = tuple(
        Sentence(f"{prefix}{i}", raw[start:end], start, end, at, blocks[at].kind)
        for i, (at, start, end) in enumerate(spans, 1)
    )
    return replace(text, blocks=blocks, sentences=sentences)


def _bare(sentence: Sentence, lang: Lang) -> Sentence:
    """A given sentence without its dateline and its byline, if words are left."""
    page = normalise_page(sentence.text)
    start = noise.prefix_length(page.text, lang)
    end = noise.suffix_start(page.text[start:], lang, BlockKind.BYLINE)
    last = len(page.text) if end is None else start + len(page.text[start : start + end].rstrip())
    if (start, last) == (0, len(page.text)) or not page.text[start:last].strip():
        return sentence
    first, after = page.span(start, last)
    return replace(
        sentence, text=sentence.text[first:after],
        start=sentence.start + first, end=sentence.start + after,
    )  # fmt: skip


def _sentence_spans(
    raw: str, lang: Lang, blocks: tuple[Block, ...]
) -> Iterator[tuple[int, int, int]]:
    """Each sentence's block, start and end."""
    audited = [
        (i, block.start, _end_of_wording(raw, lang, block))
        for i, block in enumerate(blocks)
        if block.kind in AUDITED_KINDS and block.repeat_of is None
    ]
    parted = [raw[start:end] for i, start, end in audited if blocks[i].kind not in _WHOLE]
    splits = split_all(parted, lang)
    for i, start, end in audited:
        if blocks[i].kind not in _WHOLE:
            for first, last in next(splits):
                yield i, start + first, start + last
        elif raw[start:end].strip():
            yield i, start, end


def _end_of_wording(raw: str, lang: Lang, block: Block) -> int:
    """Where a caption ends before its credit, and a headline before its publisher."""
    if block.kind not in (BlockKind.CAPTION, BlockKind.HEADLINE):
        return block.end
    page = normalise_page(raw[block.start : block.end])
    if block.kind is BlockKind.CAPTION:
        cut = noise.suffix_start(page.text, lang, BlockKind.CAPTION)
    else:
        cut = noise.publisher_start(page.text)
    if cut is None:
        return block.end
    wording = page.text[:cut].rstrip()
    return block.start + page.span(0, len(wording))[1]
