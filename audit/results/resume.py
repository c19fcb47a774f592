"""Which records of an earlier run may stand in for an audit: of the same article, and as they were sealed."""

from __future__ import annotations

from audit.results.alteration import is_altered
from audit.results.folder import ResultsFolder
from audit.results.stored import StoredResult


def reusable(folder: ResultsFolder, article_id: str, key: str) -> StoredResult | None:
    """An article's stored result, where it may stand in for an audit that would have a key.

    A record that the last seal is on and that was altered since may not: its article is audited again.

    Args:
        folder: of the results.
        article_id: of the article.
        key: of the article as read and the run's signature (:func:`audit.results.stored.key_of`).
    """
    stored = folder.find(article_id)
    if stored is None or stored.key != key or _altered(folder, stored):
        return None
    return stored


def _altered(folder: ResultsFolder, stored: StoredResult) -> bool:
    article_id = stored.result.article.id
    return is_altered(
        folder.seal,
        folder.record_place(article_id),
        folder.evidence_place(article_id),
        stored.signature,
        lambda: folder.evidence(article_id),
    )
