"""Any sentence-transformers model, by hub name or local folder."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audit.errors import EncoderError
from audit.report import TokenVectors
from audit.text.normalise import normalise

_BATCH = 32


class SentenceTransformerEncoder:
    """A model loaded through the library itself: safetensors only, no remote code.

    Raises:
        EncoderError: the model is missing, broken, not in safetensors, or cannot be reached.
    """

    def __init__(self, name: str) -> None:
        # The library is imported here: it takes seconds that the embedded encoder need not wait for.
        for noisy in ("sentence_transformers", "transformers", "huggingface_hub", "httpx"):
            logging.getLogger(noisy).setLevel(logging.ERROR)
        from sentence_transformers import SentenceTransformer

        folder = Path(name).expanduser()
        try:
            self._model = SentenceTransformer(
                str(folder) if folder.is_dir() else name,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
        except Exception as error:
            first_line = str(error).strip().split("\n")[0][:200]
            raise EncoderError(
                f"The encoder {name} cannot be loaded ({type(error).__name__}: {first_line}); "
                "check the name or folder and the network, or leave --encoder out for the "
                "embedded one."
            ) from error
        self._model.eval()
        self.name = folder.name if folder.is_dir() else name
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self.weights_hash = self._hash()

    def _hash(self) -> str:
        digest = hashlib.sha256()
        for key, tensor in sorted(self._model.state_dict().items()):
            digest.update(key.encode())
            digest.update(np.ascontiguousarray(tensor.cpu().float().numpy()).tobytes())
        return digest.hexdigest()

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (n, dimension)."""
        if not sentences:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._model.encode(
            [normalise(sentence).text for sentence in sentences],
            batch_size=_BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)

    def tokens(self, sentences: Sequence[str]) -> list[TokenVectors]:
        """Each sentence's tokens; every token has weight 1.

        Raises:
            EncoderError: the model gives no token embeddings or its tokenizer no offsets.
        """
        plain = [normalise(sentence) for sentence in sentences]
        try:
            states = self._model.encode(
                [p.text for p in plain],
                batch_size=_BATCH,
                output_value="token_embeddings",
                show_progress_bar=False,
            )
            offsets = self._model.tokenizer(
                [p.text for p in plain], truncation=True, return_offsets_mapping=True
            )["offset_mapping"]
        except Exception as error:
            raise EncoderError(
                f"The encoder {self.name} gives no token vectors with offsets ({error}); "
                "use another encoder."
            ) from error
        found = []
        for text, matrix, spans in zip(plain, states, offsets, strict=True):
            # Special tokens have empty spans.
            at = [i for i, (a, b) in enumerate(spans) if b > a and i < len(matrix)]
            rows = np.asarray(matrix.cpu().float().numpy(), dtype=np.float32)[at]
            lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
            found.append(
                TokenVectors(
                    tuple(text.text[spans[i][0] : spans[i][1]] for i in at),
                    tuple(text.span(*spans[i]) for i in at),
                    rows / lengths,
                    np.ones(len(at), dtype=np.float32),
                )
            )
        return found
