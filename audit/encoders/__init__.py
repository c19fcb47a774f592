"""Encoders: what turns sentences of either language into vectors of one space."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from audit.errors import EncoderError
from audit.records.settings import TORCH, path_named

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from audit.encoders.vectors import TokenVectors

EMBEDDED = "embedded"


class Encoder(Protocol):
    """What the tool needs of an encoder.

    ``name`` and ``weights_hash`` (SHA-256, hexadecimal) go into every output.
    """

    name: str
    weights_hash: str
    dimension: int

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (n, dimension); the zero vector where there is nothing to encode."""
        ...

    def tokens(self, sentences: Sequence[str]) -> list[TokenVectors]:
        """Each sentence's tokens, with character spans in the sentence as given."""
        ...


def load(
    name: str = EMBEDDED, cache: Path | None = None, backend: str = TORCH, file: str = ""
) -> Encoder:
    """The embedded encoder, or any sentence-transformers model by hub name or local folder.

    Args:
        name: ``embedded``, a folder or a hub name.
        cache: a folder in which to keep the vectors of a sentence-transformers model between runs;
            none are kept if left out. The embedded encoder is faster than a cache.
        backend: what runs a sentence-transformers model: torch, onnx or openvino.
        file: which of the model's files that loads; its own choice if empty.

    Raises:
        EncoderError: it cannot be loaded; another encoder is never put in its place.
    """
    if name == EMBEDDED:
        from audit.encoders.bag import embedded

        return embedded()
    folder = path_named(name)
    if name.startswith((".", "/", "~")) and not folder.is_dir():
        raise EncoderError(
            f"There is no encoder folder {name}; give a folder saved by sentence-transformers, "
            "a model's hub name, or leave --encoder out for the embedded one."
        )
    if _is_ours(folder):
        from audit.encoders.bag import BagEncoder

        return BagEncoder(folder, folder.resolve().name)
    from audit.encoders.sentence_transformer import SentenceTransformerEncoder

    encoder = SentenceTransformerEncoder(name, backend, file)
    if cache is None:
        return encoder
    from audit.encoders.cache import CachedEncoder

    return CachedEncoder(encoder, cache)


def _is_ours(folder: Path) -> bool:
    """Whether a folder holds an encoder of the embedded one's kind."""
    modules = folder / "modules.json"
    return modules.is_file() and '"audit.encoders.module.' in modules.read_text("utf-8", "replace")


def encoder_id(encoder: Encoder) -> str:
    """The encoder's name with the start of its weights' hash, as written into every output."""
    return f"{encoder.name}@{encoder.weights_hash[:12]}"
