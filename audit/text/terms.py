"""Names of bodies, laws and programmes in both languages, and whether two English ones are one name.

A Korean one is a word that ends as such names do (국가안보실, 특별법) or that the glossary has; an
English one is a run of capitalised words with a noun such as Office or Act in it. Offsets are into
the sentence given, which is normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz

from audit.text.english import stem, words
from audit.text.names import Found, Term, glossary, korean_terms

# What the Korean names end in. A single syllable ends many other words too: only long ones count.
_ENDS = (
    "위원회 본부 사령부 재판소 연구원 연구소 진흥원 개발원 평가원 관리원 협의회 협회 학회 연합회 "
    "공사 공단 재단 센터 은행 법원 검찰청 경찰청 교육청 연맹 연대 조합 기구 박물관 미술관 사업단 "
    "특별법 기본법 계좌 기금 협정 조약 박람회 영화제 훈장 지원금 프로그램 프로젝트"
).split()
_SHORT_ENDS = tuple("부처청원실국당법단")
_SHORTEST, _SHORTEST_OF_SHORT_ENDS = 4, 4
_NOT_NAMES = (
    "의원 회원 직원 대원 인원 요원 위원 병원 학원 공원 정원 지원 자원 동원 차원 법안 조합원 수행원 "
    "정부 일부 내부 외부 전부 간부 학부 남부 북부 동부 서부 중부 여부 기부 공부 승부 후반부 상층부 지도부 "
    "방법 불법 합법 위법 수법 기법 해법 편법 입법 헌법 적법 문법 용법 출처 상처 대처 부처 거처 "
    "신청 요청 시청 도청 구청 군청 현실 사실 진실 교실 확실 부실 상실 손실 거실 침실 병실 충실 "
    "결국 한국 미국 중국 각국 양국 전국 외국 천국 자국 타국 당국 방송국 약국 "
    "담당 해당 상당 부당 정당 식당 성당 일당 배당 할당 여당 야당 양당 집단 판단 진단 중단 수단 일단 "
    "차단 무단 극단 계단 대표단 선수단 의료단 시민단 이사국 회원국 동맹국 강대국 선진국 인근국"
).split()
# Names of a kind of body, which two different ones may have in one article.
_KINDS = frozenset(
    (
        "노동조합 협동조합 재건축조합 중앙은행 시중은행 저축은행 투자은행 지방은행 상업은행 "
        "국책은행 외국은행 지방법원 고등법원 행정법원 가정법원 군사법원 항소법원 연방법원 "
        "관할법원 하급법원 연구센터 의료센터 물류센터 주민센터 고객센터 쇼핑센터 상담센터 "
        "보건센터 복지센터 훈련센터 데이터센터 장학재단 자선재단 복지재단 대책위원회 "
        "특별위원회 상임위원회 운영위원회 윤리위원회 징계위원회 조사위원회 집행위원회 "
        "자문위원회 심의위원회 중앙위원회 비상대책위원회 수사본부 대책본부 선거대책본부 "
        "특별수사본부 중앙사령부 국제기구 평화협정 무역협정 자유무역협정 방위조약 투자기금 "
        "연금기금 국부기금 국제영화제 지방검찰청 지방경찰청 시도교육청 민간연구소 국책연구원 "
        "국립박물관 시립미술관"
    ).split()
)
_PARTICLES = re.compile(
    "(?:에서는|에서도|으로는|으로부터|에게서|까지는|에는|에도|에서|에게|으로|까지|부터|보다|처럼|"
    "이라는|라는|이라고|라고|이다|이며|은|는|이|가|을|를|의|에|와|과|도|만|로|측)$"
)
_OF_THE_COUNTRY = re.compile("^(?:대한민국|대한|한국|국립|국가)(?=[가-힣]{4})")
_HANGUL_WORD = re.compile("[가-힣]+")

_HEADS = (
    "Office Council Board Agency Ministry Committee Commission Corporation Corp Authority Service "
    "Administration Institute Institution Center Centre Bureau Department Association Federation "
    "Foundation Fund Bank Party Command Headquarters Court Tribunal Organization Organisation "
    "League Academy Society Alliance Museum Library Exchange Act Law Treaty Agreement Accord Pact "
    "Declaration Account Program Programme Project Initiative Scheme Plan Exercise Exercises Drill "
    "Drills Order Medal Prize Award Festival Forum Summit Expo Division Unit Union Secretariat Task"
).split()
_NAME_WORDS = re.compile(
    r"[A-Z][\w-]*(?: (?:(?:of|for|on|and|the) ){0,2}[A-Z][\w-]*)*"
    r"(?:(?:, [A-Z][\w-]*){1,3},? and [A-Z][\w-]*(?: [A-Z][\w-]*)*)?"
)
# A law is often left without capitals: the special act, the framework law.
_LAW = re.compile(r"\b(?:special|basic|framework|enforcement) (?:act|law)\b")
_LAWS = frozenset(("act", "law"))
_LONGEST = 120
"""Characters from which a run of capitalised words is a heading in capitals and no name."""
_OPENING = re.compile(r"(?:The|A|An|In|At|On|But|And|For|This|That) ")
_SMALL = frozenset("of the for and on in to a an at by".split())
_NEAR = 80
"""Similarity (0 to 100) from which two words are spellings of one: Defence and Defense."""
_FOLDED = {"korean": "korea", "corp": "corpor", "programm": "program"}


@lru_cache(maxsize=1)
def _folded_glossary() -> dict[str, Term]:
    return {unprefixed(t.ko): t for t in glossary() if t.kind == "organisation"}


def unprefixed(korean: str) -> str:
    """A Korean name without the country it begins with: 부동산원 for 한국부동산원."""
    return _OF_THE_COUNTRY.sub("", korean)


def korean_bodies(text: str) -> list[tuple[str, Found]]:
    """Names of bodies, laws and programmes in Korean text, with what tells one from another.

    The first of each pair is the glossary's English where the glossary has the name, else the
    Korean word without its country.
    """
    found = [(term.en, f) for term, f in korean_terms(text) if term.kind == "organisation"]
    for match in _HANGUL_WORD.finditer(text):
        name = _without_particle(match[0])
        end = match.start() + len(name)
        if not name or any(f.start < end and match.start() < f.end for _, f in found):
            continue
        term = _folded_glossary().get(unprefixed(name))
        found.append((term.en if term else unprefixed(name), Found(name, match.start(), end)))
    return sorted(found, key=lambda pair: pair[1].start)


def _without_particle(word: str) -> str:
    """The name that a word is, particles taken off; empty if it is none."""
    for name in (word, _PARTICLES.sub("", word)):
        long = name.endswith(tuple(_ENDS)) and len(name) >= _SHORTEST
        short = name.endswith(_SHORT_ENDS) and len(name) >= _SHORTEST_OF_SHORT_ENDS
        if (long or short) and not name.endswith(tuple(_NOT_NAMES)) and name not in _KINDS:
            return name
    return ""


def english_bodies(text: str) -> list[Found]:
    """Names of bodies, laws and programmes in English text, the title or person after one left out."""
    found = [Found(m[0], m.start(), m.end()) for m in _LAW.finditer(text)]
    for match in _NAME_WORDS.finditer(text):
        if len(match[0]) > _LONGEST:
            continue
        for part in _parts(Found(match[0], match.start(), match.end())):
            opening = _OPENING.match(part.text)
            start = part.start + (opening.end() if opening else 0)
            end = _last_head(text, start, part.end)
            if end and " " in text[start:end]:
                found.append(Found(text[start:end], start, end))
    return sorted(found, key=lambda f: f.start)


def _parts(run: Found) -> Iterator[Found]:
    """The names that "and" joins, where each has a noun of its own."""
    at = 0
    for joint in re.finditer(r" and (?:the )?", run.text):
        before, after = run.text[at : joint.start()], run.text[joint.end() :]
        if _has_head(before) and _has_head(after):
            yield Found(before, run.start + at, run.start + joint.start())
            at = joint.end()
    yield Found(run.text[at:], run.start + at, run.end)


def _has_head(text: str) -> bool:
    return any(word in _HEADS for word in re.findall(r"\w+", text))


def _last_head(text: str, start: int, end: int) -> int:
    """Where a name ends: with its noun, or with what "of" adds to one; 0 if it has none."""
    heads = [m for m in re.finditer(r"\w+", text[start:end]) if m[0] in _HEADS]
    if not heads:
        return 0
    after = start + heads[-1].end()
    return end if re.match(" (?:of|for|on) ", text[after:end]) else after


@lru_cache(maxsize=16384)
def gist(name: str) -> frozenset[str]:
    """What an English name says: the stems of its words, small ones left out."""
    stems = (w.stem for w in words(name) if w.text.lower() not in _SMALL)
    return frozenset(_FOLDED.get(s, s) for s in stems)


def same_name(a: str, b: str) -> bool:
    """Whether one is the other, in another order or spelling, shortened, or its initials.

    A department and a ministry are not told apart: one may be America's.
    """
    if _is_short(a, b) or _is_short(b, a):
        return True
    few, many = sorted((gist(a), gist(b)), key=len)
    # America's departments are ministries in Korean, and may well stand beside Korea's own.
    if ("depart" in few) != ("depart" in many):
        return True
    return all(any(_is_spelling(word, other) for other in many) for word in few)


def _is_short(initials: str, name: str) -> bool:
    letters = initials.replace(".", "")
    if not letters.isupper() or " " in letters:
        return False
    capitals = "".join(word[0] for word in re.split(r"[\s-]+", name) if word[:1].isupper())
    return letters in capitals or capitals in letters


def _is_spelling(a: str, b: str) -> bool:
    return a == b or (a[0] == b[0] and min(len(a), len(b)) > 3 and fuzz.ratio(a, b) >= _NEAR)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Stems that say of a name only what or whose it is."""
    countries = {w for t in glossary() if t.kind == "country" for w in t.wordings}
    return frozenset(s for w in (*_HEADS, *countries) for s in gist(w)) | {"nation", "intern"}


def told_apart(a: str, b: str) -> bool:
    """Whether two names differ in their noun alone: National Security Office and Council."""
    nouns = frozenset(_FOLDED.get(stem(head), stem(head)) for head in _HEADS)
    own = gist(a) - nouns
    return bool(own - _common()) and own == gist(b) - nouns


def short_form(name: str, text: str) -> bool:
    """Whether a text calls a body by its noun alone: the commission, the board."""
    head = next((w for w in reversed(name.split()) if w in _HEADS), "")
    return bool(head and re.search(rf"\b(?:[Tt]he|its|their) {head.lower()}\b", text))


def same_kind(a: str, b: str) -> bool:
    """Whether two names share any word but a country's: both are a board, an act."""
    return bool((gist(a) & gist(b)) - (_common() - frozenset(stem(h) for h in _HEADS)))


def only_by_law(a: str, b: str) -> bool:
    """Whether two names differ in Act and Law alone, which English uses for one Korean word."""
    return bool(gist(a) ^ gist(b)) and (gist(a) ^ gist(b)) <= _LAWS


_KOREAN_RANK = re.compile(
    "(?:부총리|총리|장관|차관보|차관|원수|대장|중장|소장|준장|대령|중령|소령|대위|중위|소위"
    "|부시장|시장|부지사|지사|부의장|의장|부총재|총재|부회장|회장|부사장|사장|부교수|교수)"
    r"(?=[은는이가을를의에도과와]|\s|[,.·(]|께서|으로|$)"
)
# The longest first: "Vice Minister" is no Minister.
_RANKS = {
    "deputy prime minister": r"(?:Deputy|Vice) (?:Prime Minister|Premier)",
    "prime minister": r"Prime Minister|Premier",
    "vice minister": r"(?:Vice|Deputy) (?:[A-Z][\w-]* ){0,3}Minister|Vice Minister",
    "minister": r"Minister",
    "lieutenant general": r"Lt\. Gen\.|Lieutenant General",
    "major general": r"Maj\. Gen\.|Major General",
    "brigadier general": r"Brig\. Gen\.|Brigadier General",
    "general": r"(?<!Attorney )(?<!Consul )(?<!Secretary )(?<!Director )(?:Gen\.|General)",
    "lieutenant colonel": r"Lt\. Col\.|Lieutenant Colonel",
    "colonel": r"Col\.|Colonel",
    "vice mayor": r"(?:Vice|Deputy) Mayor",
    "mayor": r"Mayor",
    "vice governor": r"(?:Vice|Deputy|Lt\.) (?:Governor|Gov\.)",
    "governor": r"Governor|Gov\.",
    "vice speaker": r"(?:Vice|Deputy) Speaker",
    "speaker": r"Speaker",
    "vice chairman": r"Vice (?:Chairman|Chair|Chairwoman)",
    "chairman": r"Chairman|Chair|Chairwoman",
    "vice president": r"(?:Executive |Senior )?Vice President",
    "president": r"President",
    "associate professor": r"(?:Associate|Assistant) Professor",
    "professor": r"Professor|Prof\.",
}
_ENGLISH_RANK = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<r{i}>{pattern})" for i, pattern in enumerate(_RANKS.values()))
    + r") (?P<name>[A-Z][a-z]+(?:-[a-z]+)?(?: [A-Z][\w-]+){0,2})"
)


def korean_ranks(text: str) -> Iterator[Found]:
    """The ranks that a Korean sentence has after names, those that stand for a whole word or end one."""
    for match in _KOREAN_RANK.finditer(text):
        yield Found(match[0], match.start(), match.end())


def english_ranks(text: str) -> Iterator[tuple[str, Found, str]]:
    """The ranks before names in an English sentence: which rank, where it stands, and whose it is."""
    for match in _ENGLISH_RANK.finditer(text):
        group = match.lastgroup
        index = next(i for i in range(len(_RANKS)) if match[f"r{i}"])
        title = match[f"r{index}"]
        found = Found(title, match.start(), match.start() + len(title))
        if group:
            yield list(_RANKS)[index], found, match["name"]
