"""What a run did, for the closing table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from audit.errors import InputError
from audit.messages import message
from audit.records.result import ArticleResult
from audit.results.tables import text_of

RISKIEST = 5


@dataclass(frozen=True, slots=True)
class RiskySentence:
    """A bead with its flags' summed expected penalty, its sentence, and what its first flag says."""

    risk: float
    article_id: str
    bead_id: str
    text: str
    message: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over articles; two summaries merge into one.

    ``unjudged`` is how many of the errors are of articles that are audited but for the quality model,
    ``suppressed`` how many flags standing rules hold back.
    """

    articles: int = 0
    reused: int = 0
    sentences: int = 0
    flags: Mapping[str, int] = field(default_factory=dict, hash=False)
    draft_errors: int = 0
    draft_fixed: int = 0
    riskiest: tuple[RiskySentence, ...] = ()
    errors: tuple[InputError, ...] = ()
    unjudged: int = 0
    suppressed: int = 0

    @classmethod
    def of(cls, result: ArticleResult, *, reused: bool = False) -> Summary:
        """The summary of one article, taken over from an earlier run or not."""
        return cls(
            articles=1,
            reused=int(reused),
            sentences=len(result.article.target.sentences),
            flags=Counter(flag.category.value for flag in result.flags),
            draft_errors=result.draft_errors,
            draft_fixed=len(result.mended),
            riskiest=_worst(tuple(_risky(result))),
            suppressed=len(result.suppressed),
        )

    def merged(self, other: Summary) -> Summary:
        """Both together; riskiest sentences of equal risk stand in the order in which they came."""
        return Summary(
            articles=self.articles + other.articles,
            reused=self.reused + other.reused,
            sentences=self.sentences + other.sentences,
            flags=Counter(self.flags) + Counter(other.flags),
            draft_errors=self.draft_errors + other.draft_errors,
            draft_fixed=self.draft_fixed + other.draft_fixed,
            riskiest=_worst((*self.riskiest, *other.riskiest)),
            errors=(*self.errors, *other.errors),
            unjudged=self.unjudged + other.unjudged,
            suppressed=self.suppressed + other.suppressed,
        )


def _worst(found: tuple[RiskySentence, ...]) -> tuple[RiskySentence, ...]:
    return tuple(sorted(found, key=lambda risky: -risky.risk)[:RISKIEST])


def _risky(result: ArticleResult) -> Iterator[RiskySentence]:
    for bead in result.beads:
        flags = [flag for flag in result.flags if flag.bead_id == bead.id]
        if flags:
            yield RiskySentence(
                sum(flag.risk * flag.severity.weight for flag in flags),
                result.article.id,
                bead.id,
                text_of(result, bead, "target") or text_of(result, bead, "source"),
                message(flags[0]),
            )
