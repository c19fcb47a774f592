"""Every input that ever failed, and what holds for whatever is read or analysed."""

from __future__ import annotations

import sys
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.languages.en.dates import english_moments
from audit.languages.en.numerals import english_quantities
from audit.languages.ko.dates import korean_moments
from audit.languages.ko.numerals import korean_quantities
from audit.segmentation.sentences import split
from audit.sources import read
from tests.fuzz import worker
from tests.fuzz.mutations import LONGEST, mutated
from tests.fuzz.run import FOUND
from tests.fuzz.strategies import PLAIN, encoded
from tests.fuzz.targets import Target, refused, targets
from tests.fuzz.wordings import texts

CASES = sorted(path for path in FOUND.glob("*/*") if path.is_file())


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_failed_once_is_refused_in_a_sentence_or_taken(case):
    refused(targets()[case.parent.name], case.read_bytes())


@settings(max_examples=10)
@given(data=encoded(PLAIN["html"]) | st.binary(max_size=40))
def test_a_file_is_one_article_or_one_error_that_names_it(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("fuzz", numbered=True)
    (folder / "a.ko.html").write_bytes(data)
    (folder / "a.en.txt").write_text("The government submitted the budget.", "utf-8")
    (found,) = read(folder)
    assert str(folder) in (found.origin if hasattr(found, "origin") else found.where)


@settings(max_examples=10)
@given(korean=texts("ko"), english=texts("en"))
def test_sentences_stand_in_order_in_the_text_and_none_of_its_letters_is_lost(korean, english):
    for text, lang in ((korean, "ko"), (english, "en")):
        extents = split(text, lang)
        at = 0
        for start, end in extents:
            assert at <= start < end <= len(text)
            assert not any(map(str.isalpha, text[at:start]))
            at = end
        assert not any(map(str.isalpha, text[at:]))


@settings(max_examples=10)
@given(korean=texts("ko", 1), english=texts("en", 1))
def test_figures_and_dates_stand_where_they_say(korean, english):
    for text, readers in (
        (korean, (korean_quantities, korean_moments)),
        (english, (english_quantities, english_moments)),
    ):
        for found in (one for reader in readers for one in reader(text)):
            assert 0 <= found.start < found.end <= len(text)


def test_an_input_that_fails_is_kept_once_and_short(tmp_path, monkeypatch, capsys):
    def faulty(data: bytes) -> None:
        if b"!" in data:
            raise ZeroDivisionError

    monkeypatch.setattr(worker, "targets", lambda: {"planted": Target(faulty, st.binary())})
    # The process of the tests has had its own peak, of other tests.
    monkeypatch.setattr(worker, "MEMORY", sys.maxsize)
    board = tmp_path / "board"
    board.write_bytes(bytes(worker.MAPPED))
    trial = worker.Trial("planted", tmp_path / "found", worker.Board(board))
    for data in (b"good", b"bad! and long", b"bad! again"):
        trial(data)
    (kept,) = (tmp_path / "found" / "planted").iterdir()
    assert kept.read_bytes() == b"!"
    assert worker.read_board(board)[3] == b"bad! again"
    assert "ZeroDivisionError" in capsys.readouterr().out


@given(seed=st.integers(), data=st.binary(max_size=99), other=st.binary(max_size=99))
def test_a_seed_says_what_is_made_of_an_input(seed, data, other):
    made = mutated(Random(seed), data, other)
    assert len(made) <= LONGEST  # of both, which are shorter
    assert made == mutated(Random(seed), data, other)


def test_cases_lie_under_the_names_of_targets():
    assert {path.parent.name for path in CASES} <= set(targets())
