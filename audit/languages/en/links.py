"""Cause and effect, condition and comparison in an English sentence: because, so, if, than.

Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audit.languages.en.parse import Parse, Token, parsed
from audit.languages.en.roles import english_actions, phrase
from audit.languages.kept import remembered
from audit.languages.links import Link, Tie
from audit.languages.spans import Extent

_MARKS = {
    "because": Tie.CAUSE, "since": Tie.CAUSE,
    "if": Tie.CONDITION, "when": Tie.CONDITION, "whenever": Tie.CONDITION, "once": Tie.CONDITION,
}  # fmt: skip
_OWING = frozenset({"because", "due", "owing", "thanks"})
_TURNS_ON = ("nsubj", "nsubjpass", "acomp", "attr", "dobj", "xcomp", "prt", "advmod")
_REPORTING = frozenset({"say", "report", "tell", "add", "note", "explain", "argue", "claim"})
_EMPTY = frozenset({"be", "have", "do", "get", "become", "make", "take", "go", "more", "thing"})
_CAUSING = frozenset(
    "cause prolong deepen worsen trigger prompt fuel produce spark bring lead exacerbate raise intensify"
    " heighten aggravate provoke induce increase reduce delay".split()
)
_SO = frozenset({"so", "therefore", "thus", "consequently", "hence"})


@remembered(16384)
def english_links(sentence: str) -> tuple[Link, ...]:
    """What hangs together in an English sentence (normalised)."""
    parse = parsed(sentence)
    found = (
        link
        for at in range(len(parse.tokens))
        for link in (_clause(parse, at), _owing(parse, at), _so(parse, at), _than(parse, at))
        if link is not None
    )
    return (*found, *_brought_about(parse, sentence), *_is_cause(parse))


def _whole(parse: Parse, heads: Iterable[int]) -> set[int]:
    """The words of noun phrases, with what they are of: lack of sleep."""
    found = {word for head in heads for word in phrase(parse, head)}
    for head in heads:
        for of in parse.children(head, "prep"):
            if parse.tokens[of].lemma == "of":
                found.update(w for p in parse.children(of, "pobj") for w in phrase(parse, p))
    return {word for word in found if _means_something(parse, word)}


def _is_cause(parse: Parse) -> Iterator[Link]:
    """X is a cause of Y."""
    for at, token in enumerate(parse.tokens):
        if token.lemma not in {"cause", "reason"} or token.dep != "attr":
            continue
        subjects = list(parse.children(token.head, "nsubj"))
        of = [
            word
            for preposition in parse.children(at, "prep")
            if parse.tokens[preposition].lemma in {"of", "for", "behind"}
            for word in parse.children(preposition, "pobj")
        ]
        if subjects and of:
            first, second = (
                _places(parse, _whole(parse, subjects)),
                _places(parse, _whole(parse, of)),
            )
            yield Link(Tie.CAUSE, first, second, (token.start, token.end))


def _brought_about(parse: Parse, sentence: str) -> Iterator[Link]:
    """X causes Y, X leads to Y, Y is caused by X."""
    for action in english_actions(sentence):
        verb = parse.tokens[action.word]
        brought = (*action.patients, *action.aimed)
        if verb.lemma in _CAUSING and action.agents and brought:
            first, second = _whole(parse, action.agents), _whole(parse, brought)
            yield Link(
                Tie.CAUSE, _places(parse, first), _places(parse, second), (verb.start, verb.end)
            )


def _places(parse: Parse, words: Iterable[int]) -> tuple[Extent, ...]:
    return tuple((parse.tokens[i].start, parse.tokens[i].end) for i in sorted(words))


def _core(parse: Parse, verb: int) -> set[int]:
    """What a clause turns on: its verb with its subject, object or predicate noun, empty words left out."""
    verb = _what_is_said(parse, verb)
    found = {verb, *parse.children(verb, *_TURNS_ON)}
    return {i for i in found if _means_something(parse, i)}


def _what_is_said(parse: Parse, verb: int) -> int:
    """The clause that a verb of saying reports: Production will stop, the company said."""
    if parse.tokens[verb].lemma in _REPORTING:
        return next(parse.children(verb, "ccomp"), verb)
    return verb


def _means_something(parse: Parse, at: int) -> bool:
    token = parse.tokens[at]
    return token.lemma not in _EMPTY and token.tag[:2] in {"VB", "NN", "JJ", "CD"}


def _clause(parse: Parse, at: int) -> Link | None:
    """Y because X; if X, Y."""
    if parse.tokens[at].dep != "advcl":
        return None
    for word in parse.children(at, "mark", "advmod"):
        tie = _MARKS.get(parse.tokens[word].text.lower())
        if tie is not None and word == min(parse.subtree(at)):
            first = _places(parse, _core(parse, at))
            second = _places(parse, _core(parse, parse.tokens[at].head))
            return Link(tie, first, second, _places(parse, [word])[0])
    return None


def _owing(parse: Parse, at: int) -> Link | None:
    """Y because of X."""
    token = parse.tokens[at]
    if token.dep != "prep" or token.text.lower() not in _OWING:
        return None
    first = {i for i in parse.subtree(at) if i != at and _means_something(parse, i)}
    return Link(
        Tie.CAUSE, _places(parse, first), _places(parse, _core(parse, token.head)),
        (token.start, token.end),
    )  # fmt: skip


def _so(parse: Parse, at: int) -> Link | None:
    """X, so Y: no "so that", "so much", "did so"."""
    token = parse.tokens[at]
    head = parse.tokens[token.head]
    if token.text.lower() not in _SO or token.head <= at or at < 2:
        return None
    opens = parse.tokens[at - 1].text in {",", ";", "and", "-"}
    if not opens or head.tag[:2] not in {"VB", "MD"} or parse.tokens[at + 1].text == "that":
        return None
    before_it = next((c for c in parse.children(token.head, "ccomp") if c < at), head.head)
    if before_it == token.head:
        return None
    before, after = _core(parse, before_it), _core(parse, token.head)
    return Link(Tie.CAUSE, _places(parse, before), _places(parse, after), (token.start, token.end))


def _than(parse: Parse, at: int) -> Link | None:
    """A is bigger than B."""
    token = parse.tokens[at]
    if token.text.lower() != "than":
        return None
    more = _compared(parse, token.head)
    if more is None or any(
        parse.tokens[i].text.lower() in {"less", "fewer"} for i in (token.head, max(at - 2, 0))
    ):
        return None
    than = list(parse.children(at, "pobj")) or [
        c for c in parse.children(token.head, "nsubj") if c > at
    ]
    if not than:
        return None
    by = _measure(parse, token.head)
    firsts, seconds = (_places(parse, phrase(parse, i)) for i in (more, than[0]))
    return Link(Tie.COMPARISON, firsts, seconds, (by.start, by.end))


def _measure(parse: Parse, at: int) -> Token:
    """What is compared: colder, or eats of "eats more"."""
    token = parse.tokens[at]
    verb = parse.tokens[token.head]
    return verb if token.lemma in {"more", "much"} and verb.tag[:2] in {"VB", "JJ"} else token


def _compared(parse: Parse, at: int) -> int | None:
    """The subject of what is compared: Seoul, of "Seoul is much bigger than"."""
    for above in _upwards(parse, at):
        subjects = [c for c in parse.children(above, "nsubj", "nsubjpass") if c < at]
        if subjects:
            return subjects[0]
        if parse.tokens[above].tag.startswith("VB") and parse.tokens[above].dep == "ROOT":
            return None
    return None


def _upwards(parse: Parse, at: int) -> Iterator[int]:
    for _ in range(5):
        yield at
        if parse.tokens[at].head == at:
            return
        at = parse.tokens[at].head
