"""Whatever is altered, missing or added in a run's folder is named; what the tool wrote is whole."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit import batch
from audit.errors import AuditError, ConfigError, InputError
from audit.evidence import keys, seal
from audit.evidence.verify import of_article
from audit.records.article import Article, Metadata, Text
from audit.records.decision import Action, Decision
from audit.records.settings import Role, Settings
from audit.results.folder import LEDGER, SEAL, ResultsFolder
from audit.review.loading import load
from audit.review.proof import checked
from audit.review.roles import Person
from audit.review.sealing import sealed
from audit.review.store import Store, url_beside
from tests.conftest import EN, KO

KIM = Person("kim", Role.REVIEWER)
ALTERED = "review.db was altered: no decision was added since the seal, but it is another file."


@pytest.fixture(scope="module")
def made(auditor, tmp_path_factory):
    """A run of one article with a wrong figure and a draft, sealed twice."""
    out = tmp_path_factory.mktemp("run") / "out"
    meta = Metadata(title="Budget", published="2025-08-22")
    wrong = EN.replace("728 trillion", "728 billion")
    pair = Article("budget", Text("ko", KO), Text("en", wrong), Text("en", EN), metadata=meta)
    batch.run([pair], auditor, out)
    sealed(out, auditor.settings, None, auditor.signature.encoder)
    sealed(out, auditor.settings, None)
    return out


@pytest.fixture
def out(made, tmp_path):
    return Path(shutil.copytree(made, tmp_path / "out"))


def faults(out, key=None):
    return checked(out, Settings(), key)[0]


def decide(out, *comments):
    store = Store(url_beside(out))
    for comment in comments:
        store.append(KIM, [Decision(Action.COMMENT, "budget", "f", comment=comment)])
    store.engine.dispose()


def take_over(out):
    store = Store(url_beside(out))
    load(store, ResultsFolder(out))
    store.engine.dispose()


@pytest.fixture
def reviewed(out):
    """That run in the review pages, a decision taken and sealed."""
    take_over(out)
    decide(out, "one")
    sealed(out, Settings(), None)
    return out


def stored(out):
    return [*ResultsFolder(out).sealed_files(), out / SEAL, out / LEDGER]


def test_what_the_tool_wrote_is_whole(out):
    assert faults(out) == []
    assert {p.name for p in stored(out)} == {
        "articles.csv", "beads.csv", "flags.csv", "report.html", "run.json", "budget.json", "seal.json",
        "seals.jsonl",
    }  # fmt: skip


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_flipped_byte_of_any_stored_file_is_found_and_the_file_named(made, data):
    path = data.draw(st.sampled_from(stored(made)))
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    mask = data.draw(st.integers(1, 255))
    try:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ mask]) + whole[at + 1 :])
        found = faults(made)
        assert found
        assert path.relative_to(made).as_posix() in " ".join(found)
    finally:
        path.write_bytes(whole)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_flipped_byte_of_a_signed_seal_is_found(made, data):
    folder = made.parent / "signed"
    if not folder.exists():
        shutil.copytree(made, folder)
        keys.make(made.parent / "key")
        sealed(folder, Settings(), made.parent / "key")
    whole = (folder / SEAL).read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    bit = data.draw(st.integers(0, 7))
    try:
        changed = whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :]
        (folder / SEAL).write_bytes(changed)
        assert "seal.json" in " ".join(faults(folder, made.parent / "key.pub"))
    finally:
        (folder / SEAL).write_bytes(whole)


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_flipped_byte_of_the_review_store_is_found_and_the_file_named(reviewed, data):
    path = reviewed / "review.db"
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    mask = data.draw(st.integers(1, 255))
    try:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ mask]) + whole[at + 1 :])
        try:
            told = " ".join(faults(reviewed))
        except AuditError as error:
            told = str(error)
        assert "review.db" in told
    finally:
        for rest in reviewed.glob("review.db-*"):
            rest.unlink()
        path.write_bytes(whole)


def test_a_store_that_took_over_the_results_and_grew_since_the_seal_is_whole(reviewed):
    assert faults(reviewed) == []
    decide(reviewed, "two")
    assert faults(reviewed) == []
    sealed(reviewed, Settings(), None)
    assert faults(reviewed) == []


def test_results_taken_over_after_the_seal_are_no_fault(out):
    decide(out, "one")
    sealed(out, Settings(), None)
    take_over(out)
    assert faults(out) == []


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (
            "UPDATE flag SET message = 'all is well'",
            "of budget was altered in the review store: its message does not follow from the records.",
        ),
        ("UPDATE flag SET risk = 0.01", "its risk does not follow from the records"),
        ("DELETE FROM flag WHERE status = 'open'", "of budget is missing in the review store."),
        (
            "UPDATE article SET open = 0",
            "Article budget was altered in the review store: its counts are not those of its flags.",
        ),
        (
            "UPDATE article SET translator = 'Kim'",
            "Article budget was altered in the review store: its translator does not follow",
        ),
    ],
)
def test_what_the_store_shows_must_follow_from_the_results(reviewed, statement, message):
    # Another decision, so that the file as a whole is no longer the sealed one.
    decide(reviewed, "two")
    with sqlite3.connect(reviewed / "review.db") as connection:
        connection.execute(statement)
    connection.close()
    assert message in " ".join(faults(reviewed))


def test_the_seal_on_one_article_is_checked_by_itself(reviewed, tmp_path):
    store = Store(url_beside(reviewed))

    def found(article_id="budget"):
        return of_article(ResultsFolder(reviewed), store, article_id).faults

    assert found() == ()
    (reviewed / "flags.csv").write_text("nothing of this article's own")
    assert found() == ()
    path = reviewed / "evidence" / "budget.json"
    path.write_bytes(path.read_bytes() + b" ")
    assert found() == ("evidence/budget.json was altered.",)
    path.unlink()
    assert found() == ("evidence/budget.json is missing.",)
    assert found("other") == (
        "evidence/other.json was added after the seal.",
        "records/other.json was added after the seal.",
    )
    (reviewed / "seal.json").write_text("{}")
    assert found() == ("seal.json was altered: its hash does not fit what it says.",)
    (reviewed / "seal.json").unlink()
    assert of_article(ResultsFolder(reviewed), store, "budget") is None


def test_the_seal_on_an_article_tells_its_key_and_what_was_decided_since(reviewed, tmp_path):
    store = Store(url_beside(reviewed))
    public = keys.public_key(keys.make(tmp_path / "ours"))
    sealed(reviewed, Settings(), tmp_path / "ours")
    decide(reviewed, "two", "three")
    found = of_article(ResultsFolder(reviewed), store, "budget")
    assert (found.faults, found.key, found.later) == ((), public, 2)
    assert found.at == json.loads((reviewed / "seal.json").read_bytes())["at"]


def test_a_tampered_record_is_named(out):
    path = out / "records" / "budget.json"
    path.write_text(
        path.read_text("utf-8").replace("728 billion", "728 trillion"), encoding="utf-8"
    )
    assert faults(out) == ["records/budget.json was altered."]


def test_a_missing_file_and_an_added_one_are_named(out):
    (out / "records" / "budget.json").rename(out / "records" / "other.json")
    (out / "evidence" / "budget.json").write_text("{}")
    assert faults(out) == [
        "evidence/budget.json was altered.",
        "records/budget.json is missing.",
        "records/other.json was added after the seal.",
    ]


def test_what_was_altered_is_not_sealed_again_and_does_not_follow_from_the_records(out):
    path = out / "flags.csv"
    path.write_text(
        path.read_text("utf-8").replace("critical", "minor").replace("major", "minor"), "utf-8"
    )
    with pytest.raises(InputError, match="flags\\.csv was altered; put back what was sealed"):
        sealed(out, Settings(), None)
    seal.seal(ResultsFolder(out), {"encoder": "embedded"}, None)  # which is what a forger would do
    assert "flags.csv does not follow from the records." in faults(out)


def test_an_audit_record_that_was_altered_and_sealed_again_does_not_follow(out):
    path = out / "evidence" / "budget.json"
    path.write_text(
        path.read_text("utf-8").replace("critical", "minor").replace("major", "minor"), "utf-8"
    )
    seal.seal(ResultsFolder(out), {"encoder": "embedded"}, None)
    assert "evidence/budget.json does not follow from the records and the review log." in faults(
        out
    )


def test_without_a_seal_nothing_is_whole(out):
    (out / "seal.json").unlink()
    assert faults(out) == ["seal.json is missing: nothing shows that these results are whole."]


def test_a_ledger_cut_short_or_gone(out):
    path = out / "seals.jsonl"
    first, _ = path.read_text().splitlines(keepends=True)
    path.write_text(first)
    assert faults(out) == ["seals.jsonl was cut short: it has 1 of 2 lines."]
    path.unlink()
    assert faults(out) == ["seals.jsonl is missing."]


def test_an_earlier_seal_that_was_altered(out):
    path = out / "seals.jsonl"
    first, second = path.read_text().splitlines(keepends=True)
    values = json.loads(first) | {"at": "2020-01-01T00:00:00+00:00"}
    path.write_text(json.dumps(values, sort_keys=True, separators=(",", ":")) + "\n" + second)
    assert "line 2 does not follow the line before it" in " ".join(faults(out))


def test_decisions_after_the_seal_are_no_fault_and_those_before_it_are_held(out):
    decide(out, "one", "two")
    sealed(out, Settings(), None)
    decide(out, "three")
    assert faults(out) == []


@pytest.mark.slow
def test_a_review_log_cut_short_since_the_seal(out):
    decide(out, "one")
    shutil.copy(out / "review.db", out.parent / "early.db")
    decide(out, "two")
    sealed(out, Settings(), None)
    shutil.copy(out.parent / "early.db", out / "review.db")
    assert faults(out) == [
        "The review log was cut short: it had 2 entries when sealed and has 1.",
        ALTERED,
    ]


def test_two_review_logs_with_one_id(out):
    decide(out, "one")
    shutil.copy(out / "review.db", out.parent / "early.db")
    decide(out, "two")
    sealed(out, Settings(), None)
    shutil.copy(out.parent / "early.db", out / "review.db")
    decide(out, "something else")
    assert "There are two review logs with the id" in faults(out)[0]


def test_another_review_log_and_none(out):
    decide(out, "one")
    sealed(out, Settings(), None)
    (out / "review.db").unlink()
    assert faults(out) == [
        "The review log is missing: it had 1 entries when the run was sealed.",
        "review.db is missing.",
    ]
    decide(out, "one")
    assert faults(out) == ["The review log is another one than was sealed.", ALTERED]


def test_a_signature_is_checked(out, tmp_path):
    ours, theirs = keys.make(tmp_path / "ours"), keys.make(tmp_path / "theirs")
    sealed(out, Settings(), tmp_path / "ours")
    assert faults(out) == []
    assert faults(out, ours) == []
    (found,) = faults(out, theirs)
    assert found.startswith("seal.json is signed with another key: ")


def test_a_seal_without_a_signature_where_one_is_asked_for(out, tmp_path):
    assert faults(out, keys.make(tmp_path / "ours")) == [
        "seal.json is not signed, though a key was given to check it by."
    ]


def test_a_signature_of_something_else(out, tmp_path):
    keys.make(tmp_path / "ours")
    sealed(out, Settings(), tmp_path / "ours")
    old = json.loads((out / "seal.json").read_bytes())["signature"]
    sealed(out, Settings(), tmp_path / "ours")
    whole = json.loads((out / "seal.json").read_bytes()) | {"signature": old}
    (out / "seal.json").write_bytes(seal.canonical(whole))
    assert faults(out) == ["seal.json was altered: its signature is not one of what it says."]


def test_the_key_may_be_in_the_environment(out, tmp_path, monkeypatch):
    public = keys.make(tmp_path / "ours")
    for value in (str(tmp_path / "ours"), (tmp_path / "ours").read_text()):
        monkeypatch.setenv(keys.VARIABLE, value)
        sealed(out, Settings(), None)
        assert faults(out, public) == []


def test_a_private_key_is_its_owners_alone_and_never_overwritten(tmp_path):
    keys.make(tmp_path / "ours")
    assert (tmp_path / "ours").stat().st_mode & 0o077 == 0
    with pytest.raises(ConfigError, match="there already"):
        keys.make(tmp_path / "ours")


def test_what_is_no_key_is_said(out, tmp_path):
    (tmp_path / "text").write_text("hello")
    with pytest.raises(ConfigError, match="holds no private key"):
        sealed(out, Settings(), tmp_path / "text")
    with pytest.raises(ConfigError, match="holds no public key"):
        faults(out, tmp_path / "text")
    with pytest.raises(ConfigError, match="cannot be read"):
        sealed(out, Settings(), tmp_path / "none")


def test_from_key_to_check_on_the_command_line(run, pair_folder):
    assert run("keygen", "ours").returncode == 0
    done = run("score", "in", "--out", "out", "--quiet", "--sign", "ours")
    assert done.returncode == 0, done.stderr
    done = run("verify", "out", "--key", "ours.pub")
    assert done.returncode == 0
    assert "7 files, nothing altered" in done.stdout
    (pair_folder.parent / "out" / "flags.csv").write_text("nothing")
    done = run("verify", "out", "--key", "ours.pub")
    assert done.returncode == 1
    assert "flags.csv was altered" in done.stdout
