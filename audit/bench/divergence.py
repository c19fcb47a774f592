"""What the checks catch of known corruptions, at a set share of clean translations flagged."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from audit.bench import Figure, Settings, development, pairs_of, table_of
from audit.bench.encoder import spearman
from audit.bench.spans import SpanScore, marked, words
from audit.checks import check_of
from audit.pipeline import Auditor
from audit.records.article import Article, BlockKind, Sentence, Text
from audit.records.flag import Flag
from audit.risk.budget import threshold
from audit.risk.combine import bead_risk

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
_SCORES = ("risk", "distance", "exact")
_SEVERE = re.compile(r"/(?:major|critical)\)")


def single(ko: str, en: str) -> Article:
    """A pair of one given sentence a side, as an article of one bead."""

    def text(lang: str, raw: str) -> Text:
        sentence = Sentence(f"{lang[0]}1", raw, 0, len(raw), 0, BlockKind.BODY)
        return Text("ko" if lang == "ko" else "en", raw, (), (sentence,))

    return Article("pair", text("ko", ko), text("en", en), given=(((0,), (0,)),))


class Seen(NamedTuple):
    """A pair as one bead, whatever the budget: its risk, its riskiest flag's, and its flags.

    ``distance`` is 1 less the cosine of its sides, ``exact`` the sum of what the exact checks say.
    """

    risk: float
    riskiest: float
    distance: float
    exact: float
    flags: Sequence[Flag] = ()


def flagged(auditor: Auditor, pair: tuple[str, str]) -> Seen:
    """What the audit makes of a pair that is taken as one bead."""
    article = auditor.aligned(single(*pair))
    flags = auditor.flags(article)
    bead = article.beads[0]
    return Seen(
        bead_risk(flags, bead.margin, article.judged(bead)),
        max((flag.risk for flag in flags), default=0.0),
        1 - bead.score,
        sum(flag.confidence for flag in flags if not _by_vectors(flag)),
        flags,
    )


def _by_vectors(flag: Flag) -> bool:
    check = check_of(flag.check)
    return check is not None and check.by_vectors


def seen(auditor: Auditor, pairs: Iterable[tuple[str, str]]) -> list[Seen]:
    """Each pair taken as one bead."""
    return [flagged(auditor, pair) for pair in pairs]


def auc(positive: np.ndarray, negative: np.ndarray) -> float:
    """Area under the ROC curve: the chance that a positive ranks above a negative."""
    from scipy.stats import rankdata

    ranks = rankdata(np.concatenate([positive, negative]))
    n, m = len(positive), len(negative)
    return float((ranks[:n].sum() - n * (n + 1) / 2) / max(1, n * m))


def corrupted_pairs(settings: Settings) -> dict[str, list[tuple[str, str]]]:
    """Corrupted pairs by phenomenon, and the uncorrupted ones under ``good``."""
    rows = table_of(settings.demetr or development("demetr_ko_dev.tsv.xz"))
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        found[row["phenomenon"]].append((row["ko"], row["en_perturbed"]))
    found["good"] = list({row["ko"]: (row["ko"], row["en_good"]) for row in rows}.values())
    return found


def clean_pairs(settings: Settings) -> list[tuple[str, str]]:
    """Pairs of human translations of news."""
    if settings.clean:
        return pairs_of(settings.clean)
    return [pair for name in CLEAN_SETS for pair in pairs_of(development(name))]


def _mqm(auditor: Auditor, settings: Settings) -> list[Figure]:
    rows = table_of(settings.mqm or development("mqm_enko_dev.tsv.xz"))
    found = seen(auditor, [(row["ko_mt"], row["en"]) for row in rows])
    accuracy = [row["annotation"].split("|| Fluency")[0].removeprefix("Accuracy:") for row in rows]
    severe = np.array([bool(_SEVERE.search(part)) for part in accuracy])
    penalty = np.array([float(row["accuracy"]) for row in rows])
    risk, distance, exact = (_column(found, name) for name in ("risk", "distance", "exact"))

    def area(values: np.ndarray) -> float:
        return auc(values[severe], values[~severe])

    return [
        Figure("MQM: AUC, has a major accuracy error", area(risk), 0.75,
               f"cosine {area(distance):.3f}, exact checks {area(exact):.3f}", "mqm.auc_major"),
        Figure("MQM: Spearman with the accuracy penalty", spearman(risk, penalty), 0.40,
               f"cosine {spearman(distance, penalty):.3f}, exact checks {spearman(exact, penalty):.3f}",
               "mqm.spearman"),
        *_marks(rows, accuracy, found, settings.quality),
    ]  # fmt: skip


def _marks(
    rows: Sequence[dict[str, str]], accuracy: Sequence[str], found: Sequence[Seen], quality: str
) -> Iterable[Figure]:
    """The words flagged against the words marked, beside what flagging everything comes to."""
    ours, whole, each = SpanScore(), SpanScore(), SpanScore()
    shown = threshold(_PUBLISHED[-1], quality)
    for row, part, one in zip(rows, accuracy, found, strict=True):
        text = row["ko_mt"]
        spans = [span for flag in one.flags if flag.risk >= shown for span in flag.spans]
        gold = marked(part, text)
        ours.add(gold, ((span.start, span.end) for span in spans if span.side == "source"))
        whole.add(gold, [(0, len(text))])
        each.add(gold, words(text))
    everything = f"every sentence flagged {whole.f1:.3f}, every word {each.f1:.3f}"
    for name, value, beside in (
        ("F1", ours.f1, everything), ("precision", ours.precision, ""), ("recall", ours.recall, ""),
    ):  # fmt: skip
        yield Figure(
            f"MQM: {name} of flagged spans, partial credit, budget 5", value, None, beside,
            f"mqm.span_{name.lower()}",
        )  # fmt: skip


def _column(found: Sequence[Seen], name: str) -> np.ndarray:
    return np.array([getattr(one, name) for one in found], dtype=float)


def _share(values: np.ndarray, above: float) -> float:
    return float((values > above).mean()) if len(values) else 0.0


def run(settings: Settings) -> list[Figure]:
    """Recall of every phenomenon where 2 % and 5 % of the clean pairs are flagged; and MQM."""
    auditor = settings.auditor()
    clean = seen(auditor, clean_pairs(settings))
    corrupted = {name: seen(auditor, pairs) for name, pairs in corrupted_pairs(settings).items()}
    riskiest = _column(clean, "riskiest")
    figures = []
    for at, budget in enumerate(_PUBLISHED):
        above = {
            name: float(np.quantile(_column(clean, name), 1 - budget / 100)) for name in _SCORES
        }
        figures.append(
            Figure(f"clean pairs flagged at budget {budget:.0f}",
                   float((riskiest >= threshold(budget, settings.quality)).mean()), None,
                   f"at most {budget / 100:.2f}", f"clean_rate_at_budget_{budget:.0f}")
        )  # fmt: skip
        good = _share(_column(corrupted["good"], "risk"), above["risk"])
        figures.append(
            Figure(f"uncorrupted pairs at {budget:.0f} %", good, None, "", f"good_rate_at_{budget:.0f}")
        )  # fmt: skip
        figures += _recalls(corrupted, budget, above, at)
    return figures + _mqm(auditor, settings)


def _recalls(
    corrupted: dict[str, list[Seen]], budget: float, above: dict[str, float], at: int
) -> Iterable[Figure]:
    for name, found in sorted(corrupted.items()):
        if name == "good":
            continue
        recall, cosine, exact = (_share(_column(found, key), above[key]) for key in _SCORES)
        yield Figure(
            f"recall at {budget:.0f} %, {name}", recall,
            _TARGETS[name][at] if name in _TARGETS else None,
            f"cosine {cosine:.2f}, exact checks {exact:.2f}", f"recall_at_{budget:.0f}.{name}",
        )  # fmt: skip
