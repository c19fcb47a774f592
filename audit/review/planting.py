"""A known error in an English sentence, as checks of attention show it; never kept with results.

Only a sentence on which nothing is flagged gets one: a figure with another digit, a "not" taken out, a word
turned into its opposite. Names are left alone, since what is said of people would be made up. An error counts
only where the tool's own checks flag it, so that a reviewer sees it as any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from audit.align.words import words_of
from audit.languages.en.negating import affirmed
from audit.languages.en.opposite_words import opposite_of
from audit.languages.en.polarity import english_cues
from audit.languages.normalise import normalise
from audit.languages.polarity import CueKind
from audit.languages.spans import overlap
from audit.pipeline import Auditor
from audit.records.article import BlockKind, Sentence
from audit.records.bead import Bead
from audit.records.flag import Flag, Span, Stage
from audit.records.result import ArticleResult
from audit.review.recheck import recheck

_FIGURE = re.compile(r"(?<![\w.,-])[0-9]+(?:[.,][0-9]+)*(?![\w-])")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_CURRENCY = "won"
_SENTENCES, _ERRORS = 4, 2
"""How many sentences are tried, and how many errors in each."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A known error in one sentence of a bead.

    ``before`` is the sentence as it is printed, ``after`` with the error. ``flag`` is the one that our checks
    raise then; the offsets of its target spans are those of the text with the error.
    """

    bead_id: str
    sentence_id: str
    before: str
    after: str
    flag: Flag

    @property
    def longer(self) -> int:
        """By how many characters the sentence is longer with the error."""
        return len(self.after) - len(self.before)


def plant(
    auditor: Auditor,
    result: ArticleResult,
    taken: Collection[str],
    lot: Callable[[str], str],
) -> Planted | None:
    """A known error for an article; None where none can be made that is flagged.

    Args:
        auditor: with the settings of the audit.
        result: of the audit.
        taken: ids of beads that are to be left alone, besides those that are flagged.
        lot: a number drawn for a name, the same each time; it decides what is tried first.

    Raises:
        InputError: the audit failed (:class:`audit.errors.UnforeseenError`).
    """
    busy = {flag.bead_id for flag in (*result.flags, *result.held_back)} | set(taken)
    beads = [bead for bead in result.beads if bead.id not in busy and _is_plain(result, bead)]
    found = [(bead, error) for bead in beads for error in errors(_sentence(result, bead).text)]
    by_bead: dict[str, list[tuple[Bead, str]]] = {}
    for bead, error in sorted(found, key=lambda one: (lot(one[0].id), lot(one[1]))):
        by_bead.setdefault(bead.id, []).append((bead, error))
    for tries in [*by_bead.values()][:_SENTENCES]:
        for bead, error in tries[:_ERRORS]:
            if (made := _flagged(auditor, result, bead, error)) is not None:
                return made
    return None


def errors(sentence: str) -> Iterator[str]:
    """An English sentence with one error, in each of the ways there are."""
    if normalise(sentence).text != sentence:
        return
    for figure in _FIGURE.finditer(sentence):
        # The last digit of a year, the first of anything else.
        at = figure.end() - 1 if _YEAR.fullmatch(figure.group()) else figure.start()
        digit = "9" if sentence[at] in "1234" else "2"
        yield sentence[:at] + digit + sentence[at + 1 :]
    for cue in english_cues(sentence):
        if cue.kind is CueKind.CLAUSE:
            made = affirmed(sentence, cue.start, cue.end, (0, len(sentence)))
            if made:
                yield made
    for start, end in words_of(sentence):
        word = sentence[start:end]
        if (other := opposite_of(word)) and word.lower() != _CURRENCY:
            yield sentence[:start] + other + sentence[end:]


def holds(result: ArticleResult, planted: Planted) -> bool:
    """Whether the article still has the sentence that an error was planted in."""
    bead = next((bead for bead in result.beads if bead.id == planted.bead_id), None)
    if bead is None or len(bead.target) != 1:
        return False
    sentence = _sentence(result, bead)
    return (sentence.id, sentence.text) == (planted.sentence_id, planted.before)


def with_error(result: ArticleResult, planted: Planted) -> ArticleResult:
    """The result as it is shown to who is checked: its English has the error, its blocks are as before."""
    target = result.article.target
    own = next(s for s in target.sentences if s.id == planted.sentence_id)
    by = planted.longer
    sentences = tuple(
        replace(s, text=planted.after, end=s.end + by)
        if s is own
        else replace(s, start=s.start + by, end=s.end + by)
        if s.start >= own.end
        else s
        for s in target.sentences
    )
    raw = target.raw[: own.start] + planted.after + target.raw[own.end :]
    english = replace(target, raw=raw, sentences=sentences)
    return replace(result, article=replace(result.article, target=english))


def beside_error(flag: Flag, result: ArticleResult, planted: Planted) -> Flag:
    """Another flag of the result, its words where they stand in the English with the error."""
    own = next(s for s in result.article.target.sentences if s.id == planted.sentence_id)
    by = planted.longer

    def moved(span: Span) -> Span:
        if span.side == "source" or span.start < own.end:
            return span
        return replace(span, start=span.start + by, end=span.end + by)

    return replace(flag, spans=tuple(map(moved, flag.spans)))


def _is_plain(result: ArticleResult, bead: Bead) -> bool:
    return (
        len(bead.source) == len(bead.target) == 1
        and not bead.moved
        and _sentence(result, bead).kind is BlockKind.BODY
    )


def _sentence(result: ArticleResult, bead: Bead) -> Sentence:
    return result.sentences(bead, "target")[0]


def _flagged(auditor: Auditor, result: ArticleResult, bead: Bead, error: str) -> Planted | None:
    """An error with the riskiest flag that it raises on its own sentence; None where it raises none."""
    sentence = _sentence(result, bead)
    changed = replace(sentence, text=error, end=sentence.start + len(error))
    for flag in recheck(auditor, result, bead, error).new:
        pointed = any(span.side == "target" and overlap(span, changed) for span in flag.spans)
        if flag.bead_id == bead.id and pointed:
            # Where the draft is at hand, a flag on what the draft has right says that it came later.
            stage = Stage.EDITING if result.article.draft is not None else flag.stage
            flag = replace(flag, stage=stage, article_id=result.article.id)
            return Planted(bead.id, sentence.id, sentence.text, error, flag)
    return None
