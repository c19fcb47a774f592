"""The scales that are kept of shipped encoders are those that are measured."""

import pytest

from audit.align.calibration import measure, measured, measured_token_scale, token_scale
from audit.encoders.bag import BagEncoder


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
