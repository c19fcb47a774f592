"""A disclosure that is missing, contradicts itself, is weaker than the house asks, or is belied by the draft.

What a page must and must not claim of its making is the house's own decision, written in its policy file:
without one nothing is missing and nothing forbidden. A page that contradicts itself is flagged in any case,
and so is one that claims editing or no AI while its AI draft shows otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.registry import Doubt, Scope
from audit.checks.severity import Concern, severity_of
from audit.disclosure.claims import Disclosure, blocks_of, disclosed, wording
from audit.lineage.passages import shares
from audit.records.article import Article, Lang, Text
from audit.records.flag import Category, Finding, Relation, Side, Span
from audit.records.message import Message
from audit.records.settings import Claim

CATEGORY = Category.DISCLOSURE
CONCERNS = Concern.DISCLOSURE
SCOPE = Scope.DISCLOSURE
DOUBT = Doubt.OWN
CONFIDENCE = confidences(__name__)
TERMS = {wording(claim): wording(claim, "ko") for claim in Claim}
# A list of claims is no one term, so it is a parameter in each language.
MESSAGES = {
    "missing": Message(
        "The page discloses nothing of how it was made",
        "지면이 제작 과정을 전혀 밝히지 않았습니다",
    ),
    "contradiction": Message(
        "The disclosure contradicts itself: “{one!t}” and “{other!t}”",
        "고지문이 서로 어긋납니다: “{one!t}”, “{other!t}”",
    ),
    "weaker": Message(
        "The disclosure is weaker than the house policy: it does not say {lacking}",
        "고지문이 사내 방침에 미치지 못합니다. 다음을 밝히지 않았습니다: {lacking_ko}",
    ),
    "forbidden": Message(
        "The disclosure says “{claim!t}”, which the house policy forbids",
        "사내 방침이 금하는 내용이 고지문에 있습니다: “{claim!t}”",
    ),
    "ai_draft": Message(
        "The disclosure says “{claim!t}”, but there is an AI draft of this article",
        "고지문 내용은 “{claim!t}”인데 이 기사에는 AI 초고가 있습니다",
    ),
    "untouched": Message(
        "The disclosure says {claims}, but {untouched} of the words stand as the AI drafted them",
        "고지문 내용은 {claims_ko}인데 단어의 {untouched:이} AI 초고 그대로입니다",
    ),
}
_EDITED = (Claim.EDITOR, Claim.NATIVE, Claim.REVIEWED)
_TOOL = Message("which AI tool was used", "사용한 AI 도구")


def check(context: Context) -> Iterator[Finding]:
    """Findings on the article as a whole."""
    said = disclosed(context.article)
    if not said.found:
        if context.policy.asks:
            yield _finding("disclosure.missing", Relation.DISTORTED)
        return
    yield from _against_itself(context, said)
    yield from _against_policy(context, said)
    yield from _against_draft(context, said)


def _against_itself(context: Context, said: Disclosure) -> Iterator[Finding]:
    for one, other in said.contradictions:
        yield _finding(
            "disclosure.contradiction", Relation.CONTRADICTS,
            _words(context.article, said, one, other), one=wording(one), other=wording(other),
        )  # fmt: skip


def _against_policy(context: Context, said: Disclosure) -> Iterator[Finding]:
    policy = context.policy
    lacking = [_quoted(claim) for claim in policy.require if claim not in said.kinds]
    if policy.tools and not said.tools:
        lacking.append(_TOOL)
    if lacking:
        yield _finding(
            "disclosure.weaker", Relation.DISTORTED, _whole(context.article),
            lacking=_english_list(lacking), lacking_ko=_korean_list(lacking),
        )  # fmt: skip
    for claim in policy.forbid:
        if claim in said.kinds:
            yield _finding(
                "disclosure.forbidden", Relation.DISTORTED,
                _words(context.article, said, claim), claim=wording(claim),
            )  # fmt: skip


def _against_draft(context: Context, said: Disclosure) -> Iterator[Finding]:
    if not context.lineage:
        return
    if Claim.NO_AI in said.kinds:
        yield _finding(
            "disclosure.ai_draft", Relation.CONTRADICTS,
            _words(context.article, said, Claim.NO_AI), concerns=Concern.AI_DENIED,
            claim=wording(Claim.NO_AI),
        )  # fmt: skip
    claims = [claim for claim in _EDITED if claim in said.kinds]
    untouched = shares(context.lineage, context.article.target).untouched
    if claims and untouched >= context.policy.untouched:
        quoted = [_quoted(claim) for claim in claims]
        yield _finding(
            "disclosure.untouched", Relation.CONTRADICTS,
            _words(context.article, said, *claims), claims=_english_list(quoted),
            claims_ko=_korean_list(quoted), untouched=f"{untouched:.0%}",
        )  # fmt: skip


def _finding(
    code: str,
    relation: Relation,
    spans: Sequence[Span] = (),
    *,
    concerns: Concern = CONCERNS,
    **parameters: str,
) -> Finding:
    return Finding(
        code, CATEGORY, severity_of(concerns, relation), relation, bead_id="", spans=tuple(spans),
        parameters=parameters, confidence=CONFIDENCE["any"],
    )  # fmt: skip


def _words(article: Article, said: Disclosure, *claims: Claim) -> list[Span]:
    return [
        Span(_side_of(article, c.lang), "", c.start, c.end, c.words)
        for c in said.claims
        if c.claim in claims
    ]


def _side_of(article: Article, language: Lang) -> Side:
    return "source" if article.source.lang == language else "target"


def _whole(article: Article) -> list[Span]:
    """The disclosure as it stands in the target, or in the source where the target has none."""
    return _blocks("target", article.target) or _blocks("source", article.source)


def _blocks(side: Side, text: Text) -> list[Span]:
    return [Span(side, "", b.start, b.end, text.raw[b.start : b.end]) for b in blocks_of(text)]


def _quoted(claim: Claim) -> Message:
    return Message(f"“{wording(claim)}”", f"“{wording(claim, 'ko')}”")


def _english_list(parts: Sequence[Message]) -> str:
    words = [part.en for part in parts]
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _korean_list(parts: Sequence[Message]) -> str:
    return ", ".join(part.ko for part in parts)
