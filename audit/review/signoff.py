"""The sign-off of an article: what hinders it, signing, and whether what was signed still holds.

A sign-off is a :class:`~audit.records.signoff.Statement` in an entry of the review log. Where it stands
follows from the log and the results beside it and is kept nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from audit.disclosure.claims import disclosed
from audit.errors import AuditError
from audit.languages.dates import KOREA
from audit.lineage.passages import shares
from audit.messages import Language
from audit.records.article import Text
from audit.records.codec import from_json, to_canonical_json
from audit.records.decision import Action, Decision, Entry, Status, storable
from audit.records.digest import sha256_of_text
from audit.records.flag import STRIKE, Severity
from audit.records.result import ArticleResult
from audit.records.settings import Role, SignoffSettings
from audit.records.signoff import (
    Change,
    CorrectionMade,
    DisclosureLine,
    FlagCount,
    MachinePart,
    ReviewerPart,
    Signature,
    SignedText,
    SignOffRecord,
    State,
    Statement,
)
from audit.results.signoff_page import said, state_told
from audit.review.corrected import corrected_target, corrections
from audit.review.effective_flags import CONFIRMED
from audit.review.roles import Person
from audit.review.standing import Standing, replay, undone
from audit.review.store import Store

LONGEST = {"name": 80, "role": 120, "contact": 200}
"""Most characters of what the public reads of a person."""
_GRAVE = (Severity.CRITICAL, Severity.MAJOR)
_JUDGE = "judge "
"""What the name of a language model that judges begins with (:mod:`audit.quality.models.judge`)."""


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
class Signatory:
    """Somebody who signs, as the public reads it: name, position, and how to reach them."""

    name: str
    role: str
    contact: str

    def __post_init__(self) -> None:
        for name, longest in LONGEST.items():
            line = " ".join(storable(getattr(self, name)).split())[:longest]
            object.__setattr__(self, name, line)


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
    signatures = _signatures(result, entries, bool(hindrances))
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
) -> Entry:
    """Have a person sign an article as it stands.

    Args:
        store: of the reviews.
        person: who is at the keyboard.
        result: of the audit.
        signatory: the person as the public reads it.
        settings: who may sign, and how many have to.
        language: in which the person was shown what is declared.

    Raises:
        NotSignable: flags are not decided, or something about the person is missing.
        Overtaken: somebody decided on a flag meanwhile.
    """
    article_id = result.article.id
    entries = store.entries(article_id)
    standings = replay(entries)
    check(result, entries, person, signatory, settings)
    statement = statement_of(result, entries, signatory, settings.people, language)
    told = to_canonical_json(statement).decode("utf-8")
    seen = {(article_id, flag_id): standing.decided for flag_id, standing in standings.items()}
    (entry,) = store.append(person, [Decision(Action.SIGN, article_id, signed=told)], seen=seen)
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


def take_back(store: Store, person: Person, article_id: str) -> Entry | None:
    """Take back the person's own sign-offs of an article; None where there is none that stands."""
    entries = store.entries(article_id)
    own = tuple(e.seq for e in _signed(entries) if e.reviewer == person.name)
    if not own:
        return None
    (entry,) = store.append(person, [Decision(Action.UNDO, article_id, undoes=own)])
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


def statement_of(
    result: ArticleResult,
    entries: Sequence[Entry],
    signatory: Signatory,
    people: int = 1,
    language: Language = "en",
) -> Statement:
    """What a person signs who signs now.

    Args:
        result: of the audit.
        entries: the review log's on this article.
        signatory: who signs.
        people: how many are asked for.
        language: of what is declared.
    """
    article, standings = result.article, replay(entries)
    counts = Counter((flag.severity, flag.status) for flag in _considered(result, standings))
    final = corrected_target(result, entries)
    return Statement(
        signatory.name, signatory.role, signatory.contact, said(language, "said.declared"),
        _signed_text(article.source, article.source.raw), _signed_text(article.target, final),
        sha256_of_text(article.target.raw),
        tuple(
            FlagCount(severity, status, counts[severity, status])
            for severity in reversed(Severity) for status in Status if counts[severity, status]
        ),
        tuple(_corrections(result, standings)),
        tuple(_reviewers(entries, standings)),
        _machine_part(result),
        people,
    )  # fmt: skip


def record_of(result: ArticleResult, entries: Sequence[Entry]) -> SignOffRecord | None:
    """The record of an article's sign-off as it stands; None where nobody has signed.

    Args:
        result: of the audit.
        entries: the review log's on this article.
    """
    signed = _signed(entries)
    if not signed:
        return None
    people = _statement(signed[-1]).people
    found = signoff_of(result, entries, people)
    meta = result.article.metadata
    lines = [line_of(one) for one in found.holding] if found.state is State.SIGNED else []
    return SignOffRecord(
        result.article.id, meta.title, meta.source_title, meta.url, meta.published,
        found.state, people, found.signatures, tuple(lines),
    )  # fmt: skip


def line_of(signature: Signature) -> DisclosureLine:
    """What the page may say of a signature."""
    statement = signature.statement
    day = datetime.fromisoformat(signature.at).astimezone(KOREA).date().isoformat()
    values = {name: getattr(statement, name) for name in LONGEST}
    return DisclosureLine(
        said("en", "said.line", day=day, **values), said("ko", "said.line", day=day, **values)
    )


def unreadable(entries: Sequence[Entry]) -> list[int]:
    """The numbers of entries that say they sign and hold no statement."""
    return [e.seq for e in entries if e.decision.action is Action.SIGN and _read(e) is None]


@dataclass(frozen=True, slots=True)
class _Considered:
    """A flag that the review pages show: its severity now, where it stands, and its sentence's id."""

    id: str
    severity: Severity
    status: Status
    where: str


def _considered(result: ArticleResult, standings: Mapping[str, Standing]) -> Iterator[_Considered]:
    """The flags of the run, those held back that somebody decided on, and those that reviewers added."""
    shown = {flag.flag_id for flag in result.flags}
    for flag in (*result.flags, *result.held_back):
        standing = standings.get(flag.flag_id, Standing())
        if flag.flag_id in shown or standing != Standing():
            places = (*flag.target_sentence_ids, *flag.source_sentence_ids, "")
            graded = standing.severity or flag.severity
            yield _Considered(flag.flag_id, graded, standing.status, places[0])
    for flag_id, standing in standings.items():
        if standing.added:
            graded = standing.severity or Severity(standing.added.decision.severity)
            words = standing.added.decision.words
            yield _Considered(flag_id, graded, standing.status, words)


def _hindrances(result: ArticleResult, standings: Mapping[str, Standing]) -> tuple[Hindrance, ...]:
    grave = [flag for flag in _considered(result, standings) if flag.severity in _GRAVE]
    waiting = {
        "open": [f for f in grave if not f.status.decided and f.status is not Status.DISPUTED],
        "disputed": [f for f in grave if f.status is Status.DISPUTED],
    }
    return tuple(
        Hindrance(key, len(flags), tuple(f.where for f in flags))
        for key, flags in waiting.items()
        if flags
    )


def _signed(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that sign, those taken back and those that cannot be read left out."""
    gone = undone(entries)
    signing = [e for e in entries if e.decision.action is Action.SIGN and e.seq not in gone]
    return [entry for entry in signing if _read(entry) is not None]


def _read(entry: Entry) -> Statement | None:
    try:
        return from_json(Statement, entry.decision.signed.encode("utf-8", "replace"))
    except ValueError:
        return None


def _statement(entry: Entry) -> Statement:
    return from_json(Statement, entry.decision.signed.encode("utf-8", "replace"))


def _signatures(
    result: ArticleResult, entries: Sequence[Entry], undecided: bool
) -> tuple[Signature, ...]:
    """The last signature of each account with what has changed since."""
    last = {entry.reviewer: entry for entry in _signed(entries)}
    bare = [
        Signature(_statement(e), e.at, e.reviewer, e.role, e.seq, e.hash)
        for e in sorted(last.values(), key=lambda entry: entry.seq)
    ]
    if not bare:
        return ()
    lines = [words for one in bare for line in (line_of(one),) for words in (line.en, line.ko)]
    now = _Now(result, tuple(entries), corrected_target(result, entries), undecided, tuple(lines))
    return tuple(
        Signature(
            one.statement, one.at, one.account, one.permission, one.seq, one.hash,
            tuple(now.changes(one)),
        )
        for one in bare
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Now:
    """An article as it stands, for comparing with what was signed; ``lines`` are the sign-offs' own."""

    result: ArticleResult
    entries: tuple[Entry, ...]
    final: str
    undecided: bool
    lines: tuple[str, ...]

    def changes(self, signature: Signature) -> Iterator[Change]:
        """What came after a signature and voids it."""
        article, signed = self.result.article, signature.statement
        if not self._is_same(article.source.raw, signed.source):
            yield Change.KOREAN
        if not self._is_same(self.final, signed.target):
            audited = sha256_of_text(article.target.raw) == signed.audited_sha256
            yield Change.CORRECTIONS if audited else Change.ENGLISH
        if self.undecided:
            yield Change.FLAGS
        if self._errors() - _errors_known(self.entries, signature.seq):
            yield Change.ERRORS
        machine = _machine_part(self.result)
        if machine.draft_sha256 not in ("", signed.machine.draft_sha256):
            yield Change.DRAFT
        if machine.judge not in ("", signed.machine.judge):
            yield Change.JUDGE

    def _errors(self) -> set[str]:
        """The critical and major flags that are called errors."""
        found = _considered(self.result, replay(self.entries))
        return {f.id for f in found if f.severity in _GRAVE and f.status in CONFIRMED}

    def _is_same(self, text: str, signed: SignedText) -> bool:
        """Whether a text is the signed one; all that it may have more is a sign-off's own line."""
        if sha256_of_text(text) == signed.sha256:
            return True
        words = left = " ".join(text.split())
        for line in self.lines:
            left = left.replace(line, " ")
        return left != words and _hash_of_words(left) == signed.sha256_words


def _errors_known(entries: Sequence[Entry], seq: int) -> set[str]:
    """The flags that were called errors when an entry was written, by the ids that they have now too."""
    then = replay([entry for entry in entries if entry.seq <= seq])
    known = {flag_id for flag_id, standing in then.items() if standing.status in CONFIRMED}
    for entry in entries:
        if entry.decision.action is Action.CARRY and entry.decision.source in known:
            known.add(entry.decision.flag_id)
    return known


def _signed_text(audited: Text, text: str) -> SignedText:
    return SignedText(
        audited.lang, sha256_of_text(text), _hash_of_words(text), len(text), len(audited.sentences)
    )


def _hash_of_words(text: str) -> str:
    return sha256_of_text(" ".join(text.split()))


def _corrections(
    result: ArticleResult, standings: Mapping[str, Standing]
) -> Iterator[CorrectionMade]:
    for made in corrections(result, standings):
        before = made.passage.text
        offered = {
            flag.suggestion
            for flag in (*result.flags, *result.held_back)
            if flag.bead_id == made.bead_id and flag.suggestion not in ("", STRIKE)
        }
        used = any(words in made.after and words not in before for words in offered)
        yield CorrectionMade(before, made.after, made.entry.reviewer, made.entry.at, used)


def _reviewers(
    entries: Sequence[Entry], standings: Mapping[str, Standing]
) -> Iterator[ReviewerPart]:
    given: Counter[str] = Counter()
    for standing in standings.values():
        verdicts = [*standing.verdicts.values(), *([standing.settled] if standing.settled else [])]
        given.update(verdict.reviewer for verdict in verdicts)
    roles = {entry.reviewer: entry.role for entry in entries}
    for name, number in given.items():
        yield ReviewerPart(name, roles.get(name, Role.REVIEWER.value), number)


def _machine_part(result: ArticleResult) -> MachinePart:
    article, quality = result.article, result.quality
    untouched = shares(result.lineage, article.target).untouched if result.lineage else None
    return MachinePart(
        sha256_of_text(article.draft.raw) if article.draft else "",
        None if untouched is None else round(untouched, 4),
        disclosed(article).tools,
        result.tool_version, result.encoder, quality,
        quality.removeprefix(_JUDGE) if quality.startswith(_JUDGE) else "",
    )  # fmt: skip
