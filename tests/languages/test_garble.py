import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.languages.en.garble import GarbleKind, garbles


@pytest.mark.parametrize(
    ("sentence", "kind", "text"),
    [
        ("The 통일부 said it would respond.", GarbleKind.HANGUL, "통일부"),
        ("The has an area of 3,850 square kilometers.", GarbleKind.GAP, "The has"),
        ("The game takes place at the polo field in the.", GarbleKind.GAP, "the."),
        ("Once the ancient city of is now a port.", GarbleKind.GAP, "of is"),
        ("He visited the 국립 박물관 on Monday.", GarbleKind.HANGUL, "국립 박물관"),
        ("He signed the 合意 on Monday.", GarbleKind.HANGUL, "合意"),
        ("The ministry (통일부) said so.", GarbleKind.GLOSS, "(통일부)"),
        ("The dish, kimchi (Korean: 김치), is sour.", GarbleKind.GLOSS, "(Korean: 김치)"),
        ("As an AI language model, I can not say.", GarbleKind.MACHINE, "As an AI language model"),
        ("Here is the translation of the text:", GarbleKind.MACHINE, "Here is the translation"),
        ("Here's the translated article.", GarbleKind.MACHINE, "Here's the translated"),
        ("Note: the original is unclear.", GarbleKind.MACHINE, "Note:"),
        ("Sure! Here is what he said.", GarbleKind.MACHINE, "Sure! Here is"),
        ("He met the [chairman / president].", GarbleKind.OPTIONS, "[chairman / president]"),
        ("It opens on [insert date].", GarbleKind.OPTIONS, "[insert date]"),
        ("The <unk> was closed.", GarbleKind.OPTIONS, "<unk>"),
        ("He said **never** again.", GarbleKind.MARKUP, "**never**"),
        ("## Seoul to host summit", GarbleKind.MARKUP, "##"),
        ("Samsung &amp; LG rose.", GarbleKind.MARKUP, "&amp;"),
        ("He went to the the market.", GarbleKind.DOUBLED, "the the"),
        ("The talks were held in Busan Busan.", GarbleKind.DOUBLED, "Busan Busan"),
        ("The The talks were held.", GarbleKind.DOUBLED, "The The"),
        ("The two leaders agreed to meet with the", GarbleKind.TRUNCATED, "the"),
        ("Officials from both sides met in Seoul and", GarbleKind.TRUNCATED, "and"),
    ],
)
def test_remnants(sentence, kind, text):
    assert [(g.kind, g.text) for g in garbles(sentence)] == [(kind, text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "He had had enough.",
        "He said that that was wrong.",
        "The band Duran Duran played in Seoul.",
        "It was a very very long night.",
        "Of course, I know that.",
        "Prices rose [from last year] by 3 percent.",
        "He left, and he left alone.",
        "The note: a plea for peace.",
        "As an adviser, he was sharp.",
        "The AI model was translated into a product.",
        'He said, "We have no one to turn to."',
        "Seoul-based firms did well in 2023.",
        "The ratio was 3 * 2.",
        "The café in Zürich closed.",
    ],
)
def test_clean_sentences(sentence):
    assert garbles(sentence) == ()


def test_a_headline_may_end_anywhere():
    assert garbles("What the ministry is thinking of", headline=True) == ()
    assert garbles("What the ministry is thinking of") != ()


@given(st.text(max_size=80))
def test_any_text_can_be_read(sentence):
    for garble in garbles(sentence):
        assert sentence[garble.start : garble.end] == garble.text


def test_a_doubled_phrase_is_no_lost_word():
    found = garbles("Residents in the in the valley were evacuated.")
    assert [(g.kind, g.text) for g in found] == [(GarbleKind.DOUBLED, "in the in the")]
