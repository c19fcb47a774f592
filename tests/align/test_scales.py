"""Encoders that differ in what a cosine means align alike; the scales kept of shipped ones are those measured."""

import numpy as np
import pytest

from audit.align import align_sentences, side, support_of
from audit.align.calibration import (
    Scale,
    calibration_pairs,
    measure,
    measured,
    measured_token_scale,
    token_scale,
)
from audit.align.whose_words import words_of
from audit.encoders.bag import BagEncoder, embedded
from audit.errors import EncoderError


def test_the_kept_scale_of_the_embedded_encoder_is_the_measured_one():
    encoder = BagEncoder()
    kept, anew = measure(encoder), measured(encoder)
    assert kept.unrelated == pytest.approx(anew.unrelated, abs=1e-5)
    assert kept.matching == pytest.approx(anew.matching, abs=1e-5)
    for lang in ("ko", "en"):
        assert kept.centres[lang] == pytest.approx(anew.centres[lang], abs=1e-5)
    kept_words, anew_words = token_scale(encoder), measured_token_scale(encoder)
    assert kept_words.levels == pytest.approx(anew_words.levels, abs=1e-5)
    assert kept_words.apart == pytest.approx(anew_words.apart, rel=1e-4)


def test_another_encoder_is_measured():
    encoder = BagEncoder()
    encoder.weights_hash = "0" * 64
    assert measure(encoder) == measured(encoder)


class Tilted:
    """The embedded encoder with its vectors squeezed into a cone, each language's into its own."""

    def __init__(self, tokens=True):
        self._encoder = embedded()
        self.name, self.weights_hash = "tilted", "1" * 64
        self.dimension = self._encoder.dimension
        self._tokens = tokens

    def encode(self, sentences):
        draw = np.random.default_rng(7)
        both = draw.normal(size=self.dimension)
        language = {True: draw.normal(size=self.dimension), False: draw.normal(size=self.dimension)}
        vectors = self._encoder.encode(sentences)
        for row, sentence in enumerate(sentences):
            common = both + 0.7 * language[any("가" <= c <= "힣" for c in sentence)]
            vectors[row] += 2.5 * common / np.linalg.norm(common)
        return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)

    def tokens(self, sentences):
        """Tokens that all say what the sentence says, as those of encoders of whole sentences do."""
        if not self._tokens:
            raise EncoderError("no token vectors")
        found = self._encoder.tokens(sentences)
        for tokens, vector in zip(found, self._encoder.encode(sentences), strict=True):
            tokens.vectors[:] = 0.5 * tokens.vectors + 2 * vector
            tokens.vectors[:] /= np.linalg.norm(tokens.vectors, axis=1, keepdims=True)
        return found


def test_vectors_in_a_cone_align_as_those_that_are_in_none():
    tilted = Tilted()
    pairs = calibration_pairs()
    cosines = tilted.encode([ko for ko, _ in pairs]) @ tilted.encode([en for _, en in pairs]).T
    assert cosines.min() > 0.5  # as with multilingual-e5-small
    ko = [pairs[i][0] for i in (3, 9, 14, 20, 27, 31, 36)]
    en = [pairs[i][1] for i in (3, 14, 9, 20, 31, 36)]
    found = []
    for encoder in (embedded(), tilted):
        scale = measure(encoder)
        sides = side(ko, encoder, scale, "ko"), side(en, encoder, scale, "en")
        beads = align_sentences(*sides, scale, support_of(ko, en, words_of(encoder)))
        found.append({(bead.source, bead.target, bead.moved) for bead in beads})
    assert found[0] == found[1]
    assert ((4,), (), False) in found[1]


def test_a_text_of_one_sentence_or_of_nothing_to_read_can_be_centred():
    scale = measure(embedded())
    one = embedded().encode(["비가 왔다."])
    assert scale.centred(one, "ko") == pytest.approx(
        scale.centred(np.concatenate([one, np.zeros_like(one)]), "ko")[:1], abs=1e-6
    )
    nothing = np.zeros((2, embedded().dimension), dtype=np.float32)
    assert not scale.centred(nothing, "ko").any()
    assert Scale(0, 1).centred(one, "ko") is one


@pytest.mark.parametrize("tokens", [True, False])
def test_words_that_tell_nothing_apart_are_not_used(tokens):
    assert words_of(Tilted(tokens)).encoder is embedded()


def test_an_encoder_with_words_as_good_as_the_embedded_ones_keeps_its_own():
    encoder = BagEncoder()
    encoder.weights_hash = "0" * 64
    assert words_of(encoder).encoder is encoder
