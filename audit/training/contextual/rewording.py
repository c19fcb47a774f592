"""Rewordings that change nothing an editor would mind: a clean pair stays clean.

Contractions, "that" left out, a phrase of time moved to the other end, the form of figures, spelling,
quotation marks, case and punctuation.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from audit.training.contextual.tools import Look

_FULL = {
    "'re": " are", "'ve": " have", "'ll": " will", "'m": " am",
}  # fmt: skip
_SHORT = {
    f"{verb} not": f"{verb}n't"
    for verb in "is are was were do does did has have had would could should".split()
} | {
    "it is": "it's", "that is": "that's", "they are": "they're", "I am": "I'm", "we are": "we're",
    "cannot": "can't", "will not": "won't",
}  # fmt: skip
_FIGURES = "1 2 3 4 5 6 7 8 9 10".split()
_NUMBERS = dict(
    zip("one two three four five six seven eight nine ten".split(), _FIGURES, strict=True)
)
_TABLE = Path(__file__).with_name("synonyms.toml")


@cache
def _same() -> dict[str, tuple[str, ...]]:
    """Words, and those that may stand for each."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    found: dict[str, tuple[str, ...]] = {}
    for field in ("same", "shorter"):
        for row in table[field]:
            group = [word.replace("_", " ") for word in row.split()]
            for word in group[: 1 if field == "shorter" else None]:
                found[word] = (*found.get(word, ()), *(w for w in group if w != word))
    return found


def _exchanged(text: str, draw: random.Random, table: dict[str, str]) -> str:
    found = []
    for old, new in table.items():
        after = r"[\w.]" if new.endswith(".") else r"\w"  # no "Mr.." of "Mr."
        match = re.search(rf"(?<!\w){re.escape(old)}(?!{after})", text)
        if match:
            found.append((match, new))
    if not found:
        return text
    match, new = draw.choice(found)
    return text[: match.start()] + new + text[match.end() :]


def _contracted(look: Look, draw: random.Random) -> str:
    text = look.pair.en
    if "n't" in text and not re.search(r"\b(?:can|won|shan)'t", text):
        return text.replace("n't", " not", 1)
    match = re.search(r"(?<=\w)'(?:re|ve|ll|m)\b", text)  # none at the start of 'reform'
    if match:
        return text[: match.start()] + _FULL[match.group()] + text[match.end() :]
    return _exchanged(text, draw, _SHORT)


def _that(look: Look, draw: random.Random) -> str:
    text = look.pair.en
    if re.search(r"\b(said|says|believes?|thinks?|shows?|found|reported) that ", text):
        return re.sub(
            r"\b(said|says|believes?|thinks?|shows?|found|reported) that ", r"\1 ", text, count=1
        )
    return re.sub(  # not in "…," said the minister
        r"(?<![,.?!\"'”’] )\b(said|says|believes?|thinks?) (?=(?:the|he|she|they|it|we)\b)",
        r"\1 that ",
        text,
        count=1,
    )


def _moved(look: Look, draw: random.Random) -> str:
    """A phrase at the end of the main clause to its start."""
    tokens, text = look.pair.tokens, look.pair.en
    if not tokens or text[-1] not in ".!":
        return text
    roots = [i for i, t in enumerate(tokens) if t.dep == "ROOT"]
    if len(roots) != 1:  # of several sentences it would go to another
        return text
    root = roots[0]
    for i in look.parse.below[root]:
        span = look.phrase(i) if tokens[i].dep in {"prep", "npadvmod", "advcl"} else None
        if span and i > root and span[1] == len(tokens) - 2 and span[1] - span[0] < 9:
            start, end = look.extent(*span)
            first = tokens[0]
            keep = first.tag.startswith("NNP") or first.text == "I"
            rest = text[:start].rstrip(" ,")
            rest = rest if keep else rest[0].lower() + rest[1:]
            return f"{text[start].upper()}{text[start + 1 : end]}, {rest}{text[-1]}"
        if span and span[0] == 0 and span[1] + 1 < len(tokens) and tokens[span[1] + 1].text == ",":
            start, end = look.extent(*span)
            rest = text[tokens[span[1] + 1].end :].strip()
            if rest and rest[-1] in ".!":
                return f"{rest[0].upper()}{rest[1:-1]} {text[0].lower()}{text[1:end]}{rest[-1]}"
    return text


def _written(look: Look, draw: random.Random) -> str:
    text = look.pair.en
    if "," in text and re.search(r"\d,\d{3}", text) and draw.random() < 0.5:
        return re.sub(r"(?<=\d),(?=\d{3})", "", text)
    table = _NUMBERS if draw.random() < 0.5 else {v: k for k, v in _NUMBERS.items()}
    return re.sub(
        r"(?<![\w.,:/$€£₩-])(" + "|".join(table) + r")(?![\w.,:/%-])",
        lambda m: table[m.group()],
        text,
        count=1,
    )


def _marks(look: Look, draw: random.Random) -> str:
    text = look.pair.en
    choice = draw.random()
    if choice < 0.3:
        return text.rstrip(".")
    if choice < 0.5:
        return text.replace('"', "'") if '"' in text else text.replace("'", "’")
    if choice < 0.65:
        return text.replace(", ", " ", 1)
    if choice < 0.8:
        return text[:1].lower() + text[1:]
    return text.lower() if choice < 0.9 else text.replace(" - ", " — ")


def _synonym(look: Look, draw: random.Random) -> str:
    text = look.pair.en
    table = {word: draw.choice(others) for word, others in _same().items() if word in text}
    return _exchanged(text, draw, table)


def _articles(look: Look, draw: random.Random) -> str:
    found = [*re.finditer(r"\b(?:the|a|an) ", look.pair.en)]
    if not found:
        return look.pair.en
    match = draw.choice(found)
    new = "" if draw.random() < 0.5 else ("the " if match.group() != "the " else "a ")
    return look.pair.en[: match.start()] + new + look.pair.en[match.end() :]


_WAYS: Sequence[Callable[[Look, random.Random], str]] = (
    _contracted, _that, _moved, _moved, _written, _marks, _synonym, _synonym, _articles,
)  # fmt: skip


def reworded(look: Look, draw: random.Random) -> str:
    """The English said otherwise; as it was where nothing could be found."""
    for way in draw.sample(_WAYS, len(_WAYS)):
        new = way(look, draw)
        if new != look.pair.en and new.strip():
            return new
    return look.pair.en
