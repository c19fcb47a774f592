"""The sentence and word pairs that the shipped encoder may learn from, and their licences."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from audit.bench import rows
from audit.bench.held_out import evaluation_texts, folded
from audit.errors import InputError

# Name, licence, most rows used, times a row is shown in an epoch: general text often, documentation
# of software seldom.
SOURCES: dict[str, tuple[str, int | None, float]] = {
    "train/african_storybook": ("CC BY", None, 4),
    "train/bible_kids_web": ("public domain", None, 1),
    "train/bible_krv_web": ("public domain", None, 1),
    "train/bitcoin_org": ("MIT", None, 1),
    "train/cc_kedict_examples": ("CC BY-SA 3.0", None, 5),
    "train/cc_legalcode_4.0": ("CC0", None, 1),
    "train/cncf_glossary": ("CC BY 4.0", None, 1),
    "train/contributor_covenant": ("CC BY 4.0", None, 1),
    "train/gnome_user_docs": ("CC BY 3.0", None, 1),
    "train/jhe_dev": ("CC BY-SA 3.0", None, 6),
    "train/k8s_docs": ("CC BY 4.0", None, 0.6),
    "train/krdict_definitions": ("CC BY-SA", None, 3),
    "train/mozilla_www": ("MPL 2.0", None, 1),
    "train/ms_docs_ht": ("CC BY 4.0", 150_000, 0.2),
    "train/nextstrain_covid_reports": ("CC BY 4.0", None, 4),
    "train/opensource_guide": ("CC BY 4.0", None, 3),
    "train/osm_id_tagging_long": ("ISC", None, 1),
    "train/park_news_dev": ("CC BY-SA 3.0", None, 8),
    "train/pawsx_dev": ("free use with credit", None, 3),
    "train/privacyguides": ("CC BY-SA 4.0", None, 3),
    "train/python_docs": ("PSF/CC0", 40_000, 0.4),
    "train/react_docs": ("CC BY 4.0", None, 0.6),
    "train/sts_train": ("CC BY-SA 4.0", None, 16),
    "train/tatoeba_manythings": ("CC BY 2.0 FR", None, 8),
    "train/tensorflow_docs": ("Apache-2.0", 40_000, 0.4),
    "train/tldr_pages": ("CC BY 4.0", None, 0.3),
    "lexicon/cc_kedict": ("CC BY-SA 3.0", None, 4),
    "lexicon/cldr": ("Unicode", None, 1),
    "lexicon/kengdic_ezcorean_6000": ("MPL 2.0", None, 4),
    "lexicon/kr_admin_divisions": ("free to share", None, 1),
    "lexicon/krdict_nikl": ("CC BY-SA", None, 4),
    "lexicon/omw_wiktionary_kor": ("CC BY-SA", None, 4),
    "lexicon/osm_id_tagging": ("ISC", None, 1),
    "lexicon/transliteration_muik": ("Apache-2.0", None, 1),
    "lexicon/wiktionary_en_ko": ("CC BY-SA", None, 4),
}
GENERAL = frozenset(
    f"train/{name}"
    for name in (
        "cc_kedict_examples jhe_dev krdict_definitions nextstrain_covid_reports opensource_guide "
        "park_news_dev pawsx_dev sts_train tatoeba_manythings"
    ).split()
)
"""Sources of general text, in whose sentences the encoder's directions are weighed."""

_SHORT = 12


class Pair(NamedTuple):
    """A Korean and an English text that mean the same, and the source it comes from."""

    ko: str
    en: str
    source: str


def _usable(data: Path, source: str, forbidden: set[str]) -> tuple[list[Pair], int]:
    """The rows of a source that no evaluation set holds, and how many others there are."""
    path = data / f"{source}.tsv.xz"
    if not path.exists():
        raise InputError("training source missing", str(path), "fetch the training data")
    kept: list[Pair] = []
    refused = 0
    for cells in rows(path):
        if len(cells) < 2 or not cells[0].strip() or not cells[1].strip():
            continue
        known = [text for text in map(folded, cells[:2]) if text in forbidden]
        short = source.startswith("lexicon/") and all(len(text) <= _SHORT for text in known)
        if known and (len(known) == 2 or not short):
            refused += 1
            continue
        kept.append(Pair(cells[0], cells[1], source))
    return kept, refused


def read_pairs(data: Path) -> tuple[list[Pair], int]:
    """All training pairs under ``data``, and how many rows were refused.

    A row is refused when either side occurs in an evaluation set; a dictionary's word or two (up to 12
    letters) only together with the other side, or the commonest words would be lost.

    Raises:
        InputError: a source is missing.
    """
    forbidden = evaluation_texts(data)
    pairs: list[Pair] = []
    refused = 0
    for source, (_, most, _) in SOURCES.items():
        kept, dropped = _usable(data, source, forbidden)
        refused += dropped
        if most and len(kept) > most:
            step = len(kept) / most
            kept = [kept[int(i * step)] for i in range(most)]
        pairs += dict.fromkeys(kept)
    return pairs, refused
