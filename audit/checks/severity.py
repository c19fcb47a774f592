"""How much a divergence matters: the rows of ``severity.toml``, by what it concerns and its relation.

The grades are MQM's (themqm.org); what sets them is the consequence for a reader who has only the target.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from audit.records.flag import Relation, Severity

FILE = Path(__file__).with_name("severity.toml")


class Concern(StrEnum):
    """What a divergence concerns; the table has a row, with an example, for each."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    HOLE = "hole"
    FIGURE = "figure"
    APPROXIMATION = "approximation"
    CURRENCY = "currency"
    UNIT = "unit"
    DATE = "date"
    NAMED_DAY = "named_day"
    POLARITY = "polarity"
    DIRECTION = "direction"
    OPPOSITE = "opposite"
    VERDICT = "verdict"
    ROLE = "role"
    ALLEGATION = "allegation"
    SPEAKER = "speaker"
    ATTRIBUTION = "attribution"
    MODALITY = "modality"
    TENSE = "tense"
    QUESTION = "question"
    QUANTITY = "quantity"
    QUOTATION = "quotation"
    QUOTATION_MARKS = "quotation_marks"
    OFFICE = "office"
    RANK = "rank"
    FORMER = "former"
    KIN = "kin"
    GENDER = "gender"
    AGE = "age"
    WORDS = "words"
    CLAUSE = "clause"
    BACKGROUND = "background"
    CONSISTENCY = "consistency"
    UNTRANSLATED = "untranslated"
    MACHINE = "machine"
    FORM = "form"
    PLACEHOLDER = "placeholder"
    HOUSE_TERM = "house_term"
    HOUSE_STYLE = "house_style"
    UNRELATED = "unrelated"
    DISCLOSURE = "disclosure"
    AI_DENIED = "ai_denied"


def severity_of(concerns: Concern, relation: Relation) -> Severity:
    """The severity of a divergence."""
    return _grades()[concerns][relation]


def gravest(concerns: Concern) -> Severity:
    """The severity of the worst divergence of this kind."""
    return max(_grades()[concerns].values(), key=lambda severity: severity.weight)


def example_of(concerns: Concern) -> str:
    """What the row's divergences are, in a few words."""
    return _rows()[concerns]["example"]


@cache
def _rows() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(FILE.read_text("utf-8"))


@cache
def _grades() -> Mapping[Concern, Mapping[Relation, Severity]]:
    return {
        concern: {relation: Severity(_rows()[concern][relation]) for relation in Relation}
        for concern in Concern
    }
