"""Each row is a paragraph with a bar wherever a new sentence starts."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.segmentation.sentences import _tables, split, split_all

ENGLISH = """
It opened on Aug. 21 in the U.S. |The court met at 10 a.m. |The judge left.
Gen. Kim met Lt. Col. Park and Amb. Cho at No. 3 gate. |Sen. Lee stayed.
We paid Samsung Electronics Co. for it. |Apple Inc. rose 3.5 percent. |J. Edgar Hoover died.
The U.S. Army left at 5 p.m. Monday. |The U.N. Security Council met at 5 p.m. KST on Mon. Aug. 4.
Hyundai Motor Co. Chairman Chung Euisun spoke. |The index fell to 2,500.12.
“We won. |I'm happy.” |Kim laughed.
“We won. I'm happy,” Kim said. |He left.
He said, “A is right. B is wrong.” |Then he left.
“Is it true?” he asked. |“No!” Kim said.
“Is it true?” Kim asked. |Nobody answered.
"Stop!" |The minister said the plan was dead.
“A,” he said. |“B.”
“A is here,” he said. |“B is gone. |C stays.”
“A is here,” he said, “and B is gone. C stays.” |The end.
“I am glad. It worked,” said Kim Min-ji, 34, a nurse. |“We can rest.”
He shouted “Go! Now!” and ran. |Fine.
He wondered: "Why? How? When?" |Nobody knew.
The sign read: “No entry. Danger.” |He turned.
He said so!" |Really? |"No," she said. |"I will."
He said the plan was “dead. |Gone for good, he added.
“The U.S. is ready. |So are we.”
'I like the workers' party. Yes,' he said. |She left.
‘I will go. Yes,’ he said. |She didn’t. |The dogs’ owner ran.
“He said ‘I won. I did.’ and left,” Kim recalled. |Done.
See https://hanbit.example/a.b?c=d. |Then go... maybe? |What?! |Yes.
It ended… |Then it rained.
(He was 45.) |She was 30.
The rule (see Fig. 3. It matters.) stands. |End.
1. First point is here. |2. Second point.
• First item. |• Second item.
He left.|She stayed.
No full stop here
"""

KOREAN = """
"우리가 이겼다. |행복하다." |김 감독은 웃었다.
"우리가 이겼다. 행복하다."라고 김 감독은 말했다.
그는 "A가 맞다. B는 아니다"라며 "그래서 간다"고 했다. |이어 웃었다.
시장은 “예산은 줄었다. 하지만 사업은 한다”며 “시민이 먼저”라고 말했다. |시의회는 반발했다.
“비가 많이 왔다. |집이 잠겼다. |아무것도 건지지 못했다.” |이재민 박모(67)씨의 말이다.
"가자" 그는 말했다.
“정말인가?” 그가 물었다. |“아니다!” 그녀가 답했다.
“안 됩니다. 절대 안 됩니다.” 그는 이렇게 말했다.
“끝까지 간다.” 라고 그는 선언했다. |박수가 나왔다.
그는 “왜 안 되나? 해보자!”고 외쳤다. |관중은 박수를 쳤다.
‘갈 때까지 간다. |끝까지.’ |그의 신조다.
그는 "닫지 않은 인용이다. |그리고 계속된다. |끝이다.
정부는 계획을 밝혔다. |"클리퍼"는 그 이름이다.
물가가 3.5% 올랐다. |8.15 광복절을 맞아 2025. 8. 22. 서울에서 행사가 열렸다. |A사(社)는 빠졌다.
서울의 한 아파트(전용 84.9㎡)가 15억3000만원에 팔렸다. |J. 스미스 교수는 "그렇다"고 했다.
이 사실은 (본지 8월 3일자 참조. 1면) 확인됐다. |그는 말했다.
행사가 열렸다. |고 김대중 전 대통령의 묘소에도 꽃이 놓였다.
Q. 왜 그랬나? |A. 몰랐다. |정말이다.
1. 첫째 항목이다. |2. 둘째 항목이다.
▲수출 3% 증가 ▲수입 2% 감소 등이다.
북한은 지난해 4월… 그 후 침묵했다. |정말?! |그렇다.
비는 22일까지 이어지겠다.|그는 밝혔다.|김 씨는 떠났다.
―앞으로의 계획은. |“학교를 연다. |곧 연다.” |―언제인가.
물가가 크게 올랐다 |정부는 곧 대책을 내놓는다
"""


def rows(table):
    return table.strip().split("\n")


def sentences(raw, lang):
    return [raw[start:end] for start, end in split(raw, lang)]


@pytest.mark.parametrize(
    ("row", "lang"), [(r, "en") for r in rows(ENGLISH)] + [(r, "ko") for r in rows(KOREAN)]
)
def test_sentence_convention(row, lang):
    expected = [part.strip() for part in row.split("|")]
    assert sentences(row.replace("|", ""), lang) == expected


@pytest.mark.parametrize("row", [r for r in rows(ENGLISH) if "“" in r and "‘" not in r])
def test_straight_quotation_marks_split_like_curly_ones(row):
    straight = row.translate({ord("“"): '"', ord("”"): '"'})
    expected = [part.strip() for part in straight.split("|")]
    assert sentences(straight.replace("|", ""), "en") == expected


@pytest.mark.parametrize(
    ("raw", "lang", "expected"),
    [
        ("그는 떠\u200b났다. 나는 남았다.", "ko", ["그는 떠\u200b났다.", "나는 남았다."]),
        ("\ufeffHe left.\u00a0She\u200b stayed.", "en", ["He left.", "She\u200b stayed."]),
        ("He met Gen.\r\nKim. She\r\nstayed.", "en", ["He met Gen.\r\nKim.", "She\r\nstayed."]),
        ("", "en", []),
        (" \n ", "ko", []),
    ],
)
def test_sentences_are_cut_from_the_text_as_given(raw, lang, expected):
    assert sentences(raw, lang) == expected


def test_decomposed_hangul_is_split_like_composed():
    raw = "정부는 물가를 잡겠다고 밝혔다. 김 장관은 웃었다."
    decomposed = unicodedata.normalize("NFD", raw)
    assert [unicodedata.normalize("NFC", s) for s in sentences(decomposed, "ko")] == sentences(
        raw, "ko"
    )


def test_a_very_long_paragraph_is_split_as_its_parts_are():
    korean = "김 장관은 “대책을 마련하겠다. 곧 발표한다”고 말했다. 물가는 올랐다."
    english = "“We will act. Soon,” Minister Kim said. Prices rose on Aug. 3."
    assert len(split(" ".join([korean] * 400), "ko")) == 800
    assert len(split(" ".join([english] * 400), "en")) == 800
    initials = "The envoy to the U.S. National Guard left. "
    assert len(split(initials * 400, "en")) == 400
    assert len(split("가" * 9000, "ko")) == 1
    assert len(split("word " * 3000, "en")) == 1


@pytest.mark.parametrize("word", _tables()["en"]["before_name"])
def test_every_title_keeps_its_name(word):
    assert sentences(f"He met {word}. Kim there. She left.", "en") == [
        f"He met {word}. Kim there.",
        "She left.",
    ]


@pytest.mark.parametrize("word", _tables()["en"]["before_number"])
def test_every_abbreviation_keeps_its_number(word):
    assert sentences(f"It is {word}. 3 now. She left.", "en")[0] == f"It is {word}. 3 now."


@pytest.mark.parametrize("word", _tables()["en"]["ordinary"])
def test_a_word_that_looks_like_an_abbreviation_ends_its_sentence(word):
    assert len(sentences(f"So it was {word}. Based on that, she left.", "en")) == 2


@pytest.mark.parametrize("word", _tables()["en"]["weekdays"])
def test_every_weekday_keeps_its_date(word):
    assert len(sentences(f"It ends on {word}. Aug. 4 at noon.", "en")) == 1


@pytest.mark.parametrize("words", _tables()["en"]["after_hour"])
def test_what_follows_an_hour_stays_with_it(words):
    assert len(sentences(f"It ends at 5 p.m. {words} as planned.", "en")) == 1


@pytest.mark.parametrize("verb", _tables()["en"]["reporting"])
def test_every_reporting_verb_keeps_its_quotation(verb):
    assert len(sentences(f"“Is it over?” Mayor Kim {verb}.", "en")) == 1


@pytest.mark.parametrize("verb", _tables()["ko"]["reporting"])
def test_every_korean_reporting_verb_keeps_its_quotation(verb):
    assert len(sentences(f"“이제 끝났나?” 김 시장이 {verb}.", "ko")) == 1


pieces = st.lists(
    st.sampled_from([
        "He left.", "“Go.", "Now,”", "he said.", '"', "'", "(", ")", "…", "?!", "U.S.", "\u200b",
        "그는 갔다.", "“안 간다.", "끝”이라고", "말했다.", "3.5%", "\r\n", "e\u0301", "각", "「", "」", "1.",
    ]),
    max_size=14,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(pieces, st.sampled_from(["", " "]), st.sampled_from(["ko", "en"]))
def test_sentences_are_in_order_and_leave_out_only_blanks(parts, glue, lang):
    raw = glue.join(parts)
    spans = split(raw, lang)
    at = 0
    for start, end in spans:
        assert at <= start < end
        assert not raw[at:start].replace("\u200b", "").strip()
        assert raw[start:end] == raw[start:end].strip()
        at = end
    assert not raw[at:].replace("\u200b", "").strip()
    assert spans == next(split_all([raw], lang))


def test_many_blocks_are_split_like_each_one():
    texts = [row.replace("|", "") for row in rows(KOREAN)]
    assert list(split_all(texts, "ko")) == [split(text, "ko") for text in texts]
