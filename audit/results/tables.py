"""Results as tables; the column orders here are the documented ones and stay stable.

Cells are what :class:`audit.results.columns.Kind` says; what writes sheets makes texts of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from audit.lineage.edited import edited_share
from audit.messages import message
from audit.records.article import Sentence
from audit.records.bead import Bead
from audit.records.flag import Category, Flag, Side
from audit.records.result import ArticleResult
from audit.results import spreadsheet
from audit.results.columns import Kind, columns, names, plain

if TYPE_CHECKING:
    import pandas as pd

FLAGS = columns(
    {Kind.NUMBER: "risk", Kind.IDS: "ko_sentence_ids en_sentence_ids", Kind.TIME: "reviewed_at"},
    "article_id flag_id bead_id category check severity risk "
    "ko_sentence_ids en_sentence_ids ko_text en_text ko_evidence en_evidence "
    "message stage encoder tool_version "
    "verdict reviewer reviewed_at comment code relation suggestion",
)
ARTICLES = columns(
    {
        Kind.TIME: "published",
        Kind.COUNT: "ko_sentences en_sentences beads omissions additions moved flags "
        "critical major minor draft_errors draft_fixed",
        Kind.NUMBER: "risk penalty_per_100 edited",
        Kind.IDS: "suppressed",
    },
    "article_id title published desk translator editor "
    "ko_sentences en_sentences beads omissions additions moved flags "
    "critical major minor risk penalty_per_100 notes encoder tool_version edited "
    "draft_errors draft_fixed suppressed source_title",
)
BEADS = columns(
    {
        Kind.YES_NO: "moved",
        Kind.NUMBER: "score margin",
        Kind.IDS: "ko_sentence_ids en_sentence_ids",
        Kind.COUNT: "ko_start ko_end en_start en_end",
    },
    "article_id bead_id kind moved score margin class "
    "ko_sentence_ids en_sentence_ids ko_text en_text "
    "ko_start ko_end en_start en_end",
)
FLAG_COLUMNS, ARTICLE_COLUMNS, BEAD_COLUMNS = names(FLAGS), names(ARTICLES), names(BEADS)
ERROR_COLUMNS = ("where", "what", "remedy", "stage", "article", "code")


def text_of(result: ArticleResult, bead: Bead, side: Side) -> str:
    """One side of a bead as given, its sentences joined by a space."""
    return " ".join(sentence.text for sentence in result.sentences(bead, side))


def article_risk(result: ArticleResult) -> tuple[float, float]:
    """Chance of at least one real error, and the expected MQM penalty in 100 English sentences.

    The disclosure counts in neither: it is about the page, not about the translation.
    """
    clean = 1.0
    penalty = 0.0
    for flag in result.flags:
        if flag.category is Category.DISCLOSURE:
            continue
        clean *= 1 - flag.risk
        penalty += flag.risk * flag.severity.weight
    return 1 - clean, 100 * penalty / max(1, len(result.article.target.sentences))


def words_of(flag: Flag, side: Side) -> str:
    """The words of one side that a flag points at, as a cell of the table."""
    return flag.words(side)


def flag_row(result: ArticleResult, flag: Flag) -> tuple[object, ...]:
    """One flag's row, in the order of :data:`FLAG_COLUMNS`."""
    # A flag on the article as a whole has no bead.
    bead = next((b for b in result.beads if b.id == flag.bead_id), Bead("", (), (), 0.0, 0.0))
    return (
        flag.article_id, flag.flag_id, flag.bead_id, flag.category.value, flag.check,
        flag.severity.value, round(flag.risk, 4),
        tuple(flag.source_sentence_ids), tuple(flag.target_sentence_ids),
        text_of(result, bead, "source"), text_of(result, bead, "target"),
        words_of(flag, "source"), words_of(flag, "target"),
        message(flag), flag.stage.value, result.encoder, result.tool_version, "", "", "", "",
        flag.code, flag.relation.value, flag.suggestion,
    )  # fmt: skip


def flag_rows(result: ArticleResult) -> Iterator[tuple[object, ...]]:
    """One row a flag, in the order of :data:`FLAG_COLUMNS`."""
    return (flag_row(result, flag) for flag in result.flags)


def bead_rows(result: ArticleResult) -> Iterator[tuple[object, ...]]:
    """One row a bead, in the order of :data:`BEAD_COLUMNS`."""
    source, target = result.article.source.sentences, result.article.target.sentences
    for bead in result.beads:
        first = target[bead.target[0]] if bead.target else source[bead.source[0]]
        yield (
            result.article.id, bead.id, bead.kind, bead.moved,
            round(bead.score, 4), round(bead.margin, 4), first.kind.value,
            tuple([source[i].id for i in bead.source]), tuple([target[j].id for j in bead.target]),
            text_of(result, bead, "source"), text_of(result, bead, "target"),
            *_extent(source, bead.source), *_extent(target, bead.target),
        )  # fmt: skip


def _extent(sentences: Sequence[Sentence], ids: Sequence[int]) -> tuple[object, object]:
    return (sentences[ids[0]].start, sentences[ids[-1]].end) if ids else (None, None)


def article_row(result: ArticleResult) -> tuple[object, ...]:
    """The article's row, in the order of :data:`ARTICLE_COLUMNS`."""
    meta = result.article.metadata
    kinds = [bead.kind for bead in result.beads]
    severities = [flag.severity.value for flag in result.flags]
    risk, penalty = article_risk(result)
    edited = edited_share(result.article)
    return (
        result.article.id, meta.title, meta.published, meta.desk, meta.translator, meta.editor,
        len(result.article.source.sentences), len(result.article.target.sentences), len(result.beads),
        kinds.count("omission"), kinds.count("addition"), sum(b.moved for b in result.beads),
        len(result.flags),
        severities.count("critical"), severities.count("major"), severities.count("minor"),
        round(risk, 4), round(penalty, 1), " ".join(map(message, result.notes)),
        result.encoder, result.tool_version, None if edited is None else round(edited, 4),
        *_draft_counts(result), tuple(sorted(result.suppressed.values())), meta.source_title,
    )  # fmt: skip


def _draft_counts(result: ArticleResult) -> tuple[object, object]:
    """Errors flagged in the AI draft, and how many of them editors mended; None where there is none."""
    if not result.lineage:
        return None, None
    return result.draft_errors, len(result.mended)


Rows = list[tuple[object, ...]]


def rows_of(result: ArticleResult) -> tuple[Rows, Rows, Rows]:
    """The rows of a result in the tables of flags, of beads and of articles."""
    return list(flag_rows(result)), list(bead_rows(result)), [article_row(result)]


class Tables:
    """The three tables of a run, a result at a time; they take their places once all are whole."""

    def __init__(self, flags: Path, beads: Path, articles: Path) -> None:
        self._stack = ExitStack()
        tables = ((flags, FLAG_COLUMNS), (beads, BEAD_COLUMNS), (articles, ARTICLE_COLUMNS))
        self._flags, self._beads, self._articles = (
            self._stack.enter_context(spreadsheet.Table(path, header)) for path, header in tables
        )

    def add(self, result: ArticleResult) -> None:
        """Put in the rows of one result."""
        flags, beads, articles = rows_of(result)
        self._flags.add(flags)
        self._beads.add(beads)
        self._articles.add(articles)

    def __enter__(self) -> Tables:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._stack.__exit__(kind, error, at)


def flags_frame(results: Iterable[ArticleResult]) -> pd.DataFrame:
    """The flags of some results, one row each."""
    return _frame((row for result in results for row in flag_rows(result)), FLAG_COLUMNS)


def beads_frame(results: Iterable[ArticleResult]) -> pd.DataFrame:
    """The beads of some results, one row each."""
    return _frame((row for result in results for row in bead_rows(result)), BEAD_COLUMNS)


def articles_frame(results: Iterable[ArticleResult]) -> pd.DataFrame:
    """One row a result."""
    return _frame(map(article_row, results), ARTICLE_COLUMNS)


def _frame(rows: Iterable[tuple[object, ...]], header: Sequence[str]) -> pd.DataFrame:
    import pandas as pd  # a quarter of a second

    return pd.DataFrame.from_records(list(map(plain, rows)), columns=list(header))
