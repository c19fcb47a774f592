"""When a sentence says that something happens: past, present and future, and whether it asks.

Korean marks the past with -았-/-었-, whose last sound ㅆ closes the syllable before the ending, and the
future with -겠-, -ㄹ 것 and nouns of intent (예정, 계획, -기로 했다). English says the past with a verb
form that is often a participle too, so only those count that stand where a finite verb stands. Offsets
are into the sentence given, which is normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from audit.article import Lang
from audit.text.korean import morphemes
from audit.text.modality import L_FINAL, any_of
from audit.text.quotations import outside, quotations


class Timed(NamedTuple):
    """A predicate of some time; ``text`` is ``sentence[start:end]``."""

    text: str
    start: int
    end: int


# Every syllable closed by ㅆ, the twentieth final, without those of 있다 and -겠-.
_SS = "".join(chr(c) for c in range(0xAC00 + 20, 0xD7A4, 28) if chr(c) not in "있겠")
_PAST_KO = re.compile(
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
_SAID_KO = re.compile(
    rf"(?:[다라자냐]|[\"'])고 (?:\S{{1,12}} ){{0,2}}[가-힣]{{0,8}}[{_SS}](?:다|습니다)"
)
# What makes a Korean sentence speak of more than the past: intent, condition, demand, ability.
_OPEN = re.compile(
    rf"{L_FINAL} ?(?:것|거|건|게|예정|계획|방침|전망|수|듯|지|까|만|참|터|뻔|작정|구상)"
    r"|겠|기로|려[고는던]|고자|자[고며는]|도록|으면|[가-힣]면 |라면|다면|예정|계획|전망|방침|앞으로|향후"
    r"|조만간|내년|내달|다음 ?(?:달|주|해|날)|내일|모레|추진|목표|약속|다짐|예고|결정|합의|예상|예측|기대"
    r"|위[해한]|요청|요구|명령|준비|제안|촉구|당부|지시|우려|관측|의지|의사|의향|포부|가능|확정|공약|선언|예약|일정"
)


def korean_past(sentence: str) -> list[Timed]:
    """The finite predicates in the past tense (발표했다, 발표했다고), whole words."""
    return [_word(sentence, m) for m in _PAST_KO.finditer(sentence)]


def korean_plans(sentence: str) -> list[Timed]:
    """The finite predicates of the future and of intent (발표할 예정이다, 발표하기로 했다)."""
    return [_word(sentence, m) for m in _PLAN.finditer(sentence)]


def _word(sentence: str, match: re.Match[str]) -> Timed:
    start, end = match.span()
    while start > 0 and sentence[start - 1].isalnum():
        start -= 1
    return Timed(sentence[start:end], start, end)


_FINITE_KO = re.compile(
    r"(?:다|까|요|죠)(?:고|며|면서|는)?(?=[\s.,\"'!?…)]|$)|[라자냐](?:고|며|면서)(?=[\s,.]|$)"
)


def is_wholly_past(korean: str) -> bool:
    """Whether every finite predicate of a Korean sentence is past and nothing in it looks ahead."""
    if _OPEN.search(korean):
        return False
    past = {predicate.end for predicate in korean_past(korean)}
    finite = {match.end() for match in _FINITE_KO.finditer(korean)}
    return bool(finite) and finite <= past


def has_past_clause(korean: str) -> bool:
    """Whether a Korean sentence has a past besides its plans: 발표한 (adnominal), 발표했고."""
    spans = [(plan.start, plan.end) for plan in korean_plans(korean)]
    spans += [match.span() for match in _SAID_KO.finditer(korean)]
    covered = {at for start, end in spans for at in range(start, end)}
    ms = morphemes(korean)
    for before, m in pairwise(ms):
        if m.start in covered:
            continue
        adnominal = m.tag == "ETM" and m.form in {"ᆫ", "은", "던"} and before.tag in {"VV", "XSV"}
        if adnominal or (m.tag == "EP" and m.form in {"었", "았", "였"}):
            return True
    return False


_REPORTING = frozenset(
    "said told announced added stated spoke testified thought assured informed noted explained reported"
    " wrote declared stressed claimed argued"
    " insisted emphasized emphasised revealed confirmed according warned asked vowed pledged promised"
    " predicted forecast projected expected".split()
)
_IRREGULAR = frozenset(
    "became began broke brought built bought came caught chose drew drove fell felt fought flew forgot"
    " gave got grew held kept knew led left lost made met paid ran rose sang sank sat saw sold sent shook"
    " shot spoke spent stood stole struck swam taught thought threw told took understood went won wore"
    " wrote said found".split()
)
_AUX_PAST = frozenset("was were had did wasn't weren't hadn't didn't".split())
_PERFECT = frozenset("has have hasn't haven't".split())
_BE = frozenset("is are am be been being isn't aren't get gets getting 's 're".split())
# Before an -ed form these make it an adjective or a participle: the planned talks, made of cut stone.
_NO_SUBJECT = frozenset(
    "a an the this that these those its his her their our my your no some any all each every more most"
    " less of in on at by for with from to into as very newly recently highly so well than or not also"
    " if when once while unless where much being having".split()
)
_NO_PAST_ED = frozenset(
    "need needed indeed speed feed breed seed exceed proceed succeed hundred sacred naked wicked red bed"
    " shed embed united limited advanced bleed greed weed reed creed deed heed agreed unprecedented"
    " armed unmanned based".split()
)
_TOKEN = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*|'(?:s|re|ll|ve|d)\b|[^\sA-Za-z]")
_WILL = re.compile(
    r"(?<!\b[Hh]is )(?<!\b[Hh]er )(?<!\b[Ff]ree )(?<!\b[Tt]he )(?<!\b[Gg]ood )(?<!\b[Tt]heir )"
    r"\bwill(?: not| also| soon| then| be| have)?(?= [a-z])|(?<=\w)'ll\b|\bwon't\b"
    r"|\b(?:is|are|am|'re|'s) (?:going to|set to|planning to|due to (?=be|[a-z]+ (?:in|on|next)))"
    r"|\bplans? to\b|\b(?:is|are) to (?=be )"
)
_CONTINUOUS = re.compile(
    r"\b(?:is|are|am|he's|she's|it's|they're|we're|I'm)(?: \w+ly| still| now| also| not)?"
    r" (?!being|going)[a-z]+ing\b"
)
_HABIT = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Ii]t)(?: \w+ly| often| always| never| still)?"
    r" (?!is\b|has\b|was\b|as\b|does\b|this\b)[a-z]{2,}s\b"
    r"|\b(?:usually|often|every (?:day|week|month|year))\b"
)


class English(NamedTuple):
    """The finite verbs of an English sentence by time; ``past`` leaves out the verbs of saying."""

    past: tuple[Timed, ...]
    present: tuple[Timed, ...]
    future: tuple[Timed, ...]
    any_past: bool


@lru_cache(maxsize=65536)
def english_times(sentence: str) -> English:
    """The finite verbs of an English sentence that the patterns tell.

    ``any_past`` says whether a word stands there that could be a past tense or a participle, a verb of
    saying left out.
    """
    tokens = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(sentence)]
    past = tuple(
        Timed(sentence[start:end], start, end)
        for i, (_, start, end) in enumerate(tokens)
        if _is_past(tokens, i)
    )
    return English(
        past,
        tuple(_signs(sentence, _CONTINUOUS, _HABIT)),
        tuple(_signs(sentence, _WILL)),
        bool(past) or any(_could_be_past(text.lower()) for text, _, _ in tokens),
    )


def _signs(sentence: str, *patterns: re.Pattern[str]) -> Iterator[Timed]:
    for pattern in patterns:
        for match in pattern.finditer(sentence):
            yield Timed(match[0], *match.span())


def _could_be_past(word: str) -> bool:
    if word in _REPORTING or word in _NO_PAST_ED:
        return False
    return word in _IRREGULAR | _AUX_PAST | _PERFECT or (len(word) > 3 and word.endswith("ed"))


def _is_past(tokens: list[tuple[str, int, int]], at: int) -> bool:
    """Whether a token is a past tense or a perfect, by the words beside it."""
    word = tokens[at][0].lower()
    before = [token[0].lower() for token in tokens[max(0, at - 3) : at]]
    after = tokens[at + 1][0].lower() if at + 1 < len(tokens) else ""
    if word in _AUX_PAST:
        return after not in {"to", "scheduled", "expected", "due", "set", "planned", "going"}
    if not _could_be_past(word) or word in _PERFECT:
        return False
    if any(b in _PERFECT or b == "'ve" for b in before):
        return "been" not in before and "to" not in before
    if not before or before[-1] in _NO_SUBJECT or any(b in _BE for b in before):
        return False
    return before[-1] not in {",", "(", "-"} and after not in {"by", "to"}


FUTURE_WORDS = any_of(
    "will won't shall would going_to gonna plan plans planned planning expect* to_be due schedul* set_to"
    " slat* inten* aim* seek* push* propos* forecast* predict* project* likely soon upcoming"
    " forthcoming about_to on_track poised prepar* hop* pledg* vow* promis* decid* decision want* mull*"
    " consider* eye* is_to are_to was_to were_to ready target* ambition* bid next tomorrow"
    " anticipat* outlook prospect* estimat* could may might can cannot should must tentativ*"
    " announc* initiative* goal* designed wait* await*"
    " if agenda bound consist* agree* opt opts opted chose chosen choose resolv* commit*"
    " determin* elect* settl* approv* finali* invit* agreement let's let_us"
    " until by_the_end ahead underway under_way in_the_works postpon* delay* suspend* cancel* need*"
    " have_to has_to had_to refus* offer* was_supposed were_supposed would-be"
    " supposed threaten* guarante* willing ensure* 'd was_also_to were_also_to probably must've"
)
"""Words that can carry a Korean plan; one of them and the plan is not told as done."""
PAST_TIME = re.compile(
    r"어제|그제|그저께|엊그제|작년|지난(?:해|달|주|번| ?\d)|전날|당시|\d{4}년|그해|올해 초|최근"
)
"""Words that place a Korean sentence in the past."""

# An interrogative ending says it without a question mark, as Korean news often has it.
_ASKS_KO = re.compile(
    rf"(?:{L_FINAL}까|[는은인한된던]가|[{_SS}있없는]나|느냐|니까)요?[.…?!]*[\"')\]]*\s*$"
    r"|[가나냐니까죠]요?\?+[\"')\]]*\s*$"
    r"|(?:누구|무엇|언제|어디|왜|어떻게|얼마|몇|무슨|어느|어떤)[^.?!]{0,80}\?[\"')\]]*\s*$"
)
_STATES_KO = re.compile(r"(?<!모른)(?<!모르겠)(?<!모릅니)다[.!…]*[\"')\]]*\s*$")
_ASKING_KO = re.compile(
    rf"\?|의문|여부|궁금|질문|묻|물[었어]|{L_FINAL}지|[는은인던]지|{L_FINAL}까|[는은인한된던]가(?![가-힣])|냐"
    r"|[있없했]나(?![가-힣])|어떻|무엇|무슨|누구|언제|어디|왜|얼마|어느|뭐|뭘|몇|나요|죠|지[.!]|니[.!]"
)
_SOFT_QUESTION_KO = re.compile(
    r"지 ?않[을은는]?[까가나]|지 ?않을까|아닐까|아닌가|[을할될]까 ?(?:싶|봐|말)|려나"
)
ASKING_EN = any_of(
    "whether wonder* question* asks asked who what when where why how which if doubt* unclear"
    " remains_to_be_seen unsure uncertain curious puzzl* perhaps maybe inquir* possib* may might could"
    " not_known unknown mystery guess whose"
)
"""Words with which an English statement can carry a Korean question."""


# At the end, before another sentence, or before a remark in brackets; a mark between words is a slip.
_ASKS_EN = re.compile(r"\?[\s\"'”’)\]!?]*(?:$|[\s\"“(–—-]+[A-Z\"“(])")


def asks(sentence: str, lang: Lang) -> bool:
    """Whether a sentence (normalised) asks a question outside its quotation marks."""
    plain = outside(sentence, quotations(sentence, lang))
    if lang == "en":
        return bool(_ASKS_EN.search(plain))
    return bool(_ASKS_KO.search(plain))


def states(korean: str) -> bool:
    """Whether a Korean sentence plainly states, and nothing in it could be put as a question."""
    return bool(_STATES_KO.search(korean)) and not _ASKING_KO.search(korean)


def asks_softly(korean: str) -> bool:
    """Whether a Korean question only suggests its answer (아닐까, 지 않을까), as a statement does."""
    return bool(_SOFT_QUESTION_KO.search(korean))
