"""Checks of attention: whether they are on, which known error was shown to whom, what he made of it.

They have tables of their own, which no export reads, and beside a store that is a file a file of their own:
the seal is on the store's, and neither a known error nor an answer may be in what is sealed.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    func,
    insert,
    select,
)
from sqlalchemy.exc import IntegrityError

from audit.records.codec import from_json, to_json
from audit.records.decision import Status, storable
from audit.records.settings import Role
from audit.review.database import ATTENTION, opened
from audit.review.planting import Planted
from audit.review.precision import interval
from audit.review.roles import NotAllowed, Person
from audit.review.store import Store

_metadata = MetaData()
_secret = Table("attention_secret", _metadata, Column("value", Text, primary_key=True))
_turned = Table(
    "attention_turned",
    _metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("on", Boolean, nullable=False),
)
_shown, _answer = (
    Table(
        name,
        _metadata,
        Column("person", Text, primary_key=True),
        Column("article_id", Text, primary_key=True),
        Column("at", Text, nullable=False),
        Column(what, Text, nullable=False),
    )
    for name, what in (("attention_shown", "body"), ("attention_answer", "answer"))
)


class Answer(StrEnum):
    """What became of a known error; ``ENDED`` is one that was taken away before it had a verdict."""

    ACCEPTED = Status.ACCEPTED.value
    FIXED = Status.FIXED.value
    UNSURE = Status.UNSURE.value
    DISMISSED = Status.DISMISSED.value
    ENDED = "ended"


_CAUGHT = (Answer.ACCEPTED, Answer.FIXED)


@dataclass(frozen=True, slots=True)
class Turned:
    """That checks of attention were put on or off: when (ISO 8601, UTC) and by whom."""

    at: str
    person: str
    on: bool


@dataclass(frozen=True, slots=True)
class Caught:
    """Known errors that somebody decided on, and how many of them he called errors, or was unsure of.

    ``without`` counts those that were shown and have no verdict, or were taken away before.
    """

    person: str
    judged: int
    caught: int
    unsure: int
    without: int

    @property
    def share(self) -> float | None:
        """The share caught, who is unsure having caught nothing; None before there is a verdict."""
        return self.caught / self.judged if self.judged else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Its 95 % interval (Wilson 1927); None before there is a verdict."""
        return interval(self.caught, self.judged) if self.judged else None


class Attention:
    """The checks of attention that belong to a store.

    Args:
        store: of the reviews.

    Raises:
        ConfigError: the database cannot be opened.
    """

    def __init__(self, store: Store) -> None:
        self.engine = opened(address_of(store), ATTENTION)

    @cached_property
    def _key(self) -> bytes:
        with self.engine.connect() as connection:
            return str(connection.execute(select(_secret.c.value)).scalar_one()).encode()

    def lot(self, person: str, article_id: str) -> Callable[[str], str]:
        """Draws lots for a person on an article: 64 hexadecimal digits a name, the same each time."""

        def draw(name: str) -> str:
            drawn = "\0".join((person, article_id, name)).encode("utf-8", "surrogatepass")
            return hmac.new(self._key, drawn, hashlib.sha256).hexdigest()

        return draw

    def is_due(self, person: str, article_id: str, flag_ids: Sequence[str], rate: float) -> bool:
        """Whether a known error is to appear beside some flags of an article: each draws a lot for it.

        Args:
            person: who reviews the article.
            article_id: of the article.
            flag_ids: of its flags that are to be decided.
            rate: known errors for each flag, 0 to 1.
        """
        draw = self.lot(person, article_id)
        return any(int(draw(flag_id)[:13], 16) / 16**13 < rate for flag_id in flag_ids)

    def last_turned(self) -> Turned | None:
        """Who last put the checks on or off; None if nobody ever did, when they are off."""
        with self.engine.connect() as connection:
            query = select(_turned).order_by(_turned.c.seq.desc()).limit(1)
            row = connection.execute(query).one_or_none()
        return Turned(row.at, row.person, row.on) if row else None

    def turn(self, person: Person, *, on: bool) -> None:
        """Put the checks on or off; nothing is written where they are.

        Raises:
            NotAllowed: the person is no lead.
        """
        _check_lead(person)
        with self._writing() as connection:
            last = connection.execute(select(_turned.c.on).order_by(_turned.c.seq.desc()).limit(1))
            if last.scalar() is on:
                return
            connection.execute(insert(_turned).values(at=_now(), person=person.name, on=on))

    def shown(self, person: str, article_id: str) -> Planted | None:
        """The known error that a person has been shown in an article; None where there was none."""
        with self.engine.connect() as connection:
            body = connection.execute(_of(_shown, person, article_id, "body")).scalar()
        return from_json(Planted, body.encode()) if body else None

    def answer(self, person: str, article_id: str) -> Answer | None:
        """What became of that error; None as long as it waits for a verdict."""
        with self.engine.connect() as connection:
            found = connection.execute(_of(_answer, person, article_id, "answer")).scalar()
        return Answer(found) if found else None

    def show(self, person: str, article_id: str, planted: Planted) -> None:
        """Keep that a person is shown a known error; an article has one for him and never a second."""
        self._keep(_shown, person, article_id, body=to_json(planted).decode())

    def give(self, person: str, article_id: str, answer: Answer) -> bool:
        """Keep what became of a known error; whether it had no answer before."""
        return self._keep(_answer, person, article_id, answer=answer.value)

    def caught(self, person: Person) -> list[Caught]:
        """The known errors by the people they were shown to, in order of name.

        Args:
            person: who asks.

        Raises:
            NotAllowed: the person is no lead.
        """
        _check_lead(person)
        answered = _shown.outerjoin(
            _answer,
            (_shown.c.person == _answer.c.person) & (_shown.c.article_id == _answer.c.article_id),
        )
        query = (
            select(_shown.c.person, _answer.c.answer, func.count())
            .select_from(answered)
            .group_by(_shown.c.person, _answer.c.answer)
        )
        numbers: dict[str, dict[str | None, int]] = {}
        with self.engine.connect() as connection:
            for name, answer, number in connection.execute(query):
                numbers.setdefault(name, {})[answer] = number
        return [_caught(name, numbers[name]) for name in sorted(numbers)]

    def _keep(self, table: Table, person: str, article_id: str, **what: str) -> bool:
        values = {"person": person, "article_id": storable(article_id), "at": _now()} | what
        try:
            with self._writing() as connection:
                connection.execute(insert(table).values(values))
        except IntegrityError:
            # A second window of the same person was faster.
            return False
        return True

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection


def address_of(store: Store) -> str:
    """Where the checks of attention of a store are kept: beside its file, or in its PostgreSQL."""
    url = store.engine.url
    if url.get_backend_name() == "sqlite":
        beside = Path(url.database or "review.db").with_suffix(".attention.db")
        url = url.set(database=str(beside))
    return url.render_as_string(hide_password=False)


def _of(table: Table, person: str, article_id: str, what: str) -> Select[str]:
    return select(table.c[what]).where(
        table.c.person == person, table.c.article_id == storable(article_id)
    )


def _caught(name: str, answers: dict[str | None, int]) -> Caught:
    without = answers.get(None, 0) + answers.get(Answer.ENDED, 0)
    return Caught(
        name,
        sum(answers.values()) - without,
        sum(answers.get(answer, 0) for answer in _CAUGHT),
        answers.get(Answer.UNSURE, 0),
        without,
    )


def _check_lead(person: Person) -> None:
    if not person.is_at_least(Role.LEAD):
        raise NotAllowed(
            "Checks of attention are for a lead to put on and to see the outcome of; "
            "ask a lead to change [roles] in audit.toml."
        ).in_korean(
            "주의력 점검은 책임자만 켜고 결과를 볼 수 있습니다. "
            "책임자에게 audit.toml의 [roles]를 고쳐 달라고 하십시오."
        )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
