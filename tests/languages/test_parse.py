"""English parses: who does what, and what happens where there is no parser or no sentence."""

import pytest

from audit.errors import AuditError
from audit.languages.en import parse
from audit.languages.en.parse import parse_all, parsed


def word(sentence: str, text: str):
    return next(t for t in parsed(sentence).tokens if t.text == text)


def test_a_passive_has_its_patient_as_subject_and_its_agent_behind_by():
    sentence = "The mayor was not charged by prosecutors."
    assert word(sentence, "mayor").dep == "nsubjpass"
    assert word(sentence, "not").dep == "neg"
    by = parsed(sentence).tokens.index(word(sentence, "by"))
    assert [parsed(sentence).tokens[i].text for i in parsed(sentence).children(by)] == [
        "prosecutors"
    ]


def test_words_keep_their_places():
    sentence = "Park sued Kim, who left."
    for token in parsed(sentence).tokens:
        assert sentence[token.start : token.end] == token.text
    assert [parsed(sentence).tokens[i].text for i in parsed(sentence).at(5, 13)] == ["sued", "Kim"]


def test_sentences_parsed_together_or_one_by_one_come_out_the_same():
    sentences = ["Prices rose.", "He did not say why.", "Korea beat Japan 3-1."]
    alone = [parsed(s) for s in sentences]
    parse._kept.clear()
    parse_all(sentences)
    assert [parsed(s) for s in sentences] == alone


@pytest.mark.parametrize("text", ["", " ", "a " * 5000])
def test_what_is_no_sentence_is_no_error(text):
    parsed(text)


def test_other_weights_are_refused_in_a_sentence(monkeypatch):
    monkeypatch.setattr(parse, "_PINNED", "0" * 64)
    parse._model.cache_clear()
    parse._kept.clear()
    with pytest.raises(AuditError, match="is not the one this version was made with"):
        parsed("Prices rose.")
    monkeypatch.undo()
    parse._model.cache_clear()
