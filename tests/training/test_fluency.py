"""Words taken out of English sentences, and the model that learns where they were."""

from __future__ import annotations

import random

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st

from audit.encoders.bag import BagEncoder
from audit.quality.features import batch_of as pair_batch
from audit.quality.network import absent
from audit.quality.words import WordModel
from audit.training.fluency import Cut, Network, batch_of, cut

WORDS = st.lists(
    st.sampled_from("the Seoul mayor of Busan said talks in 2019 and , .".split()),
    min_size=4,
    max_size=30,
)


@given(WORDS, st.integers(0, 10_000))
def test_every_gap_is_where_words_went_and_the_rest_is_kept_in_order(texts, seed):
    found = cut(texts, random.Random(seed))
    assert len(found.gaps) == len(found.texts) + 1
    assert any(found.gaps) == (len(found.texts) < len(texts))
    # What is left is a subsequence: nothing is added and nothing moved.
    rest = iter(text.lower() for text in texts)
    assert all(text.lower() in rest for text in found.texts)


def test_the_network_that_is_trained_is_the_one_that_is_used():
    torch.manual_seed(1)
    judge, encoder = WordModel(), BagEncoder()
    network = Network(len(judge.words["en"]))
    english = "The mayor said a tour of and Canada was planned."
    side = judge.tokens("en", [(english, encoder.tokens([english])[0])])
    korean = judge.tokens("ko", [("시장은 말했다.", encoder.tokens(["시장은 말했다."])[0])])
    with torch.no_grad():
        wanted = network(
            batch_of([Cut(list(side.texts), [False] * (len(side.texts) + 1))], judge.words["en"])
        ).numpy()
    weights = {key: value.numpy() for key, value in network.state_dict().items()}
    np.testing.assert_allclose(absent(weights, pair_batch([(korean, side)]).en), wanted, atol=1e-4)
