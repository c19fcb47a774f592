"""Standing rules: made from a dismissal, kept in the log, and what they hold back in the results there are.

A rule is an entry of the review log; it stands until its last day, until somebody ends it, or until the entry
is taken back. What it holds back is decided by :mod:`audit.risk.rules` when articles are audited.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from audit.errors import ConfigError
from audit.languages.dates import today_in_korea
from audit.records.codec import from_json, to_json
from audit.records.decision import Action, Decision, Entry, Status, storable
from audit.records.rule import Rule, in_force
from audit.records.settings import HouseStyle, Settings
from audit.review import schema
from audit.review.roles import Person
from audit.review.standing import undone
from audit.review.state import NEEDS_EYES
from audit.review.store import Store
from audit.risk.rules import Words, matches, plain

ERRORS = (Status.ACCEPTED, Status.FIXED, Status.DISPUTED)
"""Where a flag stands that somebody calls an error, whatever others say."""
LONGEST = 2000
"""Most characters of a comment."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A flag of the results, or of earlier ones, that a rule is about."""

    article_id: str
    title: str
    flag_id: str


def replayed(entries: Iterable[Entry]) -> list[Rule]:
    """The rules that stand by the entries of a log, in the order in which they were made, past ones too.

    An entry that holds no rule makes none.
    """
    entries = list(entries)
    gone = undone(entries)
    found: dict[str, Rule] = {}
    for entry in entries:
        action, told = entry.decision.action, entry.decision.rule
        if entry.seq in gone:
            continue
        if action is Action.END_RULE:
            found.pop(told, None)
        elif action is Action.MAKE_RULE and (rule := _read(entry)):
            found[rule.id] = rule
    return list(found.values())


def standing(store: Store, style: HouseStyle) -> list[Rule]:
    """The rules that nobody has ended, past ones too, each with the flags that it spares."""
    return [
        replace(
            rule, spared=tuple(sorted(touched.flag_id for touched in errors(store, rule, style)))
        )
        for rule in replayed(store.rule_entries())
    ]


def applied(settings: Settings, store: Store | None) -> Settings:
    """The settings with the rules that hold today: a file's, where they name one, else the store's."""
    if settings.rules_file or store is None:
        return settings
    kept = standing(store, settings.house_style)
    return replace(settings, rules=in_force(kept, today_in_korea()))


def errors(store: Store, rule: Rule, style: HouseStyle) -> list[Touched]:
    """The flags that a rule is about and that somebody calls an error: it would hide what is wrong there."""
    with store.reading() as connection:
        return list(_touched(connection.execute(_query(rule, ERRORS)).mappings(), rule, style))


def open_flags(store: Store, rule: Rule, style: HouseStyle) -> list[Touched]:
    """The flags of the present results that a rule is about and that wait for a verdict."""
    query = _query(rule, NEEDS_EYES).where(schema.flag.c.present, schema.flag.c.shown)
    with store.listed() as connection:
        return list(_touched(connection.execute(query).mappings(), rule, style))


def hits(store: Store) -> Counter[str]:
    """How many flags of the present results each rule holds back, by its id."""
    held = schema.article.c.suppressed
    with store.listed() as connection:
        rows = connection.execute(select(held).where(schema.article.c.present, held != ""))
        return Counter(rule for (ids,) in rows for rule in ids.split())


def held_in(store: Store, rule_id: str, most: int) -> list[str]:
    """The first articles of the present results in which a rule holds back flags, by their ids."""
    articles = schema.article.c
    query = select(articles.id).where(
        articles.present, articles.suppressed.contains(rule_id, autoescape=True)
    )
    with store.listed() as connection:
        return [name for (name,) in connection.execute(query.order_by(articles.id).limit(most))]


def make(
    store: Store,
    person: Person,
    rule: Rule,
    dismissal: Sequence[Decision] = (),
    found: Mapping[str, Mapping[str, Any]] | None = None,
    seen: Mapping[tuple[str, str], int] | None = None,
    key: str = "",
) -> list[Entry]:
    """Have a person make a rule.

    Args:
        store: of the reviews.
        person: who makes it.
        rule: what it is to hold back and until when; its author and time are the entry's.
        dismissal: decisions that are taken with it at one stroke.
        found: as for :meth:`Store.append`.
        seen: as for :meth:`Store.append`.
        key: as for :meth:`Store.append`.

    Raises:
        ConfigError: it names no words, its last day is past or none, or there is such a rule.
        NotAllowed: the person may not.
        Overtaken: somebody decided on the flag meanwhile.
    """
    person.check(Action.MAKE_RULE)
    if there := store.of_stroke(key):
        return there
    if not (rule.term or plain(rule.source) or plain(rule.target)):
        raise ConfigError(
            f"A rule for {rule.code} has to name words; to silence the check as a whole, switch it off "
            "under [checks] in audit.toml."
        ).in_korean(
            f"{rule.code} 규칙에는 단어가 있어야 합니다. "
            "검사 전체를 멈추려면 audit.toml의 [checks]에서 끄십시오."
        )
    today = today_in_korea()
    if not _is_day(rule.until) or not rule.holds_on(today):
        raise ConfigError(
            f"The rule's last day is {rule.until or 'missing'}; give today or a later day as YYYY-MM-DD."
        ).in_korean(
            f"규칙의 종료일이 잘못되었습니다({rule.until or '없음'}). 오늘이나 그 뒤의 날짜를 고르십시오."
        )
    same = [r for r in replayed(store.rule_entries()) if r.holds_on(today) and _same(r, rule)]
    if same:
        raise ConfigError(
            f"There is such a rule already, by {same[0].author} until {same[0].until}; end it first."
        ).in_korean(
            f"같은 규칙이 이미 있습니다({same[0].author}, {same[0].until}까지). 먼저 그 규칙을 종료하십시오."
        )
    kept = replace(rule, author="", made="", spared=(), comment=storable(rule.comment[:LONGEST]))
    told = to_json(kept).decode("utf-8")
    decision = Decision(Action.MAKE_RULE, rule.article_id, rule=told)
    return store.append(person, [*dismissal, decision], found, seen, key)


def end(store: Store, person: Person, rule_id: str, key: str = "") -> list[Entry]:
    """Have a person end a rule.

    Args:
        store: of the reviews.
        person: who ends it.
        rule_id: of the rule.
        key: as for :meth:`Store.append`.

    Raises:
        ConfigError: there is none of this id.
        NotAllowed: the person may not.
    """
    if there := store.of_stroke(key):
        return there
    rule = next((r for r in replayed(store.rule_entries()) if r.id == rule_id), None)
    if rule is None:
        raise ConfigError(
            f"There is no standing rule {rule_id}; give an id that is listed."
        ).in_korean(f"상시 규칙 {rule_id}(이)가 없습니다. 목록에 있는 규칙을 고르십시오.")
    decision = Decision(Action.END_RULE, rule.article_id, rule=rule.id)
    return store.append(person, [decision], key=key)


def _same(one: Rule, other: Rule) -> bool:
    def asked(rule: Rule) -> tuple[str, ...]:
        words = (rule.source, rule.target, rule.desk)
        return (rule.code, rule.term, *(plain(each) for each in words))

    return asked(one) == asked(other)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _read(entry: Entry) -> Rule | None:
    try:
        rule = from_json(Rule, entry.decision.rule.encode("utf-8", "replace"))
    except ValueError:
        return None
    return replace(rule, author=entry.reviewer, made=entry.at)


def _query(rule: Rule, statuses: Iterable[Status]) -> Any:  # noqa: ANN401 - SQLAlchemy's own
    flags, articles = schema.flag.c, schema.article.c
    return (
        select(
            flags.article_id, flags.flag_id, flags.code, flags.ko_evidence, flags.en_evidence,
            articles.title, articles.desk,
        )
        .select_from(schema.flag.join(schema.article, articles.id == flags.article_id))
        .where(flags.code == rule.code, flags.status.in_([status.value for status in statuses]))
        .order_by(flags.article_id, flags.flag_id)
    )  # fmt: skip


def _touched(rows: Iterable[Mapping[Any, Any]], rule: Rule, style: HouseStyle) -> Iterator[Touched]:
    for row in rows:
        words = plain(row["ko_evidence"]), plain(row["en_evidence"])
        if matches(rule, Words(row["code"], *words, row["desk"]), style):
            yield Touched(row["article_id"], row["title"], row["flag_id"])
