"""The sign-off of an article: what hinders it, signing, and whether what was signed still holds.

A sign-off is a :class:`~audit.records.signoff.Statement` in an entry of the review log. Where it stands
follows from the log and the results beside it and is kept nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from audit.errors import AuditError
from audit.messages import Language
from audit.records.codec import to_canonical_json
from audit.records.decision import Action, Decision, Entry, Status
from audit.records.result import ArticleResult
from audit.records.settings import SignoffSettings
from audit.records.signoff import (
    Signature,
    SignOffRecord,
    State,
)
from audit.results.signoff_page import said, state_told
from audit.review.roles import Person
from audit.review.signatures import signatures_of
from audit.review.standing import Standing, replay
from audit.review.statement import (
    GRAVE,
    LONGEST,
    Signatory,
    considered,
    line_of,
    signing,
    statement_in,
    statement_of,
)
from audit.review.store import Store


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why nobody can sign: a key of ``[hindrance]`` in ``signoff.toml`` and what fills its fields."""

    key: str
    number: int = 0
    where: tuple[str, ...] = ()
    name: str = ""
    role: str = ""
    needed: str = ""

    def said(self, language: Language = "en") -> str:
        """The hindrance in words, without a final full stop."""
        whole = said(language, "hindrance.whole_article")
        return said(
            language,
            f"hindrance.{self.key}",
            number=self.number,
            where=", ".join(dict.fromkeys(place or whole for place in self.where)),
            name=self.name,
            role=said(language, f"permission.{self.role}") if self.role else "",
            needed=said(language, f"permission.{self.needed}") if self.needed else "",
        )


class NotSignable(AuditError):
    """An article that cannot be signed off; ``hindrances`` say why."""

    def __init__(self, article_id: str, hindrances: Sequence[Hindrance]) -> None:
        self.article_id, self.hindrances = article_id, tuple(hindrances)
        super().__init__(self.said())

    def said(self, language: Language = "en") -> str:
        """Why, in a sentence."""
        why = "; ".join(each.said(language) for each in self.hindrances)
        return said(language, "hindrance.refused", article=self.article_id, why=why)


@dataclass(frozen=True, slots=True)
class SignOff:
    """Where an article's sign-off stands.

    ``signatures`` are the last of each account, in order; those that were taken back are not among them.
    ``hindrances`` are what is still to be decided on the article itself.
    """

    article_id: str
    state: State
    people: int
    signatures: tuple[Signature, ...]
    hindrances: tuple[Hindrance, ...]

    @property
    def holding(self) -> tuple[Signature, ...]:
        """The signatures that nothing has voided."""
        return tuple(one for one in self.signatures if not one.changes)

    def said(self, language: Language = "en") -> str:
        """The state in a line."""
        return state_told(self.state, self.people, self.signatures, language)


def signoff_of(result: ArticleResult, entries: Sequence[Entry], people: int = 1) -> SignOff:
    """Where the sign-off of an article stands.

    Args:
        result: of the audit.
        entries: the review log's on this article.
        people: how many have to sign.
    """
    standings = replay(entries)
    hindrances = _hindrances(result, standings)
    signatures = signatures_of(result, entries, undecided=bool(hindrances))
    holding = sum(not one.changes for one in signatures)
    if holding:
        state = State.SIGNED if holding >= people else State.PARTLY
    else:
        state = State.CHANGED if signatures else State.UNSIGNED
    return SignOff(result.article.id, state, people, signatures, hindrances)


def sign(
    store: Store,
    person: Person,
    result: ArticleResult,
    signatory: Signatory,
    settings: SignoffSettings,
    language: Language = "en",
    key: str = "",
) -> Entry:
    """Have a person sign an article as it stands.

    Args:
        store: of the reviews.
        person: who is at the keyboard.
        result: of the audit.
        signatory: the person as the public reads it.
        settings: who may sign, and how many have to.
        language: in which the person was shown what is declared.
        key: as of :meth:`Store.append`.

    Raises:
        NotSignable: flags are not decided, or something about the person is missing.
        Overtaken: somebody decided on a flag meanwhile.
    """
    if there := store.of_stroke(key):
        return there[0]
    article_id = result.article.id
    entries = store.entries(article_id)
    standings = replay(entries)
    check(result, entries, person, signatory, settings)
    statement = statement_of(result, entries, signatory, settings.people, language)
    told = to_canonical_json(statement).decode("utf-8")
    seen = {(article_id, flag_id): standing.decided for flag_id, standing in standings.items()}
    decision = Decision(Action.SIGN, article_id, signed=told)
    (entry,) = store.append(person, [decision], seen=seen, key=key)
    return entry


def check(
    result: ArticleResult,
    entries: Sequence[Entry],
    person: Person,
    signatory: Signatory,
    settings: SignoffSettings,
) -> None:
    """Refuse a sign-off that cannot be; the arguments are those of :func:`sign`.

    Raises:
        NotSignable: flags are not decided, or something about the person is missing.
    """
    now = signoff_of(result, entries)
    found = [*now.hindrances, *lacking(person, signatory, settings)]
    if person.name and person.name in [one.account for one in now.holding]:
        found.append(Hindrance("already", name=person.name))
    if found:
        raise NotSignable(result.article.id, found)


def take_back(store: Store, person: Person, article_id: str, key: str = "") -> Entry | None:
    """Take back the person's own sign-offs of an article; None where there is none that stands.

    Args:
        store: of the reviews.
        person: who takes them back.
        article_id: of the article.
        key: as of :meth:`Store.append`.
    """
    if there := store.of_stroke(key):
        return there[0]
    entries = store.entries(article_id)
    own = tuple(e.seq for e in signing(entries) if e.reviewer == person.name)
    if not own:
        return None
    (entry,) = store.append(person, [Decision(Action.UNDO, article_id, undoes=own)], key=key)
    return entry


def lacking(
    person: Person, signatory: Signatory, settings: SignoffSettings
) -> tuple[Hindrance, ...]:
    """What keeps a person from signing, whatever the article."""
    given = {name: getattr(signatory, name) for name in LONGEST}
    found = [Hindrance(name) for name, value in given.items() if not value]
    if person.name and not person.is_at_least(settings.role):
        needed, role = settings.role.value, person.role.value
        found.append(Hindrance("permission", name=person.name, role=role, needed=needed))
    return tuple(found)


def record_of(result: ArticleResult, entries: Sequence[Entry]) -> SignOffRecord | None:
    """The record of an article's sign-off as it stands; None where nobody has signed.

    Args:
        result: of the audit.
        entries: the review log's on this article.
    """
    signed = signing(entries)
    if not signed:
        return None
    people = statement_in(signed[-1]).people
    found = signoff_of(result, entries, people)
    meta = result.article.metadata
    lines = [line_of(one) for one in found.holding] if found.state is State.SIGNED else []
    return SignOffRecord(
        result.article.id, meta.title, meta.source_title, meta.url, meta.published,
        found.state, people, found.signatures, tuple(lines),
    )  # fmt: skip


def _hindrances(result: ArticleResult, standings: Mapping[str, Standing]) -> tuple[Hindrance, ...]:
    grave = [flag for flag in considered(result, standings) if flag.severity in GRAVE]
    waiting = {
        "open": [f for f in grave if not f.status.decided and f.status is not Status.DISPUTED],
        "disputed": [f for f in grave if f.status is Status.DISPUTED],
    }
    return tuple(
        Hindrance(key, len(flags), tuple(f.where for f in flags))
        for key, flags in waiting.items()
        if flags
    )
