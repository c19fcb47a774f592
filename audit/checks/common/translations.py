"""Which content words of two sentences translate each other, and whether a word's translation is known.

A word without support says little when the vectors know no translation of it at all. Here a word counts as
unsaid only where the vocabulary of the embedded encoder has a translation of it, and the other side has
neither that nor anything near it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from audit.encoders.bag import embedded
from audit.languages.en.parse import parsed
from audit.languages.kept import remembered
from audit.languages.ko.morphemes import Morpheme, morphemes
from audit.records.measured import thresholds

T = thresholds(__name__)
_SAID = T["said"]
"""Cosine from which a word of the other side says it."""
_NEAR = T["near"]
"""Cosine with a translation of the word from which a word of the other side is near it."""
_KNOWN = T["known"]
"""Cosine from which the vocabulary has a translation of a word."""
_TRANSLATIONS = int(T["translations"])
"""Translations of a word that its neighbours are held against."""

Vector = NDArray[np.float32]
_NOUN, _VERB, _ADVERB = "noun", "verb", "adverb"
MODIFIER = "modifier"
"""The part of what stands before a noun or is said of it."""
_ENGLISH_ROLES = {"NN": _NOUN, "VB": _VERB, "JJ": MODIFIER, "RB": _ADVERB}
# Words that come and go in translation, or that a particle or an ending says.
_LIGHT_ENGLISH = frozenset(
    "be have do get make take go come give let say tell keep thing way one lot matter kind sort"
    " also very just really so not n't now then too even still already again only ever here there"
    " such much many more most other own same able well back up down out about mr. mrs. ms. as"
    " sure together".split()
)
_LIGHT_KOREAN = frozenset(
    "하 되 있 없 않 같 보 주 말 것 수 등 때 일 중 점 위하 대하 통하 따르 관하 이 그 저 우리 나 너"
    " 매우 아주 정말 더 또 다시 이미 아직 지금 모든 모두 경우 정도 가지 싶 버리 나가 오 가 두 지 못하"
    " 이번 오늘 만약 만일 여전히 함께 계속".split()
)


class Content(NamedTuple):
    """A content word: its text, its span, its part in the sentence and its vector."""

    text: str
    start: int
    end: int
    role: str
    vector: Vector


def _vectors(sentence: str) -> Iterator[tuple[int, int, Vector]]:
    found = embedded().tokens([sentence])[0]
    for (start, end), vector in zip(found.spans, found.vectors, strict=True):
        yield start, end, vector


@remembered(4096)
def english_content(sentence: str) -> tuple[Content, ...]:
    """The nouns, verbs, adjectives and adverbs of an English sentence (normalised)."""
    tokens = [t for t in parsed(sentence).tokens if t.dep not in ("aux", "auxpass", "neg")]
    roles = {
        token.start: _ENGLISH_ROLES.get(token.tag[:2], "")
        for token in tokens
        if token.lemma.lower() not in _LIGHT_ENGLISH
    }
    modifying = {token.start for token in tokens if token.dep == "amod"}
    return tuple(
        Content(sentence[a:b], a, b, MODIFIER if a in modifying else roles[a], vector)
        for a, b, vector in _vectors(sentence)
        if roles.get(a)
    )


@remembered(4096)
def korean_content(sentence: str) -> tuple[Content, ...]:
    """The nouns, stems and adverbs of a Korean sentence (normalised) that carry meaning."""
    ms = morphemes(sentence)
    roles = {m.start: _korean_role(ms, i) for i, m in enumerate(ms)}
    return tuple(
        Content(sentence[a:b], a, b, roles[a], vector)
        for a, b, vector in _vectors(sentence)
        if roles.get(a)
    )


def _korean_role(ms: Sequence[Morpheme], at: int) -> str:
    m = ms[at]
    if m.form in _LIGHT_KOREAN or m.tag not in {"NNG", "NNP", "XR", "VV", "VA", "MAG"}:
        return ""
    after = [n.tag for n in ms[at + 1 : at + 4]]
    forms = [n.form for n in ms[at + 1 : at + 3]]
    if m.tag == "MAG":
        return _ADVERB
    if m.tag == "NNG" and forms[:1] == ["적"]:
        return MODIFIER
    derived = after[:1] in (["XSV"], ["XSA"])
    if m.tag in {"NNG", "NNP", "XR"} and not derived:
        return MODIFIER if after[:1] == ["JKG"] else _NOUN
    adnominal = after[1:2] == ["ETM"] if derived else after[:1] == ["ETM"]
    adjective = m.tag == "VA" or after[:1] == ["XSA"]
    return MODIFIER if adnominal or adjective else _VERB


def is_said(word: Content, others: Iterable[Content]) -> bool:
    """Whether any of the other side's words says it."""
    return any(float(word.vector @ other.vector) >= _SAID for other in others)


@remembered(16384)
def _translations(vector: bytes, language: str) -> tuple[Vector, ...]:
    """The vectors of a word's translations, the best first; none where no good one is known."""
    nearest = embedded().nearest(np.frombuffer(vector, dtype=np.float32), language, _TRANSLATIONS)
    return nearest.vectors if nearest.cosines and nearest.cosines[0] >= _KNOWN else ()


def translations(word: Content, *, korean: bool) -> tuple[Vector, ...]:
    """The vectors of the translations of a word; empty where the vocabulary has none that is good."""
    return _translations(word.vector.tobytes(), "e" if korean else "k")


def are_near(korean: Content, english: Content) -> bool:
    """Whether a translation of the one word is near the other."""
    near = [float(v @ english.vector) for v in translations(korean, korean=True)]
    near += [float(v @ korean.vector) for v in translations(english, korean=False)]
    return max(near, default=0.0) >= _NEAR


def exchanged(korean: Content, english: Content) -> bool:
    """Whether two words that should translate each other do not, though translations of both are known."""
    known = translations(korean, korean=True) and translations(english, korean=False)
    return bool(known) and not are_near(korean, english)
