"""How much of an AI draft the editors changed."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from audit.records.article import Article, Text


def edited_share(pair: Article) -> float | None:
    """The share of words that differ between draft and published text, 0 to 1; None with no draft.

    It is the Levenshtein distance over words, of the longer text's length: 0 for a draft printed as it
    was, 1 for a text written anew.
    """
    if pair.draft is None:
        return None
    return float(Levenshtein.normalized_distance(_words(pair.draft), _words(pair.target)))


def _words(text: Text) -> list[str]:
    return [word for sentence in text.sentences for word in sentence.text.split()]
