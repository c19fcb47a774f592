"""One article through the whole audit."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from audit.encoders.bag import embedded
from audit.errors import InputError
from audit.messages import message
from audit.pipeline import Auditor
from audit.records.article import Article, Metadata, Text
from audit.records.flag import Severity
from audit.records.settings import Settings
from audit.results.html_report import page
from audit.results.tables import BEAD_COLUMNS, FLAG_COLUMNS, beads_frame, flags_frame
from tests.conftest import EN, KO


def pair(ko=KO, en=EN, **rest):
    meta = Metadata(published="2025-08-22", title="Budget")
    return Article("budget", Text("ko", ko), Text("en", en), metadata=meta, **rest)


def shown(report):
    return {flag.category.value for flag in report.flags}


def test_a_faithful_translation_has_no_grave_flags(auditor):
    report = auditor.audit(pair())
    assert [bead.kind for bead in report.beads] == ["1-1"] * 5
    assert [message(flag) for flag in report.flags if flag.severity.value == "critical"] == []


@pytest.mark.parametrize(
    ("was", "now", "category"),
    [
        ("728 trillion won", "728 billion won", "number"),
        ("did not oppose the budget", "opposed the budget", "negation"),
        ("8.1 percent", "18.1 percent", "number"),
    ],
)
def test_one_changed_fact_is_flagged(auditor, was, now, category):
    assert was in EN
    report = auditor.audit(pair(en=EN.replace(was, now)))
    assert category in shown(report)


def test_a_replaced_sentence_is_flagged(auditor):
    other = "Heavy rain flooded dozens of subway stations in the southern port city overnight."
    report = auditor.audit(
        pair(en=EN.replace("The opposition party did not oppose the budget.", other))
    )
    about = [flag for flag in report.flags if "e5" in flag.target_sentence_ids]
    assert {flag.category.value for flag in about} & {"meaning", "addition"}


def test_a_dropped_sentence_is_an_omission_and_an_invented_one_an_addition(auditor):
    dropped = auditor.audit(
        pair(en=EN.replace("The opposition party did not oppose the budget.", ""))
    )
    assert [b.kind for b in dropped.beads].count("omission") == 1
    assert "omission" in shown(dropped)
    invented = EN.replace(
        "this year.", "this year. The minister's brother owns three fishing boats in Jeju."
    )
    added = auditor.audit(pair(en=invented))
    assert [b.kind for b in added.beads].count("addition") == 1
    assert "addition" in shown(added)


def test_evidence_points_at_the_text_as_given(auditor):
    ko = KO.replace("728조원", "７２８조원").replace("정부는", "\u200b정부는")
    report = auditor.audit(pair(ko=ko, en=EN.replace("728 trillion", "728 billion")))
    evidence = [e for flag in report.flags for e in flag.spans]
    assert evidence
    for e in evidence:
        raw = report.article.source.raw if e.side == "source" else report.article.target.raw
        assert raw[e.start : e.end] == e.text


def test_the_same_input_gives_the_same_flags_with_the_same_ids(auditor):
    wrong = pair(en=EN.replace("728 trillion", "728 billion"))
    first, second = auditor.audit(wrong), Auditor().audit(wrong)
    assert first == second
    ids = [flag.flag_id for flag in first.flags]
    assert len(set(ids)) == len(ids)


def test_a_flag_keeps_its_id_when_another_sentence_changes(auditor):
    wrong = EN.replace("728 trillion", "728 billion")
    elsewhere = wrong.replace("manage public finances actively", "actively manage public finances")
    ids = {flag.flag_id for flag in auditor.audit(pair(en=wrong)).flags if flag.check == "number"}
    assert ids
    assert ids <= {flag.flag_id for flag in auditor.audit(pair(en=elsewhere)).flags}


def test_two_unrelated_texts_are_one_flag_with_a_reason(auditor):
    other = (
        "Zebra keepers meet\n\nThe harbor museum sold old jazz records. A violinist drew a map of "
        "Mars. Nobody fed the penguins on Tuesday. The recipe calls for butter and leeks. "
        "Wolves howled at the lighthouse."
    )
    report = auditor.audit(pair(en=other))
    assert len(report.flags) == 1
    assert "do not look like one article" in message(report.notes[0])
    # The note is on the article, in either language, and the flag is the same sentence.
    assert report.notes[0].code == report.flags[0].code == "unrelated.article"
    assert message(report.notes[0]) == message(report.flags[0])


def test_frames_have_the_documented_columns(auditor):
    report = auditor.audit(pair(en=EN.replace("728 trillion", "728 billion")))
    flags, beads = flags_frame([report]), beads_frame([report])
    assert tuple(flags.columns) == FLAG_COLUMNS
    assert tuple(beads.columns) == BEAD_COLUMNS
    assert len(flags) == len(report.flags)
    assert len(beads) == len(report.beads)


class Watched:
    """The embedded encoder, which notes how many threads each library has while it is asked."""

    def __init__(self):
        self._encoder = embedded()
        self.name, self.weights_hash = self._encoder.name, self._encoder.weights_hash
        self.dimension, self.tokens = self._encoder.dimension, self._encoder.tokens
        self.seen = []

    def encode(self, sentences):
        self.seen.append(threads())
        return self._encoder.encode(sentences)


def threads():
    return {(pool["user_api"], pool["filepath"]): pool["num_threads"] for pool in threadpool_info()}


def test_an_audit_multiplies_with_one_thread_and_leaves_all_else_to_others():
    encoder = Watched()
    auditor = Auditor(encoder)
    with threadpool_limits(2):
        before = threads()
        auditor.audit(pair())
        assert threads() == before
    [during, *_] = encoder.seen[-2:]
    assert {number for (api, _), number in during.items() if api == "blas"} == {1}
    for (api, path), number in before.items():
        assert api == "blas" or during[api, path] == number  # torch's own threads are OpenMP's


@pytest.mark.slow
def test_an_auditor_does_the_same_wherever_it_is_sent(auditor):
    wrong = pair(en=EN.replace("728 trillion", "728 billion"))
    asked = Settings(false_alarms=1, severity={"number": Severity.MINOR})
    here = Auditor(settings=asked)
    there = pickle.loads(pickle.dumps(here))
    assert (there.settings, there.signature) == (here.settings, here.signature)
    result = here.audit(wrong)
    assert [(f.check, f.severity) for f in result.flags] == [("number", Severity.MINOR)]
    assert there.audit(wrong) == result
    assert pickle.loads(pickle.dumps(result)) == result
    off = Auditor(settings=replace(asked, off=frozenset({"number"})))
    assert pickle.loads(pickle.dumps(off)).audit(wrong).flags == ()
    with pytest.raises(InputError, match="the English has no sentences to audit"):
        there.audit(pair(en=""))


@pytest.mark.slow
def test_a_smaller_budget_never_shows_more(auditor):
    wrong = pair(en=EN.replace("728 trillion", "728 billion").replace("did not oppose", "opposed"))
    counts = [
        len(Auditor(auditor.encoder, Settings(false_alarms=budget)).audit(wrong).flags)
        for budget in (0, 1, 5, 20, 100)
    ]
    assert counts == sorted(counts)


def test_a_check_can_be_switched_off(auditor):
    wrong = pair(en=EN.replace("728 trillion", "728 billion"))
    silent = Auditor(auditor.encoder, Settings(off=frozenset({"number"})))
    assert "number" not in {flag.check for flag in silent.audit(wrong).flags}


def test_with_a_draft_each_flag_says_when_it_came_in(auditor):
    draft = EN.replace("728 trillion", "728 billion")
    edited = draft.replace("did not oppose", "opposed")
    report = auditor.audit(pair(en=edited, draft=Text("en", draft)))
    stages = {flag.check: flag.stage for flag in report.flags}
    assert stages["number"] == "draft"
    assert stages["negation"] == "editing"
    alone = auditor.audit(pair(en=edited))
    assert {flag.stage for flag in alone.flags} == {"unknown"}


def test_article_text_is_shown_in_the_report_and_does_nothing(auditor):
    nasty = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    report = auditor.audit(pair(en=EN.replace("this year.", f"this year {nasty}.")))
    hostile = replace(report, article=replace(report.article, metadata=Metadata(title=nasty)))
    shown = page([hostile])
    assert "<script" not in shown
    assert "<img" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def stamped_pair(weekday):
    ko = (
        "정부, 내년 예산안 국회 제출\n\n입력 2025.08.22 10:11\n\n정부는 21일 내년도 예산안을 국회에 제출했다. "
        "총지출은 728조원이다. 야당은 예산안에 반대하지 않았다."
    )
    en = (
        "Government submits next year's budget to parliament\n\nPublished: 2025.08.22. 14:03\n\n"
        f"The government submitted next year's budget to the National Assembly on {weekday}. Total spending "
        "is 728 trillion won. The opposition did not oppose the budget."
    )
    return Article("stamped", Text("ko", ko), Text("en", en))


def test_dates_lean_on_the_day_in_the_stamp_of_a_page_without_metadata(auditor):
    right, wrong = auditor.audit(stamped_pair("Thursday")), auditor.audit(stamped_pair("Friday"))
    assert right.article.metadata.published == "2025-08-22"
    assert "date" not in shown(right)
    assert "date" in shown(wrong)


@pytest.mark.parametrize(
    ("korean", "english", "beads"),
    [
        ("“용기가 없었다… 지금도 그렇다 😊” 그는 웃으며 말했다. 행사는 5시에 끝났다.",
         "“I lacked courage... and still do 😊” he said with a smile. The event ended at 5.", ["1-1", "1-1"]),
        ("무게는 약 30kg이다. 길이는 2m다.", "It weighs approx. 30 kg. It is 2 meters long.", ["1-1", "1-1"]),
        ("비가 왔다. 시장은 사과했다. 시장은 사과했다. 주민들은 집으로 돌아갔다.",
         "It rained. The mayor apologized. Residents went home.", ["1-1", "2-1", "1-1"]),
        ("그는 떠났다. 모두 울었다. 비가 왔다.", "He left. Everyone cried. It rained.", ["1-1", "1-1", "1-1"]),
    ],
    ids=["an emoji before the closing mark", "a full stop of an abbreviation", "said twice in Korean", "three words"],
)  # fmt: skip
def test_small_things_are_no_divergence(auditor, korean, english, beads):
    result = auditor.audit(Article("small", Text("ko", korean), Text("en", english)))
    assert [bead.kind for bead in result.beads] == beads
    assert [message(flag) for flag in result.flags] == []
