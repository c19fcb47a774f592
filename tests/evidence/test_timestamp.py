"""Time-stamps of an authority on this machine: asked for, kept, checked without a network, and never taken on trust."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from audit.records.decision import Action, Decision
from audit.records.settings import Role
from audit.review.roles import Person
from audit.review.store import Store, url_beside
from tests.evidence.authority import Authority, served


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture
def url(authority, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    authority.now, authority.refuses = None, False
    with served(authority) as address:
        yield address


@pytest.fixture
def out(cli, pair_folder, tmp_path, url, authority):
    """A run that was stamped as its settings say, with one decision since."""
    (tmp_path / "audit.toml").write_text(f'timestamp_authority = "{url}"\n', encoding="utf-8")
    (tmp_path / "roots.pem").write_bytes(authority.pem())
    done = cli("score", "in", "--quiet")
    assert done.exit_code == 0, done.output
    decide(tmp_path / "out", "one")
    return tmp_path / "out"


def decide(out, comment):
    store = Store(url_beside(out))
    decision = Decision(Action.COMMENT, "budget", "f", comment=comment)
    store.append(Person("kim", Role.LEAD), [decision])
    store.engine.dispose()


def test_a_stamp_is_kept_and_shown_and_only_trusted_with_its_root(
    cli, out, tmp_path, authority, url
):
    assert (out / "seal.tsr").exists()
    today = datetime.now(UTC).date().isoformat()
    done = cli("verify", "out", "--timestamp-roots", "roots.pem")
    assert done.exit_code == 0, done.output
    assert f"seal.tsr: seal.json was there at {today}T" in done.output
    assert "not checked" not in done.output
    done = cli("verify", "out")
    assert done.exit_code == 0
    assert "not checked: give --timestamp-roots" in done.output
    stamp = (out / "seal.tsr").read_bytes()
    (out / "seal.tsr").unlink()
    assert "seal.json was to be time-stamped by 127.0.0.1" in cli("verify", "out").output
    (out / "seal.tsr").write_bytes(stamp)

    (tmp_path / "others.pem").write_bytes(Authority("Other").pem())
    done = cli("verify", "out", "--timestamp-roots", "others.pem")
    assert done.exit_code == 1
    assert "seal.tsr is no time-stamp of an authority that is trusted" in done.output
    (tmp_path / "none.pem").write_text("nothing")
    done = cli("verify", "out", "--timestamp-roots", "none.pem")
    assert (done.exit_code, "none.pem holds no certificates" in done.output) == (2, True)

    # A printed head is stamped too; what is stamped stays what it was.
    done = cli("head", "out", "--stamp")
    assert done.exit_code == 0, done.output
    assert (out / "log-head.txt").read_text() == done.output
    done = cli("verify", "out", "--timestamp-roots", "roots.pem")
    assert f"log-head.tsr: log-head.txt was there at {today}T" in done.output
    (out / "log-head.tsr").write_bytes((out / "seal.tsr").read_bytes())
    done = cli("verify", "out")
    assert done.exit_code == 1
    assert "log-head.tsr is a time-stamp on something else" in done.output
    (out / "log-head.tsr").write_bytes(b"no stamp")
    assert "log-head.tsr was altered: it is no time-stamp." in cli("verify", "out").output


def test_an_authority_that_does_not_stamp_is_named_and_no_old_stamp_stays(
    cli, out, tmp_path, authority, url
):
    authority.refuses = True
    done = cli("seal", "out")
    told = " ".join(done.output.split())
    assert done.exit_code == 2
    assert f"seal.json is written, but not time-stamped: {url} refused it (not today)" in told
    assert not (out / "seal.tsr").exists()
    done = cli("verify", "out")
    assert done.exit_code == 1
    assert "seal.json was to be time-stamped by 127.0.0.1 and is not: seal again" in done.output
    done = cli("seal", "out", "--timestamp-authority", "")
    assert (done.exit_code, cli("verify", "out").exit_code) == (0, 0)

    gone = "http://127.0.0.1:9/tsr"
    done = cli("seal", "out", "--timestamp-authority", gone)
    assert done.exit_code == 2
    assert f"not time-stamped: {gone} cannot be reached" in " ".join(done.output.split())
    (tmp_path / "audit.toml").write_text(f'timestamp_authority = "{gone}"\n', encoding="utf-8")
    done = cli("score", "in", "--quiet", "--resume")
    assert done.exit_code == 1
    assert "cannot be reached" in " ".join(done.output.split())

    before = (out / "seal.json").read_bytes()
    done = cli("seal", "out", "--timestamp-authority", "tsa.example")
    assert done.exit_code == 2
    assert "give the address of an RFC 3161 service" in " ".join(done.output.split())
    assert (out / "seal.json").read_bytes() == before
    done = cli("head", "out", "--stamp", "--timestamp-authority", "")
    assert "Nobody is asked for time-stamps" in " ".join(done.output.split())


def words(done):
    return " ".join(done.output.split())


def test_earlier_stamps_are_kept_and_go_on_proving_the_log_of_then(cli, out, authority, url):
    """Three seals, of 0, 1 and 2 entries, and two heads, each stamped a minute after the one before."""
    times = [datetime.now(UTC) + timedelta(minutes=n) for n in (1, 2, 3, 4)]
    authority.now = times[0]
    assert cli("head", "out", "--stamp").exit_code == 0
    authority.now = times[1]
    assert cli("seal", "out").exit_code == 0
    decide(out, "two")
    authority.now = times[2]
    assert cli("head", "out", "--stamp").exit_code == 0
    authority.now = times[3]
    assert cli("seal", "out").exit_code == 0

    told = words(cli("verify", "out", "--timestamp-roots", "roots.pem"))
    assert len(list((out / "stamps").glob("*.tsr"))) == 3
    at = [each.isoformat(timespec="seconds") for each in times]
    for text in (
        ": seal 1, of 0 entries, was there at 20",
        f": seal 2, of 1 entry, was there at {at[1]}",
        f": an earlier printed head, of 1 entry, was there at {at[0]}",
        f"log-head.tsr: log-head.txt was there at {at[2]}",
        f"seal.tsr: seal.json was there at {at[3]}",
    ):
        assert text in told, told
    assert (
        told.index("seal 1,")
        < told.index(at[0])
        < told.index(at[1])
        < told.index(at[2])
        < told.index(at[3])
    )
    assert "not checked" not in told

    # Whoever has only a copy of what was stamped and its stamp checks it without the folder's help.
    first, second = sorted((out / "stamps").glob("seal-*.json"))
    stamp = second.with_suffix(".tsr").read_bytes()
    second.with_suffix(".tsr").unlink()
    done = cli("verify", "out")
    assert (done.exit_code, f"stamps/{second.stem}.tsr is missing." in words(done)) == (1, True)
    second.with_suffix(".tsr").write_bytes(first.with_suffix(".tsr").read_bytes())
    done = cli("verify", "out")
    assert f"stamps/{second.stem}.tsr is a time-stamp on something else" in words(done)
    second.with_suffix(".tsr").write_bytes(stamp)
    assert cli("verify", "out").exit_code == 0

    # A run that ends with a seal adds nothing to what is known of the same log.
    for _ in range(2):
        assert cli("score", "in", "--quiet", "--resume").exit_code == 0
    assert len(list((out / "stamps").glob("seal-*.tsr"))) == 3
    # A seal without an authority keeps the stamps that there are.
    assert cli("seal", "out", "--timestamp-authority", "").exit_code == 0
    assert len(list((out / "stamps").glob("seal-*.tsr"))) == 4
    assert cli("verify", "out", "--timestamp-roots", "roots.pem").exit_code == 0


def test_an_earlier_stamp_shows_a_log_that_was_begun_anew_and_sealed(cli, out, tmp_path):
    decide(out, "two")
    assert cli("seal", "out").exit_code == 0
    shutil.copytree(out, tmp_path / "then")
    # Whoever can write the folder begins another log, its heads, and the seals.
    shutil.rmtree(out)
    (tmp_path / "audit.toml").unlink()
    assert cli("score", "in", "--quiet").exit_code == 0
    decide(out, "another one")
    assert cli("seal", "out").exit_code == 0
    assert cli("verify", "out").exit_code == 0
    # What anybody has kept of the stamps, put where the tool would have kept it.
    (out / "stamps").mkdir()
    shutil.copy(tmp_path / "then" / "seal.json", out / "stamps" / "seal-2-then.json")
    shutil.copy(tmp_path / "then" / "seal.tsr", out / "stamps" / "seal-2-then.tsr")
    done = cli("verify", "out")
    assert done.exit_code == 1
    assert "stamps/seal-2-then.json is not seal 2 of seals.jsonl." in words(done)
    assert "The review log is another one than stamps/seal-2-then.json knows" in words(done)


def test_a_stamp_that_comes_after_the_next_seal_is_kept_with_what_it_is_on(
    cli, out, authority, url, monkeypatch
):
    """While the authority answers the first, another process seals."""
    answers = authority.answer

    def slow(request):
        monkeypatch.setattr(authority, "answer", answers)
        assert cli("seal", "out", "--timestamp-authority", url).exit_code == 0
        return answers(request)

    monkeypatch.setattr(authority, "answer", slow)
    assert cli("seal", "out").exit_code == 0
    told = words(cli("verify", "out", "--timestamp-roots", "roots.pem"))
    for text in ("seal 1, of", "seal 2, of", "seal.tsr: seal.json was there at 20"):
        assert text in told, told
