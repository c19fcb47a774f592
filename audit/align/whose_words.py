"""Whose words decide: the encoder that aligns, or the embedded one.

An encoder that reads sentences whole need not tell their words apart: the tokens of multilingual-e5-small all
carry what the sentence says, so that one that was added resembles the other side as much as any.
"""

from __future__ import annotations

from typing import NamedTuple

from audit.align.calibration import TokenScale, token_scale
from audit.encoders import Encoder
from audit.encoders.bag import embedded
from audit.errors import EncoderError

_AS_GOOD = 0.999
"""Share of the embedded encoder's figure from which another is as good: processors round differently."""


class Words(NamedTuple):
    """The encoder whose token vectors are used, and their scale."""

    encoder: Encoder
    scale: TokenScale


def words_of(encoder: Encoder) -> Words:
    """The tokens of an encoder, if it has any that tell translations from unrelated sentences as well as the
    embedded encoder's, which are used where it has not.
    """
    others = Words(embedded(), token_scale(embedded()))
    try:
        own = Words(encoder, token_scale(encoder))
    except EncoderError:  # it aligns sentences all the same
        return others
    return own if own.scale.apart >= others.scale.apart * _AS_GOOD else others
