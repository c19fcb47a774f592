"""Names of bodies, laws and programmes in Korean text, told apart with the glossary.

A Korean one is a word that ends as such names do (국가안보실, 특별법) or that the glossary has; ``en.bodies``
finds the English ones. Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from audit.languages.en.bodies import FOLDED, HEADS, gist
from audit.languages.en.words import stem
from audit.languages.ko.hangul import HANGUL_WORD, PARTICLES_AT_END
from audit.languages.pair.glossary import Term, glossary, korean_terms
from audit.languages.spans import Found, is_free

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
_OF_THE_COUNTRY = re.compile("^(?:대한민국|대한|한국|국립|국가)(?=[가-힣]{4})")


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
    for match in HANGUL_WORD.finditer(text):
        name = _without_particle(match[0])
        end = match.start() + len(name)
        if not name or not is_free(match.start(), end, ((f.start, f.end) for _, f in found)):
            continue
        term = _folded_glossary().get(unprefixed(name))
        found.append((term.en if term else unprefixed(name), Found(name, match.start(), end)))
    return sorted(found, key=lambda pair: pair[1].start)


def _without_particle(word: str) -> str:
    """The name that a word is, particles taken off; empty if it is none."""
    for name in (word, PARTICLES_AT_END.sub("", word)):
        long = name.endswith(tuple(_ENDS)) and len(name) >= _SHORTEST
        short = name.endswith(_SHORT_ENDS) and len(name) >= _SHORTEST_OF_SHORT_ENDS
        if (long or short) and not name.endswith(tuple(_NOT_NAMES)) and name not in _KINDS:
            return name
    return ""


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Stems that say of a name only what or whose it is."""
    countries = {w for t in glossary() if t.kind == "country" for w in t.wordings}
    return frozenset(s for w in (*HEADS, *countries) for s in gist(w)) | {"nation", "intern"}


def told_apart(a: str, b: str) -> bool:
    """Whether two names differ in their noun alone: National Security Office and Council."""
    nouns = frozenset(FOLDED.get(stem(head), stem(head)) for head in HEADS)
    own = gist(a) - nouns
    return bool(own - _common()) and own == gist(b) - nouns


def same_kind(a: str, b: str) -> bool:
    """Whether two names share any word but a country's: both are a board, an act."""
    return bool((gist(a) & gist(b)) - (_common() - frozenset(stem(h) for h in HEADS)))
