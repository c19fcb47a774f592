"""Korean morphemes, from kiwipiepy, with character offsets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from kiwipiepy import Kiwi


class Morpheme(NamedTuple):
    """A morpheme: its form, its Sejong tag (``NNP``, ``VV``, …) and its span in the text."""

    form: str
    tag: str
    start: int
    end: int


STEM_TAGS = frozenset({"VV", "VA", "VX", "VCN", "VCP"})
"""The tags of verb and adjective stems."""
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


@lru_cache(maxsize=65536)
def morphemes(sentence: str) -> tuple[Morpheme, ...]:
    """The morphemes of one sentence (normalised text), in order."""
    return _plain(kiwi().tokenize(sentence))


def morphemes_of(sentences: Iterable[str]) -> Iterator[tuple[Morpheme, ...]]:
    """The same for many sentences, on all cores; nothing is cached."""
    yield from map(_plain, kiwi().tokenize(sentences))


def lookup_form(morpheme: Morpheme) -> str:
    """The form under which tables list a morpheme, or an empty string for endings and marks."""
    if morpheme.tag in STEM_TAGS:
        return morpheme.form + "다"
    return morpheme.form if morpheme.tag in _WORD_TAGS else ""
