"""The contextual model as it runs: pieces and words, what it says of pairs, and what cannot be read."""

from __future__ import annotations

import shutil
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.bench.divergence import single
from audit.encoders.bag import embedded
from audit.errors import EncoderError
from audit.pipeline import Auditor
from audit.quality.contextual import FOLDER, TRUNK
from audit.quality.contextual.alignment import as_words, counterparts
from audit.quality.contextual.merged import merged
from audit.quality.contextual.reader import Compared, Read, Reader
from audit.quality.contextual.support import Place, Words, inside, support_of
from audit.quality.tokens import Tokens
from audit.quality.words import WordScores
from audit.records.settings import Settings

pytestmark = pytest.mark.unit

KO = "정부는 물가 안정을 위해 공공요금을 올리지 않기로 했다고 밝혔다."
EN = "The government said it had decided not to raise utility charges to keep prices stable."


@pytest.fixture(scope="module")
def reader():
    return Reader()


@pytest.fixture(scope="module")
def contextual():
    return Auditor(settings=Settings(quality="contextual"))


def compared(reader, ko, en):
    sides = reader.read([ko]), reader.read([en])
    words = [as_words(embedded().tokens([text])) for text in (ko, en)]
    return reader.compare(*sides, *words)


def test_pieces_stand_where_their_letters_stand_in_the_sentences_as_given(reader):
    sentences = ["Prices\u200b rose.", "“Ｋorea” said 3,000."]
    read = reader.read(sentences)
    by_sentence = [
        "".join(sentences[p.sentence][p.start : p.end] for p in read.places if p.sentence == i)
        for i in range(2)
    ]
    assert [text.replace(" ", "").replace("\u200b", "") for text in by_sentence] == [
        "Pricesrose.",
        "“Ｋorea”said3,000.",
    ]
    assert read.vectors.shape == (len(read.places), 768)


def test_an_empty_sentence_has_no_pieces(reader):
    assert reader.read([""]).places == ()


def test_the_longest_text_is_read_in_part(reader):
    read = reader.read(["word " * 2000])
    assert 200 < len(read.places) < 300


def test_each_score_is_there_for_each_piece(reader):
    found = compared(reader, KO, EN)
    ko, en = len(reader.read([KO]).places), len(reader.read([EN]).places)
    assert found.ko.shape == found.ko_alone.shape == (ko,)
    assert found.en.shape == found.en_alone.shape == (en,)
    assert found.gaps.shape == (en + 1,)
    assert found.links.shape == (en, ko)


@pytest.mark.parametrize(
    ("ko", "right", "wrong"),
    [
        (KO, EN, EN.replace("not ", "")),
        (KO, EN, "The two countries will hold a summit in Seoul next month."),
        (
            "경찰은 지난 3일 서울에서 용의자를 체포했다고 밝혔다.",
            "Police said they arrested the suspect in Seoul on the 3rd.",
            "Police said they arrested the suspect in Seoul on the 3rd after a long car chase.",
        ),
    ],
)
def test_a_wrong_sentence_is_doubted_more_than_the_right_one(reader, ko, right, wrong):
    assert compared(reader, ko, wrong).pair > compared(reader, ko, right).pair


def test_what_it_says_does_not_change_from_one_time_to_the_next(reader):
    first, second = compared(reader, KO, EN), compared(reader, KO, EN)
    assert first.pair == second.pair
    assert np.array_equal(first.links, second.links)


def test_a_missing_file_is_one_sentence_that_says_what_to_do(tmp_path):
    shutil.copytree(FOLDER, tmp_path / "weights", ignore=shutil.ignore_patterns(TRUNK))
    with pytest.raises(EncoderError, match=r'weights cannot be read .*set quality = "fast"'):
        Reader(tmp_path / "weights")


def test_a_damaged_file_is_an_error_too(tmp_path):
    shutil.copytree(FOLDER, tmp_path / "weights")
    (tmp_path / "weights" / TRUNK).write_bytes(b"no graph")
    with pytest.raises(EncoderError, match="cannot be read"):
        Reader(tmp_path / "weights")


def test_words_lie_in_the_pieces_that_have_their_letters():
    pieces = [Place(0, 0, 3), Place(0, 3, 6), Place(0, 6, 10), Place(1, 0, 4)]
    words = [Place(0, 0, 6), Place(0, 7, 8), Place(0, 8, 10), Place(1, 0, 2)]
    assert inside(pieces, words) == [[0], [0], [1, 2], [3]]


@given(
    st.lists(st.integers(1, 6), min_size=1, max_size=12), st.lists(st.integers(1, 6), max_size=12)
)
def test_a_word_lies_in_every_piece_that_it_overlaps_and_in_no_other(pieces, words):
    def placed(lengths):
        ends = np.cumsum(lengths).tolist()
        return [Place(0, end - length, end) for length, end in zip(lengths, ends, strict=True)]

    a, b = placed(pieces), placed(words)
    expected = [[k for k, w in enumerate(b) if w.start < p.end and p.start < w.end] for p in a]
    assert inside(a, b) == expected


def test_support_is_the_best_of_the_words_in_a_piece_and_never_negative():
    words = Words(
        [Place(0, 0, 2), Place(0, 2, 4)], np.eye(2, dtype=np.float32), np.array([0.2, 0.9])
    )
    against = Words([Place(0, 0, 3)], np.array([[0.6, -0.8]], dtype=np.float32), np.array([1.0]))
    found = support_of([Place(0, 0, 4)], [Place(0, 0, 3)], words, against)
    assert found.cosines.tolist() == [[pytest.approx(0.6)]]
    assert found.ko.tolist() == [pytest.approx(0.9)]
    assert support_of([Place(0, 9, 10)], [Place(0, 0, 3)], words, against).cosines.tolist() == [
        [0.0]
    ]


def tokens(*words):
    none = np.zeros((len(words), 2), dtype=np.float32)
    return Tokens(
        tuple("x" for _ in words), tuple(word[1:] for word in words), tuple(word[0] for word in words),
        none, none[:, 0], none[:, 0].astype(int), none[:, 0].astype(int), none,
    )  # fmt: skip


def test_a_words_score_is_its_worst_pieces_and_a_gap_keeps_its_place():
    en = tokens((0, 0, 9), (0, 10, 14), (1, 0, 3))
    ko = tokens((0, 0, 2))
    flat = np.zeros(3, dtype=np.float32)
    fast = WordScores(ko, en, flat[:1], flat, np.zeros(4, dtype=np.float32), flat, 0.0, 0.0)
    pieces = (Place(0, 0, 4), Place(0, 4, 9), Place(0, 9, 14), Place(1, 0, 3))
    scores = np.array([-1, 2, -3, -4], dtype=np.float32)
    gaps = np.array([-9, -9, 5, -9, 1], dtype=np.float32)
    found = merged(
        fast, Read((Place(0, 0, 2),), np.zeros((1, 768))), Read(pieces, np.zeros((4, 768))),
        Compared(scores, scores[:1], scores, scores[:1], gaps, 0.5, np.zeros((4, 1))),
    )  # fmt: skip
    assert found.en_scores.argmax() == 0
    assert found.en_scores[0] > found.en_scores[1] > found.en_scores[2]
    assert found.gaps.argmax() == 1
    assert found.gaps[3] > found.gaps[2]


def test_words_are_each_others_counterparts(reader):
    ko, en = (
        "대통령은 어제 부산에서 어부들을 만났다.",
        "The president met fishermen in Busan yesterday.",
    )
    places = {
        text: [
            (text.index(word), text.index(word) + len(word)) for word in text.rstrip(".").split()
        ]
        for text in (ko, en)
    }
    likely = counterparts(
        reader, ([ko], [en]), (embedded().tokens([ko]), embedded().tokens([en])), [places[ko]], [places[en]],
    )  # fmt: skip
    best = {
        word: ko.rstrip(".").split()[int(row.argmax())]
        for word, row in zip(en.rstrip(".").split(), likely, strict=True)
    }
    assert best["president"] == "대통령은"
    assert best["fishermen"] == "어부들을"
    assert best["Busan"] == "부산에서"
    assert best["yesterday"] == "어제"
    assert (likely >= 0).all() and (likely.sum(axis=1) <= 1 + 1e-5).all()


def test_the_model_is_named_in_the_result_and_the_signature(contextual, auditor):
    result = contextual.audit(single(KO, EN))
    assert result.quality.startswith("contextual@")
    assert contextual.signature != auditor.signature


def test_a_lost_clause_is_seen_and_the_right_sentence_is_not_flagged(contextual):
    ko = "검찰은 회사 자금을 빼돌린 혐의로 전직 대표를 구속했다고 밝혔다."
    right = "Prosecutors said they arrested the former chief executive on charges of embezzling company funds."
    assert not contextual.audit(single(ko, right)).flags


def test_torch_is_not_needed():
    code = (
        "import sys; from audit.bench.divergence import single; from audit.pipeline import Auditor;"
        "from audit.records.settings import Settings;"
        f"Auditor(settings=Settings(quality='contextual')).audit(single({KO!r}, {EN!r}));"
        "assert 'torch' not in sys.modules and 'transformers' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_cascade_reads_what_the_fast_model_doubts_and_nothing_else(contextual):
    right = (
        "검찰은 회사 자금을 빼돌린 혐의로 전직 대표를 구속했다고 밝혔다.",
        (
            "Prosecutors said they arrested the former chief executive on charges of embezzling company funds."
        ),
    )
    wrong = KO, "It rained all over the southern islands yesterday."
    cascade = Auditor(settings=Settings(quality="cascade"))
    assert cascade.quality.name.startswith("cascade@")
    for pair, read in ((right, False), (wrong, True)):
        fast, whole, found = (
            by.judged(bead).words
            for by in (a.aligned(single(*pair)) for a in (Auditor(), contextual, cascade))
            for bead in by.beads
        )
        assert (found.pair >= 0.5) is read
        expected, other = (whole, fast) if read else (fast, whole)
        assert found.en_scores.tolist() == expected.en_scores.tolist() != other.en_scores.tolist()
        assert found.added == expected.added
