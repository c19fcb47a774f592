"""Small untrained models, saved to folders as sentence-transformers saves them."""

from __future__ import annotations

import string
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory) -> Path:
    """A real sentence-transformers model, small and untrained, saved to a folder."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    base = tmp_path_factory.mktemp("bert")
    letters = string.ascii_lowercase
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    vocabulary = [*special, ":", *letters, *[f"##{c}" for c in letters]]
    ids = {token: i for i, token in enumerate(vocabulary)}
    BertTokenizerFast(vocab=ids).save_pretrained(base)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
    )
    BertModel(config).save_pretrained(base)
    torch.manual_seed(1)
    model = SentenceTransformer(modules=[Transformer(str(base)), Pooling(32)])
    saved = tmp_path_factory.mktemp("saved") / "tiny"
    model.save(str(saved))
    return saved


@pytest.fixture(scope="module")
def static_model(tmp_path_factory) -> Path:
    """A static model of whole words, in which ``stop`` counts for little."""
    import numpy as np
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    words = ["[UNK]", "dog", "cat", "stop"]
    tokenizer = Tokenizer(WordLevel({word: i for i, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    table = np.eye(4, 8, dtype=np.float32) * np.array([[1], [1], [1], [0.1]], dtype=np.float32)
    saved = tmp_path_factory.mktemp("static") / "static"
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=table)]).save(
        str(saved)
    )
    return saved
