"""The archive that is measured is one that an archive could be."""

import json
import lzma

import pytest

from audit.bench.scale import PAIRS, archive
from audit.errors import InputError


def test_no_sentence_of_the_archive_comes_twice(tmp_path):
    for name in ("park_news_dev", "pawsx_dev", "sts_train", "tatoeba_manythings", "ms_docs_ht"):
        with lzma.open(tmp_path / f"{name}.tsv.xz", "wt", encoding="utf-8") as file:
            for number in range(9):
                # Every third is the same in all files, and one of them is too short to be a sentence.
                of = "모두" if number % 3 == 0 else name
                file.write(
                    f"{of} 문장 {number}번은 이만하면 문장이라고 할 만하다.\tSentence {number} of {name} is long.\n"
                )
            file.write("짧다.\tShort.\n")
    rows = [json.loads(line) for line in archive(tmp_path, 8)]
    ko = [sentence for row in rows for sentence in row["ko_sentences"]]
    assert len(ko) == len(set(ko)) == 8 * PAIRS
    assert [len(row["en_sentences"]) for row in rows] == [PAIRS] * 8
    assert len({row["id"] for row in rows}) == 8


def test_without_training_pairs_nothing_is_measured_in_their_place(tmp_path):
    with pytest.raises(InputError, match="park_news_dev"):
        next(archive(tmp_path, 1))
