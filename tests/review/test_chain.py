"""What was altered behind the tool's back is found and named; what the tool does is whole."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from audit.records.decision import Action, Decision, Entry, Reason, Status, read_entry
from audit.records.digest import sha256_of_text
from audit.records.flag import Severity
from audit.records.settings import Role
from audit.review import loading, schema
from audit.review.chain import faults
from audit.review.roles import TOOL, Person
from audit.review.store import Store
from tests.review.conftest import written

KIM, LEE = Person("kim", Role.REVIEWER), Person("lee", Role.REVIEWER)
LEAD = Person("lead", Role.LEAD)
FLAGS = ("a1", "a2", "b1")
ANY = st.text(
    st.characters(exclude_categories=()) | st.sampled_from("\0\ud83d\udc69\u2028"), max_size=12
)


@pytest.fixture
def decided(filled, on) -> Store:
    """A store with four entries: Kim dismisses a1, Lee accepts a2, the lead assigns a, Kim remarks on b1."""
    filled.append(KIM, [on("a1", Action.DISMISS, reason=Reason.TOOL, comment="it is right")])
    filled.append(LEE, [on("a2", Action.ACCEPT)])
    filled.append(LEAD, [Decision(Action.ASSIGN, "a", assignee="kim")])
    filled.append(KIM, [on("b1", Action.COMMENT, comment="see the draft")])
    return filled


def test_a_log_that_the_tool_wrote_has_no_faults(decided):
    assert faults(decided) == []


def test_an_empty_store_has_no_faults(store):
    assert faults(store) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            "UPDATE entry SET body = replace(body, 'dismiss', 'accept') WHERE seq = 1",
            "Entry 1 was altered: its hash does not fit what it says.",
        ),
        (
            "UPDATE entry SET body = body || ' ' WHERE seq = 4",
            "Entry 4 was altered: its hash does not fit what it says.",
        ),
        (
            "UPDATE entry SET body = '{}' WHERE seq = 2",
            "Entry 2 was altered: it cannot be read.",
        ),
        (
            "UPDATE entry SET body = replace(body, 'dismiss', 'nonsense') WHERE seq = 1",
            "Entry 1 was altered: it cannot be read.",
        ),
        (
            "UPDATE entry SET hash = replace(hash, substr(hash, 1, 8), 'deadbeef') WHERE seq = 2",
            "Entry 2 was altered: its hash does not fit what it says.",
        ),
        (
            "UPDATE entry SET article_id = 'b' WHERE seq = 1",
            "Entry 1 was altered: its columns differ from what it says.",
        ),
        (
            "UPDATE entry SET flag_id = 'a2' WHERE seq = 1",
            "Entry 1 was altered: its columns differ from what it says.",
        ),
        (
            "UPDATE entry SET reviewer = 'park' WHERE seq = 2",
            "Entry 2 was altered: its columns differ from what it says.",
        ),
        ("DELETE FROM entry WHERE seq = 1", "Entry 1 is missing."),
        ("DELETE FROM entry WHERE seq = 2", "Entry 2 is missing."),
        ("DELETE FROM entry WHERE seq IN (2, 3)", "Entries 2 to 3 are missing."),
        ("DELETE FROM entry WHERE seq = 4", "Entry 4 is missing."),
        ("DELETE FROM entry", "Entries 1 to 4 are missing."),
        (
            "INSERT INTO entry SELECT 0, article_id, flag_id, reviewer, body, hash "
            "FROM entry WHERE seq = 4",
            "Entry 0 was put in behind the tool's back.",
        ),
        ("UPDATE head SET seq = 3", "Entry 4 was put in behind the tool's back."),
        ("UPDATE head SET seq = 2", "Entries 3 to 4 were put in behind the tool's back."),
        ("UPDATE head SET hash = ''", "The head of the log was altered."),
        ("DELETE FROM head", "The head of the log is missing."),
    ],
)
def test_a_log_that_was_altered_is_named_where_it_was(decided, sql, change, sentence):
    sql(decided, change)
    assert faults(decided)[0] == sentence


def forged(entry: Entry, **changed: object) -> dict[str, object]:
    """A row of the log that fits its hash."""
    made = Entry(**{name: getattr(entry, name) for name in entry.__dataclass_fields__} | changed)
    return {
        "seq": made.seq, "article_id": made.decision.article_id, "flag_id": made.decision.flag_id,
        "reviewer": made.reviewer, "body": made.body, "hash": made.hash,
    }  # fmt: skip


def test_an_entry_altered_together_with_its_hash_shows_in_the_next_one(decided, sql):
    first = decided.entries()[0]
    row = forged(first, decision=Decision(Action.ACCEPT, "a", "a1"))
    sql(decided, "UPDATE entry SET body = :body, hash = :hash WHERE seq = :seq", **row)
    assert faults(decided) == ["Entry 2 does not follow the entry before it."]


INSERT = "INSERT INTO entry VALUES (:seq, :article_id, :flag_id, :reviewer, :body, :hash)"


def test_an_entry_put_in_at_the_end_is_named(decided, sql):
    last = decided.entries()[-1]
    row = forged(last, seq=5, previous=last.hash, decision=Decision(Action.ACCEPT, "a", "a1"))
    sql(decided, INSERT, **row)
    assert faults(decided) == ["Entry 5 was put in behind the tool's back."]


def test_an_entry_put_in_together_with_the_head_shows_in_its_flag(decided, sql):
    last = decided.entries()[-1]
    row = forged(last, seq=5, previous=last.hash, decision=Decision(Action.ACCEPT, "a", "a1"))
    sql(decided, INSERT, "UPDATE head SET seq = :seq, hash = :hash", **row)
    assert faults(decided) == ["Flag a1 of a was altered: its status does not follow from the log."]


def test_a_last_entry_taken_out_together_with_the_head_shows_in_its_flag(decided, sql):
    third = decided.entries()[2]
    sql(
        decided, "DELETE FROM entry WHERE seq = 4", "UPDATE head SET seq = 3, hash = :hash",
        hash=third.hash,
    )  # fmt: skip
    assert faults(decided) == [
        "Flag b1 of b was altered: its comment does not follow from the log."
    ]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("status", "open"),
        ("severity_now", "minor"),
        ("reviewer", "lee"),
        ("reviewed_at", "2020-01-01"),
        ("reason", ""),
        ("comment", "it is wrong"),
    ],
)
def test_a_flag_whose_state_was_altered_is_named(decided, sql, column, value):
    sql(decided, f"UPDATE flag SET {column} = :value WHERE flag_id = 'a1'", value=value)
    assert faults(decided) == [
        f"Flag a1 of a was altered: its {column} does not follow from the log."
    ]


def test_a_verdict_that_nobody_gave_is_named(filled, sql):
    sql(filled, "UPDATE flag SET status = 'dismissed' WHERE flag_id = 'b1'")
    assert faults(filled) == ["Flag b1 of b was altered: its status does not follow from the log."]


@pytest.mark.parametrize("article_id", ["a", "b"])
def test_an_article_whose_assignee_was_altered_is_named(decided, sql, article_id):
    sql(decided, "UPDATE article SET assignee = 'lee' WHERE id = :id", id=article_id)
    assert faults(decided) == [
        f"Article {article_id} was altered: its assignee does not follow from the log."
    ]


def test_decisions_that_come_while_it_is_checked_are_no_faults(filled, on):
    stop = threading.Event()

    def write() -> None:
        actions = (Action.ACCEPT, Action.DISMISS)
        for i in range(3000):
            if stop.is_set():
                return
            filled.append(KIM, [on("a1", actions[i % 2])])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        found = [fault for _ in range(40) for fault in faults(filled)]
    finally:
        stop.set()
        writer.join()
    assert found == []


@st.composite
def decisions(draw, actions) -> Decision:
    """A decision on one of the flags, with whatever its action needs."""
    action = draw(st.sampled_from(actions))
    flag = draw(st.sampled_from(FLAGS))
    if action is Action.ASSIGN:
        return Decision(action, flag[0], assignee=draw(ANY))
    if action in OF_RULES:
        return Decision(action, flag[0], rule=draw(ANY))
    return Decision(
        action,
        flag[0],
        flag,
        comment=draw(ANY),
        reason=draw(ANY) if action is Action.DISMISS else "",
        severity=draw(st.sampled_from(Severity)) if action is Action.SEVERITY else "",
        verdict=draw(st.sampled_from(Status)) if action is Action.SETTLE else "",
        source={"a1": "a2", "a2": "a1"}.get(flag, "b9") if action in BY_TOOL else "",
    )


BY_TOOL = (Action.CARRY, Action.STALE)
OF_RULES = (Action.MAKE_RULE, Action.END_RULE)
BY_REVIEWER = tuple(
    set(Action)
    - {*BY_TOOL, *OF_RULES, Action.UNDO, Action.SETTLE, Action.ASSIGN, Action.ADD, Action.SIGN}
)
BY_LEAD = (*BY_REVIEWER, *OF_RULES, Action.SETTLE, Action.ASSIGN)
STROKE = st.one_of(
    st.tuples(st.sampled_from([KIM, LEE]), st.lists(decisions(BY_REVIEWER), max_size=3)),
    st.tuples(st.just(LEAD), st.lists(decisions(BY_LEAD), max_size=3)),
    st.tuples(st.sampled_from([KIM, LEE, LEAD]), st.none()),
)
CARRIED = st.tuples(st.just(TOOL), st.lists(decisions(BY_TOOL), min_size=1, max_size=2))


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    """A store of three flags that nobody decided on, to copy."""
    path = tmp_path_factory.mktemp("template") / "review.db"
    made = Store(f"sqlite:///{path}")
    articles = {name: [{"flag_id": f} for f in FLAGS if f[0] == name] for name in "ab"}
    loading.load(made, written(path.parent / "out", articles))
    made.engine.dispose()
    return path


def copy_of(template: Path) -> Store:
    path = template.with_name(f"{uuid4().hex}.db")
    shutil.copyfile(template, path)
    return Store(f"sqlite:///{path}")


def play(store: Store, strokes) -> None:
    for person, stroke in strokes:
        if stroke is None:
            store.undo(person)
        else:
            store.append(person, stroke)


@pytest.mark.slow
@given(st.lists(st.one_of(STROKE, CARRIED), max_size=8))
@settings(max_examples=60, deadline=None)
def test_whatever_is_decided_the_log_is_whole_and_the_state_follows(template, strokes):
    store = copy_of(template)
    play(store, strokes)
    assert faults(store) == []
    store.engine.dispose()


@pytest.mark.slow
@given(st.lists(STROKE, max_size=8))
@settings(max_examples=40, deadline=None)
def test_undoing_everything_leaves_everything_open(template, strokes):
    store = copy_of(template)
    play(store, strokes)
    for person in (KIM, LEE, LEAD):
        while store.undo(person):
            pass
    with store.reading() as connection:
        f, a = schema.flag.c, schema.article.c
        for row in connection.execute(select(f.status, f.severity_now, f.comment, f.reviewer)):
            assert tuple(row) == ("open", "major", "", "")
        assert set(connection.execute(select(a.assignee)).scalars()) == {""}
    assert faults(store) == []
    store.engine.dispose()


ENTRIES = st.builds(
    Entry,
    seq=st.integers(),
    at=ANY,
    reviewer=ANY,
    role=ANY,
    group=ANY,
    decision=st.builds(
        Decision,
        action=st.sampled_from(Action),
        article_id=ANY,
        flag_id=ANY,
        comment=ANY,
        words=ANY,
        severity=st.sampled_from(["", *Severity]),
        verdict=st.sampled_from(["", *Status]),
        undoes=st.lists(st.integers()).map(tuple),
        corrected=ANY,
        signed=ANY,
    ),
    previous=ANY,
)


@given(ENTRIES)
def test_an_entry_reads_back_as_it_was(entry):
    again = read_entry(entry.body)
    assert again == entry
    assert (again.body, again.hash) == (entry.body, entry.hash)


@given(ENTRIES, ENTRIES)
def test_entries_that_differ_have_other_hashes(one, other):
    assert (one == other) == (one.hash == other.hash)


@pytest.mark.parametrize(
    "body",
    ["", "null", "[]", "1", "{}", '{"decision":1}', "[" * 100_000, '{"decision":{"action":"x"}}'],
)
def test_what_is_no_entry_is_refused(body):
    with pytest.raises(ValueError, match=r"."):
        read_entry(body)


def test_the_digest_is_sha_256():
    # The known value for "abc" (FIPS 180-2, appendix B.1).
    assert (
        sha256_of_text("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
