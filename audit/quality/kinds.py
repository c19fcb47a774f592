"""The kinds of divergence that a model may say in words, each with the category that its flag gets."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from audit.records.flag import Category


class Kind(StrEnum):
    """What a divergence is about, as a model that reads the sentences calls it."""

    NUMBER = "number"
    UNIT = "unit"
    QUANTITY_WORD = "quantity-word"
    DATE = "date"
    NAME = "name"
    ORGANISATION = "organisation"
    PLACE = "place"
    GENDER = "gender"
    ROLE = "role"
    NEGATION = "negation"
    OPPOSITE = "opposite"
    MODALITY = "modality"
    TENSE = "tense"
    ATTRIBUTION = "attribution"
    QUOTATION = "quotation"
    SENSE = "sense"
    ADDITION = "addition"
    OMISSION = "omission"
    OTHER = "other"


CATEGORY: Mapping[Kind, Category] = {
    Kind.NUMBER: Category.NUMBER,
    Kind.UNIT: Category.NUMBER,
    Kind.QUANTITY_WORD: Category.NUMBER,
    Kind.DATE: Category.DATE,
    Kind.NAME: Category.NAME,
    Kind.ORGANISATION: Category.NAME,
    Kind.PLACE: Category.NAME,
    Kind.GENDER: Category.MEANING,
    Kind.ROLE: Category.MEANING,
    Kind.NEGATION: Category.NEGATION,
    Kind.OPPOSITE: Category.MEANING,
    Kind.MODALITY: Category.MODALITY,
    Kind.TENSE: Category.MODALITY,
    Kind.ATTRIBUTION: Category.QUOTATION,
    Kind.QUOTATION: Category.QUOTATION,
    Kind.SENSE: Category.MEANING,
    Kind.ADDITION: Category.ADDITION,
    Kind.OMISSION: Category.OMISSION,
    Kind.OTHER: Category.MEANING,
}
