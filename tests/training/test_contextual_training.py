"""Batches, the network, and training that goes on where it was stopped."""

from __future__ import annotations

import random
import re
import zlib

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import load_file

from audit.encoders.bag import embedded
from audit.training.contextual import train as training
from audit.training.contextual.batches import Batches, _with, batch_of
from audit.training.contextual.changes import Example, Side
from audit.training.contextual.examples import Examples
from audit.training.contextual.material import read_shards, write_shard
from audit.training.contextual.network import Comparer, Labels, Scores, loss_of, parameters
from audit.training.contextual.prepare import links_of, of_places, prepared
from audit.training.contextual.train import STATE, WEIGHTS, Training, held_examples, measured
from audit.training.contextual.trunk import UPPER_WEIGHTS, WIDTH
from audit.training.pairs import Pair
from tests.training.analysed import SOURCE, analysed, pairs, random_trunk, tools


class WordTrunk:
    """A trunk whose pieces are words, each with a vector of its own."""

    means = dict.fromkeys(("ko", "en"), np.zeros(WIDTH, dtype=np.float32))

    def encode(self, texts):
        found = []
        for text in texts:
            places = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
            vectors = np.zeros((len(places), WIDTH), dtype=np.float32)
            for row, (a, b) in enumerate(places):
                draw = np.random.default_rng(zlib.crc32(text[a:b].encode()))
                vectors[row] = draw.normal(size=WIDTH)
            found.append((vectors, places))
        return found


@pytest.fixture(scope="module")
def trunk(tmp_path_factory):
    """A folder with weights of the layers above a trunk, drawn at random."""
    return random_trunk(tmp_path_factory.mktemp("trunk"))


@pytest.fixture(scope="module")
def network(trunk):
    torch.manual_seed(2)
    return Comparer(trunk).eval()


@pytest.fixture(autouse=True)
def plain_floats(monkeypatch):
    """The same figures whatever the processor."""
    monkeypatch.setattr(training, "has_bfloat16", lambda: False)


RIGHT = Example(Side("경찰이 도둑을 잡았다."), Side("The police caught a thief."))
WRONG = Example(
    Side("경찰이 도둑을 잡았다.", ((4, 7),)), Side("The police caught a spy.", ((20, 23),)), "name"
)
SHORTER = Example(
    Side("경찰이 도둑을 잡았다.", ((4, 7),), ((4, 7),)),
    Side("The police caught.", gaps=(17,)),
    "lost",
)
OTHER = Example(Side("비가 왔다."), Side("It rained a lot, all day and all night."))
LONGER = Example(Side("비가 하루 종일 왔고 바람도 많이 불었다."), Side("It rained."))


def batched(groups):
    return batch_of(groups, WordTrunk(), embedded())


def scores_of(network, *examples):
    with torch.no_grad():
        return training.forward(network, batched([examples]))


# --- batches


def test_a_batch_reads_each_text_once():
    batch = batched([[RIGHT, WRONG], [OTHER]])
    assert batch.ko.shape == (2, 4, WIDTH)  # 경찰이 도둑을 잡았다 .
    assert batch.en.shape == (3, 11, WIDTH)
    assert batch.ko_of.tolist() == [0, 0, 1]
    assert batch.en_of.tolist() == [0, 1, 2]
    assert batch.ko_mask.sum(1).tolist() == [4, 3]
    assert batch.labels.group.tolist() == [0, 0, 1]
    assert batch.labels.pair.tolist() == [0, 1, 0]


def test_the_pieces_of_wrong_words_are_wrong():
    labels = batched([[RIGHT, WRONG, SHORTER]]).labels
    assert labels.en.tolist() == [[0] * 6, [0, 0, 0, 0, 1, 0], [0] * 6]
    assert labels.ko.tolist() == [[0] * 4, [0, 1, 0, 0], [0, 1, 0, 0]]
    assert labels.ko_alone.tolist() == [[0] * 4, [0] * 4, [0, 1, 0, 0]]
    assert labels.en_alone.sum() == 0


def test_a_gap_is_before_the_piece_that_follows_it():
    labels = batched([[RIGHT, SHORTER]]).labels
    assert labels.gaps.tolist() == [[0] * 7, [0, 0, 0, 1, 0, 0, 0]]  # before the full stop
    end = Example(Side("비"), Side("It rained", gaps=(9,)), "broken_off")
    assert batched([[end]]).labels.gaps.tolist() == [[0, 0, 1]]
    start = Example(Side("비"), Side("It rained", gaps=(0,)), "lost")
    assert batched([[start]]).labels.gaps.tolist() == [[1, 0, 0]]


def test_a_batch_says_what_is_not_known():
    unknown = Example(
        Side("비", known=False), Side("It rained", known=False, gaps_known=False), "shuffled"
    )
    labels = batched([[RIGHT, unknown]]).labels
    for known in (labels.en_known, labels.ko_known, labels.gaps_known):
        assert known.tolist() == [True, False]


def test_a_batch_knows_which_words_support_each_other():
    support = batched([[RIGHT, OTHER]]).support
    assert support.cosines.shape == (2, 11, 4)
    police, thief = support.cosines[0, 1], support.cosines[0, 4]
    assert police.argmax() == 0  # 경찰이
    assert thief.argmax() == 1  # 도둑을
    assert (support.en[0, 1], support.ko[0, 1]) > (0, 0)
    assert support.cosines.min() == 0
    assert float(support.cosines[0, 6:].sum() + support.en[0, 6:].sum()) == 0  # padding
    assert float(support.cosines[1, :, 3:].sum() + support.ko[1, 3:].sum()) == 0


@given(st.sampled_from([WRONG, SHORTER, RIGHT]), st.booleans())
def test_two_pairs_read_as_one_keep_what_is_wrong(example, first):
    found = _with(example, OTHER, first=first)
    for name in ("ko", "en"):
        side, joined, rest = (getattr(e, name) for e in (example, found, OTHER))
        parts = (rest.text, side.text) if first else (side.text, rest.text)
        assert joined.text == " ".join(parts)
        for field in ("wrong", "unmatched"):
            before = [side.text[a:b] for a, b in getattr(side, field)]
            assert [joined.text[a:b] for a, b in getattr(joined, field)] == before
        tails = [side.text[gap:] for gap in side.gaps]
        assert all(joined.text[g:].startswith(t) for g, t in zip(joined.gaps, tails, strict=True))
    assert found.kind == example.kind


def test_an_epoch_shows_every_pair_and_keeps_those_of_a_group_together(tmp_path):
    batches = Batches(tmp_path, tmp_path, tmp_path, [], 1)
    rows = [*pairs().values()]
    seen = [*batches._epoch(rows, Examples(tools(), 1), batched, random.Random(1))]
    assert sum(int(batch.labels.group.max()) + 1 for batch in seen) == 8 * len(rows)
    for batch in seen:
        groups = batch.labels.group.tolist()
        assert groups == sorted(groups)
        assert batch.labels.pair[0] == 0


# --- material and preparation


def test_analysed_pairs_are_read_as_they_were_written(tmp_path):
    rows = [*pairs().values()]
    write_shard(tmp_path / "0000.jsonl.gz", rows[:3])
    write_shard(tmp_path / "0001.jsonl.gz", rows[3:])
    assert dict(read_shards(tmp_path)) == {"0000.jsonl.gz": rows[:3], "0001.jsonl.gz": rows[3:]}
    assert [name for name, _ in read_shards(tmp_path, {"0000.jsonl.gz"})] == ["0001.jsonl.gz"]
    assert not [*tmp_path.glob("*.partial")]


def test_about_one_pair_of_fifty_is_held_out_by_its_korean():
    pair = pairs()["kim"]
    held = [pair._replace(ko=f"{i}번 문장이다.").held for i in range(5000)]
    assert 60 < sum(held) < 140
    assert pair._replace(en="Other.", source="x").held == pair.held


def test_a_word_s_vector_is_the_mean_of_its_pieces():
    vectors = np.array([[1, 0], [0, 1], [0, 2], [3, 3]], dtype=np.float32)
    pieces = [(0, 2), (2, 4), (5, 8), (8, 8)]
    found = of_places([(0, 4), (5, 8), (9, 12)], vectors, pieces)
    np.testing.assert_allclose(found, [[0.5**0.5, 0.5**0.5], [0, 1], [0, 0]], atol=1e-6)


def test_links_are_of_content_words_that_are_near_or_nearest_to_each_other():
    tokens = pairs()["thief"].tokens  # The police caught a thief yesterday .
    cosines = np.zeros((7, 3), dtype=np.float32)
    cosines[0, 0] = 0.9  # an article is linked to nothing
    cosines[1, 0] = 0.6
    cosines[2, 0] = 0.55
    cosines[4, 1] = 0.35
    cosines[5] = 0.1, 0.34, 0.2  # thief is nearer to that word
    assert [link[:2] for link in links_of(tokens, cosines)] == [(1, 0), (2, 0), (4, 1)]
    assert links_of(tokens, np.zeros((7, 0), dtype=np.float32)) == ()
    assert links_of((), cosines) == ()


def test_pairs_are_analysed_and_linked_by_the_trunk():
    (row,) = prepared([Pair("KBS 기자가 왔다.", "A KBS reporter came.", SOURCE)], WordTrunk())
    assert row.ko == "KBS 기자가 왔다."
    assert [row.ko[a:b] for a, b in row.words] == ["KBS", "기자가", "왔다."]
    assert [t.text for t in row.tokens] == ["A", "KBS", "reporter", "came", "."]
    assert row.links == ((1, 0, 1.0),)
    assert row.source == SOURCE


# --- the network


def test_scores_have_the_shapes_of_the_texts(network):
    scores = scores_of(network, RIGHT, WRONG, OTHER)
    assert scores.en.shape == scores.en_alone.shape == (3, 11)
    assert scores.ko.shape == scores.ko_alone.shape == (3, 4)
    assert scores.gaps.shape == (3, 12)
    assert scores.pair.shape == (3,)
    assert scores.links.shape == (3, 11, 4)
    assert all(bool(part.isfinite().all()) for part in scores)


def test_padding_does_not_change_the_scores_of_a_pair(trunk):
    torch.manual_seed(2)
    network = Comparer(trunk).eval()
    network.sharpness.data.zero_()  # all counterparts count about alike, padding too if it did
    alone, beside = scores_of(network, RIGHT), scores_of(network, RIGHT, OTHER, LONGER)
    assert beside.en.shape[1] > alone.en.shape[1]
    m, n = 6, 4
    for name, cut in {
        "en": (0, slice(m)), "en_alone": (0, slice(m)), "gaps": (0, slice(m + 1)), "pair": (0,),
        "ko": (0, slice(n)), "ko_alone": (0, slice(n)), "links": (0, slice(m), slice(n)),
    }.items():  # fmt: skip
        torch.testing.assert_close(
            getattr(beside, name)[cut], getattr(alone, name)[cut], atol=1e-4, rtol=1e-4
        )
    assert beside.gaps[0, m + 1 :].max() < -20
    assert beside.en[0, m:].max() < -20


def test_the_other_pairs_of_a_batch_do_not_matter(network):
    one, other = scores_of(network, RIGHT, WRONG), scores_of(network, WRONG, RIGHT)
    torch.testing.assert_close(one.pair, other.pair.flip(0), atol=1e-4, rtol=1e-4)


def test_links_are_cosines_with_what_the_encoder_knows_added(network):
    batch = batched([[RIGHT]])
    plain = network.links(batch.ko, batch.en)
    assert plain.shape == (1, 6, 4)
    assert plain.abs().max() <= 1 + 1e-5
    expected = plain + network.known * batch.support.cosines
    torch.testing.assert_close(scores_of(network, RIGHT).links, expected)


def test_the_korean_matters_unless_the_network_is_blind(trunk, network):
    torch.manual_seed(3)
    blind = Comparer(trunk, blind=True).eval()
    texts = [
        "경찰이 도둑을 잡았다.",
        "비가 하루 왔다.",
        "긴 글은 낱말이 아주 많아서 길이로 드러난다.",
        "비",
    ]
    examples = [Example(Side(text), RIGHT.en) for text in texts]
    seen, hidden = (
        torch.cat([scores_of(net, example).pair for example in examples])
        for net in (network, blind)
    )
    assert seen.std() > 1e-3
    torch.testing.assert_close(hidden, hidden[:1].expand(4), atol=1e-5, rtol=1e-5)
    together = scores_of(blind, *examples)
    for part in (together.en, together.en_alone, together.gaps, together.pair):
        torch.testing.assert_close(part, part[:1].expand_as(part), atol=1e-5, rtol=1e-5)
    assert together.ko.shape == (4, 8)
    assert together.links.shape == (4, 6, 8)


def test_the_upper_layers_begin_as_those_of_the_trunk(trunk, network):
    state = load_file(trunk / UPPER_WEIGHTS)
    second = network.upper[1]
    torch.testing.assert_close(second.query.weight, state["1.attention.self.query.weight"])
    torch.testing.assert_close(second.outer.bias, state["1.output.dense.bias"])
    assert parameters(network) == sum(p.numel() for p in network.parameters())


# --- the loss


def scores_and_labels():
    """Random scores of three pairs, of five English and four Korean pieces, and labels for them."""
    draw = torch.Generator().manual_seed(4)

    def some(*shape):
        return torch.randn(shape, generator=draw)

    scores = Scores(
        some(3, 5), some(3, 4), some(3, 5), some(3, 4), some(3, 6), some(3), some(3, 5, 4)
    )
    labels = Labels(
        *((some(3, n) > 0).float() for n in (5, 4, 5, 4, 6)),
        torch.tensor([0.0, 1.0, 1.0]),
        *(torch.tensor([True, True, False]) for _ in range(3)),
        torch.tensor([0, 0, 1]),
    )
    masks = torch.ones(3, 5, dtype=torch.bool), torch.ones(3, 4, dtype=torch.bool)
    return scores, labels, masks


@pytest.mark.parametrize("field", ["en", "ko", "gaps", "en_alone", "ko_alone"])
def test_the_loss_ignores_what_is_unknown(field):
    scores, labels, masks = scores_and_labels()
    before = loss_of(scores, labels, *masks)

    def with_row(row):
        flipped = getattr(labels, field).clone()
        flipped[row] = 1 - flipped[row]
        return loss_of(scores, labels._replace(**{field: flipped}), *masks)

    torch.testing.assert_close(with_row(2), before)
    assert abs(float(with_row(1) - before)) > 1e-4


def test_the_loss_ignores_padding():
    scores, labels, (en_mask, ko_mask) = scores_and_labels()
    en_mask[:, 3:] = ko_mask[:, 2:] = False
    before = loss_of(scores, labels, en_mask, ko_mask)
    changed = scores._replace(en=scores.en.clone(), ko=scores.ko.clone(), gaps=scores.gaps.clone())
    changed.en[:, 3:], changed.ko[:, 2:], changed.gaps[:, 4:] = 9.0, 9.0, 9.0
    torch.testing.assert_close(loss_of(changed, labels, en_mask, ko_mask), before)


def test_the_loss_asks_for_a_wrong_pair_above_its_own_right_one():
    scores, labels, masks = scores_and_labels()

    def ranked(first, second, group):
        given = scores._replace(pair=torch.tensor([first, second, 0.0]))
        return float(loss_of(given, labels._replace(group=torch.tensor(group)), *masks))

    def rank(first, second):  # what is added by being of one group
        return ranked(first, second, [0, 0, 1]) - ranked(first, second, [0, 2, 1])

    assert rank(2.0, -2.0) == pytest.approx(0.5 * np.log1p(np.exp(4)), rel=1e-3)
    assert rank(-2.0, 2.0) == pytest.approx(0.5 * np.log1p(np.exp(-4)), abs=1e-5)


def test_the_loss_of_a_batch_of_which_nothing_is_known_is_of_its_pairs_only():
    scores, labels, masks = scores_and_labels()
    none = torch.zeros(3, dtype=torch.bool)
    labels = labels._replace(en_known=none, ko_known=none, gaps_known=none, group=torch.arange(3))
    expected = torch.nn.functional.binary_cross_entropy_with_logits(scores.pair, labels.pair)
    torch.testing.assert_close(loss_of(scores, labels, *masks), expected)


# --- training


def batch():
    return batched([[RIGHT, WRONG, SHORTER], [OTHER]])


def learned(state, steps):
    """Steps of training with the same parts left out at random every time."""
    for _ in range(steps):
        torch.manual_seed(state.step)
        loss = state.learn(batch(), 1000)
    return loss


@pytest.mark.slow
def test_training_goes_on_from_a_checkpoint_as_if_it_had_not_been_stopped(trunk, tmp_path):
    whole = Training(trunk, tmp_path / "whole", blind=False, start=None)
    learned(whole, 4)
    stopped = Training(trunk, tmp_path / "stopped", blind=False, start=None)
    learned(stopped, 2)
    stopped.keep()
    again = Training(trunk, tmp_path / "stopped", blind=False, start=None)
    assert (again.step, again.samples) == (2, 8)
    for name, value in stopped.network.state_dict().items():
        assert torch.equal(again.network.state_dict()[name], value), name
    learned(again, 2)
    assert (again.step, again.samples) == (whole.step, whole.samples) == (4, 16)
    for name, value in whole.network.state_dict().items():
        torch.testing.assert_close(again.network.state_dict()[name], value, atol=1e-6, rtol=1e-5)
    assert sorted(p.name for p in (tmp_path / "stopped").iterdir()) == [WEIGHTS, STATE]


@pytest.mark.slow
def test_training_lowers_the_loss_and_begins_from_given_weights(trunk, tmp_path):
    first = Training(trunk, tmp_path / "first", blind=False, start=None)
    before = learned(first, 1)
    assert learned(first, 14) < before
    first.keep()
    second = Training(trunk, tmp_path / "second", blind=False, start=tmp_path / "first" / WEIGHTS)
    assert (second.step, second.samples) == (0, 0)
    for name, value in first.network.state_dict().items():
        assert torch.equal(second.network.state_dict()[name], value), name


@pytest.mark.slow
def test_the_rate_rises_and_falls_and_is_lower_for_the_upper_layers(trunk, tmp_path):
    state = Training(trunk, tmp_path, blind=False, start=None)
    rates = []
    for step, samples in ((0, 0), (299, 10), (5000, 500), (5000, 800), (5000, 900), (5000, 1000)):
        state.step, state.samples = step, samples
        state.learn(batch(), 1000)
        rates.append([group["lr"] for group in state.optimiser.param_groups])
    plain = [rate / training.RATE for rate, _ in rates]
    np.testing.assert_allclose(plain[:3], [1 / 300, 1, 1])
    assert 0 < plain[3] <= 1
    np.testing.assert_allclose(plain[4:], [plain[3] / 2, 0])  # in a straight line to the end
    np.testing.assert_allclose([upper for _, upper in rates], [rate / 10 for rate, _ in rates])


def test_the_share_of_errors_above_the_right_pairs_is_measured(network, monkeypatch):
    scores = iter([[0.0, 2.0, -1.0, 3.0]] * 10)
    twin = Example(Side("비가 왔다."), Side("It rained."))
    groups = [[RIGHT, WRONG, SHORTER, twin]] * 80  # ten parts of eight

    def forward(_network, _batch):
        return Scores(*[torch.zeros(1)] * 5, torch.tensor(next(scores) * 8), torch.zeros(1))

    monkeypatch.setattr(training, "forward", forward)
    found = measured(network, groups, batched)
    assert found == {"all": 0.5, "above_own": 0.5, "lost": 0.0, "name": 1.0, "twin": 1.0}
    assert network.training
    network.eval()


def test_held_examples_are_always_the_same():
    rows = [pairs()["kim"], analysed("비가 왔다.", "It rained.")]
    assert held_examples(rows, tools()) == held_examples(rows, tools())
