import pytest

from audit.article import ArticlePair, BlockKind, Sentence, Text
from audit.checks import untranslated
from audit.report import AlignedArticle, Bead, Category, Severity


def flags(korean, english, kind=BlockKind.BODY, bead=None):
    """The check's flags on a bead of one Korean and one English sentence."""
    ko = Sentence("k1", korean, 0, len(korean), 0, kind)
    en = Sentence("e1", english, 0, len(english), 0, kind)
    pair = ArticlePair("a", Text("ko", korean, (), (ko,)), Text("en", english, (), (en,)))
    bead = bead or Bead("b1", (0,), (0,), 0.9, 0.1)
    return list(untranslated.check(bead, AlignedArticle(pair, (bead,), lambda sentence: None)))


@pytest.mark.parametrize(
    ("korean", "english", "severity", "confidence"),
    [
        ("통일부가 밝혔다.", "The 통일부 said so.", Severity.MAJOR, 0.9),
        ("합의문에 서명했다.", "They signed the 합의문 in Seoul.", Severity.MAJOR, 0.9),
        ("김치를 먹었다.", "They ate kimchi (김치).", Severity.MINOR, 0.2),
        ("회담이 열렸다.", "As an AI, I cannot say.", Severity.CRITICAL, 0.8),
        ("회담이 열렸다.", "Here is the translation: Talks began.", Severity.CRITICAL, 0.8),
        ("회담이 열렸다.", "[Talks/The talks] began.", Severity.MAJOR, 0.6),
        ("회담이 열렸다.", "**Talks** began.", Severity.MINOR, 0.6),
        ("회담이 열렸다.", "The the talks began.", Severity.MINOR, 0.8),
        ("회담이 열렸다.", "Talks began at the the hall.", Severity.MINOR, 0.8),
        ("회담이 서울에서 열렸다.", "The talks were held in the", Severity.MAJOR, 0.5),
        ("그는 노트북을 샀다.", "Note: he bought a laptop.", Severity.CRITICAL, 0.8),
        ("상점이 문을 닫았다.", "The <unk> was closed.", Severity.MAJOR, 0.6),
    ],
)
def test_one_remnant(korean, english, severity, confidence):
    (flag,) = flags(korean, english)
    assert flag.category is Category.UNTRANSLATED
    assert flag.severity is severity
    assert flag.confidence >= confidence


def test_two_glosses_are_too_many():
    found = flags("김치와 비빔밥", "Kimchi (김치) and bibimbap (비빔밥).")
    assert [flag.severity for flag in found] == [Severity.MAJOR, Severity.MAJOR]


def test_english_in_the_korean_is_no_matter():
    assert not flags("LG전자는 AI TV를 공개했다.", "LG Electronics unveiled an AI TV.")


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("회담이 열렸다.", "Talks began."),
        ("회담이 열렸다.", "Talks began in in-house rooms."),
        ("그는 그것이 틀렸다고 했다.", "He said that that was wrong."),
        ("방탄소년단(BTS)이 공연했다.", "BTS performed."),
        ("제품명은 [A/S]라고 적혔다.", "The label read [A/S]."),
        ("화면에 **비밀**이라고 떴다. **X**", "The screen read **X**."),
    ],
)
def test_clean_or_as_in_the_korean(korean, english):
    assert not flags(korean, english)


def test_a_headline_may_end_on_a_small_word():
    english = "What the ministry is thinking of"
    assert not flags("통일부의 생각", english, BlockKind.HEADLINE)
    assert flags("통일부의 생각", english)


def test_message_and_evidence():
    (flag,) = flags("통일부가 밝혔다.", "The 통일부 said so.")
    assert flag.message == '"통일부" is left untranslated'
    (evidence,) = flag.evidence
    assert (evidence.side, evidence.start, evidence.end, evidence.text) == ("en", 4, 7, "통일부")


@pytest.mark.parametrize("bead", [Bead("b1", (0,), (), 0, 0), Bead("b1", (), (0,), 0, 0)])
def test_null_beads_are_left_alone(bead):
    assert not flags("통일부가 밝혔다.", "The 통일부 said so.", bead=bead)
