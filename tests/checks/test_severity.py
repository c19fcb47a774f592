"""Severity by consequence: the table's own promises, and what they come to on sentences."""

import pytest

from audit.checks import all_checks
from audit.checks.severity import Concern, gravest, severity_of
from audit.records.flag import Relation, Severity
from tests.checks.audited import shown


@pytest.mark.parametrize("concern", Concern)
@pytest.mark.parametrize("relation", Relation)
def test_every_divergence_has_a_severity(concern, relation):
    assert severity_of(concern, relation).weight <= gravest(concern).weight


@pytest.mark.parametrize("concern", [Concern.PERSON, Concern.PLACE, Concern.CLAUSE, Concern.WORDS])
def test_what_is_only_added_is_major_at_most(concern):
    assert severity_of(concern, Relation.ADDED) in {Severity.MAJOR, Severity.MINOR}


def test_every_check_is_graded_by_what_it_concerns():
    assert all(check.severity is gravest(check.concerns) for check in all_checks())


@pytest.mark.parametrize(
    ("korean", "english", "severity"),
    [
        ("북한은 3만2000명을 보냈다.", "It sent 23,000 men.", Severity.CRITICAL),
        ("수십 명이 다쳤다.", "Hundreds of people were injured.", Severity.MAJOR),
        ("정부는 이를 확인하지 않았다.", "The government confirmed this.", Severity.CRITICAL),
    ],
)
def test_a_flag_is_graded_by_what_a_reader_would_believe(korean, english, severity):
    assert severity in {flag.severity for flag in shown(korean, english)}
