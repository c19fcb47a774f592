"""An article's lineage as text: each English sentence with the Korean and the draft behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from audit.article import Sentence, Text
from audit.provenance.disclosure import Claim, disclosed
from audit.provenance.lineage import shares
from audit.report import AuditReport, Bead, Flag, Passage, Step
from audit.text.visible import visible


@dataclass(frozen=True, slots=True)
class Origin:
    """An English sentence, what stands behind it, and the flags on it; ``passage`` is None with no draft."""

    sentence: Sentence
    korean: tuple[Sentence, ...]
    drafted: tuple[Sentence, ...]
    passage: Passage | None
    flags: tuple[Flag, ...]


def origins(report: AuditReport) -> list[Origin]:
    """Every published English sentence in reading order."""
    pair = report.pair
    bead_of: dict[int, Bead] = {j: bead for bead in report.beads for j in bead.en}
    passage_of = {j: passage for passage in report.lineage for j in passage.later}
    found = []
    for j, sentence in enumerate(pair.en.sentences):
        bead, passage = bead_of.get(j), passage_of.get(j)
        found.append(
            Origin(
                sentence,
                _of(pair.ko, bead.ko if bead else ()),
                _of(pair.draft, passage.earlier if passage else ()),
                passage,
                tuple(f for f in report.flags if sentence.id in f.en_sentence_ids),
            )
        )
    return found


def dropped(report: AuditReport) -> tuple[Sentence, ...]:
    """Sentences of the draft that the published text has not."""
    gone = [p for p in report.lineage if p.step is Step.DROPPED]
    return tuple(s for passage in gone for s in _of(report.pair.draft, passage.earlier))


def drafted_name(sentence: Sentence) -> str:
    """How a sentence of the draft is called beside those of the published text: ``d1`` for its ``e1``."""
    return f"d{sentence.id[1:]}"


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


def lines(report: AuditReport) -> Iterator[str]:
    """The whole trace, line by line; characters that a terminal obeys are shown by name."""
    pair = report.pair
    yield visible(f"{pair.id}: {pair.metadata.title}" if pair.metadata.title else pair.id)
    yield from (visible(note) for note in report.notes)
    yield from _claims(report)
    if report.lineage:
        part = shares(report.lineage, pair.en)
        yield (
            f"Of the words published, {part.untouched:.0%} stand in the AI draft as they are, "
            f"{part.light:.0%} are lightly edited, {part.rewritten:.0%} rewritten, {part.added:.0%} added."
        )
    elif pair.draft is None:
        yield "There is no AI draft, so what changed in editing is unknown."
    for origin in origins(report):
        yield from _sentence(origin)
    for sentence in dropped(report):
        yield ""
        yield f"{drafted_name(sentence)} of the draft was dropped"
        yield f"  draft    {_flat(sentence)}"
    for bead in report.beads:
        if not bead.en:
            for sentence in _of(pair.ko, bead.ko):
                yield ""
                yield f"{sentence.id} is not in the English"
                yield f"  Korean   {_flat(sentence)}"


def _claims(report: AuditReport) -> Iterator[str]:
    said = disclosed(report.pair)
    if not said.found:
        yield "The page discloses nothing of how it was made."
        return
    claims = [claim.said for claim in Claim if claim in said.kinds]
    tools = f" (tools named: {', '.join(said.tools)})" if said.tools else ""
    yield f"The page claims: {', '.join(claims) or 'nothing that can be read'}{tools}."
    for one, other in said.contradictions:
        yield f"It contradicts itself: {one.said}, {other.said}."


def _sentence(origin: Origin) -> Iterator[str]:
    behind = [" ".join(s.id for s in origin.korean) or "no Korean"]
    if origin.passage is not None:
        behind.append(" ".join(map(drafted_name, origin.drafted)) or "no draft")
    how = f": {told(origin.passage)}" if origin.passage else ""
    yield ""
    yield f"{origin.sentence.id} from {', '.join(behind)}{how}"
    for name, sentences in (("Korean", origin.korean), ("draft", origin.drafted)):
        for sentence in sentences:
            yield f"  {name:8} {_flat(sentence)}"
    yield f"  {'English':8} {_flat(origin.sentence)}"
    for flag in origin.flags:
        yield f"  ! {flag.category.value} ({flag.stage}): {visible(flag.message)}"


def _of(text: Text | None, ids: tuple[int, ...]) -> tuple[Sentence, ...]:
    return tuple(text.sentences[i] for i in ids) if text else ()


def _flat(sentence: Sentence) -> str:
    return visible(" ".join(sentence.text.split()))
