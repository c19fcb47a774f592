"""When a Korean sentence says that something happens: past and future, and whether it asks.

Korean marks the past with -았-/-었-, whose last sound ㅆ closes the syllable before the ending, and the
future with -겠-, -ㄹ 것 and nouns of intent (예정, 계획, -기로 했다). Offsets are into the sentence given,
which is normalised text.
"""

from __future__ import annotations

import re
from itertools import pairwise

from audit.languages.ko.hangul import L_FINAL, SSANG_SIOT, closed_by
from audit.languages.ko.morphemes import morphemes
from audit.languages.ko.quotations import korean_quotations
from audit.languages.quotations import outside
from audit.languages.spans import Found

# Every syllable closed by ㅆ, without those of 있다 and -겠-.
_SS = re.sub("[있겠]", "", closed_by(SSANG_SIOT))
_PAST = re.compile(
    rf"[{_SS}](?:다|습니다|으며|고|지만|는데|으나|음)(?:고|며|면서|는|지만)?(?![가-힣])"
)
_IS = r"(?:이다|이라고|이라며|이라는|이며|이고|이지만|입니다|이라)(?![가-힣])"
# -았을 것이다 is a guess about the past, not the future.
_PLAN = re.compile(
    rf"(?<![{_SS}]){L_FINAL} ?(?:예정|계획|방침|작정|구상){_IS}"
    rf"|(?<![{_SS}]){L_FINAL} ?(?:계획|방침|예정)을 (?:밝혔|세웠|세우고)[가-힣]*"
    rf"|(?<![{_SS}]){L_FINAL} ?(?:것|거)(?:이다|이라고|이라며|이며|입니다|라고|라며|다)(?![가-힣])"
    r"|기로 (?:(?:결정|합의|확정)?(?:했다|했습니다|했다고|했다며)|(?:뜻|의견|방침)을 (?:모았|정했)[가-힣]*)"
    rf"|(?<![{_SS}])(?<![좋알르싶])겠(?:(?:다|습니다)(?:며|면서)?(?![가-힣])"
    r"|다고 (?:밝혔|말했|했|전했|강조했|약속했|선언했|다짐했)[가-힣]*)"
)
# A verb of saying after a quoted clause: its past is not the clause's.
_SAID = re.compile(
    rf"(?:[다라자냐]|[\"'])고 (?:\S{{1,12}} ){{0,2}}[가-힣]{{0,8}}[{_SS}](?:다|습니다)"
)
# What makes a Korean sentence speak of more than the past: intent, condition, demand, ability.
_OPEN = re.compile(
    # 를 is an object: 노조를 만든 is no 만들 만한.
    rf"(?!를){L_FINAL} ?(?:것|거|건|게|예정|계획|방침|전망|수|듯|지|까|만|참|터|뻔|작정|구상)"
    r"|겠|기로|려[고는던]|고자|자[고며는]|도록|으면|[가-힣]면 |라면|다면|예정|계획|전망|방침|앞으로|향후"
    r"|조만간|내년|내달|다음 ?(?:달|주|해|날)|내일|모레|추진|목표|약속|다짐|예고|결정|합의|예상|예측|기대"
    r"|위[해한]|요청|요구|명령|준비|제안|촉구|당부|지시|우려|관측|의지|의사|의향|포부|가능|확정|공약|선언|예약|일정"
)


def korean_past(sentence: str) -> list[Found]:
    """The finite predicates in the past tense (발표했다, 발표했다고), whole words."""
    return [_word(sentence, m) for m in _PAST.finditer(sentence)]


def korean_plans(sentence: str) -> list[Found]:
    """The finite predicates of the future and of intent (발표할 예정이다, 발표하기로 했다)."""
    return [_word(sentence, m) for m in _PLAN.finditer(sentence)]


def _word(sentence: str, match: re.Match[str]) -> Found:
    start, end = match.span()
    while start > 0 and sentence[start - 1].isalnum():
        start -= 1
    return Found(sentence[start:end], start, end)


_FINITE = re.compile(
    r"(?:다|까|요|죠)(?:고|며|면서|는)?(?=[\s.,\"'!?…)]|$)|[라자냐](?:고|며|면서)(?=[\s,.]|$)"
)


def is_wholly_past(korean: str) -> bool:
    """Whether every finite predicate of a Korean sentence is past and nothing in it looks ahead."""
    if _OPEN.search(korean):
        return False
    past = {predicate.end for predicate in korean_past(korean)}
    finite = {match.end() for match in _FINITE.finditer(korean)}
    return bool(finite) and finite <= past


def has_past_clause(korean: str) -> bool:
    """Whether a Korean sentence has a past besides its plans: 발표한 (adnominal), 발표했고."""
    spans = [(plan.start, plan.end) for plan in korean_plans(korean)]
    spans += [match.span() for match in _SAID.finditer(korean)]
    covered = {at for start, end in spans for at in range(start, end)}
    ms = morphemes(korean)
    for before, m in pairwise(ms):
        if m.start in covered:
            continue
        adnominal = m.tag == "ETM" and m.form in {"ᆫ", "은", "던"} and before.tag in {"VV", "XSV"}
        if adnominal or (m.tag == "EP" and m.form in {"었", "았", "였"}):
            return True
    return False


PAST_TIME = re.compile(
    r"어제|그제|그저께|엊그제|작년|지난(?:해|달|주|번| ?\d)|전날|당시|\d{4}년|그해|올해 초|최근"
)
"""Words that place a Korean sentence in the past."""

# An interrogative ending says it without a question mark, as Korean news often has it.
_ASKS = re.compile(
    rf"(?:{L_FINAL}까|[는은인한된던]가|[{_SS}있없는]나|느냐|니까)요?[.…?!]*[\"')\]]*\s*$"
    r"|[가나냐니까죠]요?\?+[\"')\]]*\s*$"
    r"|(?:누구|무엇|언제|어디|왜|어떻게|얼마|몇|무슨|어느|어떤)[^.?!]{0,80}\?[\"')\]]*\s*$"
)
_STATES = re.compile(r"(?<!모른)(?<!모르겠)(?<!모릅니)다[.!…]*[\"')\]]*\s*$")
_ASKING = re.compile(
    rf"\?|의문|여부|궁금|질문|묻|물[었어]|{L_FINAL}지|[는은인던]지|{L_FINAL}까|[는은인한된던]가(?![가-힣])|냐"
    r"|[있없했]나(?![가-힣])|어떻|무엇|무슨|누구|언제|어디|왜|얼마|어느|뭐|뭘|몇|나요|죠|지[.!]|니[.!]"
)
_SOFT_QUESTION = re.compile(
    r"지 ?않[을은는]?[까가나]|지 ?않을까|아닐까|아닌가|[을할될]까 ?(?:싶|봐|말)|려나"
)


def korean_asks(sentence: str) -> bool:
    """Whether a Korean sentence (normalised) asks a question outside its quotation marks."""
    return bool(_ASKS.search(outside(sentence, korean_quotations(sentence))))


def states(korean: str) -> bool:
    """Whether a Korean sentence plainly states, and nothing in it could be put as a question."""
    return bool(_STATES.search(korean)) and not _ASKING.search(korean)


def asks_softly(korean: str) -> bool:
    """Whether a Korean question only suggests its answer (아닐까, 지 않을까), as a statement does."""
    return bool(_SOFT_QUESTION.search(korean))


_END = re.compile(r"[\s.!?…\"')\]]*$")
# He said (that): what stands before it is the statement.
_SAYS = re.compile(
    r"(?:다|라|자|냐)(?:고|며|면서)[\"']?,? (?:\S+ ){0,3}?"
    r"(?:말|밝|전|강조|주장|설명|덧붙|지적|언급|답|경고|발표|보도|했|예고|공개)[가-힣]*$"
)


def closing_plan(korean: str) -> Found | None:
    """The plan with which a Korean sentence closes, before its verb of saying if it has one."""
    plans = korean_plans(korean)
    if not plans:
        return None
    text = korean[: _END.search(korean).start()]  # type: ignore[union-attr]
    says = _SAYS.search(text)
    closing = (len(text), says.end() if says else len(text))
    start = says.start() if says else len(text)
    last = plans[-1]
    if any(past.end < start for past in korean_past(text) if past.end != last.end):
        return None  # what it tells besides may have happened
    return last if last.end in closing or last.end >= start else None


STILL = re.compile(r"여전히|여전한|아직도|지금도|현재도|오늘날에도|변함없이")
"""Words that say in Korean that something goes on."""
NO_LONGER = re.compile(
    r"더 ?이상(?:은)? [^.]{0,40}?(?:않|못|없|안 |아니)|더는 [^.]{0,40}?(?:않|못|없|안 |아니)"
)
"""What Korean says of a thing that is over."""
ON_THE_VERGE = re.compile(
    r"[가-힣]+기 (?:일보 ?)?직전(?:이|인|까지|의 |에 (?:있|놓|처|몰|이르|와))[가-힣]*"
)
"""About to happen, and not yet done."""
ALREADY = re.compile(r"이미|벌써")
_NOT = re.compile(r"않|못[한했하]|없|아니|[가-힣]기 전|안 ")
NOT_YET = re.compile(r"아직(?:까지)?(?:은|도)? [^.,]{0,40}?(?:않|못|없|아니|안 [가-힣])[가-힣]*")
"""What has not happened so far."""
_HABIT = re.compile(
    r"곤 (?:했|하던)|[가-힣]던(?![가-힣])|[았었]었|예전|과거|한때|옛|원래|시절|이전|어릴|어렸"
)


def goes_on(korean: str) -> Found | None:
    """The words with which a Korean sentence, without any negation, says that a thing goes on."""
    match = STILL.search(korean)
    if match is None or _HABIT.search(korean) or _NOT.search(korean):
        return None
    return Found(match[0], *match.span())


def has_happened(korean: str) -> Found | None:
    """The "already" of a Korean sentence without any negation."""
    match = ALREADY.search(korean)
    return Found(match[0], *match.span()) if match and not _NOT.search(korean) else None
