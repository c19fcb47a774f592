"""Reports as pandas frames; the column orders here are the documented ones and stay stable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from audit.provenance.edited import edited_share
from audit.report import AuditReport, Bead, Category, Flag, Side, Stage

FLAG_COLUMNS = (
    "article_id", "flag_id", "bead_id", "category", "check", "severity", "risk",
    "ko_sentence_ids", "en_sentence_ids", "ko_text", "en_text", "ko_evidence", "en_evidence",
    "message", "stage", "encoder", "tool_version",
    "verdict", "reviewer", "reviewed_at", "comment",
)  # fmt: skip
ARTICLE_COLUMNS = (
    "article_id", "title", "published", "desk", "translator", "editor",
    "ko_sentences", "en_sentences", "beads", "omissions", "additions", "moved", "flags",
    "critical", "major", "minor", "risk", "penalty_per_100", "notes", "encoder", "tool_version", "edited",
    "draft_errors", "draft_fixed",
)  # fmt: skip
BEAD_COLUMNS = (
    "article_id", "bead_id", "kind", "moved", "score", "margin", "class",
    "ko_sentence_ids", "en_sentence_ids", "ko_text", "en_text",
    "ko_start", "ko_end", "en_start", "en_end",
)  # fmt: skip
EVIDENCE_SEPARATOR = " | "


def text_of(report: AuditReport, bead: Bead, side: Side) -> str:
    """One side of a bead as given, its sentences joined by a space."""
    return " ".join(sentence.text for sentence in report.sentences(bead, side))


def article_risk(report: AuditReport) -> tuple[float, float]:
    """Chance of at least one real error, and the expected MQM penalty in 100 English sentences.

    The disclosure counts in neither: it is about the page, not about the translation.
    """
    clean = 1.0
    penalty = 0.0
    for flag in report.flags:
        if flag.category is Category.DISCLOSURE:
            continue
        clean *= 1 - flag.risk
        penalty += flag.risk * flag.severity.weight
    return 1 - clean, 100 * penalty / max(1, len(report.pair.en.sentences))


def _evidence(flag: Flag, side: Side) -> str:
    return EVIDENCE_SEPARATOR.join(e.text for e in flag.evidence if e.side == side)


def flag_row(report: AuditReport, flag: Flag) -> tuple[object, ...]:
    """One flag's row, in the order of :data:`FLAG_COLUMNS`."""
    # A flag on the article as a whole has no bead.
    bead = next((b for b in report.beads if b.id == flag.bead_id), Bead("", (), (), 0.0, 0.0))
    return (
        flag.article_id, flag.flag_id, flag.bead_id, flag.category.value, flag.check,
        flag.severity.value, round(flag.risk, 4),
        " ".join(flag.ko_sentence_ids), " ".join(flag.en_sentence_ids),
        text_of(report, bead, "ko"), text_of(report, bead, "en"),
        _evidence(flag, "ko"), _evidence(flag, "en"),
        flag.message, flag.stage.value, report.encoder, report.tool_version, "", "", "", "",
    )  # fmt: skip


def flag_rows(report: AuditReport) -> Iterator[tuple[object, ...]]:
    """One row a flag, in the order of :data:`FLAG_COLUMNS`."""
    return (flag_row(report, flag) for flag in report.flags)


def bead_rows(report: AuditReport) -> Iterator[tuple[object, ...]]:
    """One row a bead, in the order of :data:`BEAD_COLUMNS`."""
    ko, en = report.pair.ko.sentences, report.pair.en.sentences
    for bead in report.beads:
        first = en[bead.en[0]] if bead.en else ko[bead.ko[0]]
        yield (
            report.pair.id, bead.id, bead.kind, bead.moved,
            round(bead.score, 4), round(bead.margin, 4), first.kind.value,
            " ".join(ko[i].id for i in bead.ko), " ".join(en[j].id for j in bead.en),
            text_of(report, bead, "ko"), text_of(report, bead, "en"),
            ko[bead.ko[0]].start if bead.ko else "", ko[bead.ko[-1]].end if bead.ko else "",
            en[bead.en[0]].start if bead.en else "", en[bead.en[-1]].end if bead.en else "",
        )  # fmt: skip


def article_row(report: AuditReport) -> tuple[object, ...]:
    """The article's row, in the order of :data:`ARTICLE_COLUMNS`."""
    meta = report.pair.metadata
    kinds = [bead.kind for bead in report.beads]
    severities = [flag.severity.value for flag in report.flags]
    risk, penalty = article_risk(report)
    edited = edited_share(report.pair)
    return (
        report.pair.id, meta.title, meta.published, meta.desk, meta.translator, meta.editor,
        len(report.pair.ko.sentences), len(report.pair.en.sentences), len(report.beads),
        kinds.count("omission"), kinds.count("addition"), sum(b.moved for b in report.beads),
        len(report.flags),
        severities.count("critical"), severities.count("major"), severities.count("minor"),
        round(risk, 4), round(penalty, 1), " ".join(report.notes),
        report.encoder, report.tool_version, "" if edited is None else round(edited, 4),
        *_caught(report),
    )  # fmt: skip


def _caught(report: AuditReport) -> tuple[object, object]:
    """Errors flagged in the AI draft, and how many of them editors mended; empty where there is none."""
    if not report.lineage:
        return "", ""
    left = sum(flag.stage is Stage.DRAFT for flag in report.flags)
    return left + len(report.fixed), len(report.fixed)


def flags_frame(reports: Iterable[AuditReport]) -> pd.DataFrame:
    """The flags of some reports, one row each."""
    return _frame((row for report in reports for row in flag_rows(report)), FLAG_COLUMNS)


def beads_frame(reports: Iterable[AuditReport]) -> pd.DataFrame:
    """The beads of some reports, one row each."""
    return _frame((row for report in reports for row in bead_rows(report)), BEAD_COLUMNS)


def articles_frame(reports: Iterable[AuditReport]) -> pd.DataFrame:
    """One row a report."""
    return _frame(map(article_row, reports), ARTICLE_COLUMNS)


def _frame(rows: Iterable[tuple[object, ...]], columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame.from_records(list(rows), columns=list(columns))
