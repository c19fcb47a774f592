"""Who may sign an article off and when, and what voids it: each cause there and not there."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import jsonschema
import pytest

from audit.errors import ConfigError
from audit.evidence import seal
from audit.evidence.log import state_of
from audit.evidence.sealed import settings_of
from audit.evidence.verify import of_article
from audit.records.article import Text
from audit.records.decision import Action, Decision, Status
from audit.records.digest import sha256_of_text
from audit.records.flag import Severity
from audit.records.settings import Role, Settings, SignoffSettings
from audit.records.signoff import Change, State
from audit.results.folder import ResultsFolder
from audit.results.signoff_page import table
from audit.review.effective_flags import spans_of
from audit.review.proof import checked
from audit.review.roles import Person
from audit.review.sealing import sealed
from audit.review.signoff import NotSignable, record_of, sign, signoff_of, take_back
from audit.review.signoff_files import schema
from audit.review.statement import Signatory, line_of
from audit.review.store import Store, url_beside
from audit.segmentation.segment import segment
from audit.settings import read_settings
from tests.conftest import ROOT
from tests.review.conftest import result_of, written

REVIEWER = Person("lee", Role.REVIEWER)
LEAD, OTHER = Person("kim", Role.LEAD), Person("park", Role.LEAD)
KIM = Signatory("Kim Min-ji", "head of the English desk", "desk@hanbit.example")
ONE, TWO = SignoffSettings(), SignoffSettings(people=2)
FLAGS = [
    {"flag_id": "a1", "severity": "critical"},
    {"flag_id": "a2", "severity": "major"},
    {"flag_id": "a3", "severity": "minor"},
]
RESULT = result_of("a", FLAGS, title="Budget")


def on(flag_id, action, **fields):
    return Decision(action, "a", flag_id, **fields)


class Desk:
    """An article with its store, as it is worked on."""

    def __init__(self, store):
        self.store, self.result = store, RESULT

    def do(self, flag_id, action, who=REVIEWER, **fields):
        self.store.append(who, [on(flag_id, action, **fields)])

    def decide_all(self):
        self.do("a1", Action.FIXED, corrected="The first, mended.")
        self.do("a2", Action.DISMISS, reason="other")

    def sign(self, who=LEAD, signatory=KIM, settings=ONE):
        return sign(self.store, who, self.result, signatory, settings)

    def found(self, people=1):
        return signoff_of(self.result, self.store.entries("a"), people)

    @property
    def state(self):
        return self.found().state

    @property
    def changes(self):
        return {change for one in self.found().signatures for change in one.changes}

    def text(self, side, raw):
        """The article audited again with another text."""
        article = self.result.article
        again = replace(article, **{side: replace(getattr(article, side), raw=raw)})
        self.result = replace(self.result, article=again)


@pytest.fixture
def desk(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'review.db'}")
    yield Desk(store)
    store.engine.dispose()


@pytest.fixture
def signed(desk):
    desk.decide_all()
    desk.sign()
    return desk


def refused(desk, who=LEAD, signatory=KIM, settings=ONE):
    before = desk.store.length()
    with pytest.raises(NotSignable) as error:
        desk.sign(who, signatory, settings)
    assert desk.store.length() == before
    assert desk.state is not State.SIGNED
    assert error.value.said("ko") != str(error.value)
    return str(error.value)


def test_nobody_signs_while_a_critical_or_major_flag_waits(desk):
    assert refused(desk) == (
        "a cannot be signed off: critical or major flags that are not decided: 2 (e1, e2)."
    )
    desk.do("a1", Action.UNSURE)
    assert "not decided: 2 (e1, e2)" in refused(desk)
    desk.do("a1", Action.ACCEPT)
    desk.do("a1", Action.DISMISS, OTHER, reason="other")
    desk.do("a2", Action.SEVERITY, severity="minor")
    assert refused(desk) == (
        "a cannot be signed off: critical or major flags that a lead has to settle: 1 (e1)."
    )
    desk.do("a1", Action.SETTLE, LEAD, verdict="dismissed")
    desk.do("a3", Action.SEVERITY, severity="critical")
    assert "not decided: 1 (e3)" in refused(desk)
    desk.do("a3", Action.SEVERITY, severity="minor")
    # A minor flag may wait.
    desk.sign()
    assert desk.state is State.SIGNED


def test_what_is_held_back_hinders_only_once_somebody_took_it_up(desk):
    desk.decide_all()
    held = replace(RESULT.flags[0], flag_id="h1")
    desk.result = replace(RESULT, held_back=(held,))
    assert desk.found().hindrances == ()
    desk.do("h1", Action.UNSURE)
    assert "not decided: 1 (e1)" in refused(desk)


@pytest.mark.parametrize(
    ("who", "signatory", "settings", "why"),
    [
        (
            REVIEWER, KIM, ONE,
            "it takes a lead, and lee is a reviewer (the roles are in audit.toml)",
        ),
        (
            Person("x", Role.READER), KIM, SignoffSettings(role=Role.REVIEWER),
            "it takes a reviewer, and x is a reader (the roles are in audit.toml)",
        ),
        (LEAD, Signatory(" \n", "editor", "x@y"), ONE, "no name is given"),
        (LEAD, Signatory("Kim", "", ""), ONE, "no position is given; no contact line is given"),
    ],
)  # fmt: skip
def test_who_signs_has_the_role_a_name_a_position_and_a_contact(
    desk, who, signatory, settings, why
):
    desk.decide_all()
    assert refused(desk, who, signatory, settings) == f"a cannot be signed off: {why}."


def test_a_house_may_let_reviewers_sign(desk):
    desk.decide_all()
    desk.sign(REVIEWER, settings=SignoffSettings(role=Role.REVIEWER))
    assert desk.state is State.SIGNED


def test_what_is_signed_is_the_final_english_and_what_was_done_to_it(signed):
    (one,) = signed.found().signatures
    told = one.statement
    final = "The first, mended.\nSentence a2.\nSentence a3."
    assert told.target.sha256 == sha256_of_text(final)
    assert told.source.sha256 == sha256_of_text(RESULT.article.source.raw)
    assert told.audited_sha256 == sha256_of_text(RESULT.article.target.raw)
    assert (told.name, told.role, told.contact) == (KIM.name, KIM.role, KIM.contact)
    assert "take editorial responsibility" in told.declared
    assert [(f.severity, f.status, f.number) for f in told.flags] == [
        (Severity.CRITICAL, Status.FIXED, 1),
        (Severity.MAJOR, Status.DISMISSED, 1),
        (Severity.MINOR, Status.OPEN, 1),
    ]
    (made,) = told.corrections
    assert (made.before, made.after, made.reviewer) == ("Sentence a1.", "The first, mended.", "lee")
    assert [(r.name, r.role, r.verdicts) for r in told.reviewers] == [("lee", "reviewer", 2)]
    assert (one.account, one.permission) == ("kim", "lead")
    assert one.hash == signed.store.entries("a")[-1].hash


VOID = {
    Change.KOREAN: lambda d: d.text("source", RESULT.article.source.raw + " "),
    Change.ENGLISH: lambda d: d.text("target", RESULT.article.target.raw.replace("a3", "A3")),
    Change.CORRECTIONS: lambda d: d.do("a3", Action.FIXED, corrected="The third, mended."),
    Change.FLAGS: lambda d: d.do("a2", Action.UNSURE, OTHER) or d.store.undo(REVIEWER),
    Change.ERRORS: lambda d: d.do("a2", Action.ACCEPT),
    Change.DRAFT: lambda d: setattr(
        d, "result", replace(RESULT, article=replace(RESULT.article, draft=Text("en", "A draft.")))
    ),
    Change.JUDGE: lambda d: setattr(d, "result", replace(RESULT, quality="judge m@localhost")),
}


@pytest.mark.parametrize("change", list(Change))
def test_each_later_change_voids_it_and_is_named(signed, change):
    assert signed.state is State.SIGNED
    VOID[change](signed)
    assert signed.changes == {change}
    assert signed.found().said("en").startswith("changed since it was signed off by Kim Min-ji on ")
    assert signed.found().said("en").endswith(f": {table()['change'][change.value]['en']}")
    assert table()["change"][change.value]["ko"] in signed.found().said("ko")
    record = record_of(signed.result, signed.store.entries("a"))
    assert (record.state, record.lines) == (State.CHANGED, ())
    # Signed again, it holds, the new state of things being what is signed.
    if change is not Change.FLAGS:
        signed.sign()
        assert signed.state is State.SIGNED


@pytest.mark.parametrize(
    "later",
    [
        lambda d: d.do("a1", Action.COMMENT, comment="well done"),
        lambda d: d.do("a3", Action.DISMISS, reason="other"),
        lambda d: d.do("", Action.ASSIGN, LEAD, assignee="lee"),
        lambda d: d.do("a2", Action.DISMISS, OTHER, reason="tool wrong"),
        lambda d: setattr(d, "result", replace(RESULT, tool_version="10", encoder="other@1")),
    ],
)
def test_what_changes_neither_text_nor_a_grave_flag_leaves_it_standing(signed, later):
    later(signed)
    assert signed.state is State.SIGNED


def test_a_correction_taken_back_voids_it_and_given_again_restores_it(signed):
    signed.do("a1", Action.FIXED, corrected="The first, mended twice.")
    assert signed.changes == {Change.CORRECTIONS}
    signed.store.undo(REVIEWER)
    assert signed.state is State.SIGNED


def test_an_error_that_a_reviewer_adds_afterwards_voids_it(signed):
    (bead, *_) = RESULT.beads
    assert spans_of(RESULT, bead, "target", "Sentence")
    signed.store.append(
        REVIEWER,
        [
            on("r1", Action.ADD, severity="critical", category="number", words="Sentence"),
            on("r1", Action.ACCEPT),
        ],
    )
    assert signed.changes == {Change.ERRORS}


def test_a_decision_that_moves_along_with_its_sentence_is_no_new_error(desk):
    desk.do("a1", Action.ACCEPT)
    desk.do("a2", Action.DISMISS, reason="other")
    desk.sign()
    flags = (replace(RESULT.flags[0], flag_id="b1"), *RESULT.flags[1:])
    desk.result = replace(RESULT, flags=flags)
    assert desk.changes == {Change.FLAGS}
    desk.do("b1", Action.CARRY, source="a1")
    assert desk.state is State.SIGNED


def test_the_corrected_text_in_print_is_what_was_signed(signed):
    final = "The first, mended.\nSentence a2.\nSentence a3."
    line = line_of(signed.found().signatures[0])
    printed = replace(RESULT, flags=RESULT.flags[1:])
    for raw, holds in (
        (final, True),
        (f"{final}\n\n{line.en}\n", True),
        (f"{final}\n\n{line.en} {line.ko}\n", True),
        (f"{final}\n", False),
        (f"{final} More.\n\n{line.en}\n", False),
        (f"{final}\n\n{line.en.replace('Kim', 'Lim')}\n", False),
    ):
        target = replace(RESULT.article.target, raw=raw)
        found = signoff_of(
            replace(printed, article=replace(RESULT.article, target=target)),
            signed.store.entries("a"),
        )
        assert (found.state is State.SIGNED) == holds, raw


def test_the_line_for_the_page_is_known_as_a_disclosure(signed):
    line = line_of(signed.found().signatures[0])
    assert "by Kim Min-ji, head of the English desk, who holds editorial responsibility" in line.en
    for lang, words in (("en", line.en), ("ko", line.ko)):
        blocks = segment(Text(lang, f"A first paragraph.\n\n{words}\n")).blocks
        assert blocks[-1].kind == "disclosure"


def test_two_people_sign_where_the_house_asks_for_two(desk):
    desk.decide_all()
    desk.sign(settings=TWO)
    assert desk.found(2).state is State.PARTLY
    assert desk.found(2).said("en").endswith(" (1 of 2)")
    assert record_of(desk.result, desk.store.entries("a")).state is State.PARTLY
    with pytest.raises(NotSignable, match="kim has signed it already"):
        desk.sign(settings=TWO)
    desk.sign(OTHER, Signatory("Park", "standards editor", "s@hanbit.example"), TWO)
    assert desk.found(2).state is State.SIGNED
    assert len(record_of(desk.result, desk.store.entries("a")).lines) == 2
    desk.do("a3", Action.FIXED, corrected="Another third.")
    assert desk.found(2).state is State.CHANGED
    desk.sign(OTHER, KIM, TWO)
    assert desk.found(2).state is State.PARTLY


def test_a_sign_off_is_taken_back_by_who_gave_it(signed):
    assert take_back(signed.store, OTHER, "a") is None
    assert take_back(signed.store, LEAD, "a").decision.action is Action.UNDO
    assert (signed.state, signed.found().signatures) == (State.UNSIGNED, ())
    assert record_of(signed.result, signed.store.entries("a")) is None
    signed.sign()
    # The review page's own undo does the same.
    signed.store.undo(LEAD)
    assert signed.state is State.UNSIGNED


def test_words_exist_in_both_languages_for_all_there_is_to_say():
    for section in table().values():
        for words in section.values():
            assert set(words) == {"en", "ko"}
    assert set(table()["change"]) == {change.value for change in Change}
    assert set(table()["state"]) == {*State, "person"}
    assert set(table()["status"]) == set(Status)
    assert set(table()["severity"]) == set(Severity)
    assert set(table()["permission"]) == set(Role)


def test_a_store_knows_which_articles_were_signed(filled):
    assert filled.signed_ids() == []
    filled.append(LEAD, [on("a1", Action.COMMENT, comment='"action":"sign"')])
    filled.append(LEAD, [Decision(Action.ASSIGN, "b", assignee='"action":"sign"')])
    assert filled.signed_ids() == []
    filled.append(LEAD, [Decision(Action.SIGN, "b", signed="{}")])
    assert filled.signed_ids() == ["b"]


# The folder


HOSTILE = Signatory("<script>alert(1)</script>", "=cmd|' /C calc'!A0", "a@b\n\u202eevil")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A sealed folder with two articles, one of them signed off by somebody hostile."""
    out = tmp_path_factory.mktemp("signed") / "out"
    written(out, {"a": FLAGS, "b": [{"flag_id": "b1", "severity": "minor"}]}, title="Budget")
    store = Store(url_beside(out))
    desk = Desk(store)
    desk.result = ResultsFolder(out).result("a")
    desk.decide_all()
    desk.sign(signatory=HOSTILE)
    sealed(out, Settings(), None, "embedded@0")
    store.engine.dispose()
    return out


@pytest.fixture
def out(made, tmp_path):
    return shutil.copytree(made, tmp_path / "out")


def faults(out):
    return checked(out, Settings(), None)[0]


def test_the_published_schema_is_that_of_the_record_and_the_record_keeps_to_it(made):
    assert (ROOT / "docs" / "signoff.schema.json").read_text("utf-8") == schema()
    record = json.loads((made / "signoff" / "a.json").read_bytes())
    jsonschema.Draft202012Validator(json.loads(schema())).validate(record)
    assert record["state"] == "signed"
    assert record["signatures"][0]["statement"]["role"] == "=cmd|' /C calc'!A0"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_page_shows_what_people_typed_and_obeys_none_of_it(made, language):
    page = (made / "signoff" / f"a.{language}.html").read_text("utf-8")
    assert "<script>" not in page and "&lt;script&gt;alert(1)" in page
    assert "\u202e" not in page and "⟨RLO⟩" in page
    assert "The first, mended." in page
    assert ("not legal advice" in page) == (language == "en")


def test_the_seal_is_on_the_record_and_whatever_is_done_to_it_is_found(out):
    assert faults(out) == []
    assert {p.name for p in (out / "signoff").iterdir()} == {"a.json", "a.en.html", "a.ko.html"}
    path = out / "signoff" / "a.en.html"
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"Budget", b"Badget"))
    assert faults(out) == ["signoff/a.en.html was altered."]
    store = Store(url_beside(out))
    assert of_article(ResultsFolder(out), store, "a").faults == ("signoff/a.en.html was altered.",)
    assert of_article(ResultsFolder(out), store, "b").faults == ()
    store.engine.dispose()
    path.unlink()
    assert faults(out) == ["signoff/a.en.html is missing."]
    path.write_bytes(whole)
    (out / "signoff" / "b.json").write_bytes(b"{}")
    assert faults(out) == ["signoff/b.json was added after the seal."]


def test_a_record_sealed_over_that_does_not_follow_from_the_log_is_found(out):
    path = out / "signoff" / "a.json"
    path.write_bytes(path.read_bytes().replace(b'"people": 1', b'"people": 2'))
    store = Store(url_beside(out))
    folder = ResultsFolder(out)
    seal.seal(
        folder,
        settings_of(folder),
        state_of(store),
        store=store.file_state(folder.review_store),
    )
    store.engine.dispose()
    assert faults(out) == ["signoff/a.json does not follow from the results and the review log."]


def test_sealed_again_the_record_says_what_changed_and_a_sign_off_taken_back_has_none(out):
    store = Store(url_beside(out))
    desk = Desk(store)
    desk.do("a1", Action.FIXED, corrected="Mended again.")
    assert faults(out) == []
    told = checked(out, Settings(), None)[1]
    assert any(
        line.startswith("a: changed since it was signed off") and "corrections" in line
        for line in told
    )
    sealed(out, Settings(), None)
    record = json.loads((out / "signoff" / "a.json").read_bytes())
    assert (record["state"], record["lines"]) == ("changed", [])
    assert record["signatures"][0]["changes"] == ["corrections"]
    assert faults(out) == []
    take_back(store, LEAD, "a")
    sealed(out, Settings(), None)
    assert list((out / "signoff").iterdir()) == []
    assert faults(out) == []
    store.engine.dispose()


@pytest.mark.parametrize(
    ("written_there", "says"),
    [
        ('[signoff]\nrole = "reader"', "signoff.role"),
        ("[signoff]\npeople = 3", "signoff.people"),
        ("[signoff]\npeople = true", "signoff.people"),
        ("[signoff]\nwho = 1", "signoff.who"),
        ("signoff = 1", "the settings of [signoff] are role, people, contact"),
    ],
)
def test_settings_that_make_no_sense_are_refused(tmp_path, written_there, says):
    path = tmp_path / "audit.toml"
    path.write_text(written_there, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        read_settings(path)
    assert says in str(error.value)


def test_settings_say_who_signs(tmp_path):
    path = tmp_path / "audit.toml"
    path.write_text('[signoff]\nrole = "reviewer"\npeople = 2\ncontact = "x@y"', encoding="utf-8")
    assert read_settings(path).signoff == SignoffSettings(Role.REVIEWER, 2, "x@y")
