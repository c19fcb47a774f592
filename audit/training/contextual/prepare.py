"""Analyse the training pairs: ``python -m audit.training.contextual.prepare --trunk DIR --out DIR``.

Each pair gets its Korean morphemes, its English parse, and the links of English content words to Korean
words: the closest by the trunk's vectors, means of pieces, as in awesome-align (Dou & Neubig 2021). Shards
that are there are kept, so that it goes on where it was stopped.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audit.languages.en.parse import Token, parse_all, parsed
from audit.languages.ko.morphemes import morphemes_of
from audit.languages.normalise import normalise
from audit.training.contextual.material import Prepared, chosen, write_shard
from audit.training.contextual.trunk import Trunk
from audit.training.pairs import Pair

SHARD = 1000
CONTENT = frozenset("NN NNS NNP NNPS VB VBD VBG VBN VBP VBZ JJ JJR JJS RB RBR RBS CD".split())
_FUNCTION = frozenset("aux auxpass cop det prt case neg".split())
_MUTUAL, _BEST = 0.30, 0.50
"""Cosines from which a link is taken: where each is the other's closest, and where one is."""
_WORD = re.compile(r"\S+")

Vectors = NDArray[np.float32]


def of_places(
    places: Sequence[tuple[int, int]], vectors: Vectors, pieces: Sequence[tuple[int, int]]
) -> Vectors:
    """Unit vectors of words: the means of those pieces that lie in them; zero where there is none."""
    found = np.zeros((len(places), vectors.shape[1]), dtype=np.float32)
    for i, (start, end) in enumerate(places):
        inside = [k for k, (a, b) in enumerate(pieces) if a < end and start < b and b > a]
        if inside:
            mean = vectors[inside].mean(axis=0)
            found[i] = mean / max(float(np.sqrt(mean @ mean)), 1e-6)
    return found


def links_of(
    tokens: Sequence[Token], cosines: NDArray[np.float32]
) -> tuple[tuple[int, int, float], ...]:
    """Which English content words belong to which Korean words, by cosines of shape (tokens, words)."""
    found = []
    content = [
        i for i, t in enumerate(tokens)
        if t.tag in CONTENT and t.dep not in _FUNCTION and any(map(str.isalnum, t.text))
    ]  # fmt: skip
    if not content or not cosines.shape[1]:
        return ()
    best_of_word = cosines[content].argmax(axis=0)
    for row, i in enumerate(content):
        j = int(cosines[i].argmax())
        cosine = float(cosines[i, j])
        if cosine >= _BEST or (cosine >= _MUTUAL and best_of_word[j] == row):
            found.append((i, j, round(cosine, 3)))
    return tuple(found)


def prepared(pairs: Sequence[Pair], trunk: Trunk) -> list[Prepared]:
    """The pairs with their analysis."""
    ko = [normalise(pair.ko).text for pair in pairs]
    en = [normalise(pair.en).text for pair in pairs]
    parse_all(en)
    seen = zip(trunk.encode(ko), trunk.encode(en), strict=True)
    rows = []
    for pair, k, e, ms, ((kv, kp), (ev, ep)) in zip(
        pairs, ko, en, morphemes_of(ko), seen, strict=True
    ):
        tokens = parsed(e).tokens
        words = tuple(m.span() for m in _WORD.finditer(k))
        places = [(t.start, t.end) for t in tokens]
        cosines = of_places(places, ev - trunk.means["en"], ep) @ (
            of_places(words, kv - trunk.means["ko"], kp).T
        )
        rows.append(Prepared(k, e, pair.source, ms, tokens, words, links_of(tokens, cosines)))
    return rows


def main() -> None:
    """Write shards of analysed pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--trunk", type=Path, default=Path("out/training/trunk"))
    parser.add_argument("--out", type=Path, default=Path("out/training/prepared"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    pairs, trunk = chosen(options.data), Trunk(options.trunk)
    for first in range(0, len(pairs), SHARD):
        path = options.out / f"{first // SHARD:04}.jsonl.gz"
        if not path.exists():
            write_shard(path, prepared(pairs[first : first + SHARD], trunk))
            print(f"{min(first + SHARD, len(pairs))}/{len(pairs)}", flush=True)


if __name__ == "__main__":
    main()
