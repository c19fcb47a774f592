"""All texts of an article in sentences: not too many of them, and none longer than any newspaper prints.

What is done with a sentence may grow with its square, so overlong ones are cut into pieces, and it is noted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from audit import time_budget
from audit.errors import InputError
from audit.languages.spans import Extent
from audit.records.article import Article, Link, Sentence, Text
from audit.records.flag import Note
from audit.records.message import Message
from audit.records.settings import Limits
from audit.segmentation.lines import has_more_lines
from audit.segmentation.segment import segment

LONGEST = 5000
"""Characters of the longest sentence that is audited in one piece; the longest of 9,176 rows of the
development sets has 487."""
_LINES = 10
"""Times as many lines as sentences a text may have; each is classified, and takes a kilobyte while it is."""
_SHOWN = 40
"""Characters by which a note tells which sentence it means."""
CUT = "segmentation.cut"
NOTES = {
    CUT: Message(
        "Sentences of more than {most} characters, {count} in all, were cut into pieces to be compared; the "
        "first begins “{first}”. A flag beside a cut may be wrong.",
        "{most}자가 넘는 문장 {count}개를 나누어 비교했습니다(첫 문장의 시작: “{first}”). "
        "나눈 곳 옆의 표시는 틀릴 수 있습니다.",
    )
}
"""By code, what is said where a text was not audited as it stands."""


def segmented(article: Article, most: int) -> Article:
    """The article with its texts in blocks and sentences, overlong ones cut.

    Offsets stay. An alignment that came with the file has the pieces of both sides one by one.

    Args:
        article: as its reader left it.
        most: sentences that a text may have.

    Raises:
        InputError: a text has more, or far more lines.
        OverBudgetError: its time is used up.
    """
    lines = _LINES * max(most, Limits().sentences)

    def each(text: Text) -> Text:
        time_budget.check()
        if has_more_lines(text.raw, lines):
            raise InputError(
                f"one of its texts has more than {lines:,} lines", article.place,
                "split it into its articles, or allow more with sentences under [limits] in audit.toml",
            )  # fmt: skip
        found = segment(text, most)
        if len(found.sentences) > most:
            raise InputError(
                f"one of its texts has more than {most:,} sentences", article.place,
                "split it into its articles, or allow more with sentences under [limits] in audit.toml",
            )  # fmt: skip
        return found

    return _cut(
        replace(
            article,
            source=each(article.source),
            target=each(article.target),
            draft=each(article.draft) if article.draft else None,
            revisions=tuple(replace(r, text=each(r.text)) for r in article.revisions),
        )
    )


def _cut(article: Article) -> Article:
    source, source_ids = _pieces(article.source)
    target, target_ids = _pieces(article.target)
    draft = _pieces(article.draft)[0] if article.draft else None
    revisions = tuple(replace(r, text=_pieces(r.text)[0]) for r in article.revisions)
    before = (article.source, article.target, article.draft, *(r.text for r in article.revisions))
    after = (source, target, draft, *(r.text for r in revisions))
    if all(old is new for old, new in zip(before, after, strict=True)):
        return article
    links = article.given
    return replace(
        article, source=source, target=target, draft=draft, revisions=revisions,
        given=None if links is None else tuple(_linked(links, source_ids, target_ids)),
        notes=(*article.notes, _note(before)),
    )  # fmt: skip


def _note(texts: Iterable[Text | None]) -> Note:
    long = [
        sentence.text
        for text in texts
        if text
        for sentence in text.sentences
        if len(sentence.text) > LONGEST
    ]
    return Note(CUT, {"count": str(len(long)), "most": f"{LONGEST:,}", "first": long[0][:_SHOWN]})


def _pieces(text: Text) -> tuple[Text, Sequence[range]]:
    """A text with its overlong sentences in pieces, and for each sentence the indices of its pieces."""
    if all(len(sentence.text) <= LONGEST for sentence in text.sentences):
        return text, [range(i, i + 1) for i in range(len(text.sentences))]
    prefix = "k" if text.lang == "ko" else "e"
    found: list[Sentence] = []
    ids: list[range] = []
    for sentence in text.sentences:
        first = len(found)
        for start, end in _cuts(sentence.text):
            found.append(
                replace(
                    sentence, id=f"{prefix}{len(found) + 1}", text=sentence.text[start:end],
                    start=sentence.start + start, end=sentence.start + end,
                )
            )  # fmt: skip
        ids.append(range(first, len(found)))
    return replace(text, sentences=tuple(found)), ids


def _cuts(text: str) -> Iterator[Extent]:
    """The pieces of a sentence, without blanks at their ends: cut at a blank where there is one."""
    start = 0
    while start < len(text):
        end = min(start + LONGEST, len(text))
        if end < len(text):
            blank = max(text.rfind(blank, start + LONGEST // 2, end) for blank in " \n")
            end = blank if blank > 0 else end
        inner = text[start:end]
        first = start + len(inner) - len(inner.lstrip())
        if inner.strip():
            yield first, first + len(inner.strip())
        start = end


def _linked(
    links: Sequence[Link], source: Sequence[range], target: Sequence[range]
) -> Iterator[Link]:
    for left, right in links:
        if all(len(source[i]) == 1 for i in left) and all(len(target[j]) == 1 for j in right):
            yield tuple(source[i][0] for i in left), tuple(target[j][0] for j in right)
            continue
        pieces = [i for at in left for i in source[at]], [j for at in right for j in target[at]]
        for i, j in zip_longest(*pieces):
            yield (() if i is None else (i,)), (() if j is None else (j,))
