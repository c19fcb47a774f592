"""Standing rules by the real command line: made in the store, applied by the next run, listed, ended."""

from __future__ import annotations

import json

from audit.pipeline import Auditor
from audit.records.decision import Action, Decision
from audit.records.rule import Rule
from audit.records.settings import Role
from audit.results.folder import ResultsFolder
from audit.results.spreadsheet import read
from audit.review import rules
from audit.review.loading import load
from audit.review.roles import Person
from audit.review.store import Store, url_beside
from audit.settings import read_settings
from tests.conftest import EN, KO

LEAD = Person("lead", Role.LEAD)
RULE = Rule(
    "0123456789ab", "number.value", "728조원", "728 billion won", until="2999-12-31",
    reason="tool wrong", article_id="one",
)  # fmt: skip


def write(folder, name, english):
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.ko.txt").write_text(KO, encoding="utf-8")
    (folder / f"{name}.en.txt").write_text(english, encoding="utf-8")


def test_a_rule_holds_from_the_next_run_on_until_it_is_ended(run, tmp_path, auditor):
    wrong = EN.replace("728 trillion", "728 billion")
    write(tmp_path / "in", "one", wrong)
    write(tmp_path / "in", "two", wrong.replace("actively", "boldly"))
    done = run("score", "in", "--quiet", "--fail-on", "major")
    assert done.returncode == 3, done.stderr
    out = tmp_path / "out"
    folder = ResultsFolder(out)
    (one,), (two,) = (folder.result(name).flags for name in ("one", "two"))
    before = folder.find("one").signature
    # The flag of the second article is called an error: it stays, and the rule says so.
    store = Store(url_beside(out))
    load(store, folder)
    store.append(LEAD, [Decision(Action.ACCEPT, "two", two.flag_id)])
    dismissal = Decision(Action.DISMISS, "one", one.flag_id, reason="tool wrong")
    rules.make(store, LEAD, RULE, [dismissal])
    store.engine.dispose()

    done = run("score", "in", "--resume", "--fail-on", "major")
    assert done.returncode == 3, done.stderr
    assert "Held back by rules" in done.stdout
    assert f"rule {RULE.id} hides what was called an error elsewhere (1 times" in done.stdout
    assert list(read(out / "flags.csv")["article_id"]) == ["two"]
    held = read(out / "articles.csv").set_index("article_id")["suppressed"].fillna("")
    assert dict(held) == {"one": RULE.id, "two": ""}
    assert "standing rules: 1<" in (out / "report.html").read_text("utf-8")
    stored = folder.find("one")
    assert [flag.flag_id for flag in stored.result.held_back] == [one.flag_id]
    assert stored.signature.settings != before.settings
    assert run("verify", "out", "--again").returncode == 0

    done = run("rules", "--export", "rules.json")
    listed = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert "728조원 / 728 billion won" in listed[0]
    assert "holds back 1" in listed[0]
    assert "called an error in two" in listed[1]

    # A pipeline without the store has the same rules from the file, and the same signature.
    exported = json.loads((tmp_path / "rules.json").read_bytes())
    assert exported["rules"][0]["spared"] == [two.flag_id]
    (tmp_path / "audit.toml").write_text('rules = "rules.json"\n', encoding="utf-8")
    pipeline = Auditor(auditor.encoder, read_settings(tmp_path / "audit.toml"))
    assert pipeline.signature == stored.signature

    done = run("rules", "--end", RULE.id, "--account", "lead")
    assert (done.returncode, done.stdout) == (0, "")
