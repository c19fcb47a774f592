"""The embedded encoder, and the real loading of any other."""

from __future__ import annotations

import shutil
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.align.calibration import calibration_pairs
from audit.encoders import load
from audit.encoders.bag import EMBEDDED_DIR, BagEncoder
from audit.errors import EncoderError


@pytest.fixture(scope="module")
def encoder():
    return load()


def test_each_calibration_sentence_finds_its_translation(encoder):
    pairs = calibration_pairs()
    cosine = encoder.encode([ko for ko, _ in pairs]) @ encoder.encode([en for _, en in pairs]).T
    assert (cosine.argmax(axis=1) == np.arange(len(pairs))).mean() >= 0.95


@pytest.mark.parametrize(
    ("hangul", "right", "wrong"),
    [
        ("트럼프", "Trump", "Biden"),
        ("쿠르스크", "Kursk", "Paris"),
        ("리치먼드", "Richmond", "London"),
    ],
)
def test_foreign_names_meet_through_their_sound(encoder, hangul, right, wrong):
    ko, good, bad = encoder.encode([hangul, right, wrong])
    assert ko @ good > ko @ bad + 0.2


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "🙂🙂",
        "12345",
        "가" * 10_000,
        "word " * 5_000,
        "한국 Korea 韓国 Корея",
        "\x00\u200b",
        "。",
    ],
    ids=["empty", "space", "emoji", "digits", "long ko", "long en", "mixed", "invisible", "stop"],
)
def test_odd_input_gives_a_finite_vector_and_no_warning(encoder, text):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        vector = encoder.encode([text])[0]
    assert vector.shape == (encoder.dimension,)
    assert np.isfinite(vector).all()
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5) or not vector.any()


@given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
@settings(max_examples=30, deadline=None)
def test_a_vector_does_not_depend_on_its_batch(encoder, texts):
    together = encoder.encode(texts)
    alone = np.stack([encoder.encode([text])[0] for text in texts])
    assert np.array_equal(together, alone)


def test_tokens_carry_their_place_in_the_text_as_given(encoder):
    sentence = "  “김정은” 국무위원장은 3만명을 보냈다."
    tokens = encoder.tokens([sentence])[0]
    assert tokens.vectors.shape == (len(tokens.texts), encoder.dimension)
    assert {sentence[a:b] for a, b in tokens.spans} >= {"김정은", "위원장", "보내"[:1]} - {"보"}
    assert (tokens.weights > 0).all()


def test_a_missing_folder_is_a_clear_error():
    with pytest.raises(EncoderError, match=r"There is no encoder folder \./nowhere"):
        load("./nowhere")


@pytest.mark.long
@pytest.mark.slow
def test_an_unknown_name_is_a_clear_error_and_nothing_takes_its_place(monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(EncoderError, match="nobody/no-such-model cannot be loaded"):
        load("nobody/no-such-model")


def test_a_damaged_encoder_is_a_clear_error(tmp_path):
    folder = tmp_path / "damaged"
    shutil.copytree(EMBEDDED_DIR, folder)
    (folder / "vocabulary.txt").write_text("one\ntwo", encoding="utf-8")
    with pytest.raises(EncoderError, match="inconsistent"):
        BagEncoder(folder)
    (folder / "model.safetensors").write_bytes(b"junk")
    with pytest.raises(EncoderError, match="cannot be read"):
        BagEncoder(folder)


@pytest.mark.parametrize(
    ("ko", "right", "wrong"),
    [
        ("3만2000명", "32,000 people", "3,200 people"),
        ("1조2000억원", "1.2 trillion won", "120 billion won"),
        ("2024년", "2024", "2023"),
        ("3월", "March", "May"),
    ],
)
def test_figures_meet_by_value(encoder, ko, right, wrong):
    vector, good, bad = encoder.encode([ko, right, wrong])
    assert vector @ good > vector @ bad + 0.1


@pytest.mark.slow
def test_the_library_saves_and_loads_the_embedded_model_to_the_same_vectors(encoder, tmp_path):
    from sentence_transformers import SentenceTransformer

    from audit.encoders.module import as_sentence_transformer

    texts = ["트럼프 대통령은 3만2000명을 보냈다.", "Trump sent 32,000 people.", "", "🙂"]
    model = as_sentence_transformer()
    vectors = model.encode(texts)
    assert np.allclose(vectors, encoder.encode(texts), atol=1e-6)
    model.save(str(tmp_path / "saved"))
    # The library asks for the flag before it imports a module class that is not its own.
    loaded = SentenceTransformer(str(tmp_path / "saved"), trust_remote_code=True)
    assert np.array_equal(loaded.encode(texts), vectors)
    shipped = SentenceTransformer(str(EMBEDDED_DIR), trust_remote_code=True)
    assert np.array_equal(shipped.encode(texts), vectors)
    ours = load(str(tmp_path / "saved"))
    assert ours.weights_hash == encoder.weights_hash
    assert np.array_equal(ours.encode(texts), encoder.encode(texts))
