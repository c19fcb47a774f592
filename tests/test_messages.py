"""What is shown of a code, in both languages."""

import re
import string

import pytest

from audit.checks import all_checks
from audit.lineage.follow import NOTES
from audit.messages import _Formatter, message
from audit.records.flag import Category, Finding, Note, Relation, Severity

TEMPLATES = [
    (f"{check.id}.{name}", template)
    for check in all_checks()
    for name, template in check.messages.items()
] + list(NOTES.items())

ENGLISH_ONLY = {"pair"}
"""Fields that gloss a Korean word for who does not read it."""
STOPPED = {*NOTES, "unrelated.article"}
"""Messages of whole sentences, full stop and all."""


def fields(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize(
    ("code", "template"), TEMPLATES, ids=lambda x: x if isinstance(x, str) else ""
)
def test_both_languages_say_the_same_things(code, template):
    assert fields(template.en) - ENGLISH_ONLY == {
        f.removesuffix("_ko") for f in fields(template.ko)
    }
    assert any("가" <= char <= "힣" for char in template.ko)
    assert not template.en.endswith(".") or code in STOPPED


@pytest.mark.parametrize(
    ("code", "template"), TEMPLATES, ids=lambda x: x if isinstance(x, str) else ""
)
def test_korean_is_polite_throughout_and_says_english_one_way(code, template):
    # A list of fields may follow the last verb.
    words = re.sub(r"(?::|\s\() ?[^가-힣]*$|\.$", "", template.ko)
    assert words.endswith(("니다", "십시오")), words
    assert not re.search(r"[음임](?:[.,:]|$)|영문|한국어[는에] ", words)
    assert template.ko.endswith(".") == (code in NOTES)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("국회", "국회는"), ("서울", "서울은"), ("3억 달러", "3억 달러는"), ("32", "32는"), ("10", "10은"),
        ("21", "21은"), ("“예산”", "“예산”은"), ("Tampa", "Tampa은(는)"),
        ("3%", "3%는"), ("10%", "10%는"), ("(약 10%)", "(약 10%)는"),
    ],
)  # fmt: skip
def test_a_particle_follows_the_last_sound(words, said):
    assert _Formatter("ko", {}).vformat("{x:은}", (), {"x": words}) == said


@pytest.mark.parametrize(
    ("words", "said"), [("서울", "서울로"), ("부산", "부산으로"), ("대구", "대구로")]
)
def test_ro_after_l(words, said):
    assert _Formatter("ko", {}).vformat("{x:으로}", (), {"x": words}) == said


@pytest.mark.parametrize(
    ("place", "en", "ko"),
    [("headline", "the headline", "제목"), ("e7", "English sentence 7", "영어 7번째 문장")],
)
def test_a_place_is_named(place, en, ko):
    assert _Formatter("en", {}).vformat("{x!p}", (), {"x": place}) == en
    assert _Formatter("ko", {}).vformat("{x!p}", (), {"x": place}) == ko


def finding(code, **parameters):
    return Finding(
        code, Category.NUMBER, Severity.MAJOR, Relation.CONTRADICTS, "b1", parameters=parameters
    )


def test_words_of_a_reviewer_stand_as_they_are():
    assert message(finding("reviewer.text", text="{look} here")) == "{look} here"
    assert message(finding("reviewer.text", text="{look} here"), "ko") == "{look} here"


def test_a_finding_of_a_check_that_is_gone_is_told_by_its_code():
    assert message(finding("long_gone.value", source="3")) == "long_gone.value"


def test_braces_in_an_article_are_no_fields():
    note = Note("revision.other", {"at": "{0.__class__}"})
    assert "{0.__class__}" in message(note)


def test_a_note_in_korean():
    assert "2025-08-22" in message(Note("revision.other", {"at": "2025-08-22"}), "ko")
