"""How sure a sentence is of what it says: hearsay, expectation, possibility, obligation.

Korean says it at the end of the predicate, so only forms that assert count: 알려진 사람 is "a known
person". English says it with a verb, an auxiliary or an adverb anywhere in the sentence, so its lists
are wide: any word that could carry the Korean form excuses it. After the modality categories of Palmer
(2001): epistemic, evidential, deontic. Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from audit.languages.en.words import any_of
from audit.languages.ko.hangul import L_FINAL


class Modality(StrEnum):
    """What a predicate is marked for.

    ``SAID_TO`` is -다고 한다; ``FORESEEN`` is 내다봤다, somebody's own forecast. ``MIGHT`` is 가능성이
    있다, -지도 모른다 and -ㄹ 수도 있다; ``CAN`` is -ㄹ 수 있다, which is as often ability. ``OBLIGED`` is
    -어야 한다, ``DEMANDED`` 촉구했다, ``NEEDED`` 필요하다 and 의무.
    """

    HEARSAY = "hearsay"
    SAID_TO = "said to"
    EXPECTED = "expected"
    FORESEEN = "foreseen"
    CONSIDERED = "considered"
    MIGHT = "might"
    CAN = "can"
    OBLIGED = "obliged"
    DEMANDED = "demanded"
    NEEDED = "needed"


class Marked(NamedTuple):
    """A marked predicate: the marking words as they stand, and their span."""

    modality: Modality
    text: str
    start: int
    end: int


_ASSERTS = r"(?:다|습니다|음|고|며|면서|지만|는데|으나|어요?(?![가-힣])|으며|을 것|을지|겠)"
_BECOMES = r"(?:된다|됩니다|됐다|됐습니다|되고|되며|되지만)"
# What one can see, hear, know, call or use is there: no doubt is meant.
_ABLE = "".join(
    f"(?<!{verb.replace('_', ' ')} )"
    for verb in "볼 알 들 들을 찾을 얻을 받을 만날 즐길 느낄 이용할 관람할 확인할 구할 살펴볼 말할 고_할"
    " 라_할 신뢰할 믿을 이해할 짐작할 읽을 도울 사용할 활용할 선택할 접속할 접근할 보장할 기대할 맛볼".split()
)
_KOREAN = {
    Modality.HEARSAY: re.compile(
        r"(?:것으로|로|라고|다고) (?:(?:알려졌|알려진다|알려져 있|알려지고|전해졌|전해진다|전해지고)[가-힣]*"
        r"|파악됐다|파악된다|파악되고 있|(?:추정|추산|추측)(?:된|됐|되고)[가-힣]*|여겨진다)"
        rf"|(?<!{L_FINAL} )(?<!{L_FINAL})것으로 (?:보인다|보입니다)[가-힣]*"
    ),
    Modality.SAID_TO: re.compile(r'(?:다고|(?<![하으달])라고) (?:한다|합니다)(?=[.\s"\')]*$)'),
    Modality.EXPECTED: re.compile(
        rf"(?<=[가-힣] )전망(?:이다|이라고|이며|이라며|{_BECOMES}|했다|하고 있다)[가-힣]*"
        rf"|것으로 (?:(?:전망|예상|기대|예측){_BECOMES}|(?:전망|예상|예측)(?:했다|한다|하고 있)"
        r"|보고 있)[가-힣]*"
        rf"|(?:(?<={L_FINAL} )|(?<={L_FINAL}))것으로 (?:보인다|보입니다|점쳐진다|관측{_BECOMES})[가-힣]*"
        rf"|(?<={L_FINAL} )것이라는 (?:전망|예상|관측)이 (?:나온다|나왔다|지배적|우세|많다|있다)"
    ),
    Modality.FORESEEN: re.compile(r"(?:것으로|것이라고|다고|라고) 내다[봤봐]\w*"),
    Modality.CONSIDERED: re.compile(
        r"(?:검토|고려|저울질)(?:하고 있|하는 중|할 계획|할 예정|하기로|할 방침| 중이|중이| 중인 것)[가-힣]*"
        r"|논의(?:하고 있|하는 중| 중이|중이)[가-힣]*"
    ),
    Modality.MIGHT: re.compile(
        r"가능성[이도은을] ?(?:(?:있|높)(?:다|으며|고|지만|습니다)|크(?:다|며|고|지만)|큽니다|커지고|커졌"
        r"|제기|거론|점쳐|배제하지|열어)[가-힣]*"
        rf"|(?:(?<={L_FINAL} )|(?<={L_FINAL}))지도 모(?:른다|릅니다|르지만|르며|른다고)[가-힣]*"
        rf"|(?<={L_FINAL} )수도 있{_ASSERTS}[가-힣]*"
    ),
    Modality.CAN: re.compile(
        rf"{_ABLE}(?:(?<={L_FINAL} )|(?<={L_FINAL}))수 ?있{_ASSERTS}(?! ?한다)[가-힣]*"
    ),
    Modality.OBLIGED: re.compile(
        r"[가-힣]야(?:만)? (?:한다|할 것|했다|하며|하고|하지만|된다|합니다|했습니다|됩니다)[가-힣]*"
    ),
    Modality.DEMANDED: re.compile(r"(?:촉구|요구)(?:했다|했습니다|한다)|촉구하(?:고 나섰|며)"),
    Modality.NEEDED: re.compile(
        r"필요(?:하다|합니다|하며|가 있다|가 있습니다)|의무(?:가 있|화했|화한다|화된다|화됐|적으로)"
    ),
}

_HEDGES = (
    " reportedly report reports reported rumor* rumour* believ* belief apparent* known estimat*"
    " appear appears appeared seem* alleg* understood presum* suppos* suspect* thought think thinks"
    " purport* ostensibl* evidently probabl* likely unlikely perhaps possibl* potential* maybe may"
    " might could would assum* indicat* suggest* expect* fear* deem* consider* hint* sign signs"
    " looks_like looked_like looks_to looks_set conclud* speculat* predict* forecast* projected"
    " projection* impli* as_if as_though sound sounds"
    " infer* guess* calculat* seen_as sees_it tipped perceiv* judg* should can_be_explained"
    " not_clear unclear not_certain uncertain* not_sure unsure remains_to_be_seen no_guarantee no_telling"
)
_VOICES = (
    " according accus* claim* says say saying said tell tells told source sources tip* learn* hear"
    " heard hold_that holds_that argu* have_it has_it legend find finds found identif* quoted quoting"
    " citing cited cite* attribut* remarked showed shows announc*"
)
_FORECASTS = (
    " look* see sees seen outlook anticipat* plan* poised view* foresee* hope* hoping prospect* sure"
    " promis* due bound"
    " schedul* set_to to_be on_track on_course pav* eye* chance* odds target* aim* slated"
)
_REVIEW = (
    " consider* review* mull* weigh* examin* study studies studying discuss* look* explor* think*"
    " thought evaluat* assess* debat* contemplat* ponder* possib* may might could whether propos*"
    " plan* option* feasib* deliberat* talk* eye* eyeing toy* negotiat* seek* under idea* hint* work*"
    " tout* investigat* pursu* inten* would in_the_process prepar* account factor* watch* if inspect*"
    " process question* hear* audit* argu* mind decid*"
)
_CAN = (
    " can cannot can't could couldn't may might able unable ability possib* potential* perhaps maybe"
    " likely unlikely probab* chance* capable capabilit* capacity enabl* allow* let lets letting"
    " permit* opportunit* option* would should risk* threat* prone tend tends liable easy easier"
    " easily often sometimes available accessib* suscept* conceiv* hop* suggest* freedom qualif* eligib*"
    " entitl* manage* impossib* afford suspect* choose choice odds prospect* fear* concern* danger*"
    " expect* imagin* hard difficult enough doubt wonder* unless visible appear* seem* vulnerab* sure"
    " feasib* get_to in_a_position who_knows offer* free_to if guarante* ensur* to_be need*"
)
# Words such as edible, reliably and flexibility.
_CAN_SUFFIX = r"|\b[A-Za-z]{2,}(?:ib|[A-Za-z]ab)(?:le|ly|ility)\b"
_MUST = (
    " must mustn't should shouldn't shall have_to has_to had_to having_to have_had_to got_to gotta"
    " need* requir* ought call called calls calling urg* necess* oblig* duty duties responsib* mandat*"
    " essential crucial vital critical* important* importance imperative forc* compel* compuls* order*"
    " demand* press* suppos* let's let_us want* insist* recommend* advis* appeal* is_to are_to was_to"
    " were_to to_be be_to bound no_choice time_to time_for better expect* ask* push* encourag* exhort*"
    " deserv* subject warrant* cannot can't don't do_not never request* plead* implor* only binding"
    " prerequisite it_takes fit enforce* without unless until challeng* impos* strict* command* commit*"
    " pressur* beg begs begged dictat* due rely depend* crave* plan* suggest* bid* not seek seeking"
    " seeks advocat* argue* arguing make_sure ensur* key do_your"
)
_ENGLISH = {
    Modality.HEARSAY: _HEDGES + _VOICES,
    Modality.SAID_TO: _HEDGES + _VOICES + " call* name* named term* refer* dub* ask* order*",
    Modality.EXPECTED: _HEDGES + _FORECASTS,
    Modality.FORESEEN: _HEDGES + _FORECASTS + _VOICES,
    Modality.CONSIDERED: _REVIEW,
    Modality.MIGHT: _HEDGES + _CAN,
    Modality.CAN: _CAN,
    Modality.OBLIGED: _MUST,
    Modality.DEMANDED: _MUST,
    Modality.NEEDED: _MUST,
}
# What English has for it; more is accepted than says the same, for what is looked for is its loss.
_ACCEPTED = {modality: any_of(words) for modality, words in _ENGLISH.items()}
for _able in (Modality.CAN, Modality.MIGHT):
    _ACCEPTED[_able] = re.compile(_ACCEPTED[_able].pattern + _CAN_SUFFIX)

CERTAIN = re.compile(
    r"(?<!\b[Hh]is )(?<!\b[Ff]ree )(?<!\b[Tt]he )(?<!\b[Gg]ood )\bwill\b(?! of\b)|(?<=\w)'ll\b|\bwon't\b"
    r"|\b(?:[Dd]efinitely|[Cc]ertainly|[Ss]urely|[Uu]ndoubtedly|[Ii]nevitably)\b"
)
"""Words that make a thing certain; ``Will`` with a capital is a name."""
CONFIRMED = any_of(
    "confirmed confirms proved proven proves verified undoubtedly definitely certainly"
)
"""Words that say that a thing is beyond doubt."""
PERMITTED = re.compile(
    r"(?<![\w-])(?:may|can|could|might|(?i:optional|voluntar\w+|permitted|allowed))\b"
)
"""Permission or possibility; "May" with a capital is a month or a name."""


def marked(korean: str) -> Iterator[Marked]:
    """The marked predicates of a Korean sentence (normalised), by kind."""
    for modality, pattern in _KOREAN.items():
        for match in pattern.finditer(korean):
            yield Marked(modality, match[0], *match.span())


# It cannot be denied that: a phrase, and neither a ban nor an inability.
_PHRASE = re.compile(
    r"\bcan(?:not|'t| not) (?:be (?:denied|ruled out|overstated|overemphasized|underestimated|helped)|help\b)"
)


def is_kept(modality: Modality, english: str) -> bool:
    """Whether English text (normalised) has any word for the modality."""
    return bool(_ACCEPTED[modality].search(_PHRASE.sub("", english)))


# What makes a Korean sentence less than a plain statement of fact in the writer's own voice.
_UNSURE = re.compile(
    rf"{L_FINAL}\s?(?:수|것|듯|지|까|만|뻔|법|터|텐데|때|경우|정도|전망|예정|계획|방침|가능|위험|우려|참)"
    r"|가능|우려|전망|예상|예측|추정|추산|추측|관측|알려|전해|전했|보도|따르면|의하면|보인|보이|혐의|의혹|용의|피의|기소|피고"
    r"|주장|소문|듯|같[다은이아]|아마|혹시|어쩌면|겠|생각|의심|믿|여겨|파악|라면|다면|면[ ,]|려면|려고|려는"
    r"|검토|잠재|기대|할지|을지|는지|일지|인지|런지|대개|좀처럼|만약|희망|두려|걱정|위해|위한|도록|쉽|불확|시사"
    r"|판단|다고|라고|자고|냐고|능력|바람직|허용|허락|\?|나 ?봐|모양이|셈이|편이|정도|약 |대략"
)
_STATED = re.compile(r'다[.!"\s]*$')
DOUBTS = any_of(
    "reportedly allegedly purportedly supposedly apparently seemingly ostensibly is_said_to are_said_to"
    " was_said_to were_said_to is_believed_to are_believed_to was_believed_to were_believed_to"
)
"""Words that say that the writer does not know for sure."""
PERHAPS = re.compile(r"(?<![\w-])(?:may|might|(?i:possibly|perhaps|maybe|probably))\b(?! not\b)")
"""Weaker doubts, which English uses more freely; "May" with a capital is a month or a name."""


def is_plain(korean: str) -> bool:
    """Whether a Korean sentence (normalised) states a fact without a hedge or another's voice."""
    return not _UNSURE.search(korean) and bool(_STATED.search(korean))
