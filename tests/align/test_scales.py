"""The scales that are kept of shipped encoders are those that are measured."""

import pytest

from audit.align.calibration import measure, measured, measured_token_scale, token_scale
from audit.encoders.bag import BagEncoder


def test_the_kept_scale_of_the_embedded_encoder_is_the_measured_one():
    encoder = BagEncoder()
    kept, anew = measure(encoder), measured(encoder)
    assert kept.unrelated == pytest.approx(anew.unrelated, abs=1e-5)
    assert kept.matching == pytest.approx(anew.matching, abs=1e-5)
    assert token_scale(encoder) == pytest.approx(measured_token_scale(encoder), abs=1e-5)


def test_another_encoder_is_measured():
    encoder = BagEncoder()
    encoder.weights_hash = "0" * 64
    assert measure(encoder) == measured(encoder)
