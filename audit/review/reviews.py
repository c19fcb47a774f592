"""What a review log on an article amounts to, as evidence for what its page claims."""

from __future__ import annotations

from collections.abc import Sequence

from audit.disclosure.claim_evidence import Reviews, SignedOff
from audit.languages.dates import is_before
from audit.records.decision import Entry
from audit.records.result import ArticleResult
from audit.review.corrected import corrected_target
from audit.review.signoff import signoff_of
from audit.review.standing import replay


def reviews_of(result: ArticleResult, entries: Sequence[Entry], people: int = 1) -> Reviews:
    """What the entries of a review log on an article amount to, those taken back left out.

    Args:
        result: of the audit.
        entries: the review log's on this article.
        people: how many have to sign it off.
    """
    published = result.article.metadata.published
    found = [
        verdict
        for standing in replay(entries).values()
        for verdict in standing.verdicts.values()
        if verdict.status.decided
    ]
    first = min((verdict.at[:10] for verdict in found), default="")
    later = sum(is_before(verdict.at, published) is False for verdict in found)
    reviewers = len({verdict.reviewer for verdict in found})
    return Reviews(len(found), reviewers, first, later, _signed(result, entries, people))


def _signed(result: ArticleResult, entries: Sequence[Entry], people: int) -> SignedOff | None:
    found = signoff_of(result, entries, people)
    counted = sorted(found.holding or found.signatures, key=lambda one: one.seq)
    if not counted:
        return None
    # It is whole from the moment at which as many have signed as are asked for.
    whole = counted[min(people, len(counted)) - 1].at
    return SignedOff(
        ", ".join(one.statement.name for one in counted),
        whole,
        found.state,
        is_before(whole, result.article.metadata.published),
        corrected_target(result, entries) == result.article.target.raw,
    )
