"""Any sentence-transformers model: loading, prompts, tokens, and vectors kept between runs."""

from __future__ import annotations

import shutil
import sqlite3

import numpy as np
import pytest

from audit.align.calibration import measure
from audit.encoders import encoder_id, load
from audit.encoders.cache import FILE, CachedEncoder
from audit.encoders.prompts import prompt_for
from audit.encoders.sentence_transformer import SentenceTransformerEncoder
from audit.errors import ConfigError, EncoderError
from audit.settings import cache_folder, read_settings

# The library takes seconds to load.
pytestmark = pytest.mark.slow


def test_a_sentence_transformers_folder_loads_and_encodes(tiny_model):
    encoder = load(str(tiny_model))
    vectors = encoder.encode(["a dog", "a cat", ""])
    assert vectors.shape == (3, 32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert encoder_id(encoder).startswith("tiny@")
    tokens = encoder.tokens(["a dog"])[0]
    assert tokens.spans == ((0, 1), (2, 3), (3, 4), (4, 5))
    assert tokens.vectors.shape == (len(tokens.texts), 32)


def test_an_encoder_that_cannot_tell_translations_is_refused(tiny_model):
    with pytest.raises(EncoderError, match="does not tell Korean-English translations"):
        measure(load(str(tiny_model)))


@pytest.mark.parametrize(
    ("name", "prompt"),
    [
        ("intfloat/multilingual-e5-small", "query: "),
        ("multilingual-e5-base", "query: "),
        (
            "intfloat/multilingual-e5-large-instruct",
            "Instruct: Retrieve parallel sentences.\nQuery: ",
        ),
        ("sentence-transformers/LaBSE", ""),
        ("sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2", ""),
        ("google/embeddinggemma-300m", "task: sentence similarity | query: "),
        ("model5", ""),
    ],
)
def test_each_family_gets_its_prompt(name, prompt):
    assert prompt_for((name,), {}, None) == prompt


def test_a_model_with_prompts_of_its_own_is_read_with_the_one_for_similarity():
    own = {"query": "q: ", "STS": "compare: "}
    assert prompt_for(("some/model",), own, "query") == "compare: "
    assert prompt_for(("some/model",), {"query": "q: "}, "query") == "q: "
    assert prompt_for(("some/model",), {"query": "q: "}, None) == ""


def test_a_folder_named_otherwise_is_known_by_its_card(tiny_model, tmp_path):
    folder = tmp_path / "ours"
    shutil.copytree(tiny_model, folder)
    plain = load(str(folder))
    (folder / "README.md").write_text(
        "---\nbase_model: intfloat/multilingual-e5-small\n---\n", encoding="utf-8"
    )
    prompted = load(str(folder))
    assert prompted.prompt == "query: "
    assert prompted.weights_hash != plain.weights_hash
    assert not np.allclose(prompted.encode(["a dog"]), plain.encode(["a dog"]))
    # The prompt is no token of the sentence.
    tokens = prompted.tokens(["a dog"])[0]
    assert "".join(tokens.texts) == "adog"
    assert tokens.spans == ((0, 1), (2, 3), (3, 4), (4, 5))


def test_the_tokens_of_a_static_model_weigh_as_much_as_in_the_sentence(static_model):
    encoder = load(str(static_model))
    tokens = encoder.tokens(["stop dog"])[0]
    assert tokens.texts == ("stop", "dog")
    assert tokens.spans == ((0, 4), (5, 8))
    assert tokens.weights == pytest.approx([0.1, 1.0])
    assert np.linalg.norm(tokens.vectors, axis=1) == pytest.approx([1, 1])


def test_tokens_and_sentences_come_of_one_pass(tiny_model):
    texts = ["a dog", "a cat", ""]
    apart = load(str(tiny_model)).encode(texts)
    encoder = load(str(tiny_model))
    encoder.tokens(texts)
    encoder._model.encode = None  # no second pass
    assert np.allclose(encoder.encode(texts), apart, atol=1e-6)


def test_a_backend_that_is_not_there_is_refused_and_torch_does_not_take_its_place(tiny_model):
    with pytest.raises(
        EncoderError, match=r"cannot be loaded.*install sentence-transformers\[onnx"
    ):
        load(str(tiny_model), backend="onnx")


def test_a_backend_that_nobody_knows_is_a_clear_error(tmp_path):
    settings = tmp_path / "audit.toml"
    settings.write_text('encoder_backend = "tensorflow"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="the backends are torch, onnx, openvino"):
        read_settings(settings)


@pytest.mark.parametrize("text", ["", "🙂🙂", "가" * 10_000, "1 2 3"])
def test_odd_input_gives_a_finite_vector(tiny_model, text):
    encoder = load(str(tiny_model))
    assert np.isfinite(encoder.encode([text])).all()
    assert np.isfinite(encoder.tokens([text])[0].vectors).all()


def test_weights_outside_safetensors_are_refused(tiny_model, tmp_path):
    import torch

    folder = tmp_path / "pickled"
    shutil.copytree(tiny_model, folder)
    (folder / "model.safetensors").unlink()
    torch.save({}, folder / "pytorch_model.bin")
    with pytest.raises(EncoderError, match=r"cannot be loaded.*safetensors"):
        load(str(folder))


def test_a_model_with_code_of_its_own_is_refused_and_its_code_not_run(tiny_model, tmp_path):
    folder = tmp_path / "foreign"
    shutil.copytree(tiny_model, folder)
    mark = tmp_path / "ran"
    (folder / "theirs.py").write_text(f"open({str(mark)!r}, 'w')\nclass M: pass\n")
    modules = (folder / "modules.json").read_text("utf-8")
    (folder / "modules.json").write_text(
        modules.replace("sentence_transformers.base.modules.transformer.Transformer", "theirs.M"),
        "utf-8",
    )
    assert "theirs.M" in (folder / "modules.json").read_text("utf-8")
    with pytest.raises(EncoderError, match="cannot be loaded"):
        load(str(folder))
    assert not mark.exists()


class Counting:
    """An encoder that remembers what it was asked to compute."""

    def __init__(self, encoder: SentenceTransformerEncoder) -> None:
        self._encoder = encoder
        self.name, self.dimension = encoder.name, encoder.dimension
        self.weights_hash = encoder.weights_hash
        self.asked: list[str] = []

    def encode(self, sentences):
        self.asked += sentences
        return self._encoder.encode(sentences)

    def tokens(self, sentences):
        self.asked += sentences
        return self._encoder.tokens(sentences)


@pytest.fixture
def counting(tiny_model):
    return Counting(SentenceTransformerEncoder(str(tiny_model)))


def test_a_sentence_is_computed_once_across_runs(counting, tmp_path):
    first = CachedEncoder(counting, tmp_path).encode(["a dog", "a cat", "a dog"])
    assert counting.asked == ["a dog", "a cat"]
    again = CachedEncoder(counting, tmp_path).encode(["a cat", "a fox", "a dog"])
    assert counting.asked == ["a dog", "a cat", "a fox"]
    assert np.array_equal(again[2], first[0]) and np.array_equal(first[0], first[2])


def test_kept_tokens_are_the_computed_ones(counting, tmp_path):
    texts = ["“a dog”", "", "🙂 cat"]
    fresh = CachedEncoder(counting, tmp_path).tokens(texts)
    kept = CachedEncoder(counting, tmp_path).tokens(texts)
    assert counting.asked == texts
    for a, b in zip(fresh, kept, strict=True):
        assert (a.texts, a.spans) == (b.texts, b.spans)
        assert np.array_equal(a.vectors, b.vectors) and np.array_equal(a.weights, b.weights)


def test_a_changed_model_reads_nothing_old(counting, tmp_path):
    CachedEncoder(counting, tmp_path).encode(["a dog"])
    counting.weights_hash = "another"
    CachedEncoder(counting, tmp_path).encode(["a dog"])
    assert counting.asked == ["a dog", "a dog"]


def test_a_cache_grown_too_large_drops_its_older_half(counting, tmp_path):
    texts = [f"dog {letter}" for letter in "abcdefgh"]
    CachedEncoder(counting, tmp_path).encode(texts)
    counting.asked.clear()
    CachedEncoder(counting, tmp_path, limit=0).encode(texts)
    assert counting.asked == texts[:4]


def test_a_damaged_cache_is_a_clear_error(counting, tmp_path):
    (tmp_path / FILE).write_bytes(b"no database" * 1000)
    with pytest.raises(EncoderError, match=r"vectors\.sqlite cannot be used .*delete that file"):
        CachedEncoder(counting, tmp_path).encode(["a dog"])


def test_the_configuration_says_where_vectors_are_kept(tiny_model, tmp_path):
    settings = tmp_path / "audit.toml"
    settings.write_text('cache = "off"\n', encoding="utf-8")
    assert cache_folder(read_settings(settings)) is None
    settings.write_text(f'cache = "{tmp_path / "kept"}"\n', encoding="utf-8")
    load(str(tiny_model), cache_folder(read_settings(settings))).encode(["a dog"])
    with sqlite3.connect(tmp_path / "kept" / FILE) as db:
        assert db.execute("SELECT count(*) FROM vectors").fetchone() == (1,)
