"""Korean morphemes, from kiwipiepy, with character offsets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from kiwipiepy import Kiwi

from audit.languages.kept import Kept


class Morpheme(NamedTuple):
    """A morpheme: its form, its Sejong tag (``NNP``, ``VV``, …) and its span in the text."""

    form: str
    tag: str
    start: int
    end: int


STEM_TAGS = frozenset({"VV", "VA", "VX", "VCN", "VCP"})
"""The tags of verb and adjective stems."""
_MOST = 65536
_WORD_TAGS = frozenset({"NNG", "NNP", "NNB", "XR", "MAG", "MM", "JX", "NP"})


@lru_cache(maxsize=1)
def kiwi() -> Kiwi:
    """The one analyser of the process, loaded on first use (about a second)."""
    # Without the dictionary of names of several words: it joins 테리사 메이 to one word, and takes
    # 200 MB and a second.
    return Kiwi(load_multi_dict=False)


def _plain(tokens: Iterable[object]) -> tuple[Morpheme, ...]:
    # Kiwi marks irregular stems as VV-R, VA-I: the tag before the dash is the part of speech.
    return tuple(
        Morpheme(t.form, t.tag.split("-")[0], t.start, t.start + t.len)  # type: ignore[attr-defined]
        for t in tokens
    )


def _analysed(sentences: list[str]) -> list[tuple[Morpheme, ...]]:
    if len(sentences) == 1:  # a list is handed to threads
        return [_plain(kiwi().tokenize(sentences[0]))]
    return [*map(_plain, kiwi().tokenize(sentences))]


_kept = Kept(_MOST, _analysed)


def morphemes(sentence: str) -> tuple[Morpheme, ...]:
    """The morphemes of one sentence (normalised text), in order."""
    return _kept.of(sentence)


def morphemes_of(sentences: Sequence[str]) -> list[tuple[Morpheme, ...]]:
    """The same for many sentences, analysed together on all cores."""
    return _kept.of_all(sentences)


def lookup_form(morpheme: Morpheme) -> str:
    """The form under which tables list a morpheme, or an empty string for endings and marks."""
    if morpheme.tag in STEM_TAGS:
        return morpheme.form + "다"
    return morpheme.form if morpheme.tag in _WORD_TAGS else ""
