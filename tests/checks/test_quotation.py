import pytest

from audit.checks import quotation
from audit.checks.context import Context
from audit.messages import message
from audit.records.article import Article, BlockKind, Sentence, Text
from audit.records.bead import Bead
from audit.records.flag import Category, Severity


def text(lang, sentences):
    raw, found = "", []
    for number, sentence in enumerate(sentences, 1):
        start = len(raw)
        raw += sentence + "\n"
        end = start + len(sentence)
        found.append(Sentence(f"{lang[0]}{number}", sentence, start, end, 0, BlockKind.BODY))
    return Text(lang, raw, (), tuple(found))


def flags(*pairs, at=0):
    """The check's flags on bead ``at`` of an article of one-to-one beads."""
    beads = tuple(Bead(f"b{i}", (i,), (i,), 0.9, 0.1) for i in range(len(pairs)))
    pair = Article("a", text("ko", [ko for ko, _ in pairs]), text("en", [en for _, en in pairs]))
    return list(quotation.check(beads[at], Context(pair, beads, lambda sentence: None)))


PLAIN = ("회담은 서울에서 열린다.", "The talks will be held in Seoul.")


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("김 장관은 대화를 재개하겠다고 말했다.", "“We will resume talks,” Minister Kim said."),
        ("통일부는 유감이라고 밝혔다.", 'The ministry said, "It is regrettable."'),
        ("그는 책임을 통감한다며 사과하겠다고 강조했다.", '"I feel responsible," he stressed.'),
        ("시장은 협조하라고 촉구했다.", '"You must cooperate with us," the mayor urged.'),
        (
            "한은 총재는 물가를 더 지켜보겠다고 했다.",
            '"We will keep watching prices," the central bank governor said.',
        ),
        (
            "유족은 진상이 밝혀지지 않았다고 호소했다.",
            "“The truth has yet to come out,” the bereaved families said.",
        ),
        (
            "국방부는 사실이 아니라고 반박했다.",
            '"That is not true," the Defense Ministry countered.',
        ),
    ],
)
def test_reported_speech_made_into_a_quotation_in_its_words_is_minor(korean, english):
    (flag,) = flags((korean, english))
    assert flag.category is Category.QUOTATION
    assert flag.severity is Severity.MINOR
    assert flag.confidence >= 0.85
    assert "only reports" in message(flag)


def test_an_invented_quotation_is_critical():
    (flag,) = flags(("시민들이 광장에 모였다.", 'Citizens gathered. "We are angry," one said.'))
    assert flag.severity is Severity.CRITICAL
    assert flag.confidence >= 0.75
    assert flag.spans[0].text == '"We are angry,"'


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("그는 “대화를 재개하겠다”고 말했다.", "“We will resume talks,” he said."),
        ("그는 '대화를 재개하겠다'고 말했다.", '"We will resume talks," he said.'),
        ("그는 대화를 재개하겠다고 말했다.", "He said they would resume talks."),
        ("햇볕정책이 끝났다.", 'The "sunshine policy" ended.'),
        ("기생충이 4관왕에 올랐다.", 'The film "Parasite" won four awards.'),
        ("이 드라마는 인기를 끌었다.", 'Fans loved "Squid Game" for years.'),
        ("그것은 선수들의 몫이다.", "It's the players' share, and they don't mind."),
        (
            "한은 총재는 “물가를 더 지켜보겠다”고 했다.",
            "“We will keep watching prices,” the governor of the Bank of Korea said.",
        ),
        (
            "유족은 “진상이 밝혀지지 않았다”며 울먹였다.",
            "“The truth has yet to come out,” the bereaved families said in tears.",
        ),
        (
            "국방부는 사실이 아니라고 반박했다.",
            "The Defense Ministry countered that it was not true.",
        ),
        ("소설 '채식주의자'가 상을 받았다.", "The novel “The Vegetarian” won the prize."),
        (
            "대통령은 ‘국민이 먼저’라고 강조했다.",
            "“The people come first,” the president stressed.",
        ),
    ],
)
def test_what_is_no_invented_quotation(korean, english):
    assert not flags((korean, english))


def test_the_source_may_stand_two_sentences_away():
    moved = ("그는 걸어 나왔다.", '"We will resume talks," he said.')
    source = ("그는 “대화를 재개하겠다”고 말했다.", "He walked out.")
    assert not flags(moved, PLAIN, source)
    assert flags(moved, PLAIN, PLAIN, source)


def test_a_neighbours_quotation_is_no_excuse_if_it_has_its_own_translation():
    own = ("그는 “기쁘다”고 말했다.", '"I am happy," he said.')
    (flag,) = flags(
        own, ("장관은 대화하겠다고 밝혔다.", '"We will talk," the minister said.'), at=1
    )
    assert 0.5 <= flag.confidence <= 0.7


def test_a_mark_without_its_partner_is_no_evidence_of_invention():
    assert not flags(("물렸어요!’", "“I was bitten!” he cried."))


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("유족은 슬프다고 말했다.", '"We will sue the hospital tomorrow," the family said.'),
        ("장관은 회의에 참석하겠다고 밝혔다.", '"The budget is a disaster," the minister said.'),
    ],
)
def test_a_quotation_of_words_that_the_korean_does_not_report_is_serious(korean, english):
    (flag,) = flags((korean, english))
    assert flag.severity in (Severity.MAJOR, Severity.CRITICAL)


@pytest.mark.parametrize(
    ("korean", "english", "words"),
    [
        (
            "그는 사고를 “끔찍한” 일이라고 했다.",
            'He called the accident "funny."',
            ("끔찍", "funny"),
        ),
        ("의사는 그가 “건강한” 상태라고 했다.", 'The doctor said he was "poor."', ("건강", "poor")),
        (
            "시장은 “시청 건물을 팔겠다”고 말했다.",
            '"I will visit the hospital soon," the mayor said.',
            ("시청 건물을 팔", "visit the hospital soon"),
        ),
        (
            "관객은 “매우 슬픈 영화를 두 시간이나 봤다”고 말했다.",
            '"I watched a funny movie for two hours," a viewer said.',
            ("슬픈", "funny"),
        ),
    ],
)
def test_words_changed_between_the_marks_are_pointed_at(korean, english, words):
    (flag,) = (f for f in flags((korean, english)) if f.code == "quotation.changed")
    assert tuple(span.text for span in flag.spans) == words
    assert flag.severity is Severity.MAJOR


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("그는 사고를 “끔찍한” 일이라고 했다.", 'He called the accident "terrible."'),
        (
            "시장은 “시청 건물을 팔겠다”고 말했다.",
            '"I will sell the City Hall building," the mayor said.',
        ),
        ("그는 “말도 안 된다”고 했다.", '"No way," he said.'),
        ("주민은 “눈물이 났다”고 했다.", '"I wept," a resident said.'),
        ("법안의 이름은 ‘대기 보전법’이다.", 'The bill is called the "Clean Air Act."'),
        ("관객은 “지루한 영화”라고 말했다.", 'A viewer called it a "boring movie."'),
    ],
)
def test_other_words_for_the_same_are_left_alone(korean, english):
    assert not [f for f in flags((korean, english)) if f.code == "quotation.changed"]


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("한 주민은 “물이 무릎까지 찼다”고 말했다.", "One resident sighed."),
        ("감독은 “선수들을 믿는다”고 강조했다.", "The coach spoke at a news conference."),
    ],
)
def test_a_quotation_of_whose_words_nothing_is_left_is_serious(korean, english):
    (flag,) = flags((korean, english))
    assert flag.code == "quotation.lost"
    assert flag.severity is Severity.MAJOR
    assert flag.spans[0].text.startswith("“")


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        (
            "한 주민은 “물이 무릎까지 찼다”고 말했다.",
            "A resident said the water came up to the knees.",
        ),
        ("감독은 “선수들을 믿는다”고 강조했다.", "The coach stressed that he trusted the players."),
    ],
)
def test_a_quotation_that_is_reported_is_not_lost(korean, english):
    assert not [f for f in flags((korean, english)) if f.code == "quotation.lost"]


@pytest.mark.parametrize(
    "english",
    [
        'Prices will rise until the end of the year."',
        '"Prices will rise until the end of the year.',
    ],
)
def test_one_end_of_a_quotation_that_goes_on_elsewhere_is_left_alone(english):
    assert not flags(("물가는 연말까지 오를 것이다.", english))


def test_a_longer_fragment_is_weaker_than_speech():
    (flag,) = flags(
        ("그는 그것을 큰 진전으로 평가했다.", 'He saw "a major step toward lasting peace" in it.')
    )
    assert flag.severity is Severity.MAJOR
    assert 0.4 <= flag.confidence <= 0.6


def test_a_few_quoted_words_made_into_a_whole_quotation():
    (flag,) = flags(
        (
            "장관은 안전이 중요하며 회담을 다시 열어 협의를 이어가겠다면서 '최우선'이라고 했다.",
            '"Safety is our top priority, and we will resume the talks soon," he said.',
        )
    )
    assert flag.severity is Severity.MAJOR
    assert "quotes only" in message(flag)


def test_a_dropped_quotation_is_minor():
    (flag,) = flags(("그는 “대화를 재개하겠다”고 말했다.", "He said they would resume talks."))
    assert flag.severity is Severity.MINOR
    assert flag.confidence < 0.5
    assert flag.spans[0].text == "“대화를 재개하겠다”"


# What is found, Korean, English, and the message in both languages
SAID = {
    "reported": ("통일부는 유감이라고 밝혔다.", 'The ministry said, "It is regrettable."',
        'The English quotes "It is regrettable."; the Korean only reports this',
        "영어는 “It is regrettable.” 부분을 직접 인용했는데 한국어 원문은 간접적으로 전할 뿐입니다"),
    "made_up": ("시민들이 광장에 모였다.", 'Citizens gathered. "We are angry," one said.',
        'The English quotes "We are angry,"; the Korean has no quotation here',
        "영어는 “We are angry,” 부분을 직접 인용했는데 한국어 원문의 이 부분에는 인용이 없습니다"),
    "stretched": (
        "장관은 안전이 중요하며 회담을 다시 열어 협의를 이어가겠다면서 '최우선'이라고 했다.",
        '"Safety is our top priority, and we will resume the talks soon," he said.',
        'The English quotes "Safety is our top priority, and we will resume the talks…"; '
        'the Korean quotes only "최우선"',
        "영어는 “Safety is our top priority, and we will resume the talks…” 부분을 직접 인용했는데 "
        "한국어 원문이 인용한 것은 “최우선”뿐입니다"),
    "changed": ("그는 “정직한” 사람이라는 평을 들었다.", 'He was called a "cruel" man.',
        'Between quotation marks the Korean has "정직", the English "cruel"',
        "따옴표 안의 말이 한국어 원문은 “정직”인데 영어는 “cruel”입니다"),
    "lost": ("시장은 “버스 요금을 내리겠다”고 말했다.", "The mayor met reporters.",
        'The English has nothing of what the Korean quotes, "버스 요금을 내리겠다"',
        "한국어 원문이 직접 인용한 “버스 요금을 내리겠다”에 해당하는 말이 영어에 없습니다"),
    "dropped": ("그는 “대화를 재개하겠다”고 말했다.", "He said they would resume talks.",
        'The Korean quotes "대화를 재개하겠다"; the English has no quotation',
        "한국어 원문은 “대화를 재개하겠다” 부분을 직접 인용했는데 영어에는 인용이 없습니다"),
}  # fmt: skip


def test_every_message_has_a_case():
    assert set(SAID) == set(quotation.MESSAGES)


@pytest.mark.parametrize(("what", "case"), SAID.items(), ids=SAID)
def test_every_message_reads_in_both_languages(what, case):
    ko, en, english, korean = case
    (flag,) = flags((ko, en))
    assert flag.code == f"quotation.{what}"
    assert message(flag, "en") == english
    assert message(flag, "ko") == korean


def test_emphasis_dropped_is_not_flagged():
    assert not flags(("'강 대 강' 대치가 이어졌다.", "The standoff went on."))


def test_one_flag_for_a_bead_with_two_invented_quotations():
    assert len(flags(("그는 간다고 했다.", '"I go," he said. "I really must go now."'))) == 1


@pytest.mark.parametrize(("ko", "en"), [((0,), ()), ((), (0,))])
def test_null_beads_are_left_alone(ko, en):
    bead = Bead("b1", ko, en, 0.0, 0.0)
    pair = Article("a", text("ko", ["그는 “간다”고 했다."]), text("en", ['"I go," he said.']))
    article = Context(pair, (bead,), lambda sentence: None)
    assert not list(quotation.check(bead, article))


def test_a_quotation_over_several_sentences_has_its_source():
    pairs = [
        ("“우리는 결정했다.", "“We have decided."),
        ("어려운 일이었다.", "It was hard."),
        ("내일 떠난다”고 그는 말했다.", "We leave tomorrow,” he said."),
    ]
    assert not [flag for at in range(3) for flag in flags(*pairs, at=at)]
