"""Standing rules applied: a flag that one matches is held back, whatever its risk, and says by which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from audit.languages.normalise import normalise
from audit.languages.pair.glossary import glossary, term_of
from audit.records.flag import SIDES, WORDS_SEPARATOR, Flag
from audit.records.result import ArticleResult
from audit.records.rule import Rule
from audit.records.settings import HouseStyle
from audit.risk.flags import riskiest_first


@dataclass(frozen=True, slots=True)
class Words:
    """What a rule is asked of a flag: its code, the words of each side, and the desk of its article."""

    code: str
    source: str
    target: str
    desk: str


def words_of_flag(flag: Flag, desk: str) -> Words:
    """What a rule is asked of a flag of an article of a desk."""
    source, target = (plain(flag.words(side)) for side in SIDES)
    return Words(flag.code, source, target, desk)


def plain(words: str) -> str:
    """Words in the one spelling in which they are compared; capitals count, as in a name."""
    return " ".join(normalise(words).text.split())


def matches(rule: Rule, found: Words, style: HouseStyle) -> bool:
    """Whether a rule is about such a flag.

    Args:
        rule: any day's.
        found: what the flag has.
        style: the house's glossary, to which a rule may refer.
    """
    if rule.code != found.code or (rule.desk and plain(rule.desk) != plain(found.desk)):
        return False
    if rule.term:
        return _is_of(rule.term, found, style)
    asked = ((rule.source, found.source), (rule.target, found.target))
    # A rule that names no words would switch a check off, for which there is [checks].
    return any(wanted for wanted, _ in asked) and all(
        not wanted or plain(wanted) == plain(there) for wanted, there in asked
    )


def terms_of(found: Words, style: HouseStyle) -> tuple[str, ...]:
    """The Korean of the glossary entries that are all that a flag points at, the house's first.

    Every Korean word is the entry's, and every English one a wording that is printed for it, or known, or
    forbidden.
    """
    named = [entry.ko for entry in style.entries] + [term.ko for term in glossary()]
    return tuple(ko for ko in dict.fromkeys(named) if _is_of(ko, found, style))


def _is_of(ko: str, found: Words, style: HouseStyle) -> bool:
    source, target = _parts(found.source), _parts(found.target)
    if not (source or target) or any(part != plain(ko) for part in source):
        return False
    return not target or {part.casefold() for part in target} <= _wordings(ko, style)


def _parts(words: str) -> list[str]:
    return [plain(part) for part in words.split(WORDS_SEPARATOR) if part.strip()]


def _wordings(ko: str, style: HouseStyle) -> set[str]:
    own = [w for e in style.entries if e.ko == ko for w in (*e.wordings, *e.forbidden)]
    shipped = term_of(ko)
    return {plain(w).casefold() for w in (*own, *(shipped.wordings if shipped else ()))}


def suppressed(result: ArticleResult, rules: Sequence[Rule], style: HouseStyle) -> ArticleResult:
    """A graded result with the flags that rules match among those held back.

    Args:
        result: with its flags.
        rules: those in force; of several that match, the first is named.
        style: the house's glossary.
    """
    if not rules:
        return result
    desk = result.article.metadata.desk
    by_flag: dict[str, str] = {}
    for flag in (*result.flags, *result.held_back):
        found = words_of_flag(flag, desk)
        rule = next((r for r in rules if matches(r, found, style)), None)
        if rule is not None and flag.flag_id not in rule.spared:
            by_flag[flag.flag_id] = rule.id
    gone = [flag for flag in result.flags if flag.flag_id in by_flag]
    return replace(
        result,
        flags=tuple(flag for flag in result.flags if flag.flag_id not in by_flag),
        held_back=tuple(sorted((*result.held_back, *gone), key=riskiest_first)),
        suppressed=by_flag,
    )
