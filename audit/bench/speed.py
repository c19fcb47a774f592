"""What the checks cost beside the embedded encoder and Kiwi, sentence pair by sentence pair of news."""

from __future__ import annotations

import time
from collections.abc import Iterator

from audit.bench import DEVELOPMENT, Figure, Settings
from audit.bench.clean import documents
from audit.checks import all_checks
from audit.checks.context import Context
from audit.checks.run import findings_of
from audit.languages.ko.morphemes import kiwi, morphemes
from audit.languages.normalise import normalise
from audit.pipeline import Auditor
from audit.records.article import Article
from audit.records.bead import Bead

METHOD = "time of one process on NTREX documents, each text seen for the first time"
_WARM = 2


class _Clock:
    """Seconds by what they were spent on."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._last = time.perf_counter()

    def start(self) -> None:
        self._last = time.perf_counter()

    def stop(self, name: str) -> None:
        now = time.perf_counter()
        self.spent[name] = self.spent.get(name, 0.0) + now - self._last
        self._last = now


def _measure(auditor: Auditor, pair: Article, clock: _Clock) -> None:
    texts = [s.text for side in (pair.source, pair.target) for s in side.sentences]
    clock.start()
    # An audit has Kiwi split the text and analyse its sentences.
    kiwi().split_into_sents(pair.source.raw, return_tokens=False)
    for sentence in pair.source.sentences:
        morphemes(normalise(sentence.text).text)
    clock.stop("Kiwi")
    auditor.encoder.encode(texts)
    auditor.encoder.tokens(texts)
    clock.stop("embedded encoder")
    article: Context = auditor.context(pair, tuple(_beads(pair)))
    # The checks share the token vectors and the word-level model with the aligner and each other.
    for sentence in (*pair.source.sentences, *pair.target.sentences):
        article.tokens(sentence)
    clock.start()
    for bead in article.beads:
        article.judged(bead)
    clock.stop("word-level model")
    for check in all_checks():
        findings_of(article, [check])
        clock.stop(check.id)


def _beads(pair: Article) -> Iterator[Bead]:
    for i, (ko, en) in enumerate(pair.given or ()):
        yield Bead(f"b{i + 1}", ko, en, 0.9, 0.3)


def run(settings: Settings) -> list[Figure]:
    """Milliseconds a sentence pair of each part, and all checks as a multiple of encoder and Kiwi."""
    auditor = settings.auditor()
    pairs = list(documents(DEVELOPMENT / "ntrex_docs_dev.tsv.xz"))
    for pair in pairs[:_WARM]:
        _measure(auditor, pair, _Clock())
    clock, count = _Clock(), 0
    for pair in pairs[_WARM:]:
        _measure(auditor, pair, clock)
        count += len(pair.source.sentences)
    shared = clock.spent.pop("Kiwi"), clock.spent.pop("embedded encoder")
    checks = sum(clock.spent.values())
    ms = 1000 / count
    return [
        Figure("checks and coverage, multiple of encoder and Kiwi", checks / sum(shared), 1.0, "",
               "speed.checks_ratio", at_most=True),
        Figure("  Kiwi, ms a pair", shared[0] * ms, None, "", "speed.kiwi_ms"),
        Figure("  embedded encoder, ms a pair", shared[1] * ms, None, "", "speed.encoder_ms"),
        Figure("  checks and coverage, ms a pair", checks * ms, None, "", "speed.checks_ms"),
        *(
            Figure(f"    {name}, ms a pair", spent * ms, None, "", f"speed.check_ms.{name}")
            for name, spent in sorted(clock.spent.items(), key=lambda item: -item[1])
        ),
    ]  # fmt: skip
