"""The archives that are opened are archives: whole, of different articles, and drawn by the real pages."""

import pytest

from audit.bench import opening
from audit.bench.opening import copies, drawn, write
from audit.records.article import Article, Metadata, Text
from audit.results.parts import does_not_follow
from audit.results.stored import read_stored
from tests.conftest import EN, KO

WRONG = EN.replace("728 trillion", "728 billion")


@pytest.fixture(scope="module")
def results(auditor):
    meta = Metadata(title="Budget", published="2025-08-22", desk="economy")
    articles = [Article(name, Text("ko", KO), Text("en", WRONG), metadata=meta) for name in "ab"]
    return [auditor.audit(article) for article in articles]


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr(opening, "ARTICLES_A_PART", 3)
    monkeypatch.setattr(opening, "_DISTINCT", 2)


def test_copies_are_other_articles_of_the_same_shape(results):
    made = [result for result, _ in zip(copies(results), range(6), strict=False)]
    assert len({result.article.id for result in made}) == 6
    assert len({result.article.target.raw for result in made}) == 3
    for result in made:
        assert [flag.code for flag in result.flags] == [flag.code for flag in results[0].flags]
        for flag in result.flags:
            for span in flag.spans:
                text = result.article.source if span.side == "source" else result.article.target
                assert text.raw[span.start : span.end] == span.text


def test_an_archive_that_is_measured_is_whole(results, tmp_path, small_parts):
    folder = write(tmp_path / "out", results, 9)
    assert folder.exists
    assert len(set(folder.ids())) == 9
    for part in range(3):
        assert folder.archive.is_as_listed(part)
        assert not list(does_not_follow(folder.archive, part, read_stored))
    assert [result.article.id for result in folder.results()] == list(folder.ids())


@pytest.mark.slow
def test_every_page_of_it_is_drawn_and_a_flag_accepted(results, tmp_path, small_parts):
    write(tmp_path / "warm", results, 2)
    told = drawn(write(tmp_path / "out", results, 9).path, tmp_path / "warm")
    assert {*opening.PAGES, "decision", "before", "memory"} <= told.keys()
    assert all(value > 0 for value in told.values())
