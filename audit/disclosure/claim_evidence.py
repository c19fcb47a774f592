"""What an article's record shows for or against each claim that its page makes.

Nothing is inferred beyond what the record holds: a name is a name and no proof, and what no text can show is
said to be not shown. The words lie in ``claim_evidence.toml``, English and Korean.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files

from audit.disclosure.claims import Disclosure, disclosed
from audit.lineage.edited import edited_share
from audit.lineage.passages import Shares, shares
from audit.records.article import Lang
from audit.records.flag import Category, Flag, Relation
from audit.records.measured import thresholds
from audit.records.result import ArticleResult
from audit.records.settings import Claim
from audit.records.signoff import State

_MOST_OF_IT = thresholds(__name__)["most_of_it"]
"""Share of the English sentences with Korean behind them from which the Korean counts as its original."""


class Verdict(StrEnum):
    """Whether the record bears a claim out; ``NAMED`` is a name in the metadata, which proves nothing."""

    SHOWN = "shown"
    NAMED = "named"
    CONTRADICTED = "contradicted"
    NOT_SHOWN = "not_shown"

    def said(self, language: str = "en") -> str:
        """The verdict in words."""
        return table()["verdict"][self.value][language]


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence of evidence: its key in ``claim_evidence.toml`` and what fills its fields."""

    key: str
    values: Mapping[str, object]

    def said(self, language: str = "en") -> str:
        """The sentence; names and words of the page stand in it as they are."""
        return table()["evidence"][self.key][language].format(**self.values)


@dataclass(frozen=True, slots=True)
class ClaimEvidence:
    """A claim with its words on the English and the Korean page, the verdict, and why."""

    claim: Claim
    words: Mapping[Lang, str]
    verdict: Verdict
    reasons: tuple[Reason, ...]

    def evidence(self, language: str = "en") -> str:
        """Why, in whole sentences."""
        return " ".join(reason.said(language) for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class SignedOff:
    """A sign-off of an article, held or not.

    ``names`` are who signed, ``at`` the moment from which it was whole, ISO 8601. ``before`` says whether
    that precedes publication, None where it cannot be told. ``in_print`` is False where corrections were
    signed that the page does not have.
    """

    names: str
    at: str
    state: State
    before: bool | None = None
    in_print: bool = True

    @property
    def supports(self) -> bool:
        """Whether it shows that what is in print was reviewed before it came out."""
        return self.state is State.SIGNED and self.in_print and self.before is True


@dataclass(frozen=True, slots=True)
class Reviews:
    """What a review log holds on an article.

    How many verdicts on its flags, of how many people, the first's day, how many are known to be later than
    publication, and the sign-off, None where nobody has signed.
    """

    verdicts: int
    reviewers: int
    first: str = ""
    later: int = 0
    signed: SignedOff | None = None

    @property
    def in_time(self) -> bool:
        """Whether anything in it may precede publication."""
        signed = self.signed is not None and self.signed.before is not False
        return self.verdicts > self.later or signed


def claim_evidence(
    result: ArticleResult, reviews: Reviews | None = None
) -> tuple[ClaimEvidence, ...]:
    """What is shown for or against each claim of the disclosure, in the order of :class:`Claim`.

    Args:
        result: of the audit.
        reviews: what the review log holds; None where nobody looked.
    """
    said = disclosed(result.article)
    record = _Record(result, reviews)
    return tuple(_of_claim(record, said, claim) for claim in Claim if claim in said.kinds)


def editing_in_doubt(flags: Iterable[Flag]) -> bool:
    """Whether an article was flagged for words left as drafted while its page claims editing."""
    return any(
        flag.category is Category.DISCLOSURE
        and flag.relation is Relation.CONTRADICTS
        and "untouched" in flag.parameters
        for flag in flags
    )


@cache
def table() -> dict[str, dict[str, dict[str, str]]]:
    """The words as they are written."""
    source = files("audit.disclosure").joinpath("claim_evidence.toml")
    return tomllib.loads(source.read_text("utf-8"))


@dataclass(frozen=True)
class _Record:
    result: ArticleResult
    reviews: Reviews | None

    @cached_property
    def drafted(self) -> Shares | None:
        """How much of the draft is in print; None where no draft of this article is known."""
        lineage = self.result.lineage
        return shares(lineage, self.result.article.target) if lineage else None

    @cached_property
    def editing_doubted(self) -> bool:
        """Whether too many words stand as drafted for the house to believe in editing."""
        return editing_in_doubt(self.result.flags)


_Judgement = tuple[Verdict, tuple[Reason, ...]]


def _of_claim(record: _Record, said: Disclosure, claim: Claim) -> ClaimEvidence:
    verdict, reasons = _JUDGED_BY[claim](record)
    rivals = {other for pair in said.contradictions if claim in pair for other in pair} - {claim}
    denied = tuple(_reason("also_said", words=c.words) for c in said.claims if c.claim in rivals)
    words = {c.lang: c.words for c in said.claims if c.claim is claim}
    verdict = Verdict.CONTRADICTED if denied else verdict
    return ClaimEvidence(claim, words, verdict, (*denied, *reasons))


def _reason(key: str, **values: object) -> Reason:
    return Reason(key, values)


def _original(record: _Record) -> _Judgement:
    article = record.result.article
    korean, english = len(article.source.sentences), len(article.target.sentences)
    if not korean:
        return Verdict.NOT_SHOWN, (_reason("no_korean"),)
    behind = sum(len(bead.target) for bead in record.result.beads if bead.source)
    share = behind / english if english else 0.0
    verdict = Verdict.SHOWN if share > _MOST_OF_IT else Verdict.NOT_SHOWN
    return verdict, (_reason("korean", korean=korean, english=english, behind=behind, share=share),)


def _ai(record: _Record) -> _Judgement:
    if record.drafted is None:
        return Verdict.NOT_SHOWN, (_without_draft(record, "no_draft"),)
    # A draft of which nothing is in print was perhaps never used.
    used = record.drafted.untouched + record.drafted.light > 0
    return Verdict.SHOWN if used else Verdict.NOT_SHOWN, (_share_of_draft(record.drafted),)


def _no_ai(record: _Record) -> _Judgement:
    if record.drafted is None:
        return Verdict.NOT_SHOWN, (_without_draft(record, "none_given"),)
    return Verdict.CONTRADICTED, (_share_of_draft(record.drafted),)


def _translator(record: _Record) -> _Judgement:
    return _person("translator", record.result.article.metadata.translator)


def _editor(record: _Record) -> _Judgement:
    verdict, name = _person("editor", record.result.article.metadata.editor)
    if record.drafted is None:
        return verdict, (*name, _without_draft(record, "no_draft"))
    verdict, change = _edits(record)
    return verdict, (*change, *name)


def _native(_: _Record) -> _Judgement:
    return Verdict.NOT_SHOWN, (_reason("native"),)


def _reviewed(record: _Record) -> _Judgement:
    """Only a sign-off before publication, which rests on decisions before it, supports the claim."""
    log, signed = _review_log(record), record.reviews.signed if record.reviews else None
    verdict = Verdict.SHOWN if signed and signed.supports else Verdict.NOT_SHOWN
    if record.drafted is None:
        return verdict, (*log, _without_draft(record, "no_draft"))
    verdict = Verdict.CONTRADICTED if record.editing_doubted else verdict
    return verdict, (*_edits(record)[1], *log)


def _unreviewed(record: _Record) -> _Judgement:
    log = _review_log(record)
    if record.reviews is not None and record.reviews.in_time:
        return Verdict.CONTRADICTED, log
    change = _edits(record)[1] if record.drafted else ()
    return Verdict.NOT_SHOWN, (*change, *log, _reason("unread"))


_JUDGED_BY: Mapping[Claim, Callable[[_Record], _Judgement]] = {
    Claim.ORIGINAL: _original,
    Claim.AI: _ai,
    Claim.NO_AI: _no_ai,
    Claim.TRANSLATOR: _translator,
    Claim.EDITOR: _editor,
    Claim.NATIVE: _native,
    Claim.REVIEWED: _reviewed,
    Claim.UNREVIEWED: _unreviewed,
}


def _without_draft(record: _Record, key: str) -> Reason:
    return _reason(key if record.result.article.draft is None else "other_draft")


def _share_of_draft(part: Shares) -> Reason:
    return _reason("drafted", untouched=part.untouched, light=part.light)


def _person(role: str, name: str) -> _Judgement:
    if name:
        return Verdict.NAMED, (_reason(role, name=name),)
    return Verdict.NOT_SHOWN, (_reason(f"no_{role}"),)


def _edits(record: _Record) -> _Judgement:
    """What the words say of a claim that somebody edited the draft."""
    untouched = record.drafted.untouched if record.drafted else 0.0
    if record.editing_doubted:
        return Verdict.CONTRADICTED, (_reason("untouched", share=untouched),)
    share = edited_share(record.result.article) or 0.0
    verdict = Verdict.SHOWN if share else Verdict.NOT_SHOWN
    return verdict, (_reason("edited", share=share),)


def _review_log(record: _Record) -> tuple[Reason, ...]:
    """What to say of the review log: verdicts, the sign-off, and what of it came too late."""
    reviews, published = record.reviews, record.result.article.metadata.published
    if reviews is None:
        return (_reason("no_log"),)
    found = [_reason("no_reviews")]
    if reviews.verdicts:
        told = {name: getattr(reviews, name) for name in ("verdicts", "reviewers", "first")}
        found = [_reason("reviews", **told)]
    if reviews.later:
        found.append(_reason("later", later=reviews.later, published=published))
    found.append(_sign_off(reviews.signed, published))
    if reviews.signed and reviews.signed.state is State.SIGNED and not reviews.signed.in_print:
        found.append(_reason("not_in_print"))
    return tuple(found)


def _sign_off(signed: SignedOff | None, published: str) -> Reason:
    if signed is None:
        return _reason("unsigned")
    told = {"names": signed.names, "at": signed.at[:16].replace("T", " "), "published": published}
    if signed.state is not State.SIGNED:
        return _reason(f"signed_{signed.state.value}", **told)
    if signed.before is None:
        return _reason("signed_same_day" if published else "signed_undated", **told)
    return _reason("signed_before" if signed.before else "signed_later", **told)
