"""Corruptions for training: where the error is said to be is where it is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.training.corruption import Corruptor, Edit, Lexicon, marked

SENTENCES = [
    "The mayor of Busan said on Monday that the city will not close the old market .",
    "Police in Daegu arrested three men after a fire at a large factory near the river .",
    "The company may build 12 new plants in Poland , and exports rose to 40 million dollars .",
    "Workers at the harbor went on strike because wages fell during the long winter .",
    "The minister of trade told reporters in Geneva that talks with Canada could fail .",
]


@pytest.fixture(scope="module")
def corruptor():
    texts = sorted({word for sentence in SENTENCES for word in sentence.split()})
    ids = {text: i for i, text in enumerate(texts)}
    vectors = np.random.default_rng(1).normal(size=(len(texts), 8)).astype(np.float16)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = [[ids[word] for word in sentence.split()] for sentence in SENTENCES]
    return Corruptor(rows, Lexicon(texts, vectors), [("rose", "fell")], 7), rows, texts


def test_every_kind_is_drawn_and_changes_the_sentence(corruptor):
    drawer, rows, _ = corruptor
    kinds = set()
    for i in range(3000):
        row = rows[i % len(rows)]
        drawn = drawer.draw(row)
        if drawn:
            kinds.add(drawn.kind)
            assert marked(row, drawn.edits).tokens != row
    # Nothing in five sentences is near enough in meaning to be sure of a draw of every kind.
    assert set(drawer.kinds) - kinds <= {"word replaced"}


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12), st.data())
def test_what_is_left_and_what_was_removed_make_the_sentence(sentence, data):
    start = data.draw(st.integers(0, len(sentence)))
    end = data.draw(st.integers(start, len(sentence)))
    new = tuple(data.draw(st.lists(st.integers(10, 19), max_size=3)))
    found = marked(sentence, [Edit(start, end, new)])
    kept = [token for i, token in enumerate(found.tokens) if i not in found.wrong]
    assert kept == sentence[:start] + sentence[end:]
    assert found.removed == sentence[start:end]
    assert [found.tokens[i] for i in sorted(found.wrong)] == list(new)
    assert found.gaps == (set() if new else {start})


def test_a_lost_name_leaves_a_gap_where_it_stood(corruptor):
    drawer, rows, texts = corruptor
    for _ in range(500):
        drawn = drawer.draw(rows[0])
        if drawn and drawn.kind == "name removed":
            found = marked(rows[0], drawn.edits)
            assert {texts[token] for token in found.removed} <= {"Busan", "Monday"}
            break
    else:
        pytest.fail("no name was ever removed")
