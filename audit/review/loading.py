"""What a run found, taken into the store; decisions of earlier runs are kept, carried or marked stale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from audit.lineage.edited import edited_share
from audit.messages import message
from audit.records.article import Sentence
from audit.records.decision import Action, Decision, Entry, Status, storable, text_hash
from audit.records.digest import sha256_of_text
from audit.records.flag import SIDES, Flag
from audit.records.measured import thresholds
from audit.records.result import ArticleResult
from audit.results.folder import ResultsFolder
from audit.results.tables import article_risk, text_of, words_of
from audit.review import schema
from audit.review.effective_flags import ADDED
from audit.review.log import entries_where, log
from audit.review.roles import TOOL
from audit.review.standing import replay
from audit.review.state import COUNTS, bring_in_line, count
from audit.review.store import Store

_SAME_SENTENCE = thresholds(__name__)["same_sentence"]
"""Likeness in percent from which a changed sentence is still the one that was decided on."""
_AT_ONCE = 5000
_RENEWED = (
    "bead_id", "category", "check", "code", "relation", "suggestion", "severity", "message",
    "stage", "ko_sentence_ids", "en_sentence_ids", "ko_text", "en_text", "ko_evidence", "en_evidence",
    "encoder", "tool_version", "place", "risk", "shown", "present",
)  # fmt: skip

_UNCOUNTED = {"present": True, "assignee": ""} | dict.fromkeys(COUNTS, 0)
"""What the table ``article`` holds of an article whose flags are not counted yet."""


def is_loaded(store: Store, folder: ResultsFolder) -> bool:
    """Whether the store holds the run whose results lie in a folder."""
    with store.reading() as connection:
        row = connection.execute(select(schema.run.c.stamp)).first()
    return row is not None and row.stamp == folder.stamp()


def article_values(result: ArticleResult) -> dict[str, Any]:
    """What the table ``article`` holds of a result."""
    article, meta = result.article, result.article.metadata
    risk, penalty = article_risk(result)
    edited = edited_share(article)
    return {
        "id": storable(article.id),
        "title": storable(meta.title),
        "published": storable(meta.published),
        "desk": storable(meta.desk),
        "translator": storable(meta.translator),
        "editor": storable(meta.editor),
        "sought": storable("\n".join((meta.source_title, article.source.raw, article.target.raw))),
        "ko_sentences": len(article.source.sentences),
        "en_sentences": len(article.target.sentences),
        "risk": round(risk, 4),
        "penalty": round(penalty, 1),
        "edited": None if edited is None else round(edited, 4),
        "draft_errors": result.draft_errors if result.lineage else None,
        "draft_fixed": len(result.mended) if result.lineage else None,
    }


def row_of(result: ArticleResult, flag: Flag, place: int, *, shown: bool = True) -> dict[str, Any]:
    """A row of the table ``flag``, no decision on it yet.

    Args:
        result: that the flag is of.
        flag: one of its flags, or one that a reviewer adds.
        place: its place among the article's flags.
        shown: whether the run's false-alarm budget shows it.
    """
    bead = next((bead for bead in result.beads if bead.id == flag.bead_id), None)
    texts = [storable(text_of(result, bead, side)) if bead else "" for side in SIDES]
    words = [storable(words_of(flag, side)) for side in SIDES]
    alike = words if any(words) else texts
    category, check = flag.category.value, flag.check
    return {
        "article_id": storable(flag.article_id),
        "flag_id": flag.flag_id,
        "bead_id": flag.bead_id,
        "category": category,
        "check": check,
        "code": flag.code,
        "relation": flag.relation.value,
        "suggestion": storable(flag.suggestion),
        "severity": flag.severity.value,
        "message": storable(message(flag)),
        "stage": flag.stage.value,
        "ko_sentence_ids": " ".join(flag.source_sentence_ids),
        "en_sentence_ids": " ".join(flag.target_sentence_ids),
        "ko_text": texts[0],
        "en_text": texts[1],
        "ko_evidence": words[0],
        "en_evidence": words[1],
        "encoder": result.encoder,
        "tool_version": result.tool_version,
        "place": place,
        "risk": round(flag.risk, 4),
        "text_hash": text_hash(*texts),
        "likeness": sha256_of_text("\0".join((category, check, *alike))),
        "shown": shown,
        "present": True,
        "logged": False,
        "status": Status.OPEN.value,
        "severity_now": flag.severity.value,
        "reviewer": "",
        "reviewed_at": "",
        "reason": "",
        "comment": "",
    }


def rows_of(result: ArticleResult) -> dict[str, dict[str, Any]]:
    """The rows of every flag of a result by flag id, those that the budget holds back included."""
    return {
        flag.flag_id: row_of(result, flag, place, shown=shown)
        for flags, shown in ((result.flags, True), (result.held_back, False))
        for place, flag in enumerate(flags)
    }


def load(
    store: Store, folder: ResultsFolder, progress: Callable[[float], None] = lambda _: None
) -> None:
    """Take over the results of the run in a folder: all, or of an archive those decided on.

    Flags on unchanged sentences keep what was decided on them, wherever the sentences now stand. A
    decision is carried to the flag of the same check on the same words when only the sentences beside
    them were joined or parted, and marked stale on the flag of the text that took its place.

    Args:
        store: takes it.
        folder: of results.
        progress: told the share that is done, 0 to 1.

    Raises:
        InputError: a record is missing or damaged.
    """
    mark = folder.stamp()
    ids = folder.ids() if folder.keeps_files else _decided_on(store, folder)
    total = max(1, len(ids))
    articles: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    for done, result in enumerate(map(folder.result, ids), 1):
        articles.append(article_values(result))
        rows += [row_of(result, flag, place) for place, flag in enumerate(result.flags)]
        progress(0.5 * done / total)
    with store.writing() as connection:
        _articles(connection, articles)
        regraded = _flags(connection, rows)
        progress(0.8)
        _carry(connection, folder)
        bring_in_line(connection, regraded)
        count(connection)
        connection.execute(delete(schema.run))
        connection.execute(insert(schema.run).values(id=1, stamp=mark))
    progress(1.0)


def _decided_on(store: Store, folder: ResultsFolder) -> list[str]:
    """The articles of an archive that the log speaks of."""
    entry = schema.entry.c
    with store.reading() as connection:
        ids = connection.execute(select(entry.article_id).distinct().order_by(entry.article_id))
        return [name for name in ids.scalars() if folder.archive.part_of(name) is not None]


def put_in(connection: Connection, results: Iterable[ArticleResult]) -> None:
    """Put in articles that are not there yet, with the flags that are shown; nothing is decided on them."""
    articles = schema.article
    for result in results:
        values = article_values(result) | _UNCOUNTED
        there = select(articles.c.id).where(articles.c.id == values["id"])
        if connection.execute(there).first() is None:
            connection.execute(insert(articles), [values])
            rows = [row_of(result, flag, place) for place, flag in enumerate(result.flags)]
            if rows:
                connection.execute(insert(schema.flag), rows)
            count(connection, values["id"])


def _articles(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Replace the articles; those no longer there stay only if somebody decided on them."""
    articles, flags = schema.article, schema.flag
    connection.execute(delete(flags).where(flags.c.logged.is_(False)))
    connection.execute(update(flags).values(present=False))
    logged = select(schema.entry.c.article_id)
    connection.execute(delete(articles).where(articles.c.id.not_in(logged)))
    connection.execute(update(articles).values(present=False))
    known = set(connection.execute(select(articles.c.id)).scalars())
    made = [row | _UNCOUNTED for row in rows]
    new = [row for row in made if row["id"] not in known]
    for start in range(0, len(new), _AT_ONCE):
        connection.execute(insert(articles), new[start : start + _AT_ONCE])
    counted = (*COUNTS, "assignee")
    for row in made:
        if row["id"] in known:
            values = {name: value for name, value in row.items() if name not in counted}
            connection.execute(update(articles).where(articles.c.id == row["id"]).values(values))


def _flags(connection: Connection, rows: list[dict[str, Any]]) -> set[str]:
    """Put in new flags and renew the others; the articles where one has another severity now."""
    flags = schema.flag
    known = {
        (row.article_id, row.flag_id): row.severity
        for row in connection.execute(select(flags.c.article_id, flags.c.flag_id, flags.c.severity))
    }
    new = [row for row in rows if (row["article_id"], row["flag_id"]) not in known]
    for start in range(0, len(new), _AT_ONCE):
        connection.execute(insert(flags), new[start : start + _AT_ONCE])
    again = [row for row in rows if (row["article_id"], row["flag_id"]) in known]
    _renew(connection, again)
    return {
        row["article_id"]
        for row in again
        if row["severity"] != known[row["article_id"], row["flag_id"]]
    }


def _renew(connection: Connection, rows: list[dict[str, Any]]) -> None:
    flags = schema.flag
    if rows:
        connection.execute(
            update(flags)
            .where(
                flags.c.article_id == bindparam("in_article"), flags.c.flag_id == bindparam("id")
            )
            .values({name: bindparam(f"new_{name}") for name in _RENEWED}),
            [
                {"in_article": row["article_id"], "id": row["flag_id"]}
                | {f"new_{name}": row[name] for name in _RENEWED}
                for row in rows
            ],
        )


def _carry(connection: Connection, folder: ResultsFolder) -> None:
    """Log where the decisions on flags that are gone now belong."""
    flags, articles = schema.flag, schema.article
    gone = connection.execute(
        select(flags)
        .join(articles, articles.c.id == flags.c.article_id)
        .where(flags.c.logged, flags.c.present.is_(False), articles.c.present)
        .order_by(flags.c.flag_id)
    ).mappings()
    by_article: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in gone:
        by_article[row["article_id"]].append(dict(row))
    for article_id, lost in by_article.items():
        there = [
            dict(row)
            for row in connection.execute(
                select(flags)
                .where(flags.c.article_id == article_id, flags.c.present)
                .order_by(flags.c.place, flags.c.flag_id)
            ).mappings()
        ]
        entries = entries_where(connection, schema.entry.c.article_id == article_id)
        stored = folder.find(article_id)
        # A flag that the budget holds back is in the record only; what was decided on it stays.
        found = rows_of(stored.result) if stored else {}
        _renew(connection, [found[row["flag_id"]] for row in lost if row["flag_id"] in found])
        lost = [row for row in lost if row["flag_id"] not in found]
        decisions = _heirs(article_id, lost, there, entries)
        added = [row for row in lost if row["check"] == ADDED]
        if added and stored:
            decisions += _added(connection, stored.result, article_id, added, entries)
        log(connection, TOOL, decisions)
    bring_in_line(connection, set(by_article))


def _heirs(
    article_id: str,
    lost: list[dict[str, Any]],
    there: list[dict[str, Any]],
    entries: list[Entry],
) -> list[Decision]:
    """What the flags that are there take over from those that are lost, the nearest kin first."""
    standings = replay(entries)
    taken = {e.decision.source for e in entries if e.decision.source}
    pairs = [
        (_kinship(old, new), old["flag_id"], new)
        for old in lost
        if old["check"] != ADDED and old["flag_id"] in standings.keys() - taken
        for new in there
        if new["check"] == old["check"] and new["flag_id"] not in standings
    ]
    found: dict[str, Decision] = {}
    for (same_words, likeness, _), source, new in sorted(
        pairs, key=lambda pair: pair[0], reverse=True
    ):
        if source in taken or new["flag_id"] in found:
            continue
        if not same_words and likeness < _SAME_SENTENCE:
            continue
        taken.add(source)
        found[new["flag_id"]] = Decision(
            Action.CARRY if same_words else Action.STALE,
            article_id,
            new["flag_id"],
            text_hash=new["text_hash"],
            source=source,
        )
    return list(found.values())


def _kinship(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[bool, float, bool]:
    same_evidence = all(old[name] == new[name] for name in ("ko_evidence", "en_evidence"))
    return _same_words(old, new), _likeness(old, new), same_evidence


def _same_words(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether two flags point at the same words of the same sentences, others beside them or not."""
    if any(old[name] != new[name] for name in ("ko_evidence", "en_evidence")):
        return False
    return all(
        bool(old[name]) == bool(new[name]) and (old[name] in new[name] or new[name] in old[name])
        for name in ("ko_text", "en_text")
    )


def _likeness(old: Mapping[str, Any], new: Mapping[str, Any]) -> float:
    """How like the texts of two flags are, in percent; a side that only one has does not count."""
    sides = [
        fuzz.ratio(old[name], new[name])
        for name in ("ko_text", "en_text")
        if old[name] and new[name]
    ]
    return min(sides, default=0.0)


def _added(
    connection: Connection,
    result: ArticleResult,
    article_id: str,
    added: list[dict[str, Any]],
    entries: list[Entry],
) -> list[Decision]:
    """Flags that a reviewer added: each put where its sentences now stand, or marked stale."""
    standings = replay(entries)
    found: list[Decision] = []
    for row in added:
        standing = standings.get(row["flag_id"])
        if standing is None or standing.added is None:
            continue
        place = _place_of(result, row["ko_text"], row["en_text"])
        # Once it is marked, it has no bead; who decides on it all the same is not asked again.
        if not place["bead_id"] and (row["bead_id"] or not standing.earlier):
            found.append(
                Decision(
                    Action.STALE,
                    article_id,
                    row["flag_id"],
                    text_hash=row["text_hash"],
                    source=row["flag_id"],
                )
            )
        flags = schema.flag
        connection.execute(
            update(flags)
            .where(flags.c.article_id == article_id, flags.c.flag_id == row["flag_id"])
            .values(present=True, **place)
        )
    return found


def _place_of(result: ArticleResult, ko: str, en: str) -> dict[str, str]:
    """The bead that holds every sentence of these texts and the sentences' ids; else no bead."""

    def ids(sentences: Sequence[Sentence], text: str) -> str:
        return " ".join(s.id for s in sentences if text and (s.text in text or text in s.text))

    for bead in result.beads:
        ko_sentences = result.sentences(bead, "source")
        en_sentences = result.sentences(bead, "target")
        both = ((ko_sentences, ko), (en_sentences, en))
        if (ko or en) and all(text in " ".join(s.text for s in side) for side, text in both):
            return {
                "bead_id": bead.id,
                "ko_sentence_ids": ids(ko_sentences, ko),
                "en_sentence_ids": ids(en_sentences, en),
            }
    return {"bead_id": ""}
