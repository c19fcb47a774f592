"""What an article's record shows for or against each claim that its page makes.

Nothing is inferred beyond what the record holds: a name is a name and no proof, and what no text can show is
said to be not shown. The words lie in ``claim_evidence.toml``, English and Korean.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
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
class Reviews:
    """How many verdicts on an article's flags a review log holds, of how many people, and the first's day."""

    verdicts: int
    reviewers: int
    first: str = ""


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
    reviewed, log = _review_log(record)
    if record.drafted is None:
        verdict = Verdict.SHOWN if reviewed else Verdict.NOT_SHOWN
        return verdict, (*log, _without_draft(record, "no_draft"))
    verdict, change = _edits(record)
    if reviewed and not record.editing_doubted:
        verdict = Verdict.SHOWN
    return verdict, (*change, *log)


def _unreviewed(record: _Record) -> _Judgement:
    reviewed, log = _review_log(record)
    if reviewed:
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


def _review_log(record: _Record) -> tuple[bool, tuple[Reason, ...]]:
    """Whether the review log holds verdicts, and what to say of it."""
    reviews = record.reviews
    if reviews is None:
        return False, (_reason("no_log"),)
    if not reviews.verdicts:
        return False, (_reason("no_reviews"),)
    return True, (_reason("reviews", **asdict(reviews)),)
