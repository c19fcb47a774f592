"""The Korean behind each English word of an article, by the embedded encoder and the contextual model."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache, partial

import streamlit as st

from audit.align.calibration import token_scale
from audit.align.words import Likely, Tokens, supports
from audit.encoders.bag import BagEncoder, embedded
from audit.encoders.vectors import TokenVectors
from audit.quality.contextual import CASCADE, CONTEXTUAL
from audit.quality.contextual.alignment import counterparts
from audit.quality.contextual.reader import Reader
from audit.records.article import Sentence
from audit.records.result import ArticleResult

Links = dict[str, dict[str, list[list[int]]]]
"""By bead, then by ``sentence.word`` of the English: numbers of sentence and word in the Korean."""
_LOADED = threading.Event()


def warm_up() -> None:
    """Load the encoder beside the page, which need not wait for it."""
    _thread()


def ready() -> bool:
    """Whether the encoder is there."""
    return _LOADED.is_set()


def wait() -> None:
    """Wait for the encoder, or until it is clear that it does not come."""
    _thread().join()


@st.cache_resource(show_spinner=False, max_entries=200)
def links_of(digest: str, quality: str, _report: ArticleResult) -> Links:
    """The links of an article; ``digest`` tells its texts from any other's.

    The contextual model's layers find them where it judged the article, or it would be loaded for them alone.
    """
    reader = _reader() if quality.partition("@")[0] in (CONTEXTUAL, CASCADE) else None
    encoder, scale = _encoder()
    both = (*_report.article.source.sentences, *_report.article.target.sentences)
    vectors = encoder.tokens([sentence.text for sentence in both])
    by_sentence = dict(zip([sentence.id for sentence in both], vectors, strict=True))

    def tokens(sentence: Sentence) -> TokenVectors:
        return by_sentence[sentence.id]

    found: Links = {}
    for bead in _report.beads:
        ko = [_report.article.source.sentences[i] for i in bead.source]
        en = [_report.article.target.sentences[j] for j in bead.target]
        found[bead.id] = {
            f"{place.sentence}.{place.word}": [list(other) for other in others]
            for place, others in supports(
                ko, en, tokens, scale, _likely(reader, ko, en, tokens) if reader else None
            ).items()
        }
    return found


def _likely(
    reader: Reader, ko: Sequence[Sentence], en: Sequence[Sentence], tokens: Tokens
) -> Likely:
    texts = [s.text for s in ko], [s.text for s in en]
    vectors = [tokens(s) for s in ko], [tokens(s) for s in en]
    return partial(counterparts, reader, texts, vectors)


@cache
def _reader() -> Reader:
    return Reader()


@cache
def _thread() -> threading.Thread:
    thread = threading.Thread(target=_load, name="word links", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    encoder, _ = _encoder()
    # The first call also loads the analyser of Korean.
    encoder.tokens(["비가 왔다."])
    _LOADED.set()


@cache
def _encoder() -> tuple[BagEncoder, tuple[float, float]]:
    encoder = embedded()
    return encoder, token_scale(encoder).levels
