"""Where each flag came in, by the gold of the sample articles and on small pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.bench.corpus import matches
from audit.bench.gold import read
from audit.messages import message
from audit.records.article import Article, Metadata, Revision, Text
from audit.records.flag import Stage
from audit.records.passage import Step
from audit.sources import read_all
from tests.conftest import EN, KO

CORPUS = Path(__file__).parents[2] / "corpora"
META = Metadata(title="Budget", published="2025-08-22")
WRONG = EN.replace("728 trillion", "728 billion")


@pytest.fixture(scope="module")
def corpus(auditor):
    found = []
    for pair in read_all([CORPUS], None):
        raw = {"ko": pair.source.raw, "en": pair.target.raw}
        if pair.draft:
            raw["draft"] = pair.draft.raw
        found.append((auditor.audit(pair), read(CORPUS / "gold" / f"{pair.id}.json", raw)))
    return found


@pytest.mark.slow
def test_every_flag_on_an_error_of_the_samples_has_its_stage(corpus):
    seen = 0
    for report, gold in corpus:
        sentences = {
            s.id: s for t in (report.article.source, report.article.target) for s in t.sentences
        }
        for flag in report.flags:
            hit = [
                e for e in gold.errors if e.stage != "draft-fixed" and matches(e, flag, sentences)
            ]
            if hit:
                assert flag.stage.value in {e.stage for e in hit}, (gold.id, message(flag))
                seen += 1
    assert seen > 50


@pytest.mark.slow
def test_what_editors_mended_is_what_they_mended_in_the_samples(corpus):
    """No flag is called mended that is none in the gold; one of seven errors is not flagged in a draft."""
    mended = set()
    for report, gold in corpus:
        for flag in report.mended:
            assert flag.stage is Stage.DRAFT_FIXED
            spans = [(e.start, e.end) for e in flag.spans if e.side == "target"]
            hit = {
                error.id
                for error in gold.errors
                if error.stage == "draft-fixed"
                for start, end in spans
                if start < error.words["draft"][1] and end > error.words["draft"][0]
            }
            assert hit, (gold.id, message(flag))
            mended |= hit
    missed = {e.id for _, gold in corpus for e in gold.errors if e.stage == "draft-fixed"} - mended
    assert missed == {"conductor-obituary-1"}  # a foreign name that Hangul alone does not give away


def audited(auditor, en, draft=None, *earlier):
    revisions = tuple(Revision(f"2025-08-22T1{i}:00", Text("en", t)) for i, t in enumerate(earlier))
    return auditor.audit(
        Article(
            "a",
            Text("ko", KO),
            Text("en", en),
            Text("en", draft) if draft else None,
            revisions,
            META,
        )
    )


def the_number(report):
    return next(flag for flag in report.flags if flag.check == "number")


def test_an_error_of_the_draft_that_an_editor_mended(auditor):
    report = audited(auditor, EN, WRONG)
    assert [flag.check for flag in report.mended] == ["number"]
    assert report.mended[0].target_sentence_ids == ("d3",)
    assert report.catch_rate == 1


def test_an_error_that_came_with_an_update(auditor):
    assert the_number(audited(auditor, WRONG, EN, EN)).stage is Stage.UPDATE
    assert the_number(audited(auditor, WRONG, None, EN)).stage is Stage.UPDATE


def test_an_error_that_was_there_before_the_update(auditor):
    assert the_number(audited(auditor, WRONG, WRONG, EN, WRONG)).stage is Stage.DRAFT
    assert the_number(audited(auditor, WRONG, EN, WRONG)).stage is Stage.EDITING
    assert the_number(audited(auditor, WRONG, None, WRONG)).stage is Stage.UNKNOWN
    assert audited(auditor, WRONG).catch_rate is None


def test_each_version_is_followed_to_the_next(auditor):
    longer = EN + "\nThe finance minister thanked his staff for the long nights.\n"
    report = audited(auditor, longer, WRONG, EN)
    assert [name for name, _ in report.article.versions] == ["draft", "2025-08-22T10:00", "print"]
    first, second = report.updates
    assert [p.step for p in first] == [Step.KEPT, Step.KEPT, Step.REWORDED, Step.KEPT, Step.KEPT]
    assert [p.step for p in second] == [Step.KEPT] * 5 + [Step.ADDED]


def test_a_revision_of_another_article_is_left_out_of_account(auditor):
    other = "Rain stops\n\nThe rain has stopped. Twelve schools were closed. The mayor thanked them all.\n"
    report = audited(auditor, EN, None, other)
    assert report.updates == ()
    assert "revision of 2025-08-22T10:00 does not look like one" in " ".join(
        map(message, report.notes)
    )
