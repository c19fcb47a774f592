"""What became of a draft; edits and links were worked out by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.lineage.passages import hter, passages, shares
from audit.messages import message
from audit.records.article import Article, Metadata, Text
from audit.records.bead import Bead
from audit.records.passage import Step
from audit.segmentation.segment import segment
from audit.sources import read_all
from tests.conftest import EN, KO

CORPUS = Path(__file__).parents[2] / "corpora"
OTHER = """Rain stops in the south

The rain has stopped, the weather agency said. Twelve schools were closed for two days. Residents spent
the night in a gymnasium. The mayor thanked the volunteers who had cleared the roads.
"""


def text(*sentences):
    return segment(Text("en", "\n\n".join(f"{s}" for s in ("A headline", *sentences))))


def bead(before, after, *, moved=False):
    return Bead("b", tuple(before), tuple(after), 0.9, 1.0, moved)


@pytest.mark.parametrize(
    ("before", "after", "rate"),
    [
        ("the cat sat on the mat", "the cat sat on the mat", 0),
        ("the cat sat", "the cat sat down", 1 / 4),
        ("the cat sat on the red mat", "the cat sat on the mat", 1 / 6),
        # A run of words that moves is one edit.
        ("on the mat the cat sat", "the cat sat on the mat", 1 / 6),
        ("The Cat sat", "the cat sat", 0),
    ],
)
def test_hter_is_edits_by_the_words_of_the_later_wording(before, after, rate):
    assert hter(before, after) == pytest.approx(rate, abs=1e-4)


def test_every_step_is_told():
    earlier = text(
        "The bill passed on Friday.",
        "It was late.",
        "Kim voted no.",
        "Lee left. Park stayed.",
        "Gone.",
    )
    later = text(
        "The bill passed on Friday.",
        "It was late, and Kim voted no.",
        "Lee left.",
        "Park stayed.",
        "New.",
    )
    before, after = earlier.sentences, later.sentences
    assert [s.text for s in before][4:6] == ["Lee left.", "Park stayed."]
    found = passages(
        earlier,
        later,
        [
            bead([0], [0]),
            bead([1], [1], moved=True),
            bead([2, 3], [2]),
            bead([4, 5], [3, 4]),
            bead([], [5]),
            bead([6], []),
        ],
    )
    assert [p.step for p in found] == [
        Step.KEPT, Step.KEPT, Step.MERGED, Step.KEPT, Step.ADDED, Step.DROPPED,
    ]  # fmt: skip
    assert [p.hter is None for p in found] == [False, False, False, False, True, True]
    assert [p.moved for p in found] == [False, True, False, False, False, False]
    assert len(after) == 6


def test_a_reworded_and_a_split_sentence():
    earlier = text("The bill passed late on Friday and Kim voted no.", "Lee left early.")
    later = text("The bill passed late on Friday.", "Kim voted no.", "Lee left at noon.")
    found = passages(earlier, later, [bead([1], [1, 2]), bead([2], [3])])
    assert [p.step for p in found] == [Step.SPLIT, Step.REWORDED]
    # "and" goes and "Friday" gains a stop, of nine words.
    assert found[0].hter == pytest.approx(2 / 9, abs=1e-4)
    assert found[1].hter == pytest.approx(2 / 4)


@pytest.mark.parametrize(
    ("before", "after", "step"),
    [
        ("The Workers' Party met.", "The ruling Workers' Party met.", Step.BACKGROUND),
        (
            "The Supreme Court will rule.",
            "The Supreme Court, the country's highest court, will rule.",
            Step.BACKGROUND,
        ),
        ("Kim Dong-un spoke.", "Kim Dong-un (the party's spokesman) spoke.", Step.BACKGROUND),
        ("The Workers' Party met.", "The ruling Workers' Party met in Seoul.", Step.REWORDED),
        ("The Workers' Party met.", "The Workers' Party did not meet.", Step.REWORDED),
        ("The Workers' Party met.", "The ruling Democratic Party met.", Step.REWORDED),
        ("It met.", "It met twice.", Step.REWORDED),
        ("A ship to be built met it.", "A ship, which is to be built, met it.", Step.REWORDED),
        ("The ruling party met.", "The party met.", Step.REWORDED),
    ],
)
def test_background_inside_a_sentence(before, after, step):
    (found,) = passages(text(before), text(after), [bead([1], [1])])
    assert found.step is step


def test_shares_count_the_words_published():
    earlier = text("One two three four.", "Five six seven eight nine ten.", "Old words here now.")
    later = text(
        "One two three four.", "Five six seven eight nine eleven.", "Brand new thing instead."
    )
    found = passages(
        earlier,
        later,
        [bead([0], [0]), bead([1], [1]), bead([2], [2]), bead([], [3]), bead([3], [])],
    )
    got = shares(found, later)
    # Headline two words and four kept, six with one edit, four added: sixteen in all.
    assert (got.untouched, got.light, got.rewritten, got.added) == (6 / 16, 6 / 16, 0, 4 / 16)


@given(st.lists(st.sampled_from(["kept", "changed", "added", "dropped"]), max_size=8))
def test_shares_add_up_to_one(steps):
    earlier, later, beads = (
        ["A headline stands here."],
        ["A headline stands here."],
        [bead([0], [0])],
    )
    for number, step in enumerate(steps):
        line = f"Sentence number {number} is here."
        before = [] if step == "added" else [len(earlier)]
        after = [] if step == "dropped" else [len(later)]
        earlier += [line] * len(before)
        later += [line.replace("is here", "was there") if step == "changed" else line] * len(after)
        beads.append(bead(before, after))
    texts = [
        replace(text(), raw=" ".join(lines), blocks=(), sentences=_sentences(lines))
        for lines in (earlier, later)
    ]
    got = shares(passages(*texts, beads), texts[1])
    assert got.untouched + got.light + got.rewritten + got.added == pytest.approx(1)


def _sentences(lines):
    from audit.records.article import BlockKind, Sentence

    return tuple(
        Sentence(f"e{i}", line, 0, len(line), 0, BlockKind.BODY) for i, line in enumerate(lines, 1)
    )


def linked(gold):
    """Draft and published sentences that share a Korean one, as their texts."""
    groups: list[tuple[set, set, set]] = []
    for ko, draft, en in (
        *((b["ko"], (), b["en"]) for b in gold["beads"]),
        *((b["ko"], b["en"], ()) for b in gold["draft_beads"]),
    ):
        new = (set(ko), set(draft), set(en))
        for group in [g for g in groups if g[0] & new[0]]:
            groups.remove(group)
            new = tuple(a | b for a, b in zip(new, group, strict=True))
        groups.append(new)
    return {
        (frozenset(gold["draft"][i] for i in d), frozenset(gold["en"][j] for j in e))
        for _, d, e in groups
        if d or e
    }


@pytest.mark.slow
def test_the_drafts_of_the_sample_articles_are_followed_sentence_by_sentence(auditor):
    seen = 0
    for pair in read_all([CORPUS], None):
        if pair.draft is None:
            continue
        report = auditor.audit(pair)
        draft, en = report.article.draft.sentences, report.article.target.sentences
        got = {
            (frozenset(draft[i].text for i in p.earlier), frozenset(en[j].text for j in p.later))
            for p in report.lineage
        }
        gold = json.loads((CORPUS / "gold" / f"{pair.id}.json").read_text(encoding="utf-8"))
        assert got == linked(gold), pair.id
        seen += 1
    assert seen == 5


def drafted(auditor, draft):
    meta = Metadata(title="Budget", published="2025-08-22")
    wrong = EN.replace("728 trillion", "728 billion")
    pair = Article("a", Text("ko", KO), Text("en", wrong), Text("en", draft), metadata=meta)
    return auditor.audit(pair)


def told(report):
    return [message(note) for note in report.notes]


def test_a_draft_of_another_article_is_left_out_of_account(auditor):
    report = drafted(auditor, OTHER)
    assert report.lineage == ()
    assert told(report) == [
        "The AI draft does not look like one of this article, so it is left out of account; "
        "check which file was given as the draft."
    ]
    assert {flag.stage for flag in report.flags} == {"unknown"}


def test_a_draft_that_is_the_published_text_is_said(auditor):
    report = drafted(auditor, EN.replace("728 trillion", "728 billion"))
    assert {p.step for p in report.lineage} == {Step.KEPT}
    assert "nothing was edited" in " ".join(told(report))
    assert {flag.stage for flag in report.flags} == {"draft"}


def test_an_edited_draft_needs_no_word(auditor):
    report = drafted(auditor, EN)
    assert report.notes == ()
    assert "reworded" in {p.step.value for p in report.lineage}
    assert "editing" in {flag.stage for flag in report.flags}
