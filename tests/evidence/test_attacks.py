"""What an insider can do to results, with and without the key, and what ``verify`` makes of it (docs/proof.md)."""

from __future__ import annotations

import gc
import json
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from audit import batch
from audit.evidence import keys, log_heads
from audit.evidence.seal import seal
from audit.evidence.sealed import settings_of
from audit.records.article import Article, Metadata, Text
from audit.records.decision import Action, Decision
from audit.records.settings import Role, Settings
from audit.results.folder import ResultsFolder
from audit.review import log
from audit.review.loading import load
from audit.review.roles import Person
from audit.review.sealing import sealed
from audit.review.store import Store, url_beside
from tests.conftest import EN, KO
from tests.evidence.authority import Authority, served

KIM = Person("kim", Role.LEAD)


@pytest.fixture(scope="module")
def made(auditor, tmp_path_factory):
    """Two articles, reviewed; the log has three entries, two of them under a seal of the newsroom's key."""
    base = tmp_path_factory.mktemp("newsroom")
    out = base / "out"
    keys.make(base / "newsroom")
    texts = {"wrong": EN.replace("728 trillion", "728 billion"), "right": EN}
    pairs = [
        Article(name, Text("ko", KO), Text("en", en), metadata=Metadata(title=name))
        for name, en in texts.items()
    ]
    batch.run(pairs, auditor, out)
    sealed(out, auditor.settings, base / "newsroom", auditor.signature.encoder)
    store = Store(url_beside(out))
    load(store, ResultsFolder(out))
    store.engine.dispose()
    decide(out, "one", "two")
    sealed(out, Settings(), base / "newsroom")
    shutil.copytree(out, base / "at the seal")
    decide(out, "three")
    return base


@pytest.fixture
def out(made, tmp_path, cli):
    """A copy of that folder; the working folder has the public key, and the private one as ``newsroom``."""
    for name in ("newsroom", "newsroom.pub"):
        shutil.copy(made / name, tmp_path)
    return Path(shutil.copytree(made / "out", tmp_path / "out"))


def decide(out, *comments, who=KIM):
    store = Store(url_beside(out))
    for comment in comments:
        store.append(who, [Decision(Action.COMMENT, "wrong", "f", comment=comment)])
    store.engine.dispose()


def put_back(made, out, *names):
    """An older copy of some files in place of those that are there."""
    gc.collect()  # what this process has open, it would go on writing
    for rest in out.glob("review.db-*"):
        rest.unlink()
    for name in names:
        shutil.copy(made / "at the seal" / name, out / name)


def cut(out, entries, *statements):
    """The store with its last entries cut off, its own head and the rest made to fit, and other things done to it."""
    with sqlite3.connect(out / "review.db") as connection:
        for trigger in ("entry_no_UPDATE", "entry_no_DELETE"):
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(f"DELETE FROM entry WHERE seq > {entries}")
        (last,) = connection.execute("SELECT hash FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
        connection.execute("UPDATE head SET seq = ?, hash = ?", (entries, last))
        for statement in statements:
            connection.execute(statement)
    connection.close()


def told(done):
    return done.exit_code, " ".join(done.output.split())


def soften(out):
    """The critical flag of a record called minor, and everything that follows from it made anew."""
    path = out / "records" / "wrong.json"
    path.write_bytes(path.read_bytes().replace(b'"critical"', b'"minor"'))
    ResultsFolder(out).derive(out)


def test_nothing_done_nothing_found(cli, out):
    code, words = told(cli("verify", "out"))
    assert code == 0
    assert "1 of them came after the seal of" in words
    # The key speaks for no entry that it has not signed; once it has, it does.
    code, words = told(cli("verify", "out", "--key", "newsroom.pub"))
    assert code == 1
    assert words == (
        "Entry 3 is under no signature of the key, by kim: whoever can write the review log can have put "
        "them in; seal again with the key once they are known to be right."
    )
    code, words = told(cli("seal", "out", "--sign", "newsroom"))
    assert (code, "New under the seal: 1 entries by kim (1)." in words) == (0, True)
    assert cli("verify", "out", "--key", "newsroom.pub").exit_code == 0


def test_entries_cut_from_the_end_of_the_log(cli, out):
    cut(out, 2)
    code, words = told(cli("verify", "out"))
    assert code == 1
    assert (
        "The review log was cut short or put back to an older copy: log-heads.jsonl knows 3 entries, the last "
        "of " in words
    )
    assert "; entry 3 is missing, what is left as it was ends with entry 2 of 20" in words


def test_an_older_copy_of_the_store(cli, out, made):
    line = cli("head", "out").output.strip()
    assert line.startswith("Review log ") and ": 3 entries, the last of 20" in line
    put_back(made, out, "review.db")
    assert told(cli("verify", "out"))[0] == 1
    # It goes on from there, as if nothing had been.
    decide(out, "something else", "four")
    code, words = told(cli("verify", "out"))
    assert code == 1
    assert "The review log was put back to an older copy and went on: entry 3 of 20" in words
    assert "what is left as it was ends with entry 2 of 20" in words
    # The file of heads is put back with it: only a head that was kept elsewhere shows it, printed or its hash.
    put_back(made, out, "review.db", "log-heads.jsonl")
    assert told(cli("verify", "out"))[0] == 0
    code, words = told(cli("verify", "out", "--head", line))
    assert code == 1
    assert "--head knows 3 entries" in words
    digits = line.rpartition(" ")[2]
    for typed in (digits, digits[:8].upper() + " " + digits[8:20]):
        code, words = told(cli("verify", "out", "--head", typed))
        assert (code, "No entry of the review log has the hash" in words) == (1, True)


def test_a_log_and_its_heads_put_back_to_before_the_seal(cli, out):
    cut(out, 1)
    path = out / "log-heads.jsonl"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    code, words = told(cli("verify", "out"))
    assert code == 1
    assert "The review log was cut short: it had 2 entries when sealed and has 1." in words


def test_the_file_of_heads_cut_or_gone(cli, out):
    path = out / "log-heads.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0])
    assert "log-heads.jsonl was cut short or altered since the seal" in cli("verify", "out").output
    path.write_bytes(b"".join(lines) + b'{"entries": 3}\n')
    assert "line 5 is no line that the tool wrote" in cli("verify", "out").output
    path.unlink()
    assert "log-heads.jsonl was cut short or altered since the seal" in cli("verify", "out").output


def test_the_row_of_the_run_deleted(cli, out):
    decide(out, "four")  # so that the store's file is no longer the one that was sealed
    cut(out, 4, "UPDATE flag SET message = 'all is well'", "DELETE FROM run")
    code, words = told(cli("verify", "out"))
    assert code == 1
    assert (
        "The review store was altered: it has articles and flags and does not say any more of which run"
        in words
    )


@pytest.mark.parametrize("seal_with", [None, "theirs"])
def test_without_the_key_results_are_altered_and_sealed_again(cli, out, tmp_path, seal_with):
    keys.make(tmp_path / "theirs")
    settings = settings_of(ResultsFolder(out))
    soften(out)
    # The tool itself does not seal what was altered, even with the key: nobody is made an accomplice.
    code, words = told(cli("seal", "out", "--sign", "newsroom"))
    assert code == 2
    assert "articles.csv was altered; put back what was sealed, or audit again." in words
    code, words = told(
        cli("signoff", "right", "--name", "Kim", "--contact", "desk@x", "--sign", "newsroom")
    )
    assert (code, "was altered; put back" in words) == (2, True)
    code, words = told(cli("merge", "out", "--out", "merged", "--sign", "newsroom"))
    assert (code, "was altered; put back" in words) == (2, True)
    # Nothing hinders somebody from writing a seal of their own, chain and all.
    for name in ("seal.json", "seals.jsonl", "log-heads.jsonl", "review.db", "signoff", "evidence"):
        path = out / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    signer = keys.signer(tmp_path / seal_with) if seal_with else None
    seal(ResultsFolder(out), settings, None, signer)
    assert cli("verify", "out").exit_code == 0
    code, words = told(cli("verify", "out", "--key", "newsroom.pub"))
    assert code == 1
    assert ("signed with another key" if seal_with else "is not signed, though a key") in words


def test_without_the_key_a_decision_is_put_in(cli, out, tmp_path, monkeypatch):
    assert cli("seal", "out", "--sign", "newsroom").exit_code == 0
    # The review page has the key: what is decided there is signed at once.
    monkeypatch.setenv(keys.VARIABLE, str(tmp_path / "newsroom"))
    decide(out, "on the page")
    assert cli("verify", "out", "--key", "newsroom.pub").exit_code == 0
    monkeypatch.delenv(keys.VARIABLE)
    decide(out, "forged")
    code, words = told(cli("verify", "out", "--key", "newsroom.pub"))
    assert (code, "Entry 5 is under no signature of the key, by kim" in words) == (1, True)
    # What comes after it on the page is not signed: that would speak for the forged one too.
    monkeypatch.setenv(keys.VARIABLE, str(tmp_path / "newsroom"))
    decide(out, "on the page again")
    code, words = told(cli("verify", "out", "--key", "newsroom.pub"))
    assert (code, "Entries 5 to 6 are under no signature" in words) == (1, True)


def test_with_the_key_only_the_texts_and_what_was_kept_elsewhere_tell(cli, out, made, tmp_path):
    (tmp_path / "kept.txt").write_text(cli("head", "out").output)
    soften(out)
    folder, signer = ResultsFolder(out), keys.signer(tmp_path / "newsroom")
    settings = settings_of(folder)
    # The log is put back and a new one written; seal, chain and heads are made anew.
    for name in ("seal.json", "seals.jsonl", "log-heads.jsonl", "review.db"):
        (out / name).unlink()
    decide(out, "another story")
    seal(folder, settings, None, signer)
    sealed_again = cli("seal", "out", "--sign", "newsroom")
    assert sealed_again.exit_code == 0, sealed_again.output
    # Not found: it is what the key says.
    assert told(cli("verify", "out", "--key", "newsroom.pub"))[0] == 0
    # Found: the flags do not follow from the texts, and the head is one of another log.
    code, words = told(cli("verify", "out", "--key", "newsroom.pub", "--again"))
    assert (code, "records/wrong.json: audited again, its texts give other flags." in words) == (
        1,
        True,
    )
    code, words = told(cli("verify", "out", "--head", "kept.txt"))
    assert (code, "The review log is another one than kept.txt knows" in words) == (1, True)


def test_the_whole_folder_put_back(cli, out, made, tmp_path):
    """Every file an older one: a folder that was once true, and nothing in it says that there was a later one."""
    (tmp_path / "later.prov.json").write_bytes(
        cli("export", "wrong", "--form", "prov").stdout_bytes
    )
    shutil.rmtree(out)
    shutil.copytree(made / "at the seal", out)
    assert told(cli("verify", "out", "--key", "newsroom.pub"))[0] == 0
    code, words = told(cli("verify", "out", "--head", "later.prov.json"))
    assert code == 1
    assert "later.prov.json knows 3 entries" in words


def test_the_clock_set_back(cli, out, tmp_path, monkeypatch):
    authority = Authority()
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with served(authority) as url:
        assert cli("seal", "out", "--timestamp-authority", url).exit_code == 0
    (tmp_path / "roots.pem").write_bytes(authority.pem())

    class Yesterday(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) - timedelta(days=1)

    with monkeypatch.context() as patched:
        patched.setattr(log, "datetime", Yesterday)
        decide(out, "backdated")
    code, words = told(cli("verify", "out", "--timestamp-roots", "roots.pem"))
    assert code == 1
    assert "Entry 4 of the review log is dated 20" in words
    assert "the clock was set back between them, or was ahead before" in words
    assert "and is not under seal.tsr of 20" in words

    # A clock that was wrong from the first entry on contradicts nothing but the authority.
    with served(authority) as url:
        authority.now = datetime.now(UTC) + timedelta(days=1)
        assert cli("seal", "out", "--timestamp-authority", url).exit_code == 0
    code, words = told(cli("verify", "out"))
    assert code == 1
    assert "the clock of that machine was wrong, or set." in words


def test_a_torn_line_of_heads_is_dropped_and_no_head_is_written_of_what_failed(out):
    path = out / "log-heads.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"at":"2025-01-01T00:00')
    assert log_heads.read(path) == log_heads.read(out / "log-heads.jsonl")
    assert log_heads.read(path)[1] == []
    decide(out, "four")
    known, faults = log_heads.read(path)
    assert (faults, known[-1].head.entries) == ([], 4)
    assert path.read_bytes().startswith(whole)
    store = Store(url_beside(out))
    with pytest.raises(RuntimeError), store.writing() as connection:
        log.log(connection, KIM, [Decision(Action.COMMENT, "wrong", "f", comment="lost")])
        raise RuntimeError
    assert [each.head.entries for each in log_heads.read(path)[0]][-1] == 4
    assert json.loads(path.read_bytes().splitlines()[-1])["hash"] == store.head_at(4)
    store.engine.dispose()
