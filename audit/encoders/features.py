"""What the embedded encoder sees of a sentence: keyed features with character spans.

Korean gives morphemes (particles and endings dropped, tense kept), English gives stems, and names in
either script give a consonant skeleton that both languages share. A numeral that begins with digits
is keyed by its value, so that 3만2000 and 32,000 are one. A key that the vocabulary lacks backs off to
hash buckets: character pieces of a word, the whole of a number or skeleton.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from audit.languages.en.number_words import scan_figures
from audit.languages.en.words import Word, words
from audit.languages.kept import Kept
from audit.languages.ko.digits import scan_digits
from audit.languages.ko.morphemes import Morpheme, morphemes_of
from audit.languages.normalise import normalise
from audit.languages.pair.consonants import english_consonants, korean_consonants

BUCKETS = 16384
"""Hash buckets for the character pieces of words outside the vocabulary."""

_MOST = 4096
"""Sentences whose features are kept: an article's are asked for as sentences and as words."""
_HANGUL = re.compile("[가-힣ㄱ-ㅎㅏ-ㅣ]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
# Content words, numerals, pronouns, adverbs, prefixes, suffixes, Latin, Han and digits; and tense.
_KEPT_TAGS = frozenset(
    "NNG NNP NNB NR NP VV VA VX VCN MM MAG MAJ IC XPN XSN XR SL SH SN EP".split()
)
_MAX_CHARS = 10_000


class Feature(NamedTuple):
    """A key into the vocabulary, and the span of the normalised sentence it stands for."""

    key: str
    start: int
    end: int


def _latin(word: Word, offset: int, *, name: bool) -> Iterator[Feature]:
    start, end = offset + word.start, offset + word.end
    yield Feature(f"e:{word.stem}", start, end)
    if name:
        yield from (
            Feature(f"x:{skeleton}", start, end)
            for skeleton in english_consonants(word.text)
            if len(skeleton) > 1
        )


def _number(value: Fraction, start: int, end: int) -> Feature:
    # English rounds large figures: three digits of them are the key, and all of a year.
    return Feature(f"#:{float(value):.{3 if value >= 10_000 else 6}g}", start, end)


def english_features(sentence: str) -> Iterator[Feature]:
    """Features of English text (normalised)."""
    done = 0
    figures = {start: (value, end) for value, start, end in scan_figures(sentence)}
    for word in words(sentence):
        if word.start < done:
            continue
        if word.start in figures:
            value, done = figures[word.start]
            yield _number(value, word.start, done)
        elif not word.text[0].isdigit():
            yield from _latin(word, 0, name=word.text[0].isupper())


def korean_features(sentence: str, tokens: Iterable[Morpheme]) -> Iterator[Feature]:
    """Features of Korean text (normalised) from its morphemes."""
    done = 0
    for form, tag, start, end in tokens:
        if tag not in _KEPT_TAGS or start < done:
            continue
        if tag == "SN":
            if read := scan_digits(sentence, start):
                value, done = read
                if sentence.startswith("월", done) and value <= 12:
                    done += 1
                    yield Feature(f"k:{value}월/N", start, done)
                else:
                    yield _number(value, start, done)
        elif tag == "SL":
            for word in words(form):
                yield from _latin(word, start, name=True)
        else:
            yield Feature(f"k:{form}/{tag[0]}", start, end)
            if tag == "NNP" and len(skeleton := korean_consonants(form)) > 1:
                yield Feature(f"x:{skeleton}", start, end)


def _analysed(sentences: list[str]) -> Iterator[tuple[Feature, ...]]:
    plain = [normalise(sentence).text[:_MAX_CHARS] for sentence in sentences]
    korean = [bool(_HANGUL.search(sentence)) for sentence in plain]
    analysed = iter(morphemes_of([s for s, is_ko in zip(plain, korean, strict=True) if is_ko]))
    for sentence, is_korean in zip(plain, korean, strict=True):
        if is_korean:
            yield tuple(korean_features(sentence, next(analysed)))
        else:
            yield tuple(english_features(sentence))


_kept = Kept(_MOST, _analysed)


def features_of(sentences: Sequence[str]) -> list[tuple[Feature, ...]]:
    """Features of each sentence, in order; the language is told by the script.

    Spans are in the normalised sentence. Text past 10,000 characters is left out.
    """
    return _kept.of_all(sentences)


def pieces(key: str) -> list[int]:
    """Hash buckets of a key: two syllables of Korean, four letters of English at a time.

    Numbers and skeletons have one bucket: half a number is not a similar number.
    """
    kind, _, form = key.partition(":")
    if kind == "k":
        form = form.rsplit("/", 1)[0]
    elif kind != "e":
        return [zlib.crc32(key.encode()) % BUCKETS]
    size = 2 if kind == "k" else 4
    marked = f"<{form}>"
    grams = {marked[i : i + size] for i in range(max(1, len(marked) - size + 1))}
    return [zlib.crc32(f"{kind}{gram}".encode()) % BUCKETS for gram in sorted(grams)]
