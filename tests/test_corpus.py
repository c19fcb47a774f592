"""The sample corpus and its gold fit together, and the tool reads the pages as the gold does."""

from __future__ import annotations

import json

import pytest

from audit.bench.gold import read
from audit.records.article import Article
from audit.records.flag import Category, Severity
from audit.segmentation.segment import segment
from audit.sources import read_all
from tests.conftest import ROOT

CORPUS = ROOT / "corpora"
PAIRS = {pair.id: pair for pair in read_all([CORPUS]) if isinstance(pair, Article)}
GOLD = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in (CORPUS / "gold").glob("*.json")
}
STAGES = {"draft", "draft-fixed", "editing", "source"}
ARTICLES = sorted(GOLD)


def texts(pair):
    found = {"ko": pair.source, "en": pair.target}
    return found | ({"draft": pair.draft} if pair.draft else {})


def test_every_article_has_gold_and_a_line_in_the_readme():
    assert set(PAIRS) == set(GOLD)
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    assert [name for name in ARTICLES if f"`{name}`" not in readme] == []


def test_the_corpus_is_as_large_as_it_says():
    assert len(ARTICLES) >= 12
    assert sum(pair.draft is not None for pair in PAIRS.values()) >= 4
    assert any(not gold["errors"] for gold in GOLD.values())
    errors = [error for gold in GOLD.values() for error in gold["errors"]]
    assert len(errors) >= 55
    told = set(Category) - {Category.DISCLOSURE}  # a page's promise is no error of translation
    assert {error["category"] for error in errors} == told


@pytest.mark.parametrize("name", ARTICLES)
def test_the_gold_fits_the_texts(name):
    raw = {side: text.raw for side, text in texts(PAIRS[name]).items()}
    read(CORPUS / "gold" / f"{name}.json", raw)
    gold = GOLD[name]
    for side in ("ko", "en"):
        placed = sorted(i for bead in gold["beads"] for i in bead[side])
        assert placed == list(range(len(gold[side])))
    for error in gold["errors"]:
        assert error["category"] in set(Category)
        assert error["severity"] in set(Severity)
        assert error["stage"] in (STAGES if PAIRS[name].draft else {"unknown"})


@pytest.mark.parametrize("name", ARTICLES)
def test_blocks_and_sentences_are_cut_as_in_the_gold(name):
    for side in ("ko", "en"):
        text = segment(texts(PAIRS[name])[side])
        assert [s.text for s in text.sentences] == GOLD[name][side]
        kinds = [(b.kind.value, text.raw[b.start : b.end].strip()) for b in text.blocks]
        assert kinds == [(kind, entry.strip()) for kind, entry in GOLD[name]["blocks"][side]]
