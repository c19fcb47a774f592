"""Hypothesis strategies for Korean and English news text in which hostile pieces stand."""

from __future__ import annotations

from hypothesis import strategies as st

from audit.bench.hostile_pieces import LISTS, PIECES, PIECES_EN, PIECES_KO, text
from audit.records.article import Article, Lang, Metadata, Revision, Text

KOREAN = (
    "정부는 {d}일 {p}에서 회의를 열고 예산 {n}조원을 편성했다고 {s} 장관이 말했다.",
    "{s}({d}) 씨는 “{n}명이 다쳤지만 숨진 사람은 없다”고 밝혔다.",
    "지난달 {p}의 기온은 영하 {n}도까지 떨어졌고 눈은 {d}cm 쌓였다.",
    "{p}시는 2025년 {m}월 {d}일부터 버스 요금을 {n}원 올리지 않기로 했다.",
    "경찰은 {s} 의원을 {d}시간 조사한 뒤 돌려보냈다.",
    "{s} 감독의 영화 ‘{p}의 봄’이 {n}만 관객을 넘었다.",
    "사상 최대인 {n}억{d}만 달러, 전년 대비 {d}.{m}% 증가.",
    "{s} 기자 reporter@example.com",
    "입력 2025.{m:02}.{d:02}. 오후 {m}:{d}",
)
ENGLISH = (
    "The government drew up a budget of {n} trillion won in {p} on March {d}, Minister {s} said.",
    '"{n} people were injured, but no one died," said {s}, {d}.',
    "Temperatures in {p} fell to minus {n} degrees last month, with {d} centimeters of snow.",
    "The city of {p} will not raise bus fares by {n} won from {m}/{d}/2025.",
    "Police released Rep. {s} after questioning him for {d} hours.",
    "{s}'s film 'Spring in {p}' has drawn more than {n}0,000 viewers, which she didn't expect.",
    "A record ${n}.{d} billion, up {d}.{m} percent from a year earlier.",
    "By {s} (reporter@example.com)",
    "Published: 2025-{m:02}-{d:02} {m}:{d} p.m. KST",
)
_NAMES: dict[Lang, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ko": (
        ("김철수", "남궁민", "이모", "노태현", "호날두", "", "金"),
        ("서울", "부산", "진도", "워싱턴", "北"),
    ),
    "en": (
        ("Kim Cheol-su", "Namgung Min", "Lee", "No Tae-hyun", "Ronaldo", "", "O'Neil-Kim"),
        ("Seoul", "Busan", "Jindo", "Washington", "N. Korea"),
    ),
}
FRAMES: dict[Lang, tuple[str, ...]] = {"ko": KOREAN, "en": ENGLISH}
_OF: dict[Lang, tuple[str, ...]] = {"ko": PIECES_KO, "en": PIECES_EN}
ODD = (
    "\u202e", "\ufeff", "\x00", "\x85", "\u2028", "\r", "\t", "٣", "𝟕", "Ⅳ", "①", "½", "²", "北", "三百", "ﬁ",
    "ᄒ", "힣", "가\u0301", "\ufffd", "${amount}", "%s", "{0}", "<p>", "</", "&#0;", "&#xD800;", "]]>", "“", "”",
    "‘", "’", "「", "」", "''", "—", "−", "´", "9" * 400, "1e999", "99999-99-99", "2025-02-30", "0년 0월 0일",
    "0/0", "1/0", "25:61", "음력 13월", "February 30", "the 0th", "minus minus", "-억", "조조조", "零", "NaN",
)  # fmt: skip
"""Short pieces besides those of the benchmark: signs of several scripts, and figures and days that are none."""

_figures = st.integers(0, 31) | st.integers(0, 10**9)


@st.composite
def pieces(draw, most: int = 40) -> str:
    """One hostile piece, several times over."""
    piece = draw(st.sampled_from((*PIECES, *ODD)))
    return piece * draw(st.integers(1, most) | st.just(1))


def lists(lang: Lang) -> st.SearchStrategy[str]:
    """A list of figures, days, people and the like, none of them twice."""
    return st.builds(text, st.sampled_from((*LISTS,)), st.just(lang), st.integers(1, 600))


@st.composite
def sentences(draw, lang: Lang) -> str:
    """A sentence of a newspaper, as it is or with hostile pieces somewhere in it."""
    people, places = _NAMES[lang]
    made = draw(st.sampled_from(FRAMES[lang])).format(
        d=draw(st.integers(0, 32)), m=draw(st.integers(0, 13)), n=draw(_figures),
        s=draw(st.sampled_from(people)), p=draw(st.sampled_from(places)),
    )  # fmt: skip
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(made)))
        made = made[:at] + draw(pieces() | lists(lang) | st.text(max_size=6)) + made[at:]
    return made


def texts(lang: Lang, most: int = 4) -> st.SearchStrategy[str]:
    """Sentences in paragraphs and lines."""
    joints = st.sampled_from((" ", "\n", "\n\n", "\r\n", "", "\u3000"))
    several = st.lists(st.tuples(sentences(lang), joints), min_size=1, max_size=most)
    return several.map(lambda parts: "".join(f"{sentence}{joint}" for sentence, joint in parts))


days = st.sampled_from(
    ("", "2025-03-21", "2025-03-21T10:11:00+09:00", "9999-12-31", "0001-01-01", "2024-02-29")
)


@st.composite
def fields(draw) -> tuple[str, ...]:
    """What an article is made of: both texts, a draft and an earlier version or none, when published."""
    english = texts("en")
    return (
        draw(texts("ko")), draw(english), draw(st.just("") | english), draw(st.just("") | english),
        draw(days),
    )  # fmt: skip


def article_of(given: tuple[str, ...]) -> Article:
    """The article that has these fields; what is missing is empty."""
    ko, en, draft, earlier, published = (*given, "", "", "", "", "")[:5]
    return Article(
        "fuzz", Text("ko", ko), Text("en", en), Text("en", draft) if draft.strip() else None,
        (Revision("2025-03-20T10:11:00", Text("en", earlier)),) if earlier.strip() else (),
        Metadata(published=published),
    )  # fmt: skip
