"""What the checks catch of known corruptions, at a set share of clean translations flagged."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from audit.article import ArticlePair, BlockKind, Sentence, Text
from audit.bench import Figure, Settings, development, pairs_of, table_of
from audit.bench.encoder import spearman
from audit.pipeline import Auditor
from audit.risk import bead_risk, threshold

CLEAN_SETS = ("ntrex_docs_dev.tsv.xz", "pud_dev.tsv.xz", "flores_dev.tsv.xz")
_PUBLISHED = (2.0, 5.0)
_TARGETS = {
    "critical_id10_numbers_replaced": (0.90, 0.95),
    "critical_id9_ne_replaced": (0.70, 0.80),
    "critical_id25_ne_removed": (0.60, 0.75),
    "critical_id8_negation": (0.75, 0.85),
    "critical_id7_antonym": (0.25, 0.40),
    "critical_id6_addition": (0.50, 0.70),
    "critical_id23_noun_removed": (0.30, 0.45),
    "major_id5_pp_removed": (0.35, 0.50),
    "critical_id4_codemix": (0.95, 0.95),
    "base_id33_empty": (1.0, 1.0),
    "base_id33_shuffle_trans": (1.0, 1.0),
}
_SEVERE = re.compile(r"/(?:major|critical)\)")


def single(ko: str, en: str) -> ArticlePair:
    """A pair of one given sentence a side, as an article of one bead."""

    def text(lang: str, raw: str) -> Text:
        sentence = Sentence(f"{lang[0]}1", raw, 0, len(raw), 0, BlockKind.BODY)
        return Text("ko" if lang == "ko" else "en", raw, (), (sentence,))

    return ArticlePair("pair", text("ko", ko), text("en", en), given=(((0,), (0,)),))


def flagged(auditor: Auditor, pair: tuple[str, str]) -> tuple[float, float]:
    """A pair as one bead: the bead's risk, and its riskiest flag's, whatever the budget."""
    article = auditor.aligned(single(*pair))
    flags = auditor.flags(article)
    return bead_risk(flags, article.beads[0].margin), max(
        (flag.risk for flag in flags), default=0.0
    )


def risks(auditor: Auditor, pairs: Iterable[tuple[str, str]]) -> np.ndarray:
    """The risk of each pair taken as one bead."""
    return np.array([flagged(auditor, pair)[0] for pair in pairs])


def auc(positive: np.ndarray, negative: np.ndarray) -> float:
    """Area under the ROC curve: the chance that a positive ranks above a negative."""
    from scipy.stats import rankdata

    ranks = rankdata(np.concatenate([positive, negative]))
    n, m = len(positive), len(negative)
    return float((ranks[:n].sum() - n * (n + 1) / 2) / max(1, n * m))


def _demetr(settings: Settings) -> dict[str, list[tuple[str, str]]]:
    """Corrupted pairs by phenomenon, and the uncorrupted ones under ``good``."""
    rows = table_of(settings.demetr or development("demetr_ko_dev.tsv.xz"))
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        found[row["phenomenon"]].append((row["ko"], row["en_perturbed"]))
    found["good"] = list({row["ko"]: (row["ko"], row["en_good"]) for row in rows}.values())
    return found


def _clean(settings: Settings) -> list[tuple[str, str]]:
    if settings.clean:
        return pairs_of(settings.clean)
    return [pair for name in CLEAN_SETS for pair in pairs_of(development(name))]


def _mqm(auditor: Auditor, settings: Settings) -> list[Figure]:
    rows = table_of(settings.mqm or development("mqm_enko_dev.tsv.xz"))
    risk = risks(auditor, [(row["ko_mt"], row["en"]) for row in rows])
    accuracy = [row["annotation"].split("|| Fluency")[0] for row in rows]
    severe = np.array([bool(_SEVERE.search(part)) for part in accuracy])
    penalty = np.array([float(row["accuracy"]) for row in rows])
    return [
        Figure("MQM: AUC, has a major accuracy error", auc(risk[severe], risk[~severe]), 0.75,
               "cosine alone .53 to .68 on corruptions", "mqm.auc_major"),
        Figure("MQM: Spearman with the accuracy penalty", spearman(risk, penalty), 0.40, "",
               "mqm.spearman"),
    ]  # fmt: skip


def _share(values: np.ndarray, above: float) -> float:
    return float((values > above).mean()) if len(values) else 0.0


def run(settings: Settings) -> list[Figure]:
    """Recall of every phenomenon where 2 % and 5 % of the clean pairs are flagged; and MQM."""
    auditor = Auditor(settings.encoder)
    clean, riskiest = np.array([flagged(auditor, pair) for pair in _clean(settings)]).T
    corrupted = {name: risks(auditor, pairs) for name, pairs in _demetr(settings).items()}
    figures = []
    for at, budget in enumerate(_PUBLISHED):
        above = float(np.quantile(clean, 1 - budget / 100))
        shown = threshold(budget)
        figures.append(
            Figure(f"clean pairs flagged at budget {budget:.0f}",
                   float((riskiest >= shown).mean()), None, f"at most {budget / 100:.2f}",
                   f"clean_rate_at_budget_{budget:.0f}")
        )  # fmt: skip
        figures.append(
            Figure(f"uncorrupted pairs at {budget:.0f} %", _share(corrupted["good"], above), None,
                   "", f"good_rate_at_{budget:.0f}")
        )  # fmt: skip
        figures += _recalls(corrupted, budget, above, at)
    return figures + _mqm(auditor, settings)


def _recalls(
    corrupted: dict[str, np.ndarray], budget: float, above: float, at: int
) -> Sequence[Figure]:
    return [
        Figure(f"recall at {budget:.0f} %, {name}", _share(values, above),
               _TARGETS[name][at] if name in _TARGETS else None, "",
               f"recall_at_{budget:.0f}.{name}")
        for name, values in sorted(corrupted.items())
        if name != "good"
    ]  # fmt: skip
