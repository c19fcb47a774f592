"""Time-stamps of an authority on this machine: asked for, kept, checked without a network, and never taken on trust."""

from __future__ import annotations

from datetime import UTC, datetime

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
    store = Store(url_beside(tmp_path / "out"))
    store.append(Person("kim", Role.LEAD), [Decision(Action.COMMENT, "budget", "f", comment="one")])
    store.engine.dispose()
    return tmp_path / "out"


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
