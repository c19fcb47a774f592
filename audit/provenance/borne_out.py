"""What an article's record shows for or against each claim that its page makes.

Nothing is inferred beyond what the record holds: a name is a name and no proof, and what no text can show is
said to be not shown. The words lie in ``borne_out.toml``, English and Korean.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files

from audit.article import Lang
from audit.provenance.disclosure import Claim, Disclosure, disclosed
from audit.provenance.edited import edited_share
from audit.provenance.lineage import Shares, shares
from audit.provenance.promises import editing_in_doubt
from audit.report import AuditReport
from audit.review.decision import Entry
from audit.review.standing import replay

_MOST = 0.5
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
    """A sentence of evidence: its key in ``borne_out.toml`` and what fills its fields."""

    key: str
    values: Mapping[str, object]

    def said(self, language: str = "en") -> str:
        """The sentence; names and words of the page stand in it as they are."""
        return table()["evidence"][self.key][language].format(**self.values)


@dataclass(frozen=True, slots=True)
class Finding:
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


def borne_out(report: AuditReport, reviews: Reviews | None = None) -> tuple[Finding, ...]:
    """A finding for each claim of the disclosure, in the order of :class:`Claim`.

    Args:
        report: of the audit.
        reviews: what the review log holds; None where nobody looked.
    """
    said = disclosed(report.pair)
    record = _Record(report, reviews)
    return tuple(_finding(record, said, claim) for claim in Claim if claim in said.kinds)


@cache
def table() -> dict[str, dict[str, dict[str, str]]]:
    """The words as they are written."""
    source = files("audit.provenance").joinpath("borne_out.toml")
    return tomllib.loads(source.read_text("utf-8"))


@dataclass(frozen=True)
class _Record:
    report: AuditReport
    reviews: Reviews | None

    @cached_property
    def drafted(self) -> Shares | None:
        """How much of the draft is in print; None where no draft of this article is known."""
        lineage = self.report.lineage
        return shares(lineage, self.report.pair.en) if lineage else None

    @cached_property
    def in_doubt(self) -> bool:
        """Whether too many words stand as drafted for the house to believe in editing."""
        return editing_in_doubt(self.report.flags)


_Found = tuple[Verdict, tuple[Reason, ...]]


def _finding(record: _Record, said: Disclosure, claim: Claim) -> Finding:
    verdict, reasons = _FOUND[claim](record)
    rivals = {other for pair in said.contradictions if claim in pair for other in pair} - {claim}
    denied = tuple(_reason("also_said", words=c.words) for c in said.claims if c.claim in rivals)
    words = {c.lang: c.words for c in said.claims if c.claim is claim}
    return Finding(claim, words, Verdict.CONTRADICTED if denied else verdict, (*denied, *reasons))


def _reason(key: str, **values: object) -> Reason:
    return Reason(key, values)


def _original(record: _Record) -> _Found:
    pair = record.report.pair
    korean, english = len(pair.ko.sentences), len(pair.en.sentences)
    if not korean:
        return Verdict.NOT_SHOWN, (_reason("no_korean"),)
    behind = sum(len(bead.en) for bead in record.report.beads if bead.ko)
    share = behind / english if english else 0.0
    verdict = Verdict.SHOWN if share > _MOST else Verdict.NOT_SHOWN
    return verdict, (_reason("korean", korean=korean, english=english, behind=behind, share=share),)


def _ai(record: _Record) -> _Found:
    if record.drafted is None:
        return Verdict.NOT_SHOWN, (_without_draft(record, "no_draft"),)
    # A draft of which nothing is in print was perhaps never used.
    used = record.drafted.untouched + record.drafted.light > 0
    return Verdict.SHOWN if used else Verdict.NOT_SHOWN, (_drafted(record.drafted),)


def _no_ai(record: _Record) -> _Found:
    if record.drafted is None:
        return Verdict.NOT_SHOWN, (_without_draft(record, "none_given"),)
    return Verdict.CONTRADICTED, (_drafted(record.drafted),)


def _translator(record: _Record) -> _Found:
    return _named("translator", record.report.pair.metadata.translator)


def _editor(record: _Record) -> _Found:
    verdict, name = _named("editor", record.report.pair.metadata.editor)
    if record.drafted is None:
        return verdict, (*name, _without_draft(record, "no_draft"))
    verdict, change = _change(record)
    return verdict, (*change, *name)


def _native(_: _Record) -> _Found:
    return Verdict.NOT_SHOWN, (_reason("native"),)


def _reviewed(record: _Record) -> _Found:
    reviewed, log = _log(record)
    if record.drafted is None:
        verdict = Verdict.SHOWN if reviewed else Verdict.NOT_SHOWN
        return verdict, (*log, _without_draft(record, "no_draft"))
    verdict, change = _change(record)
    if reviewed and not record.in_doubt:
        verdict = Verdict.SHOWN
    return verdict, (*change, *log)


def _unreviewed(record: _Record) -> _Found:
    reviewed, log = _log(record)
    if reviewed:
        return Verdict.CONTRADICTED, log
    change = _change(record)[1] if record.drafted else ()
    return Verdict.NOT_SHOWN, (*change, *log, _reason("unread"))


_FOUND: Mapping[Claim, Callable[[_Record], _Found]] = {
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
    return _reason(key if record.report.pair.draft is None else "other_draft")


def _drafted(part: Shares) -> Reason:
    return _reason("drafted", untouched=part.untouched, light=part.light)


def _named(role: str, name: str) -> _Found:
    if name:
        return Verdict.NAMED, (_reason(role, name=name),)
    return Verdict.NOT_SHOWN, (_reason(f"no_{role}"),)


def _change(record: _Record) -> _Found:
    """What the words say of a claim that somebody edited the draft."""
    untouched = record.drafted.untouched if record.drafted else 0.0
    if record.in_doubt:
        return Verdict.CONTRADICTED, (_reason("untouched", share=untouched),)
    share = edited_share(record.report.pair) or 0.0
    verdict = Verdict.SHOWN if share else Verdict.NOT_SHOWN
    return verdict, (_reason("edited", share=share),)


def _log(record: _Record) -> tuple[bool, tuple[Reason, ...]]:
    """Whether the review log holds verdicts, and what to say of it."""
    reviews = record.reviews
    if reviews is None:
        return False, (_reason("no_log"),)
    if not reviews.verdicts:
        return False, (_reason("no_reviews"),)
    return True, (_reason("reviews", **asdict(reviews)),)
