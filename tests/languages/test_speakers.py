"""Who speaks, who they are, and what is only alleged, as either language says it."""

import pytest

from audit.languages.en.named_groups import noun_groups
from audit.languages.en.parse import parsed
from audit.languages.en.speakers import english_speakers
from audit.languages.ko.named_groups import named_groups
from audit.languages.ko.speakers import korean_speakers
from audit.languages.pair.allegations import alleged, asserted
from audit.languages.pair.countries import countries_of_english, countries_of_korean
from audit.languages.pair.speakers import Kind, english_kind, korean_kind


@pytest.mark.parametrize(
    ("sentence", "speakers"),
    [
        ("경찰은 전기가 원인이라고 밝혔다.", ["경찰"]),
        ('박 씨는 "모른다"고 했다.', ["박 씨"]),
        ("통계청에 따르면 물가가 올랐다.", ["통계청"]),
        ('"시장은 거짓말을 했다고 말했다." 그는 울었다.', []),
        ("물가가 올랐다.", []),
        ("박 씨는 남편은 집에 있었다고 말했다.", ["박 씨"]),
        ("로이터는 회사가 팔렸다고 보도했고 회사는 부인했다.", ["로이터", "회사"]),
    ],
)
def test_korean_speakers_are_the_subjects_of_saying(sentence, speakers):
    assert [who.text for who in korean_speakers(sentence)] == speakers


@pytest.mark.parametrize(
    ("sentence", "speakers"),
    [
        ("Police said the cause was unknown.", ["Police"]),
        ("The cause is unknown, said Park's lawyer.", ["lawyer"]),
        ("Prices rose, according to Statistics Korea.", ["Statistics Korea"]),
        ('"The mayor said so."', []),
        ("Prices rose.", []),
    ],
)
def test_english_speakers_are_the_subjects_of_saying(sentence, speakers):
    assert [who.phrase.text for who in english_speakers(sentence)] == speakers


def test_a_speaker_is_told_with_whose_it_is():
    [speaker] = english_speakers("Japan's Foreign Ministry said so.")
    assert (speaker.whole, speaker.named, speaker.pronoun) == (
        "Japan's Foreign Ministry",
        True,
        False,
    )
    assert english_speakers("He said so.")[0].pronoun


def test_what_tells_nobody_apart():
    assert korean_kind("경찰 보고서") is Kind.ANYBODY
    assert korean_kind("관계자") is Kind.STANDS_FOR
    assert korean_kind("환자의 딸") is Kind.SOMEBODY
    assert english_kind("Washington") is Kind.ANYBODY
    assert english_kind("company") is Kind.STANDS_FOR
    assert english_kind("daughter") is Kind.SOMEBODY


def test_countries_are_read_from_signs_adjectives_and_capitals():
    assert countries_of_korean("北") == countries_of_english("North Korea")
    assert countries_of_korean("일본 외무성") == countries_of_english("Japan's Foreign Ministry")
    assert not countries_of_english("the mayor")


def test_what_is_alleged_and_what_is_settled():
    assert alleged("경찰은 용의자를 쫓고 있다.")[0] == "용의자"
    assert alleged("그는 살인 혐의로 징역형을 선고받았다.") is None
    assert alleged("범인과 용의자는 다르다.") is None
    assert asserted("Police are chasing the killer.")[0] == "killer"
    assert asserted("Police are chasing the alleged killer.") is None
    assert asserted("They will look into the minister's fraud.")[0] == "minister's fraud"
    assert asserted("A fraud probe was opened.") is None


def test_phrases_that_say_who_somebody_is():
    groups = named_groups("29세의 피고 최민수와 김 장관이 만났다.")
    assert [[word.text for word in group] for group in groups][:1] == [
        ["29", "세", "피고", "최민수"]
    ]
    sentence = "Vice Minister Kim and the defendant, Jessica Chambers, attended."
    words = parsed(sentence).tokens
    read = [" ".join(words[i].text for i in group) for group in noun_groups(sentence)]
    assert "defendant Jessica Chambers" in read
    assert "Vice Minister Kim" in read
