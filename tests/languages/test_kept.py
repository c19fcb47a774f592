"""What is kept of sentences is asked for once, and forgotten after many articles."""

from __future__ import annotations

from audit.languages import kept
from audit.languages.kept import Kept, remembered


def test_a_sentence_is_analysed_once_until_everything_is_forgotten():
    asked: list[str] = []

    def lengths(sentences):
        asked.extend(sentences)
        return [len(sentence) for sentence in sentences]

    lengths_of = Kept(10, lengths)
    assert [lengths_of.of("one"), lengths_of.of("one"), *lengths_of.of_all(["one", "three"])] == [
        3, 3, 3, 5,
    ]  # fmt: skip
    kept.forget()
    assert lengths_of.of("one") == 3
    assert asked == ["one", "three", "one"]


def test_what_a_function_remembers_is_forgotten_after_many_sentences():
    asked: list[str] = []

    @remembered(10)
    def length(word):
        asked.append(word)
        return len(word)

    kept.forget()
    assert [length("one"), length("one")] == [3, 3]
    kept.audited(10)
    assert length("one") == 3
    kept.audited(5_000)
    assert length("one") == 3
    assert asked == ["one", "one"]


def test_articles_leave_nothing_behind_for_good(auditor):
    from tests.dashboard.conftest import EN, KO, pair

    kept.forget()
    auditor.audit(pair("a", "A", EN, "economy", ko=KO))
    assert kept.number() > 0
    kept.audited(5_000)
    assert kept.number() == 0
