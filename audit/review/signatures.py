"""Whether what was signed still holds: the signatures on an article, each with what has changed since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.records.decision import Action, Entry
from audit.records.digest import sha256_of_text
from audit.records.result import ArticleResult
from audit.records.signoff import Change, Signature, SignedText
from audit.review.corrected import corrected_target
from audit.review.effective_flags import CONFIRMED
from audit.review.standing import replay
from audit.review.statement import (
    GRAVE,
    considered,
    hash_of_words,
    line_of,
    machine_part,
    signing,
    statement_in,
)


def signatures_of(
    result: ArticleResult, entries: Sequence[Entry], *, undecided: bool
) -> tuple[Signature, ...]:
    """The last signature of each account with what has changed since.

    Args:
        result: of the audit.
        entries: the review log's on this article.
        undecided: whether something is left to be decided on it.
    """
    last = {entry.reviewer: entry for entry in signing(entries)}
    bare = [
        Signature(statement_in(e), e.at, e.reviewer, e.role, e.seq, e.hash)
        for e in sorted(last.values(), key=lambda entry: entry.seq)
    ]
    if not bare:
        return ()
    lines = [words for one in bare for line in (line_of(one),) for words in (line.en, line.ko)]
    now = _Now(result, tuple(entries), corrected_target(result, entries), undecided, tuple(lines))
    return tuple(
        Signature(
            one.statement, one.at, one.account, one.permission, one.seq, one.hash,
            tuple(now.changes(one)),
        )
        for one in bare
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Now:
    """An article as it stands, for comparing with what was signed; ``lines`` are the sign-offs' own."""

    result: ArticleResult
    entries: tuple[Entry, ...]
    final: str
    undecided: bool
    lines: tuple[str, ...]

    def changes(self, signature: Signature) -> Iterator[Change]:
        """What came after a signature and voids it."""
        article, signed = self.result.article, signature.statement
        if not self._is_same(article.source.raw, signed.source):
            yield Change.KOREAN
        if not self._is_same(self.final, signed.target):
            audited = sha256_of_text(article.target.raw) == signed.audited_sha256
            yield Change.CORRECTIONS if audited else Change.ENGLISH
        if self.undecided:
            yield Change.FLAGS
        if self._errors() - _errors_known(self.entries, signature.seq):
            yield Change.ERRORS
        machine = machine_part(self.result)
        if machine.draft_sha256 not in ("", signed.machine.draft_sha256):
            yield Change.DRAFT
        if machine.judge not in ("", signed.machine.judge):
            yield Change.JUDGE

    def _errors(self) -> set[str]:
        """The critical and major flags that are called errors."""
        found = considered(self.result, replay(self.entries))
        return {f.id for f in found if f.severity in GRAVE and f.status in CONFIRMED}

    def _is_same(self, text: str, signed: SignedText) -> bool:
        """Whether a text is the signed one; all that it may have more is a sign-off's own line."""
        if sha256_of_text(text) == signed.sha256:
            return True
        words = left = " ".join(text.split())
        for line in self.lines:
            left = left.replace(line, " ")
        return left != words and hash_of_words(left) == signed.sha256_words


def _errors_known(entries: Sequence[Entry], seq: int) -> set[str]:
    """The flags that were called errors when an entry was written, by the ids that they have now too."""
    then = replay([entry for entry in entries if entry.seq <= seq])
    known = {flag_id for flag_id, standing in then.items() if standing.status in CONFIRMED}
    for entry in entries:
        if entry.decision.action is Action.CARRY and entry.decision.source in known:
            known.add(entry.decision.flag_id)
    return known
