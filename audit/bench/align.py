"""Bead quality on documents with sentences dropped, joined and moved."""

from __future__ import annotations

import json
from pathlib import Path

from audit.align import align_sentences, side, support_of
from audit.align.calibration import measure
from audit.align.whose_words import words_of
from audit.bench import Figure, Settings, development, open_text, peers
from audit.bench.tally import Tally, crossing
from audit.encoders import load
from audit.errors import InputError
from audit.records.article import Link

_ROWS = (
    ("strict_f1", "strict F1", 0.96, "crude monotone DP .84, vecalign .75", False),
    ("null_f1", "null F1", 0.85, "crude monotone DP about .5, vecalign .26", False),
    ("moved_recall", "moved beads recovered", 0.90, "vecalign .04", False),
    ("moved_false", "unmoved called moved", 0.01, "", True),
)


def read_gold(path: Path) -> list[tuple[list[str], list[str], list[Link]]]:
    """Documents of a gold file: Korean sentences, English sentences, beads.

    Raises:
        InputError: a line is no such document.
    """
    documents = []
    with open_text(path) as file:
        for number, line in enumerate(file, start=1):
            try:
                row = json.loads(line)
                links = [(tuple(ko), tuple(en)) for ko, en in row["gold"]]
                documents.append((row["ko"], row["en"], links))
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(
                    f"no gold document ({error})", f"{path}:{number}", "use id, ko, en, gold"
                ) from error
    return documents


def run(settings: Settings) -> list[Figure]:
    """Scores on ``--gold`` or on the development documents, and beside peers that are given."""
    encoder = load(settings.encoder)
    scale, words = measure(encoder), words_of(encoder)
    documents = read_gold(settings.gold or development("align_dev.jsonl.xz"))
    tally = Tally()
    for ko, en, gold in documents:
        source, target = side(ko, encoder, scale, "ko"), side(en, encoder, scale, "en")
        beads = align_sentences(source, target, scale, support_of(ko, en, words))
        tally.add(gold, beads, crossing(gold))
    scores = tally.scores()
    figures = [
        Figure(label, scores[key], target, baseline, key, at_most)
        for key, label, target, baseline, at_most in _ROWS
        if key in scores
    ]
    if settings.vecalign or settings.bertalign:
        figures += peers.figures(encoder, documents, settings.vecalign, settings.bertalign)
    return figures
