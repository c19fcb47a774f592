"""The embedded encoder as a module of sentence-transformers, for use with that library's own tools.

``as_sentence_transformer()`` gives the model; so does
``SentenceTransformer("audit/encoders/embedded", trust_remote_code=True)``: the library asks for that
flag before it imports any module class but its own, and the folder holds no code to run.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import torch
import torch.nn.functional as F
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import InputModule

from audit.encoders.bag import EMBEDDED_DIR, BagEncoder


class BagOfFeatures(InputModule):
    """Sentence vectors as :class:`audit.encoders.bag.BagEncoder` makes them, computed by torch."""

    def __init__(self, encoder: BagEncoder) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._encoder = encoder
        self.register_buffer("rows", torch.from_numpy(encoder.rows))
        self.register_buffer("scales", torch.from_numpy(encoder.scales))

    def preprocess(
        self, inputs: Sequence[Any], prompt: str | None = None, **kwargs: object
    ) -> dict[str, torch.Tensor]:
        """Row ids of all features, the share of each, and the sentence each belongs to."""
        texts = [(prompt or "") + str(text) for text in inputs]
        ids: list[int] = []
        shares: list[float] = []
        owners: list[int] = []
        for owner, (found, parts) in enumerate(self._encoder.bags(texts)):
            ids += found
            shares += parts
            owners += [owner] * len(found)
        return {
            "ids": torch.tensor(ids, dtype=torch.long),
            "shares": torch.tensor(shares, dtype=torch.float32),
            "owners": torch.tensor(owners, dtype=torch.long),
            "count": torch.tensor(len(texts)),
        }

    def forward(self, features: dict[str, Any], **kwargs: object) -> dict[str, Any]:
        """Add ``sentence_embedding``, unit vectors of shape (n, dimension)."""
        ids = features["ids"]
        parts = self.rows[ids].float() * (self.scales[ids] * features["shares"])[:, None]
        sums = parts.new_zeros(int(features["count"]), self.rows.shape[1])
        features["sentence_embedding"] = F.normalize(
            sums.index_add(0, features["owners"], parts), dim=1
        )
        return features

    def get_embedding_dimension(self) -> int:
        """Length of a sentence vector."""
        return self._encoder.dimension

    def save(self, output_path: str, *args: object, **kwargs: object) -> None:
        """Copy weights, vocabulary and configuration into a folder."""
        self._encoder.copy_to(Path(output_path))

    @classmethod
    def load(
        cls, model_name_or_path: str, subfolder: str = "", *args: object, **kwargs: object
    ) -> Self:
        """Read a folder written by :meth:`save`."""
        folder = Path(model_name_or_path) / subfolder
        return cls(BagEncoder(folder, folder.name))


def as_sentence_transformer(folder: Path = EMBEDDED_DIR) -> SentenceTransformer:
    """The encoder in ``folder`` as a sentence-transformers model.

    Raises:
        EncoderError: the folder cannot be read.
    """
    return SentenceTransformer(modules=[BagOfFeatures(BagEncoder(folder, folder.name))])
