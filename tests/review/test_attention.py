"""Known errors for checks of attention: what is planted, how often, and who may see what was caught."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.errors import ConfigError
from audit.records.article import Article, Text
from audit.records.settings import Role
from audit.review.attention import Answer, Attention, Caught
from audit.review.planting import beside_error, errors, holds, plant, with_error
from audit.review.roles import NotAllowed, Person
from audit.settings import read_settings
from tests.conftest import EN, KO


@pytest.fixture(scope="module")
def result(auditor):
    """One wrong figure, and a sentence with a "not" that nothing is wrong with."""
    return auditor.audit(
        Article("budget", Text("ko", KO), Text("en", EN.replace("728 trillion", "728 billion")))
    )


@pytest.fixture
def attention(store):
    return Attention(store)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("It cost 3 million.", {"It cost 9 million."}),
        ("It began in 2024.", {"It began in 2029."}),
        ("Sales rose 8.1 percent.", {"Sales rose 2.1 percent.", "Sales fell 8.1 percent."}),
        ("The party did not oppose it.", {"The party opposed it."}),
        # An ordinal, a name and a currency are left alone.
        ("Lee said on the 22nd that the won is strong.", set()),
    ],
)
def test_a_known_error_is_one_plain_change(sentence, wanted):
    assert set(errors(sentence)) == wanted


def test_it_is_planted_where_nothing_is_flagged_and_raises_a_flag_of_ours(auditor, result):
    planted = plant(auditor, result, (), str)
    (real,) = result.flags
    assert planted.bead_id != real.bead_id
    assert planted.before == "The opposition party did not oppose the budget."
    assert planted.after == "The opposition party opposed the budget."
    assert planted.flag.code == "negation.lost"
    assert planted.flag.flag_id != real.flag_id
    assert plant(auditor, result, (), str) == planted
    # A sentence that somebody is at is left alone, and then there is none left.
    assert plant(auditor, result, {planted.bead_id}, str) is None


def test_what_is_shown_is_a_copy_with_every_word_in_its_place(auditor, result):
    planted = plant(auditor, result, (), str)
    before = result.article.target.raw
    shown = with_error(result, planted)
    raw = shown.article.target.raw
    assert raw == before.replace(planted.before, planted.after)
    assert result.article.target.raw == before
    assert all(raw[s.start : s.end] == s.text for s in shown.article.target.sentences)
    for flag in (planted.flag, *(beside_error(f, result, planted) for f in result.flags)):
        words = [(span, raw[span.start : span.end]) for span in flag.spans if span.side == "target"]
        assert words and all(span.text == text for span, text in words)
    assert holds(result, planted)
    assert not holds(shown, planted)
    assert not holds(result, replace(planted, bead_id="gone"))


def test_the_rate_holds_over_many_and_a_lot_stays_as_it_was_drawn(attention):
    flags = [f"flag {number}" for number in range(20_000)]
    due = {f for f in flags if attention.is_due("kim", "a", [f], 0.02)}
    # 400 are expected; five standard deviations are 99.
    assert 301 < len(due) < 499
    assert due == {f for f in flags if attention.is_due("kim", "a", [f], 0.02)}
    # Who is asked for more keeps those that there were; nobody else has the same.
    assert due < {f for f in flags if attention.is_due("kim", "a", [f], 0.04)}
    assert due != {f for f in flags if attention.is_due("lee", "a", [f], 0.02)}
    assert not any(attention.is_due("kim", "a", [f], 0.0) for f in flags)


def test_they_are_off_until_a_lead_puts_them_on(attention):
    chief = Person("chief", Role.LEAD)
    assert attention.last_turned() is None
    for person in (
        Person("kim", Role.REVIEWER),
        Person("guest", Role.READER),
        Person("", Role.LEAD),
    ):
        with pytest.raises(NotAllowed):
            attention.turn(person, on=True)
        with pytest.raises(NotAllowed):
            attention.caught(person)
    attention.turn(chief, on=True)
    assert (attention.last_turned().on, attention.last_turned().person) == (True, "chief")
    attention.turn(chief, on=False)
    assert not attention.last_turned().on


def test_a_lead_sees_how_many_each_reviewer_caught(auditor, result, attention, store):
    planted = plant(auditor, result, (), str)
    kim = [*[Answer.ACCEPTED] * 5, *[Answer.FIXED] * 3, Answer.DISMISSED, Answer.UNSURE, None]
    for number, answer in enumerate(kim):
        attention.show("kim", f"a{number}", planted)
        if answer:
            assert attention.give("kim", f"a{number}", answer)
    assert attention.shown("kim", "a0") == planted
    # The first verdict counts, and nobody is shown a second error in an article.
    assert not attention.give("kim", "a0", Answer.DISMISSED)
    assert attention.answer("kim", "a0") is Answer.ACCEPTED
    attention.show("lee", "a0", replace(planted, after="Another."))
    attention.show("lee", "a0", planted)
    assert attention.shown("lee", "a0").after == "Another."
    attention.give("lee", "a0", Answer.ENDED)

    found = attention.caught(Person("chief", Role.LEAD))
    assert found == [Caught("kim", 10, 8, 1, 1), Caught("lee", 0, 0, 0, 1)]
    assert found[0].share == 0.8
    # Wilson's interval of 8 of 10, by hand.
    assert found[0].interval == pytest.approx((0.490, 0.943), abs=0.001)
    assert (found[1].share, found[1].interval) == (None, None)
    assert store.length() == 0


@pytest.mark.parametrize(
    "table",
    ["rate = 0.2", "rate = -0.1", "rate = nan", "rate = true", 'rate = "often"', "share = 0.02"],
)
def test_a_rate_that_makes_no_sense_is_said(tmp_path, table):
    path = tmp_path / "audit.toml"
    path.write_text(f"[attention]\n{table}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="attention"):
        read_settings(path)


def test_the_rate_is_read_and_changes_no_result(tmp_path):
    path = tmp_path / "audit.toml"
    path.write_text("[attention]\nrate = 0.02\n", encoding="utf-8")
    plain = read_settings(tmp_path / "none.toml")
    assert (plain.attention, read_settings(path).attention) == (0.0, 0.02)
    assert read_settings(path).described() == plain.described()
