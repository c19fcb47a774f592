"""Whose word a statement is, and how the speaker stands to it: verbs of saying in Korean and English.

Each stance (denied, admitted, claimed, …) has the Korean predicates that take it, the English words that
render it and those that turn it round. The stances are the usual classes of reporting verbs in news
discourse (Bell 1991, The Language of News Media, ch. 10). Offsets are into the sentence given, which is
normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from audit.languages.en.parse import parsed
from audit.languages.en.quotations import english_quotations
from audit.languages.en.words import any_of
from audit.languages.ko.morphemes import morphemes
from audit.languages.ko.quotations import korean_quotations
from audit.languages.quotations import outside


class Stance(StrEnum):
    """How a speaker stands to what is said; the value is how a message puts it."""

    DENIED = "a denial"
    ADMITTED = "an admission"
    CLAIMED = "a claim"
    EXPOSED = "a disclosure"
    URGED = "a demand"
    CRITICISED = "criticism"
    PRAISED = "praise"
    WELCOMED = "a welcome"
    REBUTTED = "a rebuttal"
    PROMISED = "a promise"
    WARNED = "a warning"
    SUPPORTED = "support"
    SUSPECTED = "a suspicion or an estimate"
    ESTABLISHED = "an established finding"


class Told(NamedTuple):
    """A verb of saying with its stance; ``text`` is ``sentence[start:end]``."""

    stance: Stance
    text: str
    start: int
    end: int


class _Facts(NamedTuple):
    korean: str
    said: str
    turned: str


_DID = r"(?:했다|했습니다|했으며|했지만|했고|했는데|한다|하고 있다|하며|하면서|해 왔다)(?![가-힣])"
_DENY = "denied denies deny denying denial"
_ADMIT = "admitted admits admit admitting admission acknowledg* conceded concedes confess*"
_ATTACK = (
    "criticiz* criticis* condemn* denounc* slammed slams blasted blasts lambast* rebuk* decried"
)
_PRAISE = "praised praises praise praising hailed hails lauded lauds applaud* commend* acclaimed"
_CONFIRM = "confirmed confirms confirming proved proven proves established verified demonstrated"
# The Korean predicate, the English that renders it, the English that turns it round, and the odds of an
# error where only that stands.
# fmt: off
_FACTS = {
    Stance.DENIED: _Facts(
        rf"부인{_DID}",
        _DENY + " dismiss* reject* refut* repudiat* disput* rebut* rebuff* contradict* not no never none"
        " nothing neither nor false* untrue baseless groundless unfounded without lie lies innocen*"
        " counter* disagree* retort* contest* hit_back defend* fabricat* incorrect wrong protest* brush*"
        " object* fired_back nonsense disavow* downplay* contrary disclaim* refus* declin* fail* unfair",
        _ADMIT + " confirmed confirms confirming accepted accepts agreed"),
    Stance.ADMITTED: _Facts(
        rf"(?<!불)(?:인정|시인|자백|실토){_DID}",
        _ADMIT + " concede recogni* accept* grant* confirm* agree* own* approv* plead* pled guilty allow*"
        " honor* honour* validat* uphold* upheld accredit* certif* embrac* respect* credit* found ruled"
        " rule* admittedly true",
        _DENY + " refuted rebutted disputed rejected dismissed refused"),
    Stance.CLAIMED: _Facts(
        rf"주장{_DID}",
        "claim* say says said saying argu* insist* assert* contend* alleg* maintain* accus* according"
        " suggest* told tell tells declar* state states stated statement* call* posit* urg* critic* add*"
        " believ* propos* think* thought advocat* emphasi* stress* reiterat* charg* continu* write* wrote"
        " hold* held assum* demand* complain* reason* view* conclu* warn* protest* support* explain*"
        " note* repeat* vow* counter* point* propound* purport* affirm* blam* reckon* describ* announc*"
        " opin* testif* express* predict* defend* hint* theor* oppose opposes quote* comment* question*"
        " justif* plead* report* champion* deni* deny* reject* dismiss* refut* disput*",
        _ADMIT + " revealed reveals showed_that disclosed " + _CONFIRM),
    Stance.EXPOSED: _Facts(
        rf"폭로{_DID}",
        "reveal* expos* disclos* claim* alleg* accus* said says say told tell* blew blow* leak* charg*"
        " report* divulg* uncover* unmask* went_public bring* brought",
        _DENY + " concealed conceals hid hides covered_up denied refuted retracted"),
    Stance.URGED: _Facts(
        rf"(?:촉구|당부|호소){_DID}",
        "urg* call* demand* ask* appeal* press* plead* request* exhort* implor* insist* must should need*"
        " push* encourag* advis* beg begged said says warn* want* stress* advocat* recommend* please",
        _PRAISE + " thanked opposed opposes rejected refused refuses pledged promised vowed declined"),
    Stance.CRITICISED: _Facts(
        rf"(?:비판|비난|규탄|질타|성토){_DID}",
        _ATTACK + " critic* blame* blaming attack* accus* fault* slam* blast* hit_out lash* deplor*"
        " censur* complain* reproach* fire* scold* berat* deri* mock* oppose opposes protest* reject* charg*"
        " decry* took_aim denigrat* disapprov* ridicul* chid* castigat* excoriat* against bash* question*"
        " argu* opposed",
        _PRAISE + " welcomed welcomes endorsed endorses supported supports defended defends thanked"),
    Stance.PRAISED: _Facts(
        rf"(?:칭찬|극찬|호평|치하){_DID}|높이 평가{_DID}|치켜세웠다|찬사를 보냈다",
        _PRAISE + " compliment* rave* credit* admir* thank* prais* honor* honour* laud* well appreciat*"
        " positive* high* good great favorabl* favourabl* celebrat* congratulat* salut* cheer* tribute",
        _ATTACK + " criticism blamed blames attacked mocked ridiculed"),
    Stance.WELCOMED: _Facts(
        rf"환영{_DID}",
        "welcom* greet* prais* applaud* hail* pleased glad support* embrac* receiv* cheer* celebrat*",
        _ATTACK + " opposed opposes protested rejected deplored regretted"),
    Stance.REBUTTED: _Facts(
        rf"(?:반박|일축){_DID}",
        _DENY + " rebut* refut* dismiss* reject* counter* retort* disput* argu* contradict* hit_back"
        " fired_back brush* shrug* contest* challeng* respon* no not disagree* shot_back refus* insist*",
        _ADMIT + " agreed agrees confirmed confirms accepted accepts"),
    Stance.PROMISED: _Facts(
        rf"(?:약속|다짐|서약|맹세){_DID}",
        "promis* pledg* vow* commit* swear* swore sworn resolv* agree* will assur* guarant* determin* said",
        "refused refuses refusing declined declines threatened threatens ruled_out"),
    Stance.WARNED: _Facts(
        rf"경고{_DID}",
        "warn* caution* threat* alert* admonish* said says alarm* danger* risk* vow*",
        _PRAISE + " reassured reassures promised promises pledged welcomed welcomes thanked"),
    Stance.SUPPORTED: _Facts(
        rf"(?:지지|옹호|두둔){_DID}",
        "support* back* endors* defend* advocat* favor* favour* approv* champion* uph* stand* stood for"
        " espous* side* rall*",
        _ATTACK + " opposed opposes rejected"),
    Stance.SUSPECTED: _Facts(
        r"(?:추정|추측|의심|짐작)(?:했다|했습니다|하고 있다|하고 있습니다|한다)(?![가-힣])",
        "estimat* suspect* believ* presum* assum* think* thought guess* speculat* suppos* surmis* doubt*"
        " likely probabl* may might could appear* seem* conjectur* theor* reckon* infer* question* put"
        " puts suggest* view* consider* expect* possibl* potential* allegedly reportedly apparent*",
        _CONFIRM + " determined concluded conclusively"),
    Stance.ESTABLISHED: _Facts(
        r"(?:확인|입증|증명|확정|판명)(?:했다|했습니다|됐다|됐습니다|되었다)(?![가-힣])",
        _CONFIRM + " confirm* verif* prov* find* show* reveal* determin* establish* identif* check* found"
        " evidence evident turned_out discover* conclu* ascertain* seen saw see clear demonstrat* finali*"
        " decid* set certif* learn* made* test* positive diagnos* detect* fix* settl* uph* know* known",
        "reportedly allegedly rumored rumoured suspected believed purportedly supposedly may_have"
        " might_have claimed_to_have possibly perhaps"),
}
# fmt: on
_KOREAN = {stance: re.compile(facts.korean) for stance, facts in _FACTS.items()}
_SAID = {stance: any_of(facts.said) for stance, facts in _FACTS.items()}
_TURNED = {stance: any_of(facts.turned) for stance, facts in _FACTS.items()}
# What in the Korean, verb or noun, accounts for an English word that seems to turn a verb round.
# fmt: off
_ACCOUNTS = tuple((any_of(english), re.compile(korean)) for english, korean in (
    ("den* refut* rebut* disput* retract*", "부인|부정|반박|일축|반론|철회|아니라|아니다"),
    ("admi* acknowledg* conced* confess* accept*", "인정|시인|자백|실토|고백|수용|받아들|수락|사과"),
    ("confirm* pro* establish* verif* demonstrat* determin* conclu* show* found finds",
     "확인|입증|증명|확정|검증|밝혀|드러|결론|판단|판명|나타|발견|보여|제시"),
    ("reveal* disclos*", "폭로|공개|밝[히혔힌]|드러|털어|고백"),
    ("agre*", "동의|합의|찬성|공감"),
    ("critici* condemn* denounc* blame* accus* attack* slam* blast* mock* ridicul* lambast*",
     "비판|비난|규탄|질타|성토|공격|혹평|맹|탓|고발|고소"),
    ("prais* hail* laud* applaud* commend* welcom* thank*",
     "칭찬|극찬|호평|찬사|치하|평가|환영|감사|박수|치켜|반[기겼]"),
    ("support* endors* defend* justif*", "지지|옹호|두둔|찬성|지원|변호|방어|변명|해명|정당"),
    ("oppos* protest* reject* refus* declin* deplor* dismiss* regret*",
     "반대|항의|거부|거절|불응|반발|기각|유감|않|일축|못"),
    ("pledg* promis* vow* threat* rul* reassur*", "약속|다짐|공약|서약|맹세|위협|협박|배제|안심|판결"),
    ("conceal* hid* cover*", "숨[기겼긴]|은폐|감[추췄]|은닉"),
    ("report* alleg* rumo* suspect* believ* purport* suppos* may* might* claim* possib* perhaps",
     "의혹|혐의|추정|의심|소문|보도|주장|알려|전해|가능|듯|아마|혹|추측|관측"),
))
# fmt: on
_NOT = re.compile(
    r"(?:\b(?:not|never|no|nor|without|neither|refus\w+|declin\w+|fail\w+|stopped short of)|n't)\b"
    r"[^,.;]{0,25}$",
    re.IGNORECASE,
)


def told(korean: str) -> Iterator[Told]:
    """The verbs of saying with a stance, outside the quotation marks of a Korean sentence."""
    plain = outside(korean, korean_quotations(korean))
    for stance, pattern in _KOREAN.items():
        for match in pattern.finditer(plain):
            yield Told(stance, match[0], *match.span())


def renders(stance: Stance, english: str) -> bool:
    """Whether English text has any word that renders the stance."""
    return bool(_SAID[stance].search(english))


def turned(stance: Stance, english: str, korean: str) -> re.Match[str] | None:
    """The English word that turns a stance round, if no "not" and nothing in the Korean explains it."""
    plain = outside(english, english_quotations(english))
    for match in _TURNED[stance].finditer(plain):
        explained = any(e.match(match[0]) and k.search(korean) for e, k in _ACCOUNTS)
        if not explained and not _NOT.search(plain[max(0, match.start() - 60) : match.start()]):
            return match
    return None


_SPOKE = (
    "말|밝혔|전했|설명|강조|주장|지적|덧붙|언급|보도|발표|경고|비판|반박|토로|털어놨|털어놓|해명|분석|평가|진술|증언"
    "|호소|단언|회고|회상|역설|답|귀띔|성토|항변|하소연|일갈|꼬집|당부|촉구"
)
_REPORTS = re.compile(
    r"(?P<what>[가-힣]{1,12}[다라자냐])고 (?:[가-힣]{1,8} ){0,2}"
    rf"(?P<verb>(?:{_SPOKE})[가-힣]{{0,6}}다)(?![가-힣])"
)
# The speaker's own intent or deed: English editors take the speaker's word for it.
_OWN = re.compile(r"겠다$|기로 ?했다$|(?:예정|계획|방침|생각|입장)이?라$|것이?라$|자$|라$")
_ESTIMATES = re.compile(
    "(?:것으로|거라고) (?:추정|추산|예상|전망|예측|분석|관측|의심|짐작|진단)"
    "(?:했다|했습니다|한다|합니다|하고 있다|하고 있습니다)(?![가-힣])"
)
# Who estimates: 연구진은, 나라의 가치관 때문에, 연구들은.
_ESTIMATOR = re.compile(
    r"(?:[^,.]{1,30}, )?(?:[가-힣A-Za-z0-9()]+ ){0,3}[가-힣A-Za-z()]*"
    "(?:들|진|팀|소|원|처|청|부|국|은행|가|자|관|사|회|기구|당국|찰)[은는이가] "
)
VOICES = any_of(
    "say says said saying tell tells told telling according ask* stated states_that statement* announc*"
    " report reports reported reporting reportedly claim* argu* insist* assert* contend* alleg* accus*"
    " maintain* assur* declar* explain* emphasi* stress* reiterat* noted notes noting remark* mention* add"
    " adds added adding warn* caution* critic* urg* call calls called calling demand* admit* acknowledg*"
    " conced* confirm* reveal* disclos* deny denies denied denying reject* dismiss* refut* rebut* counter*"
    " respond* response repl* answer* comment* describ* pointed pointing points_out testif* testimony"
    " recall* confess* complain* lament* express* propos* suggest* recommend* advis* promis* pledg* vow*"
    " swear* swore predict* forecast* expect* estimat* believ* belief think thinks thought feel feels felt"
    " view* consider* hope* hoping want* plan plans planned planning fear* wish* conclu* find finds found"
    " finding* show shows showed shown indicat* hint* impli* imply* word words quot* cite cites cited"
    " citing attribut* write* wrote written posted posting tweet* speak* spoke spoken speech talked"
    " talking inform* notif* briefed briefing source sources in_the_view opinion blam* prais* assess*"
    " analy* judg* apolog* boast* joke* mutter* whisper* shout* yell* cry cried sigh* beg begs begged"
    " plead* hear heard listen* learned realiz* realis* agree* remember* message* plea mused quipped echo*"
    " chim* underscor* underlin* highlight* observ* outlined detailed detailing clarif* publiciz* appeal*"
    " request* ordered ordering instruct* interview* remarks guess* doubt* worr* concern* regret* gestur*"
)
"""Words with which an English sentence can give a statement to somebody."""


_NOUNS_TOO = frozenset(
    "call calls plan plans show shows note notes order orders answer post posts cry view views state states"
    " address posting ordering information".split()
)
"""Words that say nothing where they are nouns: texts, calls and contacts."""


def voiced(english: str) -> bool:
    """Whether an English sentence gives any of it to somebody."""
    found = list(VOICES.finditer(english))
    if not found or any(match[0].lower() not in _NOUNS_TOO for match in found):
        return bool(found)
    tags = {token.start: token.tag for token in parsed(english).tokens}
    return any(not tags.get(match.start(), "").startswith("NN") for match in found)


class Reported(NamedTuple):
    """A reported statement: the verb of saying with its clause's end, and how it may be restated.

    ``own`` is a plan, a deed or a call of the speaker's own, which editors often print as fact;
    ``estimate`` says that what is reported is one.
    """

    text: str
    start: int
    end: int
    own: bool
    estimate: bool = False


def reported(korean: str) -> Reported | None:
    """The first -다고 말했다 of a Korean sentence (normalised), outside its quotation marks."""
    plain = outside(korean, korean_quotations(korean))
    match = _REPORTS.search(plain)
    if match is None:
        return _estimated(plain)
    # Without a subject of its own after the speaker's, the clause tells of the speaker.
    subjects = sum(
        m.tag == "JKS" or (m.tag == "JX" and m.form in {"은", "는"})
        for m in morphemes(korean)
        if m.start < match.start("verb")
    )
    own = subjects < 2 or bool(_OWN.search(match["what"]))
    return Reported(match[0], *match.span(), own)


def _estimated(plain: str) -> Reported | None:
    """것으로 추정했다, said of somebody whom the sentence begins with: an estimate of theirs."""
    match = _ESTIMATES.search(plain)
    if match is None or not _ESTIMATOR.match(plain):
        return None
    return Reported(match[0], *match.span(), own=False, estimate=True)


NEUTRAL = re.compile(
    r"[다라자냐]고 (?:[가-힣]{1,8} ){0,2}(?:말|밝혔|전했|설명|덧붙)[가-힣]{0,6}다(?![가-힣])"
)
"""A verb of saying without a stance, which "claimed" doubts."""
DISTANCED = any_of("claimed claims claiming alleged alleges allegedly")
"""Verbs of saying with which the writer stands apart from what is said."""
DOUBTFUL_KO = re.compile(
    "주장|의혹|혐의|자칭|소문|우[겼기]|의심|자처|고발|고소|피소|기소|혹|항변|변명"
)
"""Korean words that stand apart from what is said, too."""
