"""Where flags stand: replayed from the log, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from audit.records.decision import VERDICTS, Action, Entry, Status
from audit.records.flag import Severity

_ERROR = frozenset({Status.ACCEPTED, Status.FIXED})


@dataclass(frozen=True, slots=True)
class Verdict:
    """One reviewer's last word on a flag."""

    reviewer: str
    status: Status
    reason: str
    at: str
    seq: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A flag's state: every reviewer's last word, what was settled, remarks, and the severity now.

    ``earlier`` is the verdict on the text before it changed, empty if there was none. ``decided`` is
    the number of the entry that last changed a verdict or the severity, 0 if none did: what somebody
    who decides has to have seen. ``correction`` is the entry that last gave corrected English, None
    where nobody did, or the text has changed since.
    """

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    settled: Verdict | None = None
    comments: tuple[Entry, ...] = ()
    severity: Severity | None = None
    earlier: str = ""
    added: Entry | None = None
    decided: int = 0
    correction: Entry | None = None

    @property
    def last(self) -> Verdict | None:
        """The verdict that counts, or the last of those that make the dispute."""
        if self.settled:
            return self.settled
        by_time = sorted(self.verdicts.values(), key=lambda verdict: verdict.seq)
        sure = [verdict for verdict in by_time if verdict.status is not Status.UNSURE]
        return (sure or by_time)[-1] if by_time else None

    @property
    def status(self) -> Status:
        """Where the flag stands; a reviewer who is unsure leaves it to the others."""
        if self.settled:
            return self.settled.status
        given = {verdict.status for verdict in self.verdicts.values()}
        sure = given - {Status.UNSURE}
        if not given:
            return Status.STALE if self.earlier else Status.OPEN
        if not sure:
            return Status.UNSURE
        if Status.DISMISSED in sure and sure & _ERROR:
            return Status.DISPUTED
        if Status.DISMISSED in sure:
            return Status.DISMISSED
        return Status.FIXED if Status.FIXED in sure else Status.ACCEPTED


def undone(entries: Iterable[Entry]) -> frozenset[int]:
    """The numbers of the entries that later ones took back."""
    return frozenset(seq for entry in entries for seq in entry.decision.undoes)


def replay(entries: Sequence[Entry]) -> dict[str, Standing]:
    """The standing of every flag that the log of an article speaks of.

    Args:
        entries: all entries of one article, in order.
    """
    taken_back = undone(entries)
    found: dict[str, Standing] = {}
    for entry in entries:
        decision = entry.decision
        if entry.seq in taken_back or not decision.flag_id:
            continue
        found[decision.flag_id] = _after(found, entry)
    return found


def _after(found: dict[str, Standing], entry: Entry) -> Standing:
    """The standing of the entry's flag with the entry applied."""
    decision = entry.decision
    before = found.get(decision.flag_id, Standing())
    action = decision.action
    if action in VERDICTS:
        verdict = Verdict(entry.reviewer, VERDICTS[action], decision.reason, entry.at, entry.seq)
        # Who decides anew after a settlement opens the question again.
        return replace(
            _remarked(before, entry),
            verdicts=before.verdicts | {entry.reviewer: verdict},
            settled=None,
            decided=entry.seq,
            correction=entry if decision.corrected else before.correction,
        )
    if action is Action.SETTLE:
        settled = Verdict(
            entry.reviewer, Status(decision.verdict), decision.reason, entry.at, entry.seq
        )
        return replace(_remarked(before, entry), settled=settled, decided=entry.seq)
    if action is Action.SEVERITY:
        graded = Severity(decision.severity)
        return replace(_remarked(before, entry), severity=graded, decided=entry.seq)
    if action is Action.ADD:
        return replace(_remarked(before, entry), added=entry)
    source = found.get(decision.source, Standing())
    if action is Action.CARRY:
        return source
    if action is Action.STALE:
        return replace(source, verdicts={}, settled=None, earlier=_former(source), correction=None)
    return _remarked(before, entry)


def _former(source: Standing) -> str:
    """The last verdict on a text that is gone; only what a reviewer added is stale without one."""
    if source.status is Status.STALE:
        return source.earlier
    if source.status is Status.OPEN and source.added is None:
        return ""
    return source.status.value


def _remarked(standing: Standing, entry: Entry) -> Standing:
    if not entry.decision.comment:
        return standing
    return replace(standing, comments=(*standing.comments, entry))
