"""Cause and effect, condition and comparison in a Korean sentence: -기 때문에, -면, 보다.

Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.languages.kept import remembered
from audit.languages.ko.morphemes import Morpheme, morphemes
from audit.languages.ko.roles import noun_phrase
from audit.languages.links import Link, Tie
from audit.languages.spans import Extent

_CAUSES = frozenset("때문 탓 바람 덕분 덕".split())
_BECAUSE = frozenset("므로 으므로 니까 으니까".split())
_BECOMING = frozenset(
    "되 늘 늘어나 줄 줄어들 생기 일어나 숨 죽 다치 오르 내리 멈추 끊기 막히".split()
)
_IF = frozenset("면 으면 ᆫ다면 는다면 다면 라면 이라면".split())
# 에 따르면, 의하면, 다시 말하면: no conditions.
_NAMING = frozenset("따르 하 비하 통하 관하 대하 의하 말하 보".split())
_WHY = frozenset("왜냐하면 왜냐면".split())
_SUBJECT = frozenset("이 가 은 는 께서".split())
_CLOSING = frozenset("EC EF JKQ SSC SSO SP".split())
_CONTENT = frozenset("NNG NNP XR VV VA XPN SL".split())
_EMPTY = frozenset("있 하 되 받 것 때문 수 지 않 못하 없".split())
_CORE = 2
_PLACES = frozenset({"JKB", "JX"})


@remembered(16384)
def korean_links(sentence: str) -> tuple[Link, ...]:
    """What hangs together in a Korean sentence (normalised)."""
    ms = morphemes(sentence)
    return tuple(
        link
        for at in range(1, len(ms))
        for read in (_cause, _is_cause, _explained, _from, _condition, _compared)
        if (link := read(sentence, ms, at)) is not None
    )


def _core(ms: Sequence[Morpheme], first: int, last: int) -> tuple[Extent, ...]:
    """What a clause turns on: its last words that mean something, the predicate among them."""
    content = [m for m in ms[first:last] if m.tag in _CONTENT and m.form not in _EMPTY]
    return tuple((m.start, m.end) for m in content[-_CORE:])


def _clause_start(ms: Sequence[Morpheme], at: int) -> int:
    """Where the clause begins that ends before ``at``: after the last connective, comma or mark."""
    while at and ms[at - 1].tag not in _CLOSING:
        at -= 1
    return at


def _rest(ms: Sequence[Morpheme], at: int) -> int:
    """Where what follows ends: before it is quoted, or the sentence is over."""
    for i in range(at, len(ms)):
        m = ms[i]
        quoted = m.tag == "EC" and len(m.form) > 1 and m.form.endswith("고")
        if quoted or m.tag in {"JKQ", "EF"}:
            return i
    return len(ms)


def _cause(_sentence: str, ms: Sequence[Morpheme], at: int) -> Link | None:
    """X기 때문에 Y, X 탓에 Y, X므로 Y."""
    m = ms[at]
    after = ms[at + 1] if at + 1 < len(ms) else None
    if m.tag == "EC" and m.form in _BECAUSE:
        begins, last, follows = _clause_start(ms, at), at, at + 1
    elif m.form in _CAUSES and m.tag in {"NNB", "NNG"} and after is not None and after.tag == "JKB":
        begins, last, follows = _cause_start(ms, at), at, at + 2
    else:
        return None
    first, second = _core(ms, begins, last), _core(ms, follows, _rest(ms, follows))
    return Link(Tie.CAUSE, first, second, (m.start, m.end)) if first and second else None


def _is_cause(_sentence: str, ms: Sequence[Morpheme], at: int) -> Link | None:
    """X가 Y의 원인이다."""
    if ms[at].form not in {"원인", "이유"} or ms[at - 1].tag != "JKG":
        return None
    if at + 1 >= len(ms) or ms[at + 1].tag != "VCP":
        return None
    subject = next((i for i in range(at - 2, 0, -1) if ms[i].form in _SUBJECT), 0)
    if not subject or ms[subject].tag not in {"JKS", "JX"}:
        return None
    first = _core(ms, _clause_start(ms, subject), subject)
    second = _core(ms, subject + 1, at - 1)
    return Link(Tie.CAUSE, first, second, (ms[at].start, ms[at].end)) if first and second else None


def _cause_start(ms: Sequence[Morpheme], at: int) -> int:
    """The clause before 때문, or the noun that is the cause by itself."""
    if ms[at - 1].tag in {"ETN", "ETM"}:
        return _clause_start(ms, at - 1)
    first = at
    while first and ms[first - 1].tag not in {*_CLOSING, "JX", "JKS", "JKO", "JKB"}:
        first -= 1
    return first


def _from(_sentence: str, ms: Sequence[Morpheme], at: int) -> Link | None:
    """X로 Y가 깊어지다, X로 인해 Y: what comes about by itself has its cause with 로."""
    if ms[at].tag != "JKB" or ms[at].form not in {"로", "으로"} or at + 2 >= len(ms):
        return None
    owing = ms[at + 1].form == "인하"
    begins = _cause_start(ms, at)
    follows = at + 3 if owing else at + 1
    ends = next((i for i in range(follows, len(ms)) if ms[i].tag in {"VV", "VA", "XSV", "VCP"}), 0)
    if not ends or not (owing or _comes_about(ms, follows, ends)):
        return None
    after = _rest(ms, follows) if owing else ends + 1
    first, second = _core(ms, begins, at), _core(ms, follows, after)
    return Link(Tie.CAUSE, first, second, (ms[at].start, ms[at].end)) if first and second else None


def _comes_about(ms: Sequence[Morpheme], first: int, at: int) -> bool:
    """Whether the verb at ``at`` says what becomes of its subject, and of nothing else."""
    tags = [m.tag for m in ms[first:at]]
    verb = ms[at]
    return (
        "JKS" in tags
        and not {"JKO", "SP", "EC"} & set(tags)
        and ((verb.tag == "VV" and verb.form.endswith("지")) or verb.form in _BECOMING)
    )


def _explained(_sentence: str, ms: Sequence[Morpheme], at: int) -> Link | None:
    """Y, 왜냐하면 X 때문이다; Y 것은 X 때문이다."""
    m = ms[at]
    if m.form not in _CAUSES or at + 1 >= len(ms) or ms[at + 1].tag != "VCP":
        return None
    for i in range(at - 1, 0, -1):
        why = ms[i].form in _WHY
        that = ms[i].tag == "JX" and ms[i - 1].form in {"것", "이유", "까닭"}
        if why or that:
            first, second = _core(ms, i + 1, at), _core(ms, 0, i)
            return Link(Tie.CAUSE, first, second, (m.start, m.end)) if first and second else None
    return None


def _condition(_sentence: str, ms: Sequence[Morpheme], at: int) -> Link | None:
    """X면 Y."""
    m = ms[at]
    if m.tag != "EC" or m.form not in _IF:
        return None
    # -면 된다, -면 안 된다 are no conditions; 에 따르면 names a source.
    if at + 1 < len(ms) and ms[at + 1].form in {"되", "안", "좋"}:
        return None
    if ms[at - 1].form in _NAMING and ms[at - 1].tag == "VV":
        return None
    first = _core(ms, _clause_start(ms, at), at)
    second = _core(ms, at + 1, _rest(ms, at + 1))
    return Link(Tie.CONDITION, first, second, (m.start, m.end)) if first and second else None


def _compared(sentence: str, ms: Sequence[Morpheme], at: int) -> Link | None:
    """A가 B보다 크다: the noun that is more, and the one that it is held against."""
    if ms[at].form != "보다" or ms[at].tag not in _PLACES:
        return None
    than = noun_phrase(sentence, ms, at)
    subject = next(_subjects(ms, at), None)
    if than is None or subject is None:
        return None
    more = noun_phrase(sentence, ms, subject)
    if more is None or more == than:
        return None
    by = next((m for m in ms[at:] if m.tag in {"VA", "VV", "XR"} or _is_verbal(ms, m)), None)
    if by is None or any(m.form == "덜" for m in ms):
        return None
    extents = ((more.start, more.end),), ((than.start, than.end),)
    return Link(Tie.COMPARISON, *extents, (by.start, by.end))


def _is_verbal(ms: Sequence[Morpheme], noun: Morpheme) -> bool:
    """Whether a noun is made a verb: 증가, of 증가하다."""
    return any(m.start == noun.end and m.tag in {"XSV", "XSA"} for m in ms)


def _subjects(ms: Sequence[Morpheme], at: int) -> Iterator[int]:
    """The subject's particle after B보다, or the nearest before it with no verb between."""
    for step in (1, -1):
        i = at + step
        while 0 < i < len(ms) and ms[i].tag not in {"VV", "VA", "XSV", "XSA", "VCP", *_CLOSING}:
            if ms[i].tag in {"JKS", "JX"} and ms[i].form in _SUBJECT:
                yield i
                break
            i += step
