"""Training the embedded encoder: what it refuses to learn from, and that it learns."""

from __future__ import annotations

import json
import lzma
import random

import numpy as np
import pytest

from audit.encoders.bag import BagEncoder, save
from audit.encoders.features import BUCKETS, features_of
from audit.errors import InputError
from audit.training import encoder as training
from audit.training import pairs as sources
from audit.training.pairs import Pair, read_pairs

KO = "사과 학교 바다 기차 편지 나무 책상 의자 우유 구름 호수 시장 가방 모자 신발 연필 지도 창문".split()
EN = "apple school sea train letter tree desk chair milk cloud lake market bag hat shoe pencil map window".split()


def written(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.write(text)


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A data folder with one source and two evaluation sets."""
    monkeypatch.setattr(sources, "SOURCES", {"train/own": ("ours", None, 1)})
    written(
        tmp_path / "dev/set_dev.tsv.xz",
        "정부는 3일 대책을 발표했다.\tThe government announced it.\n",
    )
    row = {"id": "1", "ko": ["비가 하루 종일 왔다고 한다."], "en": ["It rained."], "gold": []}
    written(tmp_path / "dev/align_dev.jsonl.xz", json.dumps(row, ensure_ascii=False) + "\n")
    return tmp_path


def test_rows_that_an_evaluation_set_holds_are_refused_and_counted(data):
    written(
        data / "train/own.tsv.xz",
        "정부는 3일, 대책을 발표했다\tAnother wording\n"  # the same but for punctuation
        "비가 하루 종일 왔다고 한다.\tIt rained all day.\n"
        "새로운 문장이다.\tA new sentence.\n"
        "\tno Korean\n",
    )
    kept, refused = read_pairs(data)
    assert [pair.ko for pair in kept] == ["새로운 문장이다."]
    assert refused == 2


def test_rows_of_the_pairs_read_by_hand_are_refused_by_either_side(data):
    gold = [
        {"id": "1", "ko": "시는 다리를 닫았다고 했다.", "en": "The city shut the bridge.", "kind": "natural"},
        {"id": "2", "ko": "배가 항구를 떠났다고 한다.", "en": "The ship stayed.", "kind": "planted",
         "en_original": "The ship left the port."},
        {"id": "3", "ko": "버스가 섰다고 한다.", "en": "The bus stopped.", "en_wrong": "The bus left."},
    ]  # fmt: skip
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in gold)
    written(data / "dev/news_gold_dev.jsonl.xz", lines)
    written(
        data / "train/own.tsv.xz",
        "시는 다리를 닫았다고 했다.\tAnother wording.\n"
        "다른 문장이 있었다.\tThe city shut the bridge\n"
        "또 다른 문장이었다.\tThe ship left the port.\n"
        "버스가 떠났다고 한다.\tThe bus left.\n"
        "시\tcity\n"  # a letter of a sentence is no sentence
        "새로운 문장이다.\tA new sentence.\n",
    )
    kept, refused = read_pairs(data)
    assert [pair.ko for pair in kept] == ["시", "새로운 문장이다."]
    assert refused == 4


def test_a_missing_source_is_a_clear_error(data):
    with pytest.raises(InputError, match=r"own\.tsv\.xz: training source missing"):
        read_pairs(data)


@pytest.mark.slow
def test_it_learns_words_that_were_only_ever_seen_together(tmp_path, monkeypatch):
    monkeypatch.setattr(training, "BATCH", 256)
    monkeypatch.setattr(training, "EPOCHS", 4)
    monkeypatch.setattr(training, "SOURCES", {"own": ("ours", None, 1)})
    rng = random.Random(1)
    chosen = [rng.sample(range(len(KO)), 3) for _ in range(3000)]
    texts = [
        (" ".join(KO[i] for i in c), " ".join(EN[i] for i in rng.sample(c, 3))) for c in chosen
    ]
    pairs = [Pair(ko, en, "own") for ko, en in texts]
    ko_keys, en_keys = (
        [[f.key for f in text] for text in features_of([pair[side] for pair in texts])]
        for side in (0, 1)
    )
    keys = training.vocabulary((ko_keys, en_keys), [1.0] * len(pairs), 1000)
    ids = {key: i for i, key in enumerate(keys)}
    said: list[str] = []
    ko, en = training.bags(ko_keys, ids), training.bags(en_keys, ids)
    rows = training.train(pairs, ko, en, len(keys) + BUCKETS, said.append)
    rows = training.whitened(rows, (ko, en), np.arange(500))
    save(tmp_path / "own", keys, rows, {})
    encoder = BagEncoder(tmp_path / "own")
    cosine = encoder.encode(KO) @ encoder.encode(EN).T
    assert (cosine.argmax(axis=1) == np.arange(len(KO))).all()
    assert said[-1].startswith("step ")


def test_int8_keeps_the_vectors(tmp_path):
    rng = np.random.default_rng(1)
    keys = [f"k:{word}/N" for word in KO]
    rows = rng.normal(size=(len(keys) + BUCKETS, 64)).astype(np.float32)
    save(tmp_path / "small", keys, rows, {})
    save(tmp_path / "exact", keys, rows, {}, exact=True)
    texts = [" ".join(rng.choice(KO, 4)) for _ in range(20)]
    small, exact = (BagEncoder(tmp_path / name).encode(texts) for name in ("small", "exact"))
    assert ((small * exact).sum(axis=1) > 0.999).all()
