"""What ships of the contextual model: graphs that say what the trained network says, a card, and its scale."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from audit.encoders.bag import embedded
from audit.quality.contextual import FOLDER, TOKENIZER, TRUNK
from audit.quality.contextual.alignment import as_words
from audit.quality.contextual.reader import Reader
from audit.training.contextual.batches import batch_of
from audit.training.contextual.card import written
from audit.training.contextual.changes import Example, Side
from audit.training.contextual.examples import all_kinds
from audit.training.contextual.export import write
from audit.training.contextual.network import Comparer
from audit.training.contextual.rarity import fitted
from audit.training.contextual.trunk import Trunk
from tests.training.analysed import random_trunk

KO, EN = "정부는 세금을 올리지 않기로 했다.", "The government decided not to raise taxes."


@pytest.fixture(scope="module")
def trunk(tmp_path_factory):
    """The trunk that ships, with layers above it drawn at random."""
    folder = tmp_path_factory.mktemp("trunk")
    for name in (TRUNK, TOKENIZER):
        shutil.copy(FOLDER / name, folder / name)
    return random_trunk(folder)


@pytest.mark.slow
def test_the_graphs_say_what_the_network_says(trunk, tmp_path):
    torch.manual_seed(3)
    network = Comparer(trunk).eval()
    save_file(network.state_dict(), tmp_path / "network", metadata={"steps": "7", "samples": "280"})
    write(trunk, tmp_path / "network", tmp_path / "out")
    batch = batch_of([[Example(Side(KO), Side(EN))]], Trunk(trunk), embedded())
    with torch.no_grad():
        ko, en = (
            network.read(vectors, mask)
            for vectors, mask in ((batch.ko, batch.ko_mask), (batch.en, batch.en_mask))
        )
        expected = network.compare(ko, en, batch.ko_mask, batch.en_mask, batch.support)
    reader = Reader(tmp_path / "out")
    sides = reader.read([KO]), reader.read([EN])
    words = [as_words(embedded().tokens([text])) for text in (KO, EN)]
    found = reader.compare(*sides, *words)
    # Eight bits a weight.
    assert np.allclose(found.en, expected.en[0], atol=0.15)
    assert np.allclose(found.ko, expected.ko[0], atol=0.15)
    assert np.allclose(found.gaps, expected.gaps[0], atol=0.15)
    assert np.allclose(found.links, expected.links[0], atol=0.1)
    assert found.pair == pytest.approx(float(expected.pair[0]), abs=0.15)
    assert "280 pairs in 7 steps" in (tmp_path / "out" / "README.md").read_text(encoding="utf-8")


def test_the_card_names_every_kind_of_error_and_every_source_with_its_licence():
    card = written({"steps": "1", "samples": "40"}, 41.0)
    for kind in all_kinds():
        assert f"| {kind.__name__.rpartition('.')[2]} |" in card
    assert "| train/park_news_dev | CC BY-SA 3.0 |" in card
    assert "multilingual-e5-small" in card


def test_the_rarity_of_a_score_is_read_off_the_tail_of_clean_ones():
    draw = np.random.default_rng(11)
    scores = 1.5 + draw.exponential(1 / 0.8, size=20_000)
    slope, zero = fitted(scores)
    assert slope == pytest.approx(0.8, abs=0.05)
    assert zero == pytest.approx(1.5, abs=0.15)
