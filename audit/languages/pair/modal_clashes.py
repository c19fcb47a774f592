"""Korean predicates of one strength against English words of another: a ban and "are advised not to".

Each clash has the Korean predicate, what in the Korean excuses it, the English words that say something
stronger or weaker, and the English words that say what the Korean does, one of which excuses it too. Offsets
are into the sentences given, which are normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from audit.languages.en.tense import main_predicates
from audit.languages.en.words import any_of
from audit.languages.ko.hangul import L_FINAL
from audit.languages.ko.tense import closing_plan
from audit.languages.pair.modality import Modality, is_plain, marked
from audit.languages.spans import Found


class Clash(NamedTuple):
    """What clashes, and the words of either side."""

    kind: str
    korean: Found
    english: Found


class _Rule(NamedTuple):
    kind: str
    korean: re.Pattern[str]
    excused_in_korean: re.Pattern[str]
    english: re.Pattern[str]
    excused_in_english: re.Pattern[str]


_SURE = re.compile(
    r"\b(?:is|are|was|were|be|it's|he's|she's|'s|'re) (?:all but |absolutely |now )?"
    r"(?:certain|guaranteed|sure) (?:to|that)\b"
    r"|\b(?:[Dd]efinitely|[Uu]ndoubtedly|[Ii]nevitably|[Cc]ertainly|[Uu]nquestionably)\b"
    r"|\b(?:for (?:certain|sure)|without (?:a |any )?doubt|(?:is|are) bound to)\b"
)
_UNSURE = any_of(
    "likely unlikely may might could possib* potential* perhaps expect* believ* estimat* probabl*"
    " predict* forecast* seem* appear* uncertain* not n't almost nearly suspect* think* thought"
    " fear* project* presum*"
)
_IS_SURE = re.compile(
    r"확실|틀림없|분명|반드시|확신|뻔하|기정사실|불가피|피할 수 없|필연|단언|확정|장담"
)
_DUTY = any_of(
    "must mustn't need* requir* have_to has_to had_to having_to mandat* oblig* compuls* essential"
    " necess* shall illegal* ban* prohibit* forbid* forbad* outlaw* unlawful* not_allowed law"
    " legal* duty duties order* demand* crucial vital critical* imperative responsib* criminal*"
    " crime barred bars punish* fine* not_permitted cannot can't may_not restrict* block*"
    " off-limits no_one disallow* suspend* halt* exclu* against_the"
)
_ADVICE = any_of(
    "recommend* advis* advic* urg* ask* suggest* encourag* call* request* counsel* should plead*"
    " appeal* guid* propos* ought caution* warn* invit* push* want* preferabl* ideal* voluntar*"
    " optional* not_required"
)
_LEAVE = any_of(
    "allow* permit* permission let lets letting approv* can could may might able authoriz*"
    " authoris* licens* grant* lift* open* free option* choice choose eligib* possib* entitl*"
    " enabl* if potential* likely accept* consent* green-light* greenlight* clear* tolerat*"
    " legaliz* access* unless only"
)
_WILL = any_of(
    "will would shall plan* expect* decid* decision agree* intend* inten* set_to schedul* to_be"
    " is_to are_to going_to due vow* pledg* promis* prepar* slated aim* about_to poised conclud*"
    " resolv* determin* upcoming confirm* until"
)
_CERTAIN = any_of(
    "certain* sure surely clear* definit* undoubt* doubt evident* obvious* confirm* must will"
    " inevitab* apparent* unmistak* plain* bound no_question unquestion* convinced final*"
    " would'nt can't cannot"
)
_PREFERRED = re.compile(
    r"\b(?:[Pp]referably|[Ii]deally|[Oo]ptional(?:ly)?|[Vv]oluntar(?:y|ily)"
    r"|(?:is|are|be|would be) (?:desirable|preferable))\b"
)
_ADVISED = re.compile(
    r"\b(?:advised|recommended|encouraged|discouraged|requested|urged)(?: (?:not|against)\b| from\b)?"
    r"|\b(?:should|had better) (?:not|avoid|refrain)\b|\bmay want to avoid\b"
)
_OBLIGED = re.compile(
    r"\b(?:must(?! (?:have|be [a-z]+ing)\b)|(?:have|has|had) to(?! do with)"
    r"|(?:is|are|was|were|be) (?:required|obliged|obligated|forced|compelled|ordered|mandated) to"
    r"|mandatory|compulsory|made it a duty)\b"
)
_ORDERED = re.compile(
    r"\b(?:ordered|required|forced|compelled|obliged|obligated|mandated|banned|prohibited|forbidden|forbade)\b"
    r"|\bmust(?! have\b)|\b(?:mandatory|compulsory)\b"
)
_PERHAPS = re.compile(r"(?<![\w-])(?:may|might|could|possibly|perhaps|maybe)\b(?! not\b)")
_ONLY_IF = re.compile(
    r"[가-힣]야(?:만)? |야만|의무|필수|필요|수 없|수밖에|[가-힣]면 |않고|에 한해|경우에만|만 "
)
_DID = r"(?:된다|됩니다|됐다|됐습니다|되고|되며|돼|되었|한다|합니다|했다|했습니다|하고|하며|하기로|하였|키로)"
_RULES = (
    _Rule(
        "banned",
        re.compile(
            rf"금지{_DID}[가-힣]*|금지령을 내[가-힣]+|금물이다"
            r"|(?:불법|위법)(?:이다|이라|이며|이고|입니다)[가-힣]*"
        ),
        re.compile(r"않|권고|권장|당부|해제|풀|요청|촉구|자제"),
        _ADVISED,
        _DUTY,
    ),
    _Rule(
        "obliged",
        re.compile(
            rf"[가-힣]야(?:만)? (?:한다|합니다|했다|하며|된다)[가-힣]*"
            rf"|필요(?:하다|합니다|가 있다|가 있습니다)|의무(?:화)?{_DID}[가-힣]*"
            r"|의무(?:다|이다|입니다|가 있다|가 있습니다)|필수(?:다|이다|입니다|적이다)"
        ),
        re.compile(
            r"권고|권장|추천|조언|당부|바람직|가급적|되도록|가능하면|제안|촉구|않아도|없|면 좋|자발|자율|선택"
        ),
        _PREFERRED,
        any_of(
            "must need* requir* have_to has_to had_to mandat* oblig* compuls* essential necess* not n't"
        ),
    ),
    _Rule(
        "advised",
        re.compile(rf"(?:권고|권장|당부|조언|자제를 요청){_DID}[가-힣]*|권고안을 [가-힣]+"),
        re.compile(r"의무|금지|명령|강제|처분|지시|요구|야 한|필수|사직|해임|징계|퇴거|사퇴|않"),
        _ORDERED,
        _ADVICE,
    ),
    _Rule(
        "allowed",
        re.compile(rf"(?:허용|허가|허락){_DID}[가-힣]*"),
        re.compile(r"않|금지|의무|명령|강제|야 한|불허|없|못|조건|제한"),
        _ORDERED,
        _LEAVE,
    ),
    _Rule(
        "possible",
        re.compile(
            rf"(?:(?<={L_FINAL} )|(?<={L_FINAL}))수(?:도)? ?있"
            r"(?:다|습니다|으며|고|지만|다고|다며)(?! ?한다)[가-힣]*"
        ),
        _ONLY_IF,
        _OBLIGED,
        _LEAVE,
    ),
    _Rule(
        "certain",
        re.compile(
            r"(?:확실하|틀림없|분명하|확실시되|확실시된)(?:다|습니다|며|고|다고|다며)(?![가-힣])"
            r"|확실시된다|반드시 [가-힣 ]{1,20}것이다"
        ),
        re.compile(r"않|아니|없지|불|모르|지만|려면|면 "),
        _PERHAPS,
        _CERTAIN,
    ),
)
_WEAK = frozenset((Modality.EXPECTED, Modality.FORESEEN, Modality.HEARSAY, Modality.MIGHT))
_GOING_ON = re.compile(r"(?<!수 )(?:고 있다|중이다|고 있습니다|중입니다)[\s.\"']*$")
_POSSIBLE = re.compile(
    r"\b(?:could|may|might)\b(?! (?:have|not|only|see|hear|feel|be seen|be heard)\b)"
)
# What people feel is there, whatever it is about.
_FELT = re.compile("(?:두려움|우려|걱정|불안감?|의혹|기대감?|희망|관측)(?:이|가|도|은|는) ")
_LAST_DUTY = re.compile(
    r"(?<=[가-힣])야(?:만)? (?P<duty>한다|합니다)(?:고 (?:\S+ ){0,2}[가-힣]+(?:다|습니다))?[\s.\"']*$"
)
_DECIDED = re.compile(r"예정|계획|방침|기로 ")


def clashes(korean: str, english: str) -> Iterator[Clash]:
    """The clashes between a Korean sentence and its English, the first of each kind."""
    yield from _unsure(korean, english)
    for rule in _RULES:
        source = rule.korean.search(korean)
        target = rule.english.search(english) if source else None
        if not source or not target or rule.excused_in_korean.search(_without(korean, source)):
            continue
        if not rule.excused_in_english.search(_without(english, target)):
            yield Clash(rule.kind, _found(source), _found(target))
    yield from _made_possible(korean, english)
    yield from _left_open(korean, english)


def _found(match: re.Match[str]) -> Found:
    return Found(match[0], *match.span())


def _without(text: str, match: re.Match[str]) -> str:
    """The text without what was found in it, which may not excuse itself."""
    return f"{text[: match.start()]}…{text[match.end() :]}"


def _unsure(korean: str, english: str) -> Iterator[Clash]:
    """예상된다 as "it is certain that"."""
    sure = _SURE.search(english)
    if not sure or _IS_SURE.search(korean) or _UNSURE.search(_without(english, sure)):
        return
    for found in marked(korean):
        if found.modality in _WEAK:
            yield Clash("unsure", Found(found.text, found.start, found.end), _found(sure))
            return


def _made_possible(korean: str, english: str) -> Iterator[Clash]:
    """고조되고 있다 as "could heighten", 인상할 예정이다 as "may raise"."""
    if not _POSSIBLE.search(english):
        return
    predicates = main_predicates(english)
    weak = [_POSSIBLE.search(p.text) for p in predicates]
    if not predicates or not all(weak):
        return
    first = Found(predicates[0].text, predicates[0].start, predicates[0].end)
    plan = closing_plan(korean)
    going_on = _GOING_ON.search(korean)
    if going_on and is_plain(_FELT.sub("", korean)):
        words = korean[: going_on.end()].rstrip(" .\"'")
        start = words.rfind(" ", 0, going_on.start()) + 1
        yield Clash("going_on", Found(words[start:], start, len(words)), first)
    elif plan and _DECIDED.search(plan.text) and not _WILL.search(english):
        yield Clash("planned", plan, first)


def _left_open(korean: str, english: str) -> Iterator[Clash]:
    """반드시 …해야 한다 as "could": the duty of the last clause, whatever the others say."""
    duty = _LAST_DUTY.search(korean)
    predicates = main_predicates(english) if duty and _POSSIBLE.search(english) else ()
    if not duty or not predicates:
        return
    last = predicates[-1]
    if _POSSIBLE.search(last.text) and not _DUTY.search(english, last.start):
        start = korean.rfind(" ", 0, duty.start()) + 1
        end = duty.end("duty")
        words = Found(korean[start:end], start, end)
        yield Clash("duty", words, Found(last.text, last.start, last.end))
