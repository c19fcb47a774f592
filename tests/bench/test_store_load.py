"""What the bench of the store calls lost, doubled, denied and unseen, each put into a log by hand."""

from __future__ import annotations

import pytest

from audit.bench.store import Told, unlike
from audit.records.decision import Action, Decision, Entry


def entry(seq: int, remark: str, flag: str = "f1") -> Entry:
    made = Decision(Action.ACCEPT, "a", flag, comment=remark)
    return Entry(seq, "2026-11-29T00:00:00.000+00:00", "p1", "reviewer", "g", made, "")


def told(taken: list[tuple[Entry, int]], not_taken: tuple[str, ...] = ()) -> Told:
    answers = {
        each.decision.comment: {"seq": each.seq, "hash": each.hash, "seen": seen}
        for each, seen in taken
    }
    return Told(answers, list(not_taken))


ONE, TWO, OTHER = entry(1, "p1.1"), entry(2, "p2.1"), entry(3, "p1.2", "f2")
ANSWERS = [(ONE, 0), (TWO, 1), (OTHER, 0)]


@pytest.mark.parametrize(
    ("log", "answers", "wrong"),
    [
        ([ONE, TWO, OTHER], told(ANSWERS), {}),
        # What was under way as its process was killed may be there or not.
        ([ONE, TWO, OTHER, entry(4, "p3.9")], told(ANSWERS), {}),
        ([ONE, TWO], told(ANSWERS), {"lost": 1}),
        ([ONE, TWO, entry(4, "p1.2", "f2")], told(ANSWERS), {"lost": 1}),
        ([ONE, TWO, OTHER, entry(4, "p3.9"), entry(5, "p3.9")], told(ANSWERS), {"doubled": 1}),
        ([ONE, TWO, OTHER, entry(4, "p3.9")], told(ANSWERS, ("p3.9",)), {"denied": 1}),
        ([ONE, TWO, OTHER], told([(ONE, 0), (TWO, 0), (OTHER, 0)]), {"unseen": 1}),
    ],
    ids=["whole", "under way", "lost", "another", "doubled", "denied", "unseen"],
)
def test_a_log_that_differs_from_what_was_told_is_counted(log, answers, wrong):
    nothing = dict.fromkeys(("lost", "doubled", "denied", "unseen"), 0)
    assert unlike(log, answers) == nothing | wrong
