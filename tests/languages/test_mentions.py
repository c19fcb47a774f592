"""What may be a name in a sentence of either language."""

from __future__ import annotations

import pytest

from audit.languages.pair.mentions import (
    english_mentions,
    initials,
    korean_mentions,
    printed_likeness,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("On Monday, Angela Merkel met Macron in Paris.", ["Angela", "Merkel", "Macron", "Paris"]),
        ("The talks in July failed, he said.", []),
        ("Exports Rise Again in Record Month", []),
        ("Nobody knew O'Brien's plan.", ["O'Brien"]),
        ("UN officials met Anti-Putin groups.", ["UN", "Anti-Putin"]),
    ],
)
def test_capitalised_words_are_names_where_a_sentence_asks_for_no_capital(text, names):
    assert [mention.text for mention in english_mentions(text)] == names


def test_neighbours_make_one_name():
    merkel, angela, paris = (
        next(m.run for m in english_mentions("He saw Angela Merkel leave Paris.") if m.text == name)
        for name in ("Merkel", "Angela", "Paris")
    )
    assert merkel == angela != paris


def test_korean_names_are_proper_nouns_terms_and_latin_letters():
    found = {
        m.text: m.kind for m in korean_mentions("메르켈 총리는 프랑스에서 NATO 회의에 참석했다.")
    }
    assert found["메르켈"] == "NNP"
    assert found["프랑스"] == "country"
    assert "NATO" in found
    assert "회의" not in found


def test_latin_letters_in_brackets_explain_the_hangul_before_them():
    assert "IFRC" not in {m.text for m in korean_mentions("국제적십자사(IFRC)는 구호품을 보냈다.")}


def test_a_name_of_several_words_is_heard_in_one():
    assert printed_likeness("리우데자네이루", "The meeting in Rio de Janeiro ended.") >= 86


def test_an_acronym_is_made_of_the_first_letters():
    assert "asn" in initials("Data from the Aviation Safety Network show it.")
