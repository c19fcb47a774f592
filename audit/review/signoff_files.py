"""The records of sign-offs as files beside the results: a page in each language, and JSON by a schema."""

from __future__ import annotations

import json
from collections.abc import Iterator

from audit.evidence.log import LogState, ReviewLog, decided
from audit.records.codec import schema_of, to_canonical_json
from audit.records.signoff import SignOffRecord
from audit.results.folder import SIGNOFF, SIGNOFF_ENDS, ResultsFolder
from audit.results.signoff_page import page
from audit.review.signoff import record_of, signoff_of
from audit.review.statement import unreadable
from audit.review.store import Store


def schema() -> str:
    """The JSON Schema (2020-12) of a record, as docs/signoff.schema.json holds it."""
    return json.dumps(schema_of(SignOffRecord), ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def files_of(record: SignOffRecord) -> dict[str, bytes]:
    """A record's files by their names; the same record gives the same bytes."""
    made = (to_canonical_json(record), page(record, "en"), page(record, "ko"))
    return {f"{record.article_id}{end}": data for end, data in zip(SIGNOFF_ENDS, made, strict=True)}


def write(folder: ResultsFolder, store: Store | None, state: LogState | None) -> None:
    """Write the records of all sign-offs of a folder, as they stand with its results.

    Args:
        folder: of the results.
        store: the review log, None where there is none.
        state: how far the log goes that counts.
    """
    folder.write_signoffs(_files(folder, store, state))


def faults(folder: ResultsFolder, store: Store | None, state: LogState | None) -> Iterator[str]:
    """Records of sign-offs that do not follow from the results and the log, each in a sentence.

    Args:
        folder: of the results.
        store: the review log, None where there is none.
        state: of the log when the folder was sealed.
    """
    true, there = _files(folder, store, state), folder.signoffs()
    for name in sorted(true.keys() | there.keys()):
        if true.get(name) != there.get(name):
            yield f"{SIGNOFF}/{name} does not follow from the results and the review log."
    for article_id in store.signed_ids() if store else ():
        for seq in unreadable(store.entries(article_id) if store else ()):
            yield f"Entry {seq} signs {article_id} off, but what it signs cannot be read."


def void(folder: ResultsFolder, store: ReviewLog, ids: list[str]) -> Iterator[str]:
    """The sign-offs that do not hold any more, each in a line.

    Args:
        folder: of the results.
        store: the review log.
        ids: of the articles that somebody has signed off.
    """
    for article_id in ids:
        stored = folder.find(article_id)
        if stored is None:
            continue
        found = signoff_of(stored.result, store.entries(article_id))
        if found.signatures and not found.holding:
            yield f"{article_id}: {found.said()}"


def _files(folder: ResultsFolder, store: Store | None, state: LogState | None) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for article_id in store.signed_ids() if store and state else ():
        stored = folder.find(article_id)
        if stored is None:
            continue
        record = record_of(stored.result, decided(store, article_id, state))
        found |= files_of(record) if record else {}
    return found
