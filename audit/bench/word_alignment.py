"""Words behind words: is the Korean word that is shown for an English one the right one?

On gold word alignment of news and encyclopaedia (Parallel Universal Dependencies), of the English words that
the gold links: how often the likeliest Korean word is among the gold's, by the contextual model; and what a
reader of the dashboard is shown, with that model and with the embedded encoder's tokens alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import repeat
from typing import NamedTuple

from audit.align.calibration import token_scale
from audit.align.words import Likely, Place, supports, words_of
from audit.bench import Figure, Settings, development, table_of
from audit.bench.divergence import single
from audit.encoders.bag import BagEncoder, embedded
from audit.languages.spans import Extent
from audit.quality.contextual.alignment import counterparts
from audit.quality.contextual.reader import Reader
from audit.records.article import Sentence

_FILE = "wordalign_dev.tsv.xz"
_TARGET = 0.82


class Gold(NamedTuple):
    """A pair with its linked words: of an English word's characters those of its Korean words."""

    ko: Sentence
    en: Sentence
    links: Mapping[Extent, tuple[Extent, ...]]


def _places(words: Iterable[str]) -> list[Extent]:
    found, at = [], 0
    for word in words:
        found.append((at, at + len(word)))
        at += len(word) + 1
    return found


def read() -> Iterator[Gold]:
    """The gold pairs.

    Raises:
        InputError: the set is missing.
    """
    for row in table_of(development(_FILE)):
        article = single(row["ko_tokens"], row["en_tokens"])
        ko, en = (_places(row[name].split(" ")) for name in ("ko_tokens", "en_tokens"))
        links: dict[Extent, tuple[Extent, ...]] = {}
        for link in row["links_en-ko(1-based ids)"].split():
            i, j = (int(number) - 1 for number in link.split("-"))
            links[en[i]] = (*links.get(en[i], ()), ko[j])
        yield Gold(article.source.sentences[0], article.target.sentences[0], links)


def _likely(reader: Reader, encoder: BagEncoder, gold: Gold) -> Likely:
    texts = [gold.ko.text], [gold.en.text]
    tokens = encoder.tokens(texts[0]), encoder.tokens(texts[1])
    return partial(counterparts, reader, texts, tokens)


class _Counted(NamedTuple):
    linked: int
    shown: int
    right: int


def counted(gold: Gold, shown: Mapping[Place, tuple[Place, ...]]) -> _Counted:
    """How many words of a pair the gold links, how many of them are shown anything, and what is right."""
    ko, en = words_of(gold.ko.text), words_of(gold.en.text)
    best = {place.word: others[0].word for place, others in shown.items()}
    said = right = 0
    for (start, end), others in gold.links.items():
        at = next((i for i, (a, b) in enumerate(en) if a < end and start < b), None)
        if at not in best:
            continue
        said += 1
        a, b = ko[best[at]]
        right += any(a < last and first < b for first, last in others)
    return _Counted(len(gold.links), said, right)


def _shown(
    gold: Gold, encoder: BagEncoder, likely: Likely | None
) -> Mapping[Place, tuple[Place, ...]]:
    ids = gold.ko.id, gold.en.id
    vectors = dict(zip(ids, encoder.tokens([gold.ko.text, gold.en.text]), strict=True))
    return supports(
        [gold.ko],
        [gold.en],
        lambda sentence: vectors[sentence.id],
        token_scale(encoder).levels,
        likely,
    )


def run(settings: Settings) -> list[Figure]:
    """The share that is right, of all linked words and of those that are shown anything."""
    encoder, reader = embedded(), Reader()
    pairs = list(read())
    by_model = [_likely(reader, encoder, gold) for gold in pairs]
    linked = sum(len(gold.links) for gold in pairs)
    best = sum(map(_best, pairs, by_model))
    return [
        Figure("best is right, contextual", best / linked, _TARGET, "", "words.best"),
        *_figures("contextual", map(counted, pairs, map(_shown, pairs, repeat(encoder), by_model))),
        *_figures(
            "embedded", map(counted, pairs, map(_shown, pairs, repeat(encoder), repeat(None)))
        ),
    ]


def _figures(name: str, found: Iterable[_Counted]) -> Iterator[Figure]:
    linked, shown, right = map(sum, zip(*found, strict=True))
    for of, count in (("linked", linked), ("shown", shown)):
        yield Figure(
            f"shown word is right, of those {of}: {name}", right / max(count, 1), None, "",
            f"words.right_of_{of}.{name}",
        )  # fmt: skip


def _best(gold: Gold, likely: Likely) -> int:
    """How many linked words have their likeliest counterpart among the gold's, by the gold's own words."""
    ko = _places(gold.ko.text.split(" "))
    en = list(gold.links)
    found = likely([ko], [en])
    return sum(
        ko[int(row.argmax())] in gold.links[word] for word, row in zip(en, found, strict=True)
    )
