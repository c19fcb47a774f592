"""One divergence is one flag, and two divergences stay two."""

import pytest

from audit.records.flag import Category, Flag, Relation, Severity, Span
from audit.risk.duplicates import one_each

KO, EN = "k1", "e1"


def flag(code, risk, *spans, severity=Severity.MAJOR, bead="b1"):
    made = tuple(
        Span("source" if s in (KO,) else "target", s, start, end, "x" * (end - start))
        for s, start, end in spans
    )
    return Flag(code, Category.MEANING, severity, Relation.CONTRADICTS, bead, spans=made, risk=risk)


def codes(*flags):
    return [f.code for f in one_each(flags)]


def test_of_two_that_point_at_the_same_words_the_riskier_stands():
    assert codes(
        flag("gender.exchanged", 0.85, (KO, 0, 4), (EN, 4, 8)),
        flag("negation.opposite", 0.9, (KO, 0, 3), (EN, 2, 8)),
    ) == ["negation.opposite"]


def test_flags_that_share_words_on_one_side_only_both_stand():
    assert (
        len(
            codes(
                flag("number.value", 0.9, (KO, 0, 4), (EN, 4, 8)),
                flag("number.value", 0.8, (KO, 0, 4), (EN, 20, 28)),
            )
        )
        == 2
    )


def test_words_that_only_the_model_doubts_give_way_to_a_check_that_explains_them():
    assert codes(
        flag("addition.words", 0.95, (EN, 5, 8)),
        flag("negation.added", 0.85, (EN, 0, 10), (KO, 0, 60)),
    ) == ["negation.added"]


def test_what_a_check_and_the_model_both_doubt_is_surer_than_what_one_does():
    (both,) = one_each(
        [
            flag("addition.words", 0.5, (EN, 5, 8)),
            flag("negation.added", 0.8, (EN, 0, 10), (KO, 0, 60)),
        ]
    )
    assert both.code == "negation.added"
    assert both.risk == pytest.approx(1 - 0.5 * 0.2)


def test_two_checks_on_the_same_words_are_no_surer_than_one():
    (one,) = one_each(
        [
            flag("gender.exchanged", 0.8, (KO, 0, 4), (EN, 4, 8)),
            flag("negation.opposite", 0.9, (KO, 0, 3), (EN, 2, 8)),
        ]
    )
    assert one.risk == 0.9


def test_a_flag_on_a_whole_sentence_hides_no_flag_on_a_word_of_it():
    assert (
        len(
            codes(
                flag("similarity.support", 0.9, (KO, 0, 60), (EN, 0, 120)),
                flag("number.value", 0.8, (KO, 0, 4), (EN, 4, 8)),
            )
        )
        == 2
    )


def test_flags_of_two_beads_or_on_the_article_all_stand():
    spans = ((KO, 0, 4), (EN, 4, 8))
    assert len(codes(flag("a.b", 0.9, *spans), flag("a.b", 0.8, *spans, bead="b2"))) == 2
    assert len(codes(flag("a.b", 0.9, *spans, bead=""), flag("a.c", 0.8, *spans, bead=""))) == 2
