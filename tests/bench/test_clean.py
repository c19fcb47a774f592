"""The false-alarm budget by kinds of clean text, and the table that keeps it on each."""

from __future__ import annotations

import csv
import json
import lzma

import numpy as np
import pytest

from audit.bench import clean
from audit.errors import InputError
from audit.risk import budget
from audit.training import calibration
from tests.conftest import EN, KO

ROWS = (
    "시는 3월에 공원 12곳을 열었다.\tThe city opened 12 parks in March.\n"
    "시장은 비가 그쳤다고 말했다.\tThe mayor said the rain had stopped.\n"
)


def written(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.write(text)


@pytest.fixture
def data(tmp_path):
    """Every set of two pairs; the figure of the adapted news is wrong in one, and the other is gold."""
    for name in ("flores_dev", "pud_dev"):
        written(tmp_path / f"dev/{name}.tsv.xz", ROWS)
    documents = "".join(f"doc\t{line}\n" for line in ROWS.splitlines())
    written(tmp_path / "dev/ntrex_docs_dev.tsv.xz", documents)
    written(tmp_path / "train/park_news_dev.tsv.xz", ROWS.replace("12 parks", "21 parks"))
    gold = {"id": "1", "ko": "시장은 비가 그쳤다고 말했다!", "en": "Rain stops."}
    written(tmp_path / "dev/news_gold_dev.jsonl.xz", json.dumps(gold) + "\n")
    return tmp_path


@pytest.fixture
def corpus(tmp_path):
    """A press release of five sentences, in one of which an error is planted."""
    folder = tmp_path / "corpora"
    (folder / "gold").mkdir(parents=True)
    wrong = EN.replace("728 trillion", "728 billion")
    (folder / "budget.ko.txt").write_text(KO, encoding="utf-8")
    (folder / "budget.en.txt").write_text(wrong, encoding="utf-8")
    ko = "예산안 규모는 728조원으로 올해보다 8.1% 늘었다."
    en = "The budget amounts to 728 billion won, up 8.1 percent from this year."
    error = {
        "id": "1", "category": "number", "severity": "critical", "stage": "editing",
        "ko": {"sentence": 0, "text": "728조원"}, "en": {"sentence": 0, "text": "728 billion"},
    }  # fmt: skip
    gold = {"id": "budget", "ko": [ko], "en": [en], "blocks": {}, "beads": [], "errors": [error]}
    (folder / "gold" / "budget.json").write_text(json.dumps(gold), encoding="utf-8")
    return folder


def test_each_kind_is_measured_without_the_gold_rows_and_planted_errors(data, corpus, auditor):
    found = clean.measured(auditor, data, corpus)
    shapes = {name: [len(article) for article in risks] for name, risks in found.items()}
    assert shapes == {
        "news": [2], "adapted": [1], "encyclopaedia": [1, 1], "treebank": [1, 1], "releases": [4],
    }  # fmt: skip
    assert found["adapted"][0][0] > 0.8
    assert max(found["releases"][0]) < 0.8
    told = {figure.key: figure for figure in clean.figures(found, "fast")}
    assert told["clean.budget_3.2.adapted"].value == 1
    assert told["clean.budget_3.2.adapted"].verdict == "missed"
    assert told["clean.budget_3.2.adapted"].target == pytest.approx(0.048)
    assert told["clean.budget_3.2.news"].value == 0
    assert told["clean.budget_3.2.mean"].value == pytest.approx(1 / 5)


def test_a_set_that_is_missing_is_named(data, corpus, auditor):
    (data / "train/park_news_dev.tsv.xz").unlink()
    with pytest.raises(InputError, match=r"park_news_dev\.tsv\.xz: development set not found"):
        clean.measured(auditor, data, corpus)


def risks(*counts):
    """Sentences by risk: so many of .9, .7, .5 and none."""
    return [np.repeat([0.9, 0.7, 0.5, 0.0], counts)]


def test_the_rate_is_the_mean_or_the_worst_kind_by_its_slack():
    # At .9: 0, 0 and 9 of 100: the mean is 3, the worst by 1.5 is 6. At .7: 4, 6 and 9: 6.33 against 6.
    found = {"one": risks(0, 4, 0, 96), "two": risks(0, 6, 0, 94), "three": risks(9, 0, 0, 91)}
    rows = {row["risk"]: row for row in calibration.table(found)}
    assert rows[0.92]["false_alarms_per_100"] == 0
    assert rows[0.9]["false_alarms_per_100"] == 6
    assert rows[0.7]["false_alarms_per_100"] == pytest.approx(19 / 3, abs=0.001)
    assert [rows[0.7][name] for name in found] == [4, 6, 9]


@pytest.mark.parametrize("asked", [1, 2, 3.5, 5, 8, 15])
def test_a_budget_holds_on_average_and_on_each_kind_within_half(tmp_path, monkeypatch, asked):
    rng = np.random.default_rng(asked.__hash__())
    found = {
        name: [np.where(rng.random(400) < share, rng.random(400), 0.0)]
        for name, share in (("calm", 0.02), ("usual", 0.1), ("free", 0.5))
    }
    calibration.write(calibration.table(found), tmp_path / "calibration.csv")
    monkeypatch.setattr(budget, "TABLE", tmp_path / "calibration.csv")
    budget._rates.cache_clear()
    try:
        shown = budget.threshold(asked, "fast")
    finally:
        budget._rates.cache_clear()
    rates = clean.rates(found, shown)
    assert max(rates.values()) <= 1.5 * asked
    assert sum(rates.values()) / 3 <= asked
    with (tmp_path / "calibration.csv").open() as file:
        assert csv.DictReader(file).fieldnames == [
            "risk", "false_alarms_per_100", "calm", "usual", "free",
        ]  # fmt: skip


def test_a_pair_that_a_reader_found_to_diverge_is_no_clean_text(data, tmp_path, monkeypatch):
    ko, en = ROWS.splitlines()[0].split("\t")
    listed = tmp_path / "diverging.txt"
    listed.write_text(f"# read\n{clean.digest(ko, en)}\n", encoding="utf-8")
    monkeypatch.setattr(clean, "DIVERGING", listed)
    clean._diverging.cache_clear()
    _, of = clean.KINDS["treebank"]
    assert [article.source.raw.strip() for article in of(data)] == ["시장은 비가 그쳤다고 말했다."]
    monkeypatch.undo()
    clean._diverging.cache_clear()
