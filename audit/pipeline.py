"""The audit of one article pair, in its one order: segment, encode, align, check, rank."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from audit import __version__
from audit.align import align
from audit.align.calibration import Scale, measure, token_scale
from audit.article import ArticlePair, Sentence, Text
from audit.checks import Check, all_checks
from audit.checks.house import accepted
from audit.config import Config
from audit.encoders import Encoder, load, signature
from audit.encoders.bag import BagEncoder
from audit.errors import InputError
from audit.provenance import follow
from audit.provenance.follow import JUDGED, UNRELATED, likeness
from audit.provenance.promises import promises
from audit.provenance.stage import Version, mended, staged
from audit.quality.beads import judged
from audit.quality.judge import Judge
from audit.report import (
    AlignedArticle,
    AuditReport,
    Bead,
    Category,
    Flag,
    Severity,
    TokenVectors,
)
from audit.risk import MOST, shared, threshold
from audit.text.segment import segment
from audit.text.stamps import stamped

_GROUP = 256
_CHUNKS = 16


class Auditor:
    """Audits article pairs with one encoder and one configuration.

    Args:
        encoder: a name for :func:`audit.encoders.load`, or an encoder; the configuration's if left out.
        config: the settings.

    Raises:
        EncoderError: the encoder cannot be loaded, or is none for Korean and English.
    """

    def __init__(self, encoder: str | Encoder | None = None, config: Config | None = None) -> None:
        self.config = config or Config()
        chosen = encoder if encoder is not None else self.config.encoder
        self.encoder = load(chosen, self.config.cache_folder) if isinstance(chosen, str) else chosen
        self.signature = signature(self.encoder)
        self._scale = measure(self.encoder)
        self._token_scale = token_scale(self.encoder)
        self._judge = Judge()
        self._words = self.encoder if isinstance(self.encoder, BagEncoder) else BagEncoder()
        self._checks = [c for c in all_checks() if c.name not in self.config.off]

    def audit(self, pair: ArticlePair) -> AuditReport:
        """Align a pair and flag where the English diverges from the Korean.

        Raises:
            InputError: a side has no sentences besides bylines, stamps and the like.

        Returns:
            The report: the pair with its sentences, beads in English order, flags by falling risk.
        """
        pair = _dated(_segmented(pair))
        for text, language in ((pair.ko, "Korean"), (pair.en, "English")):
            if not text.sentences:
                raise InputError(
                    f"the {language} has no sentences to audit",
                    pair.origin or pair.id,
                    "put the article's text there",
                )
        article = self.aligned(pair)
        notes = _notes(pair, article.beads, self._scale)
        lineage, of_draft = follow.of_draft(pair, self.encoder, self._scale)
        updates, of_versions = follow.of_versions(pair, self.encoder, self._scale)
        report = AuditReport(
            pair, article.beads, (), self.signature, __version__,
            notes + of_draft + of_versions, (), lineage, updates,
        )  # fmt: skip
        if notes:
            return replace(report, flags=(_unrelated(pair, article.beads, notes[0]),))
        return self._flagged(report, article)

    def _flagged(self, report: AuditReport, article: AlignedArticle) -> AuditReport:
        """The report with its flags, each with its stage, and those that editors mended."""
        pair = report.pair
        draft = self._version(pair, pair.draft) if pair.draft and report.lineage else None
        first = self._version(pair, pair.revisions[0].text) if report.updates else None
        found = list(staged(self.flags(article), pair, draft, first))
        lowest, least = threshold(self.config.false_alarms), threshold(MOST)
        every = sorted(found, key=_riskiest_first)
        flags = tuple(flag for flag in every if flag.risk >= lowest)
        quiet = tuple(flag for flag in every if least <= flag.risk < lowest)
        fixed: tuple[Flag, ...] = ()
        if draft is not None:
            gone = mended(draft, found, report.beads, report.lineage)
            fixed = tuple(sorted((f for f in gone if f.risk >= lowest), key=_riskiest_first))
        told = promises(pair, report.lineage, self.config.policy)
        flags += tuple(_identified(pair, told))
        return replace(report, flags=flags, quiet=quiet, fixed=fixed)

    def aligned(self, pair: ArticlePair) -> AlignedArticle:
        """A segmented pair with its beads."""
        tokens = _TokenCache(self.encoder, pair)
        beads = align(pair, self.encoder, self._scale, tokens, self._token_scale)
        return self._article(pair, beads, tokens)

    def flags(self, article: AlignedArticle) -> list[Flag]:
        """Every flag of every check on an aligned article, whatever its risk."""
        return list(_identified(article.pair, _with_risk(self._run(article), article)))

    def article(self, pair: ArticlePair, beads: tuple[Bead, ...]) -> AlignedArticle:
        """A segmented pair with beads that are known already."""
        return self._article(pair, beads, _TokenCache(self.encoder, pair))

    def _article(
        self, pair: ArticlePair, beads: tuple[Bead, ...], tokens: _TokenCache
    ) -> AlignedArticle:
        # The word-level model was trained on the embedded encoder's vectors, whichever one aligns.
        own = tokens if self._words is self.encoder else _TokenCache(self._words, pair)
        return AlignedArticle(
            pair, beads, tokens, self._token_scale, self.config.house,
            judged(self._judge, pair, beads, own),
        )  # fmt: skip

    def _run(self, article: AlignedArticle) -> list[Flag]:
        found = [
            self._graded(check, flag)
            for check in self._checks
            for bead in article.beads
            for flag in check.run(bead, article)
        ]
        return accepted(found, article)

    def _graded(self, check: Check, flag: Flag) -> Flag:
        severity = self.config.severity.get(check.name)
        return flag if severity is None else replace(flag, severity=severity)

    def _version(self, pair: ArticlePair, text: Text) -> Version:
        """An earlier version of the English with every flag on it."""
        article = self.aligned(replace(pair, en=text, draft=None, revisions=(), given=None))
        return Version(article, tuple(self.flags(article)))


class _TokenCache:
    """Token vectors of an article's sentences, computed for many at a time as they are asked for.

    The last ``_CHUNKS`` groups are kept: a book's worth of token vectors would not fit the memory.
    """

    def __init__(self, encoder: Encoder, pair: ArticlePair) -> None:
        self._encoder = encoder
        both = (pair.ko.sentences, pair.en.sentences)
        texts = [list(dict.fromkeys(s.text for s in side)) for side in both]
        self._groups = [side[i : i + _GROUP] for side in texts for i in range(0, len(side), _GROUP)]
        self._group_of = {text: i for i, group in enumerate(self._groups) for text in group}
        self._known: dict[int, dict[str, TokenVectors]] = {}

    def __call__(self, sentence: Sentence) -> TokenVectors:
        group = self._group_of.get(sentence.text)
        if group is None:
            return self._encoder.tokens([sentence.text])[0]
        if group not in self._known:
            if len(self._known) >= _CHUNKS:
                del self._known[next(iter(self._known))]
            texts = self._groups[group]
            self._known[group] = dict(zip(texts, self._encoder.tokens(texts), strict=True))
        return self._known[group][sentence.text]


def _segmented(pair: ArticlePair) -> ArticlePair:
    return replace(
        pair,
        ko=segment(pair.ko),
        en=segment(pair.en),
        draft=segment(pair.draft) if pair.draft else None,
        revisions=tuple(replace(r, text=segment(r.text)) for r in pair.revisions),
    )


def _dated(pair: ArticlePair) -> ArticlePair:
    """The pair with the day that its page gives, where its metadata give none."""
    if pair.metadata.published:
        return pair
    day = stamped(pair.en) or stamped(pair.ko)
    return replace(pair, metadata=replace(pair.metadata, published=day.isoformat() if day else ""))


def _notes(pair: ArticlePair, beads: tuple[Bead, ...], scale: Scale) -> tuple[str, ...]:
    sentences = len(pair.en.sentences)
    mean = likeness(beads, sentences, scale)
    if sentences < JUDGED or mean >= UNRELATED:
        return ()
    return (
        "These do not look like one article: on average an English sentence is "
        f"{max(0.0, mean):.0%} as close to its best Korean match as a translation would be.",
    )


def _unrelated(pair: ArticlePair, beads: tuple[Bead, ...], note: str) -> Flag:
    """The one flag on a pair of unrelated texts, in place of one for every sentence."""
    first = beads[0]
    return Flag(
        bead_id=first.id,
        category=Category.MEANING,
        check="unrelated",
        severity=Severity.CRITICAL,
        message=note,
        ko_sentence_ids=tuple(pair.ko.sentences[i].id for i in first.ko),
        en_sentence_ids=tuple(pair.en.sentences[j].id for j in first.en),
        confidence=0.95,
        article_id=pair.id,
        flag_id=_digest(pair.id, "unrelated"),
        risk=0.95,
    )


def _riskiest_first(flag: Flag) -> tuple[float, str]:
    return -flag.risk * flag.severity.weight, flag.flag_id


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def _with_risk(flags: Sequence[Flag], article: AlignedArticle) -> list[Flag]:
    """The flags with their risks; in a null bead a check's own confidence is all there is."""
    by_bead: dict[str, list[Flag]] = defaultdict(list)
    for flag in flags:
        if flag.check != "house":
            by_bead[flag.bead_id].append(flag)
    # What the house prints is its own decision: no model of translation errors has a say in it.
    graded = [replace(flag, risk=flag.confidence) for flag in flags if flag.check == "house"]
    for bead in article.beads:
        found = by_bead[bead.id]
        if bead.ko and bead.en:
            risks = shared(found, article.judged(bead))
        else:
            risks = [flag.confidence for flag in found]
        graded += [replace(flag, risk=risk) for flag, risk in zip(found, risks, strict=True)]
    return graded


def _identified(pair: ArticlePair, flags: Iterable[Flag]) -> Iterable[Flag]:
    """Flags with article and an id made of what they say, not of where in the list they are."""
    seen: Counter[str] = Counter()
    ko = {sentence.id: sentence.text for sentence in pair.ko.sentences}
    en = {sentence.id: sentence.text for sentence in pair.en.sentences}
    for flag in flags:
        name = _digest(
            pair.id, flag.check, flag.category.value,
            *(ko[i] for i in flag.ko_sentence_ids), "/", *(en[i] for i in flag.en_sentence_ids),
            *(f"{e.side}:{e.text}" for e in flag.evidence),
        )  # fmt: skip
        seen[name] += 1
        if seen[name] > 1:
            name = _digest(name, str(seen[name]))
        yield replace(flag, article_id=pair.id, flag_id=name)
