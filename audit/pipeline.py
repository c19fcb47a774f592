"""The audit of one article, in its one order: segment, encode, align, judge, check, grade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from copy import copy
from dataclasses import replace
from functools import cache, cached_property, partial

from threadpoolctl import ThreadpoolController

from audit import time_budget
from audit.align import align
from audit.align.calibration import measure
from audit.align.whose_words import words_of
from audit.checks import Check, Scope, all_checks
from audit.checks.context import Context
from audit.checks.run import findings_of
from audit.encoders import Encoder, encoder_id, load
from audit.encoders.ahead import AheadEncoder
from audit.encoders.bag import BagEncoder, embedded
from audit.encoders.vectors import TokenVectors
from audit.errors import AuditError, InputError, contained
from audit.languages import kept
from audit.languages.en.parse import parse_all
from audit.languages.normalise import normalise
from audit.lineage import follow
from audit.lineage.follow import JUDGED, likeness
from audit.lineage.stages import Version, mended, staged
from audit.quality.model import Judgements
from audit.quality.registry import load as load_quality
from audit.records.article import Article, Sentence, Text
from audit.records.bead import Bead
from audit.records.flag import Finding, Flag, Note
from audit.records.result import ArticleResult
from audit.records.rule import Rule
from audit.records.settings import Settings
from audit.records.signature import Signature
from audit.risk.budget import LARGEST, threshold
from audit.risk.crowded import crowded
from audit.risk.flags import flags_of, riskiest_first
from audit.risk.rules import suppressed
from audit.segmentation.articles import segmented
from audit.segmentation.stamps import stamped
from audit.settings import cache_folder
from audit.signature import signature_of
from audit.version import __version__

_GROUP = 256
_CHUNKS = 16
_OF_A_VERSION = (Scope.BEAD, Scope.ARTICLE)
"""What is checked of an earlier version; the disclosure is the page's in print."""


class Auditor:
    """Audits articles with one encoder and one set of settings; it can be pickled for a worker.

    Args:
        encoder: a name for :func:`audit.encoders.load`, or an encoder; the settings' if left out.
        settings: the settings.

    Raises:
        EncoderError: the encoder cannot be loaded, or is none for Korean and English.
    """

    def __init__(
        self, encoder: str | Encoder | None = None, settings: Settings | None = None
    ) -> None:
        self.settings = settings or Settings()
        self._asked = encoder
        chosen = encoder if encoder is not None else self.settings.encoder
        own = (
            load(
                chosen, cache_folder(self.settings), self.settings.encoder_backend,
                self.settings.encoder_file,
            )
            if isinstance(chosen, str) else chosen
        )  # fmt: skip
        # The embedded encoder gains nothing from more sentences at a time.
        self.encoder = own if isinstance(own, BagEncoder) else AheadEncoder(own)
        self._scale = measure(self.encoder)
        self._words = words_of(self.encoder)
        self.quality = load_quality(self.settings, cache_folder(self.settings))
        # The quality models were trained on the embedded encoder's vectors, whichever one aligns.
        self._read = self.encoder if isinstance(self.encoder, BagEncoder) else embedded()
        self._checks = [check for check in all_checks() if check.id not in self.settings.off]

    def __reduce__(self) -> tuple[type[Auditor], tuple[str | Encoder | None, Settings]]:
        return Auditor, (self._asked, self.settings)

    @cached_property
    def signature(self) -> Signature:
        """Everything that can change a result."""
        return signature_of(self.settings, encoder_id(self.encoder), self.quality.weights_hash)

    def with_rules(self, rules: tuple[Rule, ...]) -> Auditor:
        """The same under other standing rules; nothing is loaded anew."""
        if rules == self.settings.rules:
            return self
        other = copy(self)
        other.settings = replace(self.settings, rules=rules)
        other.__dict__.pop("signature", None)
        return other

    def read_ahead(self, articles: Sequence[Article]) -> None:
        """Encode the sentences of several articles in one pass, for the audits of each that follow.

        What fails here fails again in the audit of its article, which says so.
        """
        if not isinstance(self.encoder, AheadEncoder):
            return
        sentences: list[str] = []
        for article in articles:
            with (
                suppress(AuditError),
                contained("segmenting", article.place),
                time_budget.within(self.settings.limits.seconds, article.place),
            ):
                sentences += _sentences(segmented(article, self.settings.limits.sentences))
        self._encode_ahead(sentences)

    def _encode_ahead(self, sentences: Sequence[str]) -> None:
        if isinstance(self.encoder, AheadEncoder) and not self.encoder.knows(sentences):
            with suppress(AuditError), contained("encoding", ""):
                self.encoder.read(sentences, tokens=self._words.encoder is self.encoder)

    def audit(self, article: Article) -> ArticleResult:
        """Align an article's texts and flag where the target diverges from the source.

        Raises:
            InputError: a side has no sentences besides bylines, stamps and the like, or too many of them; or
                the audit takes too long (:class:`audit.errors.OverBudgetError`); or it failed
                with an error that nobody foresaw (:class:`audit.errors.UnforeseenError`).

        Returns:
            The result: the article with its sentences, beads in the target's order, flags by falling risk.
        """
        with _one_thread(), time_budget.within(self.settings.limits.seconds, article.place):
            result = self._audited(article)
        kept.audited(len(result.article.source.sentences) + len(result.article.target.sentences))
        return result

    def _audited(self, article: Article) -> ArticleResult:
        where = article.place
        with contained("segmenting", where):
            article = _dated(segmented(article, self.settings.limits.sentences))
        for text, language in ((article.source, "Korean"), (article.target, "English")):
            if not text.sentences:
                raise InputError(
                    f"the {language} has no sentences to audit",
                    article.origin or article.id,
                    "put the article's text there",
                ).in_korean(
                    f"{'한국어' if language == 'Korean' else '영어'} 글에 감사할 문장이 없습니다. "
                    "기사 본문을 넣으십시오."
                )
        self._encode_ahead([*_sentences(article)])
        with contained("comparing the versions of the English", where):
            lineage, of_draft = follow.of_draft(article, self.encoder, self._scale, self._words)
            updates, of_versions = follow.of_versions(
                article, self.encoder, self._scale, self._words
            )
        with contained("aligning", where):
            context = replace(self.aligned(article), policy=self.settings.policy, lineage=lineage)
            if (sentences := len(article.target.sentences)) >= JUDGED:
                context = replace(context, likeness=likeness(context.beads, sentences, self._scale))
        result = ArticleResult(
            article, context.beads, (), encoder_id(self.encoder), __version__,
            (*article.notes, *of_draft, *of_versions), (), lineage, updates, (), self.quality.name,
        )  # fmt: skip
        with contained("grading the flags", where):
            flagged = self._flagged(result, context)
            return suppressed(flagged, self.settings.rules, self.settings.house_style)

    def _flagged(self, result: ArticleResult, context: Context) -> ArticleResult:
        """The result with its flags, each with its stage, and those that editors mended."""
        findings = findings_of(context, self._checks)
        if alone := _exclusive(findings, self._checks):
            notes = tuple(Note(found.code, found.parameters) for found in alone)
            return replace(
                result,
                flags=tuple(self._flags(alone, context)),
                notes=(*notes, *result.notes),
            )
        article = result.article
        said: list[Note] = []
        draft = first = None
        if article.draft and result.lineage:
            draft = self._version(article, article.draft, said)
        if result.updates:
            first = self._version(article, article.revisions[0].text, said)
        # The budget is one of sentences: what concerns the page as a whole is not held back by it.
        of_page = [found for found in findings if not found.bead_id]
        of_beads = [found for found in findings if found.bead_id]
        found = list(staged(self._flags(of_beads, context), article, draft, first))
        lowest, least = (
            threshold(budget, self.settings.quality)
            for budget in (self.settings.false_alarms, LARGEST)
        )
        every = sorted(found, key=riskiest_first)
        gone: tuple[Flag, ...] = ()
        if draft is not None:
            left = mended(draft, found, result.beads, result.lineage)
            gone = tuple(sorted((f for f in left if f.risk >= lowest), key=riskiest_first))
        return replace(
            result,
            flags=(
                *(flag for flag in every if flag.risk >= lowest),
                *self._flags(of_page, context),
            ),
            held_back=tuple(flag for flag in every if least <= flag.risk < lowest),
            mended=gone,
            notes=tuple(
                dict.fromkeys(
                    (*result.notes, *crowded(context, of_beads), *context.judged.notes, *said)
                )
            ),
        )

    def aligned(self, article: Article) -> Context:
        """A segmented article with its beads."""
        tokens = _TokenCache(self._words.encoder, article)
        with _one_thread():
            beads = align(article, self.encoder, self._scale, tokens, self._words.scale.levels)
            return self._context(article, beads, tokens)

    def context(self, article: Article, beads: tuple[Bead, ...]) -> Context:
        """A segmented article with beads that are known already."""
        return self._context(article, beads, _TokenCache(self._words.encoder, article))

    def flags(self, context: Context) -> list[Flag]:
        """Every flag on an aligned article's beads, whatever its risk."""
        with _one_thread():
            return self._flags(findings_of(context, self._checks, _OF_A_VERSION), context)

    def flags_about(self, context: Context, bead: Bead) -> list[Flag]:
        """Every flag on one bead, and those of checks on the whole article, whatever their risk.

        The quality model judges that bead alone, so that an edit is checked at once in any article.
        """
        article = context.article
        tokens = _TokenCache(self._read, article)
        judged = Judgements(partial(self.quality.judge, article, (bead,), tokens))
        about = replace(context, judged=judged)
        with _one_thread():
            return self._flags(findings_of(about, self._checks, _OF_A_VERSION, (bead,)), about)

    def _flags(self, findings: Iterable[Finding], context: Context) -> list[Flag]:
        return flags_of(findings, context, self.settings.severity)

    def _context(self, article: Article, beads: tuple[Bead, ...], tokens: _TokenCache) -> Context:
        own = tokens if self._read is self._words.encoder else _TokenCache(self._read, article)
        # Together they are parsed faster than one by one, as checks ask for them.
        parse_all(normalise(sentence.text).text for sentence in article.target.sentences)
        return Context(
            article, beads, tokens, self._words.scale.levels, self.settings.house_style,
            judged=Judgements(partial(self.quality.judge, article, beads, own)),
        )  # fmt: skip

    def _version(self, article: Article, text: Text, notes: list[Note]) -> Version:
        """An earlier version of the target with every flag on it; what the quality model notes is added."""
        earlier = replace(article, target=text, draft=None, revisions=(), given=None)
        context = self.aligned(earlier)
        version = Version(text.sentences, tuple(self.flags(context)))
        notes += context.judged.notes
        return version


@cache
def _pools() -> ThreadpoolController:
    return ThreadpoolController()


def _one_thread() -> AbstractContextManager[object]:
    """One thread of BLAS: matrices are small, and several wait for each other. Torch keeps its own."""
    limited: AbstractContextManager[object] = _pools().limit(limits=1, user_api="blas")
    return limited


class _TokenCache:
    """Token vectors of an article's sentences, computed for many at a time as they are asked for.

    The last ``_CHUNKS`` groups are kept: a book's worth of token vectors would not fit the memory.
    """

    def __init__(self, encoder: Encoder, article: Article) -> None:
        self._encoder = encoder
        both = (article.source.sentences, article.target.sentences)
        texts = [list(dict.fromkeys(s.text for s in side)) for side in both]
        self._groups = [side[i : i + _GROUP] for side in texts for i in range(0, len(side), _GROUP)]
        self._group_of = {text: i for i, group in enumerate(self._groups) for text in group}
        self._known: dict[int, dict[str, TokenVectors]] = {}

    def __call__(self, sentence: Sentence) -> TokenVectors:
        group = self._group_of.get(sentence.text)
        if group is None:
            return self._encoder.tokens([sentence.text])[0]
        if group not in self._known:
            time_budget.check()
            if len(self._known) >= _CHUNKS:
                del self._known[next(iter(self._known))]
            texts = self._groups[group]
            self._known[group] = dict(zip(texts, self._encoder.tokens(texts), strict=True))
        return self._known[group][sentence.text]


def _exclusive(findings: list[Finding], checks: list[Check]) -> list[Finding]:
    """The findings, where they are those of a check beside which no other's stand."""
    alone = {check.id for check in checks if check.exclusive}
    return findings if findings and all(found.check in alone for found in findings) else []


def _sentences(article: Article) -> Iterator[str]:
    """The sentences of all versions of an article that is segmented."""
    later = (revision.text for revision in article.revisions)
    for text in (article.source, article.target, article.draft, *later):
        if text:
            yield from (sentence.text for sentence in text.sentences)


def _dated(article: Article) -> Article:
    """The article with the day that its page gives, where its metadata give none."""
    if article.metadata.published:
        return article
    day = stamped(article.target) or stamped(article.source)
    published = day.isoformat() if day else ""
    return replace(article, metadata=replace(article.metadata, published=published))
