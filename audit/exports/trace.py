"""An article's lineage as text: each English sentence with the Korean and the draft behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from audit.disclosure.claim_evidence import Reviews, claim_evidence
from audit.disclosure.claims import disclosed, wording
from audit.languages.visible import visible
from audit.lineage.passages import shares
from audit.lineage.stages import of_draft
from audit.messages import message
from audit.records.article import Sentence, Text
from audit.records.bead import Bead
from audit.records.flag import Category, Flag
from audit.records.passage import Passage, Step
from audit.records.result import ArticleResult
from audit.records.settings import Claim


@dataclass(frozen=True, slots=True)
class Origin:
    """An English sentence, what stands behind it, and the flags on it; ``passage`` is None with no draft."""

    sentence: Sentence
    korean: tuple[Sentence, ...]
    drafted: tuple[Sentence, ...]
    passage: Passage | None
    flags: tuple[Flag, ...]


def origins(report: ArticleResult) -> list[Origin]:
    """Every published English sentence in reading order."""
    pair = report.article
    bead_of: dict[int, Bead] = {j: bead for bead in report.beads for j in bead.target}
    passage_of = {j: passage for passage in report.lineage for j in passage.later}
    found = []
    for j, sentence in enumerate(pair.target.sentences):
        bead, passage = bead_of.get(j), passage_of.get(j)
        found.append(
            Origin(
                sentence,
                _of(pair.source, bead.source if bead else ()),
                _of(pair.draft, passage.earlier if passage else ()),
                passage,
                tuple(f for f in report.flags if sentence.id in f.target_sentence_ids),
            )
        )
    return found


def dropped(report: ArticleResult) -> tuple[Sentence, ...]:
    """Sentences of the draft that the published text has not."""
    gone = [p for p in report.lineage if p.step is Step.DROPPED]
    return tuple(s for passage in gone for s in _of(report.article.draft, passage.earlier))


def told(passage: Passage, word: Callable[[str], str] = str, between: str = ", ") -> str:
    """A passage's step, with its HTER and whether it moved.

    Args:
        passage: what is told.
        word: what to call a step, and ``moved``.
        between: what stands between the parts.
    """
    parts = [word(passage.step.value)]
    if passage.hter:
        parts.append(f"HTER {passage.hter:.2f}")
    if passage.moved:
        parts.append(word("moved"))
    return between.join(parts)


def lines(report: ArticleResult, reviews: Reviews | None = None) -> Iterator[str]:
    """The whole trace, line by line; characters that a terminal obeys are shown by name.

    Args:
        report: of the audit.
        reviews: what the review log holds on the article; None where nobody looked.
    """
    pair = report.article
    yield visible(f"{pair.id}: {pair.metadata.title}" if pair.metadata.title else pair.id)
    yield from (visible(message(note)) for note in report.notes)
    yield from _claims(report, reviews)
    if report.lineage:
        part = shares(report.lineage, pair.target)
        yield (
            f"Of the words published, {part.untouched:.0%} stand in the AI draft as they are, "
            f"{part.light:.0%} are lightly edited, {part.rewritten:.0%} rewritten, {part.added:.0%} added."
        )
    elif pair.draft is None:
        yield "There is no AI draft, so what changed in editing is unknown."
    yield from _updates(report)
    yield from _mended(report)
    for origin in origins(report):
        yield from _sentence(origin)
    for sentence in dropped(report):
        yield ""
        yield f"{of_draft(sentence.id)} of the draft was dropped"
        yield f"  draft    {_flat(sentence)}"
    for bead in report.beads:
        if not bead.target:
            for sentence in _of(pair.source, bead.source):
                yield ""
                yield f"{sentence.id} is not in the English"
                yield f"  Korean   {_flat(sentence)}"


def _updates(report: ArticleResult) -> Iterator[str]:
    """What changed from each version to the next, sentences that stayed as they were left out."""
    if not report.updates:
        return
    for ((one, earlier), (other, later)), found in zip(
        pairwise(report.article.versions), report.updates, strict=True
    ):
        yield f"From {one} to {other}: {_counted(found)}."
        for passage in found:
            if passage.step is Step.KEPT and not passage.moved:
                continue
            yield f"  {told(passage)}"
            for mark, sentences in (
                ("-", _of(earlier, passage.earlier)),
                ("+", _of(later, passage.later)),
            ):
                yield from (f"    {mark} {_flat(sentence)}" for sentence in sentences)


def _counted(found: tuple[Passage, ...]) -> str:
    steps = Counter(passage.step for passage in found)
    moved = sum(passage.moved for passage in found)
    parts = [f"{steps[step]} {step.value}" for step in Step if steps[step]]
    return ", ".join(parts + ([f"{moved} moved"] if moved else [])) or "nothing to compare"


def _mended(report: ArticleResult) -> Iterator[str]:
    if report.catch_rate is None:
        return
    yield (
        f"Editors mended {len(report.mended)} of the {report.draft_errors} errors flagged in the AI "
        f"draft ({report.catch_rate:.0%})."
    )
    for flag in report.mended:
        where = " ".join(flag.target_sentence_ids)
        yield f"  mended in {where}: {flag.category.value}, {flag.relation.value}: {visible(message(flag))}"


def _claims(report: ArticleResult, reviews: Reviews | None) -> Iterator[str]:
    said = disclosed(report.article)
    if not said.found:
        yield "The page discloses nothing of how it was made."
    claims = [wording(claim) for claim in Claim if claim in said.kinds]
    tools = f" (tools named: {', '.join(said.tools)})" if said.tools else ""
    if said.found:
        yield f"The page claims: {', '.join(claims) or 'nothing that can be read'}{tools}."
    for finding in claim_evidence(report, reviews):
        yield visible(f"  {wording(finding.claim)}: {finding.verdict.said()}. {finding.evidence()}")
    for flag in report.flags:
        if flag.category is Category.DISCLOSURE:
            yield f"! {visible(message(flag))}."


def _sentence(origin: Origin) -> Iterator[str]:
    behind = [" ".join(s.id for s in origin.korean) or "no Korean"]
    if origin.passage is not None:
        behind.append(" ".join(of_draft(s.id) for s in origin.drafted) or "no draft")
    how = f": {told(origin.passage)}" if origin.passage else ""
    yield ""
    yield f"{origin.sentence.id} from {', '.join(behind)}{how}"
    for name, sentences in (("Korean", origin.korean), ("draft", origin.drafted)):
        for sentence in sentences:
            yield f"  {name:8} {_flat(sentence)}"
    yield f"  {'English':8} {_flat(origin.sentence)}"
    for flag in origin.flags:
        kind = f"{flag.category.value}, {flag.relation.value} ({flag.stage.value})"
        yield f"  ! {kind}: {visible(message(flag))}"


def _of(text: Text | None, ids: tuple[int, ...]) -> tuple[Sentence, ...]:
    return tuple(text.sentences[i] for i in ids) if text else ()


def _flat(sentence: Sentence) -> str:
    return visible(" ".join(sentence.text.split()))
