"""The embedded encoder, and the real loading of any other."""

from __future__ import annotations

import shutil
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.align.calibration import calibration_pairs, measure
from audit.encoders import load, signature
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


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory):
    """A real sentence-transformers model, small and untrained, saved to a folder."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    base = tmp_path_factory.mktemp("bert")
    letters = [chr(c) for c in range(ord("a"), ord("z") + 1)]
    vocabulary = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        *letters,
        *[f"##{c}" for c in letters],
    ]
    (base / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    BertTokenizerFast(vocab_file=str(base / "vocab.txt")).save_pretrained(base)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
    )
    BertModel(config).save_pretrained(base)
    model = SentenceTransformer(modules=[word := Transformer(str(base)), Pooling(32)])
    assert word is not None
    saved = tmp_path_factory.mktemp("saved") / "tiny"
    model.save(str(saved))
    return saved


def test_a_sentence_transformers_folder_loads_and_encodes(tiny_model):
    encoder = load(str(tiny_model))
    vectors = encoder.encode(["a dog", "a cat", ""])
    assert vectors.shape == (3, 32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert signature(encoder).startswith("tiny@")
    tokens = encoder.tokens(["a dog"])[0]
    assert "".join(tokens.texts) == "adog"
    assert tokens.vectors.shape == (len(tokens.texts), 32)


def test_an_encoder_that_cannot_tell_translations_is_refused(tiny_model):
    with pytest.raises(EncoderError, match="does not tell Korean-English translations"):
        measure(load(str(tiny_model)))
