"""Sentences of many articles encoded together: the results are those of one article after another."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from audit import batch
from audit.encoders.ahead import AheadEncoder
from audit.encoders.bag import BagEncoder, embedded
from audit.pipeline import Auditor
from audit.records.settings import Settings
from audit.results.folder import ResultsFolder
from audit.sources import read_all

pytestmark = pytest.mark.unit
CORPORA = Path(__file__).parents[2] / "corpora"


class Counting:
    """The embedded encoder as one that is not known to be ours; it counts what it computes."""

    name, weights_hash = "counting", "0" * 64

    def __init__(self) -> None:
        self._encoder: BagEncoder = embedded()
        self.dimension = self._encoder.dimension
        self.encoded: list[list[str]] = []

    def encode(self, sentences):
        self.encoded.append(list(sentences))
        return self._encoder.encode(sentences)

    def tokens(self, sentences):
        return self._encoder.tokens(sentences)


def test_what_was_read_ahead_is_not_computed_again():
    inner = Counting()
    encoder = AheadEncoder(inner)
    encoder.read(["비가 온다.", "It rains.", "It rains."], tokens=True)
    assert inner.encoded == [["비가 온다.", "It rains."]]
    vectors = encoder.encode(["It rains.", "It snows.", "It rains."])
    assert inner.encoded[1:] == [["It snows."]]
    assert np.array_equal(vectors, embedded().encode(["It rains.", "It snows.", "It rains."]))
    assert encoder.tokens(["It snows."])[0].texts == embedded().tokens(["It snows."])[0].texts
    assert encoder.encode([]).shape == (0, inner.dimension)


def test_only_the_last_that_was_read_is_kept():
    inner = Counting()
    encoder = AheadEncoder(inner)
    encoder.read(["One.", "Two."], tokens=False)
    encoder.read(["Two.", "Three."], tokens=False)
    assert inner.encoded == [["One.", "Two."], ["Three."]]
    assert not encoder.knows(["One."])
    assert encoder.knows(["Three.", "Two."])


@pytest.mark.slow
def test_a_run_encodes_many_articles_at_once_and_gives_what_each_alone_gives(tmp_path):
    articles = [a for a in read_all([CORPORA], None) if hasattr(a, "id")][:4]
    inner = Counting()
    auditor = Auditor(inner, Settings())
    inner.encoded.clear()
    batch.run(articles, auditor, tmp_path / "out")
    assert len(inner.encoded) == 1
    together = {r.article.id: r for r in ResultsFolder(tmp_path / "out").results()}
    assert list(together) == [a.id for a in articles]
    for article in articles:
        assert Auditor(Counting(), Settings()).audit(article).flags == together[article.id].flags
