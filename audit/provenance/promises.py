"""Flags on an article's disclosure: missing, contradictory, weaker than the policy, or not borne out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from audit.article import ArticlePair, Text
from audit.provenance.disclosure import Claim, Disclosure, blocks_of, disclosed
from audit.provenance.lineage import shares
from audit.provenance.policy import Policy
from audit.report import Category, Evidence, Flag, Passage, Severity

CHECK = "disclosure"
_SURE = 0.95
_EDITED = (Claim.EDITOR, Claim.NATIVE, Claim.REVIEWED)
_AS_DRAFTED = "of the words stand as the AI drafted them"


def promises(pair: ArticlePair, lineage: Sequence[Passage], policy: Policy) -> Iterator[Flag]:
    """Flags on the article as a whole.

    What a page must claim is the house's own decision: without a policy nothing is missing. A page that
    contradicts itself, or what its AI draft shows, is flagged in any case.

    Args:
        pair: segmented.
        lineage: what became of the AI draft, empty where there is none.
        policy: the house's.
    """
    said = disclosed(pair)
    if not said.found:
        if policy.asks:
            yield _flag("The page discloses nothing of how it was made", Severity.MAJOR)
        return
    yield from _against_itself(said)
    yield from _against_policy(pair, said, policy)
    yield from _against_draft(pair, said, lineage, policy)


def editing_in_doubt(flags: Iterable[Flag]) -> bool:
    """Whether an article was flagged for words left as drafted while its page claims editing."""
    return any(flag.check == CHECK and flag.message.endswith(_AS_DRAFTED) for flag in flags)


def _against_itself(said: Disclosure) -> Iterator[Flag]:
    for one, other in said.contradictions:
        message = f"The disclosure contradicts itself: “{one.said}” and “{other.said}”"
        yield _flag(message, Severity.MAJOR, _words(said, one, other))


def _against_policy(pair: ArticlePair, said: Disclosure, policy: Policy) -> Iterator[Flag]:
    lacking = [f"“{claim.said}”" for claim in policy.require if claim not in said.kinds]
    if policy.tools and not said.tools:
        lacking.append("which AI tool was used")
    if lacking:
        message = (
            f"The disclosure is weaker than the house policy: it does not say {_list(lacking)}"
        )
        yield _flag(message, Severity.MAJOR, _whole(pair))
    for claim in policy.forbid:
        if claim in said.kinds:
            message = f"The disclosure says “{claim.said}”, which the house policy forbids"
            yield _flag(message, Severity.MAJOR, _words(said, claim))


def _against_draft(
    pair: ArticlePair, said: Disclosure, lineage: Sequence[Passage], policy: Policy
) -> Iterator[Flag]:
    if not lineage:
        return
    if Claim.NO_AI in said.kinds:
        message = "The disclosure says “no AI was used”, but there is an AI draft of this article"
        yield _flag(message, Severity.CRITICAL, _words(said, Claim.NO_AI))
    claims = [claim for claim in _EDITED if claim in said.kinds]
    untouched = shares(lineage, pair.en).untouched
    if claims and untouched >= policy.untouched:
        told = _list([f"“{claim.said}”" for claim in claims])
        message = f"The disclosure says {told}, but {untouched:.0%} {_AS_DRAFTED}"
        yield _flag(message, Severity.MAJOR, _words(said, *claims))


def _flag(message: str, severity: Severity, evidence: Sequence[Evidence] = ()) -> Flag:
    return Flag(
        bead_id="", category=Category.DISCLOSURE, check=CHECK, severity=severity, message=message,
        ko_sentence_ids=(), en_sentence_ids=(), evidence=tuple(evidence),
        confidence=_SURE, risk=_SURE,
    )  # fmt: skip


def _words(said: Disclosure, *claims: Claim) -> list[Evidence]:
    return [Evidence(c.lang, "", c.start, c.end, c.words) for c in said.claims if c.claim in claims]


def _whole(pair: ArticlePair) -> list[Evidence]:
    def of(text: Text) -> list[Evidence]:
        return [
            Evidence(text.lang, "", b.start, b.end, text.raw[b.start : b.end])
            for b in blocks_of(text)
        ]

    return of(pair.en) or of(pair.ko)


def _list(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
