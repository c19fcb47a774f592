"""What a run found, taken into the store; decisions of earlier runs are kept, carried or marked stale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from audit.article import Sentence
from audit.batch import RECORDS
from audit.exports import spreadsheet
from audit.exports.table import FLAG_COLUMNS, flag_row
from audit.provenance.record import path_of, read
from audit.report import AuditReport, Flag
from audit.review import schema
from audit.review.decision import (
    Action,
    Decision,
    Entry,
    Status,
    digest,
    digest_of,
    storable,
    text_hash,
)
from audit.review.log import entries_where, log
from audit.review.people import TOOL
from audit.review.standing import replay
from audit.review.state import bring_in_line, count
from audit.review.store import Store
from audit.review.upheld import ADDED

_SAME_SENTENCE = 60.0
"""Likeness in percent from which a changed sentence is still the one that was decided on."""
_AT_ONCE = 5000
_COPIED = (
    "article_id", "flag_id", "bead_id", "category", "check", "severity", "message", "stage",
    "ko_sentence_ids", "en_sentence_ids", "ko_text", "en_text", "ko_evidence", "en_evidence",
    "encoder", "tool_version",
)  # fmt: skip
_RENEWED = (*_COPIED[2:], "place", "risk", "shown", "present")


def stamp(out: Path) -> str:
    """What tells one run's results in a folder from the next one's; empty where there are none."""
    try:
        parts = [(path := out / name, path.stat()) for name in ("articles.csv", "flags.csv")]
    except FileNotFoundError:
        return ""
    return digest(" ".join(_content(str(p), s.st_mtime_ns, s.st_size) for p, s in parts))


@lru_cache(maxsize=16)
def _content(path: str, changed: int, size: int) -> str:
    # Read again only when its date or size changes.
    return digest_of(Path(path))


def is_loaded(store: Store, out: Path) -> bool:
    """Whether the store holds the run whose results lie in a folder."""
    with store.reading() as connection:
        row = connection.execute(select(schema.run.c.stamp)).first()
    return row is not None and row.stamp == stamp(out)


def article_values(row: Mapping[str, str]) -> dict[str, Any]:
    """What the table ``article`` takes over of a row of the CSV of articles."""
    return {
        "id": storable(row["article_id"]),
        **{name: storable(row[name]) for name in ("title", "published", "desk")},
        "translator": storable(row["translator"]),
        "editor": storable(row["editor"]),
        "ko_sentences": int(row["ko_sentences"]),
        "en_sentences": int(row["en_sentences"]),
        "risk": float(row["risk"]),
        "penalty": float(row["penalty_per_100"]),
        "edited": float(row["edited"]) if row.get("edited") else None,
        "draft_errors": int(row["draft_errors"]) if row.get("draft_errors") else None,
        "draft_fixed": int(row["draft_fixed"]) if row.get("draft_fixed") else None,
    }


def row_of(values: Mapping[str, Any], place: int, *, shown: bool = True) -> dict[str, Any]:
    """A row of the table ``flag`` from one of the CSV of flags, no decision on it yet."""
    cells = {name: storable(str(values[name])) for name in _COPIED}
    evidence = (cells["ko_evidence"], cells["en_evidence"])
    alike = evidence if any(evidence) else (cells["ko_text"], cells["en_text"])
    return cells | {
        "place": place,
        "risk": float(values["risk"]),
        "text_hash": text_hash(cells["ko_text"], cells["en_text"]),
        "likeness": digest("\0".join((cells["category"], cells["check"], *alike))),
        "shown": shown,
        "present": True,
        "logged": False,
        "status": Status.OPEN.value,
        "severity_now": cells["severity"],
        "reviewer": "",
        "reviewed_at": "",
        "reason": "",
        "comment": "",
    }


def rows_of(report: AuditReport) -> dict[str, dict[str, Any]]:
    """The rows of every flag of a report by flag id, those that the budget holds back included."""

    def rows(flags: Iterable[Flag], shown: bool) -> Iterable[tuple[str, dict[str, Any]]]:
        for place, flag in enumerate(flags):
            values = dict(zip(FLAG_COLUMNS, flag_row(report, flag), strict=True))
            yield flag.flag_id, row_of(values, place, shown=shown)

    return dict([*rows(report.flags, True), *rows(report.quiet, False)])


def load(store: Store, out: Path, progress: Callable[[float], None] = lambda _: None) -> None:
    """Take over the results of the run in a folder.

    Flags on unchanged sentences keep what was decided on them, wherever the sentences now stand. A
    decision is carried to the flag of the same check on the same words when only the sentences beside
    them were joined or parted, and marked stale on the flag of the text that took its place.

    Args:
        store: takes it.
        out: folder of results.
        progress: told the share that is done, 0 to 1.
    """
    mark = stamp(out)
    articles = spreadsheet.read(out / "articles.csv")
    progress(0.1)
    flags = spreadsheet.read(out / "flags.csv")
    progress(0.4)
    with store.writing() as connection:
        _articles(connection, articles.to_dict("records"))
        progress(0.5)
        places: dict[str, int] = defaultdict(int)
        rows: list[dict[str, Any]] = []
        for values in flags.to_dict("records"):
            rows.append(row_of(values, places[values["article_id"]]))
            places[values["article_id"]] += 1
        regraded = _flags(connection, rows)
        progress(0.8)
        _carry(connection, out)
        bring_in_line(connection, regraded)
        count(connection)
        connection.execute(delete(schema.run))
        connection.execute(insert(schema.run).values(id=1, stamp=mark))
    progress(1.0)


def _articles(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Replace the articles; those no longer there stay only if somebody decided on them."""
    articles, flags = schema.article, schema.flag
    connection.execute(delete(flags).where(flags.c.logged.is_(False)))
    connection.execute(update(flags).values(present=False))
    logged = select(schema.entry.c.article_id)
    connection.execute(delete(articles).where(articles.c.id.not_in(logged)))
    connection.execute(update(articles).values(present=False))
    known = set(connection.execute(select(articles.c.id)).scalars())
    made = [
        article_values(row)
        | {
            "present": True,
            "flags": 0,
            "open": 0,
            "critical": 0,
            "major": 0,
            "minor": 0,
            "assignee": "",
        }
        for row in rows
    ]
    new = [row for row in made if row["id"] not in known]
    for start in range(0, len(new), _AT_ONCE):
        connection.execute(insert(articles), new[start : start + _AT_ONCE])
    counted = ("flags", "open", "critical", "major", "minor", "assignee")
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


def _carry(connection: Connection, out: Path) -> None:
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
        record = read(path_of(out / RECORDS, article_id))
        # A flag that the budget holds back is in the record only; what was decided on it stays.
        found = rows_of(record.report) if record else {}
        _renew(connection, [found[row["flag_id"]] for row in lost if row["flag_id"] in found])
        lost = [row for row in lost if row["flag_id"] not in found]
        decisions = _heirs(article_id, lost, there, entries)
        added = [row for row in lost if row["check"] == ADDED]
        if added and record:
            decisions += _added(connection, record.report, article_id, added, entries)
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
    report: AuditReport,
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
        place = _place_of(report, row["ko_text"], row["en_text"])
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


def _place_of(report: AuditReport, ko: str, en: str) -> dict[str, str]:
    """The bead that holds every sentence of these texts and the sentences' ids; else no bead."""

    def ids(sentences: list[Sentence], text: str) -> str:
        return " ".join(s.id for s in sentences if text and (s.text in text or text in s.text))

    for bead in report.beads:
        ko_sentences = [report.pair.ko.sentences[i] for i in bead.ko]
        en_sentences = [report.pair.en.sentences[j] for j in bead.en]
        both = ((ko_sentences, ko), (en_sentences, en))
        if (ko or en) and all(text in " ".join(s.text for s in side) for side, text in both):
            return {
                "bead_id": bead.id,
                "ko_sentence_ids": ids(ko_sentences, ko),
                "en_sentence_ids": ids(en_sentences, en),
            }
    return {"bead_id": ""}
