"""What an editing field opens with: the English with a flag's suggestion where it says what it replaces."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.records.article import Article, Metadata, Text
from audit.records.decision import Action, Decision, Entry
from audit.records.flag import STRIKE
from audit.review.corrected import Correction, passage_of
from audit.review.proposal import printed, proposed

KO = "정부는 21일 예산 1조2000억원을 발표했다. 검찰은 그를 기소하지 않기로 했다. 국회는 다음 달 심의한다."
EN = (
    "The government announced a budget of 1.2 billion won on Aug. 12. Prosecutors decided to indict him. "
    "Protesters threw eggs at the building. The National Assembly will deliberate on it next month."
)


@pytest.fixture(scope="module")
def result(auditor):
    meta = Metadata(published="2025-08-25")
    return auditor.audit(Article("a", Text("ko", KO), Text("en", EN), metadata=meta))


@pytest.fixture
def flag(result):
    return lambda code: next(f for f in (*result.flags, *result.held_back) if f.code == code)


def given_before(result, flag, after):
    """A correction of the flag's bead that somebody gave before."""
    bead = next(bead for bead in result.beads if bead.id == flag.bead_id)
    entry = Entry(1, "", "kim", "", "g", Decision(Action.FIXED, "a", corrected=after), "")
    return Correction(bead.id, flag.flag_id, passage_of(result, bead), after, entry)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        # A figure, a date, a whole sentence, a sentence struck out.
        ("number.value", "The government announced a budget of 1.2 trillion won on Aug. 12."),
        ("date.part", "The government announced a budget of 1.2 billion won on Aug. 21."),
        ("negation.lost", "Prosecutors decided not to indict him."),
        ("addition.sentence", ""),
    ],
)
def test_a_suggestion_is_filled_in_where_its_words_stand(result, flag, code, text):
    assert proposed(result, flag(code)) == text


def test_without_a_suggestion_it_is_the_english_as_it_is(result, flag):
    plain = replace(flag("number.value"), suggestion="")
    assert proposed(result, plain) == EN[: EN.index(" Prosecutors")]


def test_words_that_stand_in_another_sentence_are_left_alone(result, flag):
    elsewhere = replace(flag("number.value"), spans=flag("negation.lost").spans)
    assert proposed(result, elsewhere) == EN[: EN.index(" Prosecutors")]


def test_the_last_correction_is_gone_on_from(result, flag):
    number, date = flag("number.value"), flag("date.part")
    before = given_before(
        result, number, "The budget of 1.2 trillion won was announced on Aug. 12."
    )
    # The figure is right already; the day still stands there, once.
    assert proposed(result, number, before) == before.after
    assert proposed(result, date, before) == before.after.replace("Aug. 12", "Aug. 21")
    twice = given_before(result, date, "On Aug. 12, yes, on Aug. 12.")
    assert proposed(result, date, twice) == twice.after


def test_missing_english_is_what_the_flag_suggests_else_nothing(auditor):
    korean = "정부는 예산안을 발표했다. 야당은 반대했다. 회의는 서울에서 열렸다."
    english = "The government announced its budget. The meeting was held in Seoul."
    lost = auditor.audit(Article("a", Text("ko", korean), Text("en", english)))
    (flag,) = [f for f in lost.flags if f.code == "omission.sentence"]
    assert proposed(lost, flag) == ""
    assert proposed(lost, replace(flag, suggestion="It was opposed.")) == "It was opposed."
    assert proposed(lost, replace(flag, bead_id="", suggestion="Anything")) == ""


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("He left, smiling broadly, and drove off.", "smiling broadly", "He left, and drove off."),
        ("He left quickly.", "quickly", "He left."),
        ("Reportedly, he left.", "Reportedly", "He left."),
        ("The old house fell.", "old", "The house fell."),
        ("He  left  early today.", "early", "He  left today."),
    ],
)
def test_struck_words_take_their_space_and_comma_with_them(text, words, left):
    start = text.index(words)
    assert printed(text, start, start + len(words), STRIKE) == left
