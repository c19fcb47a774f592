"""What a review log on an article amounts to, as evidence for what its page claims."""

from __future__ import annotations

from collections.abc import Iterable

from audit.disclosure.claim_evidence import Reviews
from audit.records.decision import Entry
from audit.review.standing import replay


def reviews_of(entries: Iterable[Entry]) -> Reviews:
    """What the entries of a review log on an article amount to, those taken back left out."""
    standings = replay(list(entries))
    found = [
        verdict
        for standing in standings.values()
        for verdict in standing.verdicts.values()
        if verdict.status.decided
    ]
    first = min((verdict.at[:10] for verdict in found), default="")
    return Reviews(len(found), len({verdict.reviewer for verdict in found}), first)
