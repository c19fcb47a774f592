"""Beads and flags on the sample corpus, from the files as given, against its gold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from audit.bench import Figure, Settings, articles
from audit.bench.gold import GoldArticle, GoldError, SpanBead, read
from audit.bench.tally import f1
from audit.errors import InputError
from audit.languages.spans import Extent
from audit.records.article import Article, Sentence, Text
from audit.records.flag import Flag
from audit.records.result import ArticleResult


@dataclass(slots=True)
class Score:
    """Counts over the corpus."""

    blocks: int = 0
    blocks_right: int = 0
    sentences: int = 0
    sentences_found: int = 0
    sentences_right: int = 0
    beads: int = 0
    beads_found: int = 0
    beads_right: int = 0
    nulls: int = 0
    nulls_found: int = 0
    nulls_right: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    recalled: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    true_flags: Counter[str] = field(default_factory=Counter)
    staged: int = 0
    stage_right: int = 0
    missed: list[tuple[str, GoldError]] = field(default_factory=list)
    false: list[tuple[str, Flag]] = field(default_factory=list)


_ROLE = {"ko": "source", "en": "target"}
"""The sides of the gold as roles."""


def trimmed(span: Extent, raw: str) -> Extent:
    """The span without the quotation marks, brackets and stops at its edges."""
    start, end = span
    while start < end and not raw[start].isalnum():
        start += 1
    while end > start and not raw[end - 1].isalnum():
        end -= 1
    return start, end


def _spans(sentences: list[Sentence], raw: str) -> frozenset[Extent]:
    return frozenset(trimmed((s.start, s.end), raw) for s in sentences)


def _trim_bead(bead: SpanBead, pair: Article) -> SpanBead:
    return (
        frozenset(trimmed(span, pair.source.raw) for span in bead[0]),
        frozenset(trimmed(span, pair.target.raw) for span in bead[1]),
    )


def split_nulls(beads: list[SpanBead]) -> set[SpanBead]:
    """Every sentence of a null bead as a bead of its own."""
    none: frozenset[Extent] = frozenset()
    found = set()
    for ko, en in beads:
        if ko and en:
            found.add((ko, en))
        else:
            found |= {(frozenset({s}), none) for s in ko} | {(none, frozenset({s})) for s in en}
    return found


def matches(error: GoldError, flag: Flag, sentences: dict[str, Sentence]) -> bool:
    """Whether a flag is about an error: a shared sentence, and the same words or category.

    Args:
        error: the seeded error.
        flag: the flag.
        sentences: the audited sentences by id.
    """
    for side, (start, end) in error.words.items():
        if side == "draft":
            continue
        for words in flag.spans:
            if words.side == _ROLE[side] and words.start < end and words.end > start:
                return True
    if flag.category.value != error.category:
        return False
    for sentence_id in (*flag.source_sentence_ids, *flag.target_sentence_ids):
        sentence = sentences[sentence_id]
        span = error.sentences.get("ko" if sentence_id.startswith("k") else "en")
        if span and sentence.start < span[1] and sentence.end > span[0]:
            return True
    return False


def add(score: Score, gold: GoldArticle, report: ArticleResult) -> None:
    """Count one article."""
    pair = report.article
    for side, text in (("ko", pair.source), ("en", pair.target)):
        _add_segments(score, gold, side, text)
    want = split_nulls([_trim_bead(bead, pair) for bead in gold.beads])
    have = split_nulls([
        (_spans([pair.source.sentences[i] for i in bead.source], pair.source.raw),
         _spans([pair.target.sentences[j] for j in bead.target], pair.target.raw))
        for bead in report.beads
    ])  # fmt: skip
    score.beads += len(want)
    score.beads_found += len(have)
    score.beads_right += len(want & have)
    null_want, null_have = ({b for b in side if not (b[0] and b[1])} for side in (want, have))
    score.nulls += len(null_want)
    score.nulls_found += len(null_have)
    score.nulls_right += len(null_want & null_have)
    _add_flags(score, gold, report)


def _add_segments(score: Score, gold: GoldArticle, side: str, text: Text) -> None:
    want = {trimmed(span, text.raw) for span in gold.sentences[side]}
    have = _spans(list(text.sentences), text.raw)
    score.sentences += len(want)
    score.sentences_found += len(have)
    score.sentences_right += len(want & have)
    kinds = {trimmed((b.start, b.end), text.raw): b.kind.value for b in text.blocks}
    for kind, span in gold.blocks.get(side, []):
        score.blocks += 1
        score.blocks_right += kinds.get(trimmed(span, text.raw)) == kind


def _add_flags(score: Score, gold: GoldArticle, report: ArticleResult) -> None:
    sentences = {
        s.id: s for text in (report.article.source, report.article.target) for s in text.sentences
    }
    in_print = [error for error in gold.errors if error.stage != "draft-fixed"]
    for error in in_print:
        hits = [flag for flag in report.flags if matches(error, flag, sentences)]
        score.errors[error.category] += 1
        if hits:
            score.recalled[error.category] += 1
            score.staged += 1
            score.stage_right += any(flag.stage == error.stage for flag in hits)
        else:
            score.missed.append((gold.id, error))
    for flag in report.flags:
        score.flags[flag.check] += 1
        if any(matches(error, flag, sentences) for error in in_print):
            score.true_flags[flag.check] += 1
        else:
            score.false.append((gold.id, flag))


def measured(settings: Settings) -> Score:
    """The score of the corpus.

    Raises:
        InputError: an article or its gold is missing or broken.
    """
    auditor = settings.auditor()
    score = Score()
    found = 0
    for pair in articles(settings.corpus):
        path = settings.corpus / "gold" / f"{pair.id}.json"
        if not path.exists():
            raise InputError("no gold for this article", str(path), "write it")
        raw = {"ko": pair.source.raw, "en": pair.target.raw}
        if pair.draft is not None:
            raw["draft"] = pair.draft.raw
        add(score, read(path, raw), auditor.audit(pair))
        found += 1
    if not found:
        raise InputError("no articles", str(settings.corpus), "run from the project's folder")
    return score


def run(settings: Settings) -> list[Figure]:
    """Segmentation, alignment and flags against the gold, from raw text."""
    score = measured(settings)
    flags, errors = score.flags.total(), score.errors.total()
    figures = [
        Figure("blocks of the right kind", score.blocks_right / max(1, score.blocks)),
        Figure("sentence F1", f1(score.sentences_right, score.sentences_found, score.sentences)),
        Figure("bead strict F1", f1(score.beads_right, score.beads_found, score.beads), 0.97, "",
               "corpus.strict_f1"),
        Figure("null bead F1", f1(score.nulls_right, score.nulls_found, score.nulls), None, "",
               "corpus.null_f1"),
        Figure("flag precision", score.true_flags.total() / max(1, flags), 0.80, "",
               "corpus.precision"),
        Figure("flag recall", score.recalled.total() / max(1, errors), 0.90, "", "corpus.recall"),
        Figure("stage told right, of the errors caught",
               score.stage_right / max(1, score.staged)),
    ]  # fmt: skip
    figures += [
        Figure(f"  recall, {category} ({score.errors[category]})",
               score.recalled[category] / score.errors[category])
        for category in sorted(score.errors)
    ]  # fmt: skip
    figures += [
        Figure(f"  precision, {check} ({score.flags[check]})",
               score.true_flags[check] / score.flags[check])
        for check in sorted(score.flags)
    ]  # fmt: skip
    return figures
