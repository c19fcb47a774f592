"""Keep what is measured of a shipped encoder: ``python -m audit.training.scales``.

Writes the scales and centres of the embedded encoder, by the hash of its weights, so that a run need not
measure them before its first sentence (:mod:`audit.align.calibration`). To be run after
``audit.training.encoder``; a test measures them anew.
"""

from __future__ import annotations

from safetensors.numpy import save_file

from audit.align.calibration import CENTRES, KNOWN, measured, measured_token_scale
from audit.encoders import Encoder
from audit.encoders.bag import BagEncoder

_HEAD = """\
# Scales of the encoders that are shipped, so that a run need not measure them before its first sentence:
# python -m audit.training.scales. A test measures them anew.
"""


def write(encoder: Encoder) -> None:
    """Write both files, for this encoder alone."""
    scale, tokens = measured(encoder), measured_token_scale(encoder)
    rows = {
        "unrelated": scale.unrelated, "matching": scale.matching, "token_unrelated": tokens.unrelated,
        "token_matching": tokens.matching, "token_apart": tokens.apart,
    }  # fmt: skip
    lines = [f'["{encoder.weights_hash}"]  # {encoder.name}']
    lines += [f"{name} = {value!r}" for name, value in rows.items()]
    KNOWN.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    centres = {f"{encoder.weights_hash}.{lang}": of for lang, of in scale.centres.items()}
    save_file(centres, CENTRES)


if __name__ == "__main__":
    write(BagEncoder())
