import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.languages.en.quotations import english_quotations, english_speaker
from audit.languages.ko.quotations import has_indirect_speech, korean_quotations, korean_speaker
from audit.languages.quotations import QuoteKind, outside, quotations_across

SPEECH, FRAGMENT = QuoteKind.SPEECH, QuoteKind.FRAGMENT
EMPHASIS, TITLE = QuoteKind.EMPHASIS, QuoteKind.TITLE


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ('"We will respond," Kim said.', [(SPEECH, "We will respond,")]),
        ('He said, "The talks are over."', [(SPEECH, "The talks are over.")]),
        ('"We won. I\'m happy," she said.', [(SPEECH, "We won. I'm happy,")]),
        ('"Yes," said the minister.', [(SPEECH, "Yes,")]),
        ('Kim said "we will continue."', [(SPEECH, "we will continue.")]),
        (
            '"It is late," he said, "but we will wait."',
            [(SPEECH, "It is late,"), (SPEECH, "but we will wait.")],
        ),
        (
            'He called it "a step toward lasting peace" in the region.',
            [(FRAGMENT, "a step toward lasting peace")],
        ),
        ('The so-called "sunshine policy" ended.', [(EMPHASIS, "sunshine policy")]),
        ('The word "peace" was used twice.', [(EMPHASIS, "peace")]),
        ('The film "Parasite" won four Oscars.', [(TITLE, "Parasite")]),
        ('Fans of "Squid Game" gathered.', [(TITLE, "Squid Game")]),
        ('A series called "The King of the Hill" began.', [(TITLE, "The King of the Hill")]),
        ("'We will fight on,' he said.", [(SPEECH, "We will fight on,")]),
        ("He doesn't know the players' names in the '90s.", []),
        ("The board is 6'2\" long.", []),
        ('It was a coup d"état.', []),
        ('The Lakers" schedule is out.', []),
        ("Rock 'n' roll came to Seoul.", []),
        ("", []),
    ],
)
def test_english_quotations(sentence, expected):
    assert [(q.kind, q.text) for q in english_quotations(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ('그는 "대화를 재개하겠다"고 말했다.', [(SPEECH, "대화를 재개하겠다")]),
        ('김 장관은 "사실이 아니다"라며 선을 그었다.', [(SPEECH, "사실이 아니다")]),
        ('"우리가 이겼다. 기쁘다." 그가 웃었다.', [(SPEECH, "우리가 이겼다. 기쁘다.")]),
        ('그는 "맞다"고 답했다.', [(SPEECH, "맞다")]),
        (
            '"핵은 포기하지 않는다"며 "협상은 없다"고 했다.',
            [(SPEECH, "핵은 포기하지 않는다"), (SPEECH, "협상은 없다")],
        ),
        ("'강 대 강' 대치가 이어졌다.", [(EMPHASIS, "강 대 강")]),
        ("정부, '비상 대응' 체제로", [(EMPHASIS, "비상 대응")]),
        ("소설 「토지」를 읽었다.", [(TITLE, "토지")]),
        ("영화 《기생충》과 〈괴물〉", [(TITLE, "기생충"), (TITLE, "괴물")]),
        ('이른바 "햇볕정책"을 폈다.', [(EMPHASIS, "햇볕정책")]),
        ("회담은 열리지 않았다.", []),
        ("애플의 Let's Talk 행사", []),
    ],
)
def test_korean_quotations(sentence, expected):
    assert [(q.kind, q.text) for q in korean_quotations(sentence)] == expected


def test_a_quotation_within_a_quotation():
    outer, inner = korean_quotations("\"그는 '가라'고 했다\"고 전했다.")
    assert (outer.depth, outer.text) == (0, "그는 '가라'고 했다")
    assert (inner.depth, inner.text) == (1, "가라")


def test_an_apostrophe_inside_a_nested_quotation():
    found = english_quotations("He said, \"The 'players' union' isn't pleased.\"")
    assert [q.text for q in found] == ["The 'players' union' isn't pleased.", "players' union"]


def test_span_and_text():
    (quote,) = english_quotations('He said, "I agree."')
    assert (quote.start, quote.end, quote.words) == (9, 19, 2)


def test_a_quotation_that_is_not_closed_runs_to_the_end():
    (quote,) = english_quotations('"We have decided to leave.')
    assert (quote.opened, quote.closed, quote.end) == (True, False, 26)


def test_a_quotation_closed_that_was_opened_before():
    (quote,) = english_quotations('We will win," Park said.')
    assert (quote.opened, quote.text) == (False, "We will win,")


def test_a_quotation_over_three_sentences():
    parts = quotations_across(
        ('"We have decided.', "It was hard.", 'We leave tomorrow," Park said.', "He left."),
        english_quotations,
    )
    assert [[(q.opened, q.closed) for q in row] for row in parts] == [
        [(True, False)],
        [(False, False)],
        [(False, True)],
        [],
    ]
    assert parts[1][0].text == "It was hard."


def test_a_korean_quotation_over_two_sentences():
    first, second = quotations_across(
        ('"이제 시작이다.', '끝까지 간다"고 그는 말했다.'), korean_quotations
    )
    assert [q.text for q in (*first, *second)] == ["이제 시작이다.", "끝까지 간다"]


def test_paragraphs_that_each_open_a_quotation_do_not_swallow_what_lies_between():
    rows = quotations_across(('"We begin.', "The market fell.", '"We go on."'), english_quotations)
    assert [len(row) for row in rows] == [1, 0, 1]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("그는 회담을 재개하겠다고 말했다.", True),
        ("정부는 대응하겠다며 강조했다.", True),
        ("장관은 협조하라고 촉구했다.", True),
        ('그는 "재개하겠다"고 말했다.', False),
        ("회담은 서울에서 열렸다.", False),
    ],
)
def test_indirect_speech(sentence, expected):
    assert has_indirect_speech(sentence) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ('"We agree," Kim Min-su said.', "Kim Min-su"),
        ('"We agree," said Foreign Minister Cho Tae-yul.', "Foreign Minister Cho Tae-yul"),
        ('"We agree," he said.', "he"),
        ('Park, the party leader, said "we agree."', "Park"),
        ("The market fell.", None),
    ],
)
def test_english_speaker(sentence, expected):
    speaker = english_speaker(sentence)
    assert (speaker and speaker.text) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ('김민수 장관은 "동의한다"고 말했다.', "김민수 장관"),
        ('"동의한다"고 이재명 대표가 밝혔다.', "이재명 대표"),
        ('그는 "동의한다"고 말했다.', None),
    ],
)
def test_korean_speaker(sentence, expected):
    speaker = korean_speaker(sentence)
    assert (speaker and speaker.text) == expected


def test_outside_keeps_the_length():
    sentence = 'He said, "No." Then he left.'
    rest = outside(sentence, english_quotations(sentence))
    assert len(rest) == len(sentence)
    assert "No" not in rest
    assert rest.endswith("Then he left.")


@given(
    st.text(alphabet="ab S.,!?\"'「」()가다고며 ", max_size=50),
    st.sampled_from([korean_quotations, english_quotations]),
)
def test_any_marks_can_be_read(sentence, find):
    for quote in find(sentence):
        assert 0 <= quote.start < quote.end <= len(sentence)
        assert quote.text in sentence[quote.start : quote.end]
    rows = quotations_across((sentence, "plain", sentence), find)
    assert len(rows) == 3
