"""Every analyser of a text by itself: those that the benchmark of hostile text measures, and the others."""

from __future__ import annotations

from collections.abc import Callable

from audit.bench.hostile import FUNCTIONS
from audit.languages.en import background, clauses, garble, links, missing_words, polarity, roles
from audit.languages.en import speakers as english_speakers
from audit.languages.en import tense as english_tense
from audit.languages.en.counts import english_counts
from audit.languages.en.polarity_scope import in_subordinate_clause
from audit.languages.en.spelling import strange_words
from audit.languages.ko import clauses as korean_clauses
from audit.languages.ko import dates as korean_dates
from audit.languages.ko import links as korean_links
from audit.languages.ko import polarity as korean_polarity
from audit.languages.ko import roles as korean_roles
from audit.languages.ko import speakers as korean_speakers
from audit.languages.ko import tense as korean_tense
from audit.languages.ko.counts import korean_counts
from audit.languages.normalise import normalise
from audit.languages.pair import gender, mentions, modality, names, qualifiers
from audit.languages.visible import visible
from audit.records.article import Lang, Text
from audit.records.settings import Limits
from audit.segmentation.segment import segment
from audit.segmentation.stamps import stamped


def _segmented(lang: Lang) -> Callable[[str], object]:
    return lambda text: stamped(segment(Text(lang, text), Limits().sentences))


def _negation_en(text: str) -> object:
    cues = polarity.english_cues(text)
    return [in_subordinate_clause(text, cue.start, cue.end) for cue in cues]


def _negation_ko(text: str) -> object:
    return [
        korean_polarity.negations_of(text, cue.start, cue.end)
        for cue in korean_polarity.korean_cues(text)
    ]


def _grammar_en(text: str) -> object:
    return (
        roles.english_actions(text), links.english_links(text), clauses.clauses(text),
        english_tense.main_predicates(text), english_tense.english_times(text),
        english_speakers.english_speakers(text), background.explains(text),
    )  # fmt: skip


def _grammar_ko(text: str) -> object:
    return (
        korean_roles.korean_clauses(text), korean_links.korean_links(text), korean_clauses.clauses(text),
        korean_tense.korean_past(text), korean_tense.korean_plans(text), korean_tense.asks_softly(text),
        korean_speakers.korean_speakers(text), list(modality.marked(text)), list(qualifiers.qualified(text)),
    )  # fmt: skip


def _words_en(text: str) -> object:
    return (
        garble.garbles(text), garble.lacks_its_end(text), missing_words.missing_words(text),
        strange_words(text), english_counts(text), visible(text),
    )  # fmt: skip


def _days_ko(text: str) -> object:
    return (
        korean_dates.korean_counted(text), korean_dates.korean_vague_spans(text),
        korean_dates.korean_since(text), korean_dates.korean_periods(text), korean_dates.korean_zone(text),
        korean_counts(text),
    )  # fmt: skip


ANALYSERS: dict[str, tuple[Lang | None, Callable[[str], object]]] = {
    **FUNCTIONS,
    "segmenting, ko": ("ko", _segmented("ko")),
    "segmenting, en": ("en", _segmented("en")),
    "negation, ko": ("ko", _negation_ko),
    "negation, en": ("en", _negation_en),
    "grammar, ko": ("ko", _grammar_ko),
    "grammar, en": ("en", _grammar_en),
    "words, en": ("en", _words_en),
    "days, ko": ("ko", _days_ko),
    "mentions, ko": ("ko", lambda text: (mentions.korean_mentions(text), names.anonymous_people(text))),
    "mentions, en": ("en", lambda text: (mentions.english_mentions(text), mentions.terms_of(text))),
    "gender, ko": ("ko", lambda text: gender.gendered(text, "ko")),
    "gender, en": ("en", lambda text: gender.gendered(text, "en")),
    "normalising a sentence": ("en", normalise),
}  # fmt: skip
"""What analyses a text by itself, by name, with the language that it is of, None for either."""
