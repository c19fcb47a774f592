"""Who speaks in a Korean sentence, quoted or reported: 경찰은 … 밝혔다, 통계청에 따르면.

Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

from audit.languages.kept import remembered
from audit.languages.ko.morphemes import morphemes
from audit.languages.ko.quotations import korean_quotations
from audit.languages.ko.roles import Clause, korean_clauses, noun_phrase, rules
from audit.languages.quotations import QuoteKind
from audit.languages.spans import Found

_ACCORDING = frozenset({"따르", "의하"})


def _is_quoting(sentence: str, clause: Clause) -> bool:
    """-고 했다, which says what 말했다 does."""
    return clause.stem == "하" and sentence[: clause.predicate.start].rstrip().endswith("고")


@remembered(16384)
def korean_speakers(sentence: str) -> tuple[Found, ...]:
    """The subjects of verbs of saying outside the quotation marks, and sources that are named, in order."""
    quotes = [q for q in korean_quotations(sentence) if q.kind is QuoteKind.SPEECH]
    found = [
        clause.agent
        for clause in korean_clauses(sentence)
        if clause.agent is not None
        and not clause.passive
        and clause.agent.start < clause.predicate.start
        and (clause.stem in rules("saying", "verbs") or _is_quoting(sentence, clause))
    ]
    ms = morphemes(sentence)
    for at, m in enumerate(ms):
        if m.form in _ACCORDING and m.tag == "VV" and at and ms[at - 1].form == "에":
            source = noun_phrase(sentence, ms, at - 1)
            found += [source] if source else []
    outside = [f for f in found if not any(q.start <= f.start < q.end for q in quotes)]
    return tuple(sorted(dict.fromkeys(outside), key=lambda f: f.start))
