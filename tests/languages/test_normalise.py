import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.languages.normalise import normalise, normalise_page

HIDDEN = "\u200b\u200d\ufeff\u00ad\ufe0f\u202e"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("“국정원”은 ‘사실’이라고", "\"국정원\"은 '사실'이라고"),
        ("3만２０００명，　約", "3만2000명, 約"),
        ("50∼60대 ￦1000", "50~60대 ₩1000"),
        ("남ㆍ북・미∙중", "남·북·미·중"),
        ("2024–25 and −3", "2024-25 and -3"),
        (unicodedata.normalize("NFD", "김정은, café"), "김정은, café"),
        ("\ufeff이재\u200b명 coop\u00aderate", "이재명 cooperate"),
        ("ᄀ\u200bᅡ\u200bᆨ", "각"),  # what a hidden character kept apart belongs together
        ("a\tb\u00a0c\u2000d\r\ne", "a b c d\r\ne"),
        ("he said — quietly…", "he said — quietly…"),
        ("", ""),
        ("\u200b", ""),
    ],
)
def test_one_spelling(raw, expected):
    assert normalise(raw).text == expected


@pytest.mark.parametrize(
    ("raw", "part", "original"),
    [
        ("이\u200b재명 대표", "이재명", "이\u200b재명"),
        (
            unicodedata.normalize("NFD", "김 씨는 각각"),
            "각각",
            unicodedata.normalize("NFD", "각각"),
        ),
        ("그는 “안 간다”고", '"안 간다"', "“안 간다”"),
        ("３만２０００명", "3만2000명", "３만２０００명"),
    ],
)
def test_spans_lead_back_to_the_text_as_given(raw, part, original):
    normalised = normalise(raw)
    at = normalised.text.index(part)
    start, end = normalised.span(at, at + len(part))
    assert raw[start:end] == original


any_text = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(HIDDEN + "“”’각가각\u0301\u0338\u3099eA\u037e\u2000"),
    ),
    max_size=40,
)


@given(any_text)
def test_normalising_twice_changes_nothing_more(raw):
    once = normalise_page(raw).text
    assert normalise_page(once).text == once
    assert unicodedata.is_normalized("NFC", once)


@given(any_text)
def test_canonically_equivalent_texts_become_one(raw):
    once = normalise_page(raw).text
    assert normalise_page(unicodedata.normalize("NFD", raw)).text == once
    assert normalise_page(unicodedata.normalize("NFC", raw)).text == once


@given(any_text)
def test_every_character_has_its_place_in_order(raw):
    normalised = normalise_page(raw)
    spans = [normalised.span(i, i + 1) for i in range(len(normalised.text))]
    assert all(0 <= start < end <= len(raw) for start, end in spans)
    assert spans == sorted(spans)
    for (start, end), char in zip(spans, normalised.text, strict=True):
        assert char in normalise_page(raw[start:end]).text


@given(any_text, st.integers(0, 40))
def test_an_empty_span_is_empty_in_the_original(raw, at):
    normalised = normalise_page(raw)
    start, end = normalised.span(min(at, len(normalised.text)), min(at, len(normalised.text)))
    assert 0 <= start == end <= len(raw)


@given(st.text(max_size=40), st.data())
def test_a_place_in_normalised_text_and_its_span_in_the_original_are_each_others(raw, data):
    plain = normalise(raw)
    if not plain.text:
        return
    start = data.draw(st.integers(0, len(plain.text) - 1))
    first, last = plain.span(start, start + 1)
    found = plain.place(first, last)
    assert found[0] <= start < max(found[1], found[0] + 1)
    assert plain.span(*found) == (first, last)
