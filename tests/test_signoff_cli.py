"""``translation-audit signoff`` and ``--require-signoff``, by the real command line on one run."""

from __future__ import annotations

import json

import jsonschema
import pytest

from audit.records.decision import Action, Decision
from audit.records.settings import Role
from audit.review.roles import Person
from audit.review.store import Store, url_beside
from tests.conftest import EN, KO, ROOT

LEE = Person("lee", Role.REVIEWER)


@pytest.fixture
def out(run, tmp_path):
    """Two articles, one with a wrong figure."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, english in (
        ("wrong", EN.replace("728 trillion", "728 billion")),
        ("right", EN),
    ):
        (folder / f"{name}.ko.txt").write_text(KO, encoding="utf-8")
        (folder / f"{name}.en.txt").write_text(english, encoding="utf-8")
    done = run("score", "in", "--quiet", "--require-signoff")
    assert done.returncode == 3, done.stderr
    assert done.stdout.splitlines() == [
        "right: not signed off",
        "wrong: not signed off (critical or major flags that are not decided: 1 (e3))",
    ]
    return tmp_path / "out"


def decide(out, action, **fields):
    store = Store(url_beside(out))
    (flag,) = json.loads((out / "records" / "wrong.json").read_bytes())["result"]["flags"]
    store.append(LEE, [Decision(action, "wrong", flag["flag_id"], **fields)])
    store.engine.dispose()


def signed(run, article, *more):
    return run(
        "signoff", article, "--name", "Kim Min-ji", "--contact", "desk@hanbit.example", *more
    )


def one_line(text):
    return " ".join(text.split())


def test_an_article_is_signed_off_shown_recorded_and_voided(run, out, tmp_path):
    # A refusal is one sentence and leaves nothing behind.
    done = signed(run, "wrong")
    assert done.returncode == 2
    assert one_line(done.stderr) == (
        "error: wrong cannot be signed off: critical or major flags that are not decided: 1 (e3)."
    )
    assert not (out / "review.db").exists()
    assert not (out / "signoff").exists()

    decide(out, Action.FIXED, corrected="The budget amounts to 728 trillion won.")
    done = signed(run, "wrong", "--role", "head of desk", "--record", "files", "--language", "ko")
    assert done.returncode == 0, done.stderr
    assert "Kim Min-ji" in done.stdout and "최종 승인" in done.stdout
    assert "이 번역은 한국어 원문과 대조해 검수했습니다." in done.stdout
    schema = json.loads((ROOT / "docs" / "signoff.schema.json").read_text("utf-8"))
    kept = json.loads((tmp_path / "files" / "wrong.json").read_bytes())
    jsonschema.Draft202012Validator(schema).validate(kept)
    assert kept["signatures"][0]["statement"]["corrections"][0]["after"].endswith("trillion won.")
    assert "최종 승인 기록" in (tmp_path / "files" / "wrong.html").read_text("utf-8")
    assert (out / "signoff" / "wrong.json").read_bytes() == (
        tmp_path / "files" / "wrong.json"
    ).read_bytes()
    sealed = json.loads((out / "seal.json").read_bytes())["files"]
    assert {name for name in sealed if name.startswith("signoff/")} == {
        "signoff/wrong.json", "signoff/wrong.en.html", "signoff/wrong.ko.html",
    }  # fmt: skip

    done = run("verify", "out", "--require-signoff")
    assert done.returncode == 3
    assert done.stdout.splitlines()[-1] == "right: not signed off"

    # The reviewer changes the correction: what was signed is not what would be printed.
    decide(out, Action.FIXED, corrected="The budget amounts to 728 trillion won a year.")
    done = run("signoff", "wrong", "--show")
    assert done.returncode == 0
    assert done.stdout.startswith("wrong: changed since it was signed off by Kim Min-ji on ")
    assert done.stdout.rstrip().endswith("UTC: corrections of the English")
    done = run("export", "wrong", "--form", "jsonld", "--require-signoff")
    assert (done.returncode, done.stdout) == (3, "")
    assert "wrong: changed since it was signed off" in one_line(done.stderr)

    # What was altered since the seal is not signed.
    path = out / "signoff" / "wrong.en.html"
    path.write_bytes(path.read_bytes().replace(b"Kim Min-ji", b"Kim Min-jo"))
    done = signed(run, "wrong")
    assert done.returncode == 2
    assert "signoff/wrong.en.html was altered; put back what was sealed" in one_line(done.stderr)

    # Who may sign, and how many have to, is said in the settings.
    path.write_bytes(path.read_bytes().replace(b"Kim Min-jo", b"Kim Min-ji"))
    (tmp_path / "audit.toml").write_text(
        '[roles]\n"kim@x" = "lead"\n"*@x" = "reviewer"\n\n[signoff]\ncontact = "desk@x"\npeople = 2\n',
        encoding="utf-8",
    )
    done = run("signoff", "right", "--name", "Lee", "--account", "lee@x")
    assert done.returncode == 2
    assert "it takes a lead, and lee@x is a reviewer" in one_line(done.stderr)
    done = run("signoff", "right", "--name", "Kim", "--account", "kim@x", "--role", "editor")
    assert done.returncode == 0, done.stderr
    assert done.stdout.rstrip().endswith("(1 of 2)")
    done = run("signoff", "right", "--take-back", "--account", "kim@x")
    assert (done.returncode, done.stdout.strip()) == (0, "right: not signed off")
    assert {p.name.partition(".")[0] for p in (out / "signoff").iterdir()} == {"wrong"}
