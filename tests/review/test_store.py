"""What reviewers decide is kept, by several people at once and through crashes."""

from __future__ import annotations

import sys
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from audit.errors import ConfigError, MissingExtra
from audit.records.decision import Action, Decision, Reason, Status
from audit.records.settings import Role
from audit.review import schema
from audit.review.chain import faults
from audit.review.roles import TOOL, NotAllowed, Person, role_of
from audit.review.store import Overtaken, Store

ROLES = {
    "*": Role.READER,
    "*@example.com": Role.REVIEWER,
    "*@desk.example.com": Role.LEAD,
    "kim@desk.example.com": Role.REVIEWER,
    "Lee@Example.com": Role.LEAD,
}


def test_a_decision_survives_reopening_the_store(filled, url, kim, on):
    filled.append(kim, [on("a1", Action.DISMISS)])
    filled.engine.dispose()
    assert Store(url).standings("a")["a1"].status is Status.DISMISSED


def test_verdict_reviewer_reason_and_comment_can_be_read_back(filled, kim, on, flag_of):
    filled.append(
        kim, [on("a1", Action.DISMISS, reason=Reason.TOOL, comment="728조원 = 728 trillion")]
    )
    [entry] = filled.entries("a")
    assert (entry.reviewer, entry.role) == ("kim@example.com", "reviewer")
    row = flag_of(filled, "a1")
    assert row["status"] == "dismissed"
    assert row["reviewer"] == "kim@example.com"
    assert row["reason"] == "tool wrong"
    assert row["comment"] == "728조원 = 728 trillion"
    assert row["reviewed_at"] == entry.at


@pytest.mark.parametrize(
    ("action", "status"),
    [
        (Action.ACCEPT, Status.ACCEPTED),
        (Action.DISMISS, Status.DISMISSED),
        (Action.FIXED, Status.FIXED),
        (Action.UNSURE, Status.UNSURE),
        (Action.COMMENT, Status.OPEN),
    ],
)
def test_each_action_gives_its_status(filled, kim, on, flag_of, action, status):
    filled.append(kim, [on("a1", action, comment="see the draft")])
    assert flag_of(filled, "a1")["status"] == status


def counts(row):
    return [row[name] for name in ("flags", "open", "critical", "major", "minor")]


def test_the_counts_of_an_article_follow(filled, kim, on, article_of):
    assert counts(article_of(filled, "a")) == [2, 2, 1, 1, 0]
    filled.append(kim, [on("a1", Action.DISMISS)])
    assert counts(article_of(filled, "a")) == [2, 1, 0, 1, 0]
    filled.append(kim, [on("a2", Action.UNSURE)])
    assert counts(article_of(filled, "a")) == [2, 1, 0, 1, 0]
    filled.append(kim, [on("a2", Action.ACCEPT)])
    assert counts(article_of(filled, "a")) == [2, 0, 0, 0, 0]
    assert counts(article_of(filled, "b")) == [1, 1, 0, 0, 1]


def test_another_severity_is_counted_and_can_be_undone(filled, kim, on, article_of, flag_of):
    filled.append(kim, [on("a2", Action.SEVERITY, severity="critical")])
    assert counts(article_of(filled, "a")) == [2, 2, 2, 0, 0]
    assert flag_of(filled, "a2")["severity"] == "major"
    filled.undo(kim)
    assert counts(article_of(filled, "a")) == [2, 2, 1, 1, 0]


def test_undo_takes_back_the_last_stroke_then_the_one_before(filled, kim, on):
    filled.append(kim, [on("a1", Action.DISMISS)])
    filled.append(kim, [on("a1", Action.ACCEPT)])
    assert [e.decision.action for e in filled.undo(kim)] == [Action.ACCEPT]
    assert filled.standings("a")["a1"].status is Status.DISMISSED
    assert [e.decision.action for e in filled.undo(kim)] == [Action.DISMISS]
    assert filled.standings("a") == {}
    assert filled.undo(kim) == []


def test_undo_takes_back_a_whole_stroke_over_several_articles(filled, kim, on, article_of, flag_of):
    filled.append(kim, [on("a1", Action.ACCEPT)])
    filled.append(kim, [on(flag, Action.DISMISS) for flag in ("a1", "b1", "a2")])
    assert len(filled.undo(kim)) == 3
    assert [flag_of(filled, flag)["status"] for flag in ("a1", "a2", "b1")] == [
        "accepted", "open", "open",
    ]  # fmt: skip
    assert counts(article_of(filled, "a")) == [2, 1, 0, 1, 0]
    assert counts(article_of(filled, "b")) == [1, 1, 0, 0, 1]
    assert faults(filled) == []


def test_undo_never_takes_back_what_another_decided(filled, kim, lee, on, flag_of):
    filled.append(kim, [on("a1", Action.DISMISS)])
    filled.append(lee, [on("a1", Action.DISMISS), on("a2", Action.ACCEPT)])
    filled.undo(kim)
    assert flag_of(filled, "a1")["reviewer"] == lee.name
    assert flag_of(filled, "a2")["status"] == "accepted"
    assert filled.undo(kim) == []


def test_undo_reaches_a_stroke_that_is_longer_than_what_is_looked_at_first(filled, kim, article_of):
    many = [Decision(Action.ASSIGN, "a", assignee=str(n)) for n in range(450)]
    lead = Person(kim.name, Role.LEAD)
    filled.append(lead, many)
    filled.append(lead, [Decision(Action.ASSIGN, "a", assignee="Lee")])
    assert len(filled.undo(lead)) == 1
    assert len(filled.undo(lead)) == 450
    assert filled.undo(lead) == []


def test_undo_where_nothing_was_decided_logs_nothing(filled, kim):
    assert filled.undo(kim) == []
    assert filled.entries() == []


def test_what_the_tool_carried_over_is_not_undone_by_who_has_its_name(filled, on):
    filled.append(TOOL, [on("a2", Action.STALE, source="a1")])
    assert filled.undo(Person(TOOL.name, Role.REVIEWER)) == []


def test_an_added_flag_is_gone_when_its_adding_is_undone(filled, kim, new_flag, on, article_of):
    added = on("a9", Action.ADD, category="name", words="Kim")
    filled.append(kim, [added], {"a9": new_flag("a", "a9")})
    assert counts(article_of(filled, "a")) == [3, 3, 1, 2, 0]
    filled.undo(kim)
    assert counts(article_of(filled, "a")) == [2, 2, 1, 1, 0]
    filled.append(kim, [added], {"a9": new_flag("a", "a9")})
    assert counts(article_of(filled, "a")) == [3, 3, 1, 2, 0]
    assert faults(filled) == []


def test_who_is_unsure_leaves_it_to_the_others(filled, kim, lee, on, flag_of):
    filled.append(kim, [on("a1", Action.UNSURE)])
    assert flag_of(filled, "a1")["status"] == "unsure"
    filled.append(lee, [on("a1", Action.DISMISS)])
    assert flag_of(filled, "a1")["status"] == "dismissed"
    assert flag_of(filled, "a1")["reviewer"] == lee.name


@pytest.mark.parametrize("error", [Action.ACCEPT, Action.FIXED])
def test_an_error_that_another_dismissed_is_disputed(filled, kim, lee, on, flag_of, error):
    filled.append(kim, [on("a1", Action.DISMISS)])
    filled.append(lee, [on("a1", error)])
    assert flag_of(filled, "a1")["status"] == "disputed"


def test_accepted_and_fixed_are_no_dispute(filled, kim, lee, on, flag_of):
    filled.append(kim, [on("a1", Action.FIXED)])
    filled.append(lee, [on("a1", Action.ACCEPT)])
    assert flag_of(filled, "a1")["status"] == "fixed"


def test_a_lead_settles_and_who_decides_anew_opens_it_again(
    filled, kim, lee, lead, on, flag_of, article_of
):
    filled.append(kim, [on("a1", Action.DISMISS)])
    filled.append(lee, [on("a1", Action.ACCEPT)])
    assert article_of(filled, "a")["open"] == 2
    filled.append(lead, [on("a1", Action.SETTLE, verdict=Status.ACCEPTED)])
    assert flag_of(filled, "a1")["status"] == "accepted"
    assert flag_of(filled, "a1")["reviewer"] == lead.name
    assert article_of(filled, "a")["open"] == 1
    filled.append(kim, [on("a1", Action.DISMISS)])
    assert flag_of(filled, "a1")["status"] == "disputed"


def test_an_article_is_assigned_and_the_assignment_undone(filled, lead, article_of):
    filled.append(lead, [Decision(Action.ASSIGN, "a", assignee="kim@example.com")])
    filled.append(lead, [Decision(Action.ASSIGN, "a", assignee="lee@example.com")])
    assert article_of(filled, "a")["assignee"] == "lee@example.com"
    filled.undo(lead)
    assert article_of(filled, "a")["assignee"] == "kim@example.com"


@pytest.mark.parametrize(
    "person",
    [Person("park@example.com", Role.READER), Person("", Role.LEAD)],
    ids=["reader", "nameless"],
)
def test_who_may_not_decide_is_refused_and_nothing_is_logged(filled, on, person):
    with pytest.raises(NotAllowed):
        filled.append(person, [on("a1", Action.DISMISS)])
    with pytest.raises(NotAllowed):
        filled.undo(person)
    assert filled.entries() == []


def test_one_decision_that_is_not_allowed_stops_the_whole_stroke(filled, kim, on):
    with pytest.raises(NotAllowed):
        filled.append(
            kim, [on("a1", Action.DISMISS), on("a1", Action.SETTLE, verdict=Status.ACCEPTED)]
        )
    assert filled.entries() == []


@pytest.mark.parametrize(
    ("address", "role"),
    [
        ("kim@desk.example.com", Role.REVIEWER),
        ("park@desk.example.com", Role.LEAD),
        ("park@example.com", Role.REVIEWER),
        ("PARK@EXAMPLE.COM", Role.REVIEWER),
        ("lee@example.com", Role.LEAD),
        ("park@example.org", Role.READER),
    ],
)
def test_an_address_goes_before_a_pattern_and_the_longest_pattern_first(address, role):
    assert role_of(address, ROLES) is role


def test_who_matches_nothing_is_a_reader():
    assert role_of("park@example.org", {"*@example.com": Role.LEAD}) is Role.READER


@pytest.mark.parametrize("odd", ["a\0b", "a\ud800b", "a\udfff\ud800b"])
def test_text_that_no_database_takes_is_kept_with_replacement_characters(filled, on, flag_of, odd):
    person = Person(f"kim{odd}", Role.REVIEWER)
    filled.append(person, [on("a1", Action.DISMISS, comment=odd, reason=odd)])
    kept = odd.replace("\0", "\ufffd").replace("\ud800", "\ufffd").replace("\udfff", "\ufffd")
    assert flag_of(filled, "a1")["comment"] == kept
    assert len(filled.undo(person)) == 1
    assert faults(filled) == []


def test_an_article_or_flag_id_that_no_database_takes_is_one_that_nobody_decided_on(filled, kim):
    assert filled.entries("a\0\ud800") == []
    filled.append(kim, [Decision(Action.DISMISS, "a\0b", "\ud800")])
    assert list(filled.standings("a\0b")) == ["\ufffd"]
    assert faults(filled) == []


@pytest.mark.parametrize(
    "comment", ["한국어 👩‍👩‍👧 \u202eRTL \u2028\x7f\x01 \\u0000 ' \" ; DROP", "\U0010ffff"]
)
def test_any_other_text_is_kept_as_it_is(filled, kim, on, flag_of, comment):
    filled.append(kim, [on("a1", Action.COMMENT, comment=comment)])
    assert flag_of(filled, "a1")["comment"] == comment
    assert filled.entries()[0].decision.comment == comment


def test_writers_at_once_lose_nothing(filled, url, on, flag_of):
    stores = [filled, Store(url)]
    failed: list[Exception] = []

    def write(number: int) -> None:
        person = Person(f"p{number}", Role.REVIEWER)
        try:
            for i in range(12):
                stores[number % 2].append(
                    person, [on("a1", Action.COMMENT, comment=f"{number}.{i}")]
                )
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    entries = stores[1].entries()
    assert [e.seq for e in entries] == list(range(1, 49))
    for number in range(4):
        told = [e.decision.comment for e in entries if e.reviewer == f"p{number}"]
        assert told == [f"{number}.{i}" for i in range(12)]
    assert len(flag_of(filled, "a1")["comment"].splitlines()) == 48
    assert faults(filled) == []
    stores[1].engine.dispose()


APPENDING = """
import sys
from audit.records.decision import Action
from audit.records.decision import Decision
from audit.review.roles import Person
from audit.records.settings import Role
from audit.review.store import Overtaken, Store
store, kim = Store(sys.argv[1]), Person("kim", Role.REVIEWER)
for i in range(100_000):
    stroke = [Decision(Action.COMMENT, flag[0], flag, comment=str(i)) for flag in ("a1", "b1")]
    store.append(kim, stroke)
    print(i)
"""


def test_what_was_done_before_a_process_is_killed_is_there(filled, url, python, kim, on):
    process = python(APPENDING, url)
    done = [process.stdout.readline() for _ in range(25)]
    process.kill()
    rest, problems = process.communicate()
    assert problems == ""
    done += [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]
    again = Store(url)
    told = [(e.decision.flag_id, int(e.decision.comment)) for e in again.entries()]
    # A stroke is there whole or not at all, the one that was under way too.
    strokes = [(flag, i) for i in range(len(told) // 2) for flag in ("a1", "b1")]
    assert told == strokes
    assert {int(line) for line in done} <= {i for _, i in told}
    assert faults(again) == []
    again.append(kim, [on("a1", Action.DISMISS)])
    assert faults(again) == []
    again.engine.dispose()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE entry SET reviewer = 'x'", "DELETE FROM entry WHERE seq = 1", "TRUNCATE entry"],
)
def test_the_database_itself_refuses_to_change_the_log(filled, kim, on, statement):
    if statement.startswith("TRUNCATE") and filled.engine.dialect.name == "sqlite":
        pytest.skip("SQLite knows no TRUNCATE")
    filled.append(kim, [on("a1", Action.DISMISS)])
    with pytest.raises(DatabaseError, match="append-only"), filled.writing() as connection:
        connection.execute(text(statement))
    assert [e.reviewer for e in filled.entries()] == [kim.name]


@pytest.mark.parametrize(
    "address",
    [
        "nonsense secret",
        "postgresql+psycopg://kim:secret@127.0.0.1:1/reviews",
        "postgresql+psycopg://kim:secret@127.0.0.1:port/reviews",
        "postgresql+psycopg://127.0.0.1:1/reviews?user=kim&password=secret",
        "postgres://kim:secret@127.0.0.1/reviews",
        "mysql://kim:secret@127.0.0.1/reviews",
        "mssql+pyodbc://kim:secret@127.0.0.1/reviews",
        "sqlite:////nowhere/at/all/review.db",
    ],
)
def test_an_address_that_cannot_be_used_is_said_without_its_password(address):
    with pytest.raises(ConfigError) as refused:
        Store(address)
    assert "audit.toml" in str(refused.value)
    assert "secret" not in str(refused.value)


def test_postgresql_without_its_package_is_said_with_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtra, match=r"PostgreSQL.*\[postgres\]"):
        Store("postgresql+psycopg://kim@127.0.0.1:1/reviews")


def test_a_file_that_is_no_database_is_said_and_left_alone(tmp_path):
    path = tmp_path / "review.db"
    path.write_bytes(b"not a database, but a text of some length\n" * 99)
    with pytest.raises(ConfigError, match=r"review\.db"):
        Store(f"sqlite:///{path}")
    assert path.read_bytes().startswith(b"not a database")


def test_a_database_of_somebody_else_is_said_and_left_alone(url, store, sql):
    sql(store, "DROP TABLE alembic_version")
    with pytest.raises(ConfigError, match="cannot be opened"):
        Store(url)


def test_a_store_of_a_newer_version_is_said_and_left_alone(url, store, sql):
    sql(store, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(ConfigError, match="newer"):
        Store(url)


OPENING = """
import sys
from audit.review.store import Overtaken, Store
print("ready")
sys.stdin.readline()
print(Store(sys.argv[1]).entries())
"""


def test_processes_that_open_a_fresh_database_at_once_all_succeed(url, python):
    processes = [python(OPENING, url) for _ in range(3)]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.communicate() for process in processes] == [("[]\n", "")] * 3
    opened = Store(url)
    assert faults(opened) == []
    with opened.reading() as connection:
        assert len(connection.execute(schema.head.select()).all()) == 1
    opened.engine.dispose()


def test_a_decision_on_what_somebody_has_changed_since_is_refused_whole(filled, kim, lead, on):
    seen = {("a", "a1"): 0}
    filled.append(lead, [on("a1", Action.DISMISS)], seen=seen)
    with pytest.raises(Overtaken) as error:
        filled.append(kim, [on("a2", Action.ACCEPT), on("a1", Action.ACCEPT)], seen=seen)
    assert error.value.flag_id == "a1"
    assert error.value.standing.last.reviewer == lead.name
    assert [entry.reviewer for entry in filled.entries()] == [lead.name]
    # Who has seen it may decide otherwise, and a remark changes nothing that has to be seen.
    now = {("a", "a1"): error.value.standing.decided}
    filled.append(lead, [on("a1", Action.COMMENT, comment="as before")])
    filled.append(kim, [on("a1", Action.ACCEPT)], seen=now)
    assert filled.standings("a")["a1"].status is Status.DISPUTED


def test_a_verdict_taken_back_is_as_if_it_had_not_been_given(filled, kim, lead, on):
    filled.append(lead, [on("a1", Action.DISMISS)])
    filled.undo(lead)
    filled.append(kim, [on("a1", Action.ACCEPT)], seen={("a", "a1"): 0})
    assert filled.standings("a")["a1"].status is Status.ACCEPTED


def test_of_many_who_saw_the_same_one_decides(filled, url, on):
    refused, people = [], [Person(f"p{number}", Role.REVIEWER) for number in range(4)]

    def write(person):
        store = Store(url)
        try:
            store.append(person, [on("a1", Action.ACCEPT)], seen={("a", "a1"): 0})
        except Overtaken:
            refused.append(person)
        store.engine.dispose()

    threads = [threading.Thread(target=write, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (entry,) = filled.entries("a")
    assert {entry.reviewer} | {person.name for person in refused} == {p.name for p in people}
    assert faults(filled) == []
