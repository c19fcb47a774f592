"""What the record shows for or against a page's claims; verdicts were worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from string import Formatter

import pytest

from audit.disclosure.claim_evidence import (
    Reviews,
    SignedOff,
    Verdict,
    claim_evidence,
    editing_in_doubt,
    table,
)
from audit.exports.trace import lines
from audit.messages import message
from audit.pipeline import Auditor
from audit.records.article import Article, Block, BlockKind, Metadata, Text
from audit.records.bead import Bead
from audit.records.codec import to_canonical_json
from audit.records.decision import Action, Decision, Entry
from audit.records.flag import Category, Flag, Relation, Severity
from audit.records.passage import Passage, Step
from audit.records.result import ArticleResult
from audit.records.settings import Claim, DisclosurePolicy, Settings
from audit.records.signoff import State
from audit.review.reviews import reviews_of
from audit.review.statement import Signatory, statement_of
from audit.segmentation.segment import segment

KO = "비가 그쳤다고 기상청이 밝혔다. 학교 12곳이 문을 닫았다."
EN = "The rain has stopped, the weather agency said. Twelve schools were closed."
DRAFT = "The rain has stopped, the agency announced. Twelve schools were closed."
SAID = {
    Claim.ORIGINAL: "This article was originally written in Korean.",
    Claim.AI: "It was translated with ChatGPT.",
    Claim.NO_AI: "No AI was used in this translation.",
    Claim.TRANSLATOR: "It was translated by a bilingual reporter.",
    Claim.EDITOR: "It was edited by a human editor.",
    Claim.NATIVE: "A native English-speaking editor saw it.",
    Claim.REVIEWED: "The translation was checked.",
    Claim.UNREVIEWED: "The translation was published without human review.",
}
PAGE = (
    "This article was translated from Korean with ChatGPT and edited and checked by a human editor."
)
KEPT = (Passage((0,), (0,), Step.REWORDED, False, 0.3), Passage((1,), (1,), Step.KEPT, False, 0.0))


def report(*claims, draft=None, lineage=(), beads=None, flags=(), **meta):
    said = " ".join(SAID[claim] for claim in claims)
    en = segment(Text("en", EN))
    if said:
        # Given as a disclosure: which words make a page's block one is tested elsewhere.
        raw = f"{EN}\n\n{said}"
        block = Block(BlockKind.DISCLOSURE, len(EN) + 2, len(raw))
        en = replace(en, raw=raw, blocks=(*en.blocks, block))
    if beads is None:
        beads = (Bead("b1", (0,), (0,), 0.9, 1.0), Bead("b2", (1,), (1,), 0.9, 1.0))
    pair = Article(
        "a", segment(Text("ko", KO)), en, segment(Text("en", draft)) if draft else None,
        metadata=Metadata(**meta),
    )  # fmt: skip
    return ArticleResult(pair, tuple(beads), tuple(flags), "none", "0", lineage=tuple(lineage))


def drafted(*claims, **more):
    return report(*claims, draft=DRAFT, lineage=KEPT, **more)


def one(made, claim, reviews=None):
    (found,) = [f for f in claim_evidence(made, reviews) if f.claim is claim]
    return found.verdict, found.evidence()


@pytest.mark.parametrize("claim", list(Claim))
def test_the_sentences_used_here_claim_what_they_are_meant_to(claim):
    assert claim in {found.claim for found in claim_evidence(report(claim))}


def test_a_page_that_says_nothing_has_nothing_to_bear_out():
    assert claim_evidence(report()) == ()


def test_each_claim_once_in_one_order_with_its_words():
    found = claim_evidence(report(Claim.EDITOR, Claim.ORIGINAL))
    assert [f.claim for f in found] == [Claim.ORIGINAL, Claim.EDITOR]
    assert [dict(f.words) for f in found] == [
        {"en": "originally written in Korean"}, {"en": "edited by a human editor"},
    ]  # fmt: skip


def test_the_korean_behind_the_english_is_counted_in_sentences():
    verdict, why = one(report(Claim.ORIGINAL), Claim.ORIGINAL)
    assert verdict is Verdict.SHOWN
    assert why.startswith(
        "Of 2 English sentences, 2 (100%) have Korean behind them, out of 2 Korean"
    )
    assert "do not show which was written first" in why


def test_half_of_the_english_without_korean_shows_no_original():
    beads = (Bead("b1", (0, 1), (0,), 0.9, 1.0), Bead("b2", (), (1,), 0.0, 0.0))
    verdict, why = one(report(Claim.ORIGINAL, beads=beads), Claim.ORIGINAL)
    assert verdict is Verdict.NOT_SHOWN
    assert why.startswith("Of 2 English sentences, 1 (50%) have Korean behind them")


def test_ai_is_shown_by_what_the_draft_left_in_print():
    verdict, why = one(drafted(Claim.AI), Claim.AI)
    assert verdict is Verdict.SHOWN
    # Four words of twelve are the draft's second sentence, eight the first one at HTER 0.3.
    assert why == (
        "There is an AI draft: 33% of the words in print stand as drafted, 67% are lightly edited."
    )


def test_a_draft_of_which_nothing_is_in_print_shows_no_use_of_ai():
    gone = (Passage((0,), (0, 1), Step.SPLIT, False, 0.9), Passage((1,), (), Step.DROPPED))
    verdict, why = one(report(Claim.AI, draft=DRAFT, lineage=gone), Claim.AI)
    assert verdict is Verdict.NOT_SHOWN
    assert "0% of the words in print stand as drafted" in why


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (Claim.AI, "No AI draft was given."),
        (Claim.NO_AI, "No AI draft was given; that does not show that there was none."),
    ],
)
def test_without_a_draft_nothing_is_said_for_or_against_ai(claim, why):
    assert one(report(claim), claim) == (Verdict.NOT_SHOWN, why)


@pytest.mark.parametrize("claim", [Claim.AI, Claim.NO_AI, Claim.EDITOR])
def test_a_draft_of_another_article_shows_nothing(claim):
    verdict, why = one(report(claim, draft=DRAFT), claim)
    assert verdict is Verdict.NOT_SHOWN
    assert "could not be followed into this article" in why


def test_no_ai_beside_a_draft_is_contradicted():
    verdict, why = one(drafted(Claim.NO_AI), Claim.NO_AI)
    assert verdict is Verdict.CONTRADICTED
    assert why.startswith("There is an AI draft")


def test_a_translator_is_named_or_not_and_never_proved():
    verdict, why = one(report(Claim.TRANSLATOR, translator="Kim {x}"), Claim.TRANSLATOR)
    assert verdict is Verdict.NAMED
    assert why == "Kim {x} is named as the translator; the texts do not show who translated."
    verdict, why = one(report(Claim.TRANSLATOR), Claim.TRANSLATOR)
    assert (verdict, why) == (Verdict.NOT_SHOWN, "Nobody is named as the translator.")


def test_an_editor_is_shown_by_words_that_differ_from_the_draft():
    verdict, why = one(drafted(Claim.EDITOR), Claim.EDITOR)
    assert verdict is Verdict.SHOWN
    # "weather" comes in and "announced." becomes "said.": two edits by twelve words.
    assert why == (
        "17% of the words differ between the AI draft and print; the texts do not show who changed them."
        " Nobody is named as the editor."
    )


def test_without_a_draft_an_editor_is_only_a_name():
    verdict, why = one(report(Claim.EDITOR, editor="Lee"), Claim.EDITOR)
    assert verdict is Verdict.NAMED
    assert why == "Lee is named as the editor. No AI draft was given."
    verdict, why = one(report(Claim.EDITOR), Claim.EDITOR)
    assert verdict is Verdict.NOT_SHOWN


def page(draft):
    """An article as it is read, whose page claims AI, an editor and a check."""
    return Article(
        "a", Text("ko", KO), Text("en", f"{EN}\n\n{PAGE}\n"), Text("en", draft),
        metadata=Metadata(published="2025-08-22", editor="Lee"),
    )  # fmt: skip


@pytest.mark.parametrize("claim", [Claim.EDITOR, Claim.REVIEWED])
def test_editing_that_a_flag_calls_in_doubt_is_contradicted(auditor, claim):
    made = auditor.audit(page(EN))
    verdict, why = one(made, claim, Reviews(3, 2))
    assert verdict is Verdict.CONTRADICTED
    assert why.startswith("100% of the words in print stand as the AI drafted them.")


@pytest.mark.parametrize(
    ("category", "relation", "parameters", "doubt"),
    [
        (Category.DISCLOSURE, Relation.CONTRADICTS, {"untouched": "97%"}, True),
        (Category.DISCLOSURE, Relation.CONTRADICTS, {"one": "reviewed"}, False),
        (Category.DISCLOSURE, Relation.DISTORTED, {"untouched": "97%"}, False),
        (Category.NUMBER, Relation.CONTRADICTS, {"untouched": "97%"}, False),
    ],
)
def test_editing_is_in_doubt_where_a_flag_on_the_disclosure_counts_words_as_drafted(
    category, relation, parameters, doubt
):
    # Whatever check says so: its id has no part in it.
    flag = Flag("other.what", category, Severity.MAJOR, relation, "", parameters=parameters)
    assert editing_in_doubt([flag]) is doubt
    assert not editing_in_doubt([])


def test_a_claim_that_the_house_forbids_is_not_thereby_contradicted():
    rules = DisclosurePolicy(forbid=(Claim.EDITOR,))
    made = Auditor(settings=Settings(policy=rules)).audit(page(DRAFT))
    assert any("forbids" in message(flag) for flag in made.flags)
    assert one(made, Claim.EDITOR)[0] is Verdict.SHOWN


@pytest.mark.parametrize("made", [report, drafted])
def test_nothing_shows_a_native_speaker(made):
    found = one(made(Claim.NATIVE), Claim.NATIVE, Reviews(3, 2))
    assert found == (Verdict.NOT_SHOWN, "No text can show that a native speaker took part.")


SIGNED = SignedOff("Kim", "2025-08-21T23:00:00+00:00", State.SIGNED, before=True)


@pytest.mark.parametrize(
    ("reviews", "verdict", "why"),
    [
        (None, Verdict.NOT_SHOWN, "The review log was not looked at."),
        (Reviews(0, 0), Verdict.NOT_SHOWN, "The review log has no verdict on this article."),
        # Verdicts alone are no review that somebody answers for.
        (
            Reviews(3, 2, "2025-08-20"),
            Verdict.NOT_SHOWN,
            "log: 3, reviewers: 2, the first of 2025-08-20. Nobody has signed the article off.",
        ),
        (
            Reviews(3, 2, "2025-08-20", signed=SIGNED),
            Verdict.SHOWN,
            "Signed off by Kim on 2025-08-21 23:00 UTC, before publication (2025-08-23).",
        ),
        (
            Reviews(3, 2, "2025-08-24", later=3, signed=replace(SIGNED, before=False)),
            Verdict.NOT_SHOWN,
            "Verdicts that came later than publication (2025-08-23): 3. Signed off by Kim on "
            "2025-08-21 23:00 UTC, later than publication (2025-08-23).",
        ),
        (
            Reviews(3, 2, "2025-08-20", signed=replace(SIGNED, before=None)),
            Verdict.NOT_SHOWN,
            "without an hour of publication, which came first is not known.",
        ),
        (
            Reviews(3, 2, "2025-08-20", signed=replace(SIGNED, state=State.CHANGED)),
            Verdict.NOT_SHOWN,
            "Signed off by Kim on 2025-08-21 23:00 UTC, and changed since.",
        ),
        (
            Reviews(3, 2, "2025-08-20", signed=replace(SIGNED, state=State.PARTLY)),
            Verdict.NOT_SHOWN,
            "by fewer people than the newsroom asks for.",
        ),
        (
            Reviews(3, 2, "2025-08-20", signed=replace(SIGNED, in_print=False)),
            Verdict.NOT_SHOWN,
            "What was signed off has corrections that this page does not have.",
        ),
    ],
)
def test_a_review_is_shown_by_a_sign_off_before_publication_alone(reviews, verdict, why):
    got, said = one(report(Claim.REVIEWED, published="2025-08-23"), Claim.REVIEWED, reviews)
    assert got is verdict
    assert why in said


def test_words_that_differ_from_the_draft_are_told_and_show_no_review():
    verdict, why = one(drafted(Claim.REVIEWED), Claim.REVIEWED)
    assert verdict is Verdict.NOT_SHOWN
    assert why.startswith("17% of the words differ between the AI draft and print")


def test_where_no_date_of_publication_is_known_that_is_said():
    reviews = Reviews(1, 1, "2025-08-20", signed=replace(SIGNED, before=None))
    verdict, why = one(report(Claim.REVIEWED), Claim.REVIEWED, reviews)
    assert verdict is Verdict.NOT_SHOWN
    assert "when the page was published is not known" in why


def test_a_review_after_publication_does_not_contradict_that_there_was_none():
    later = Reviews(2, 1, "2025-08-24", later=2, signed=replace(SIGNED, before=False))
    made = report(Claim.UNREVIEWED, published="2025-08-23")
    assert one(made, Claim.UNREVIEWED, later)[0] is Verdict.NOT_SHOWN
    earlier = replace(later, later=1)
    assert one(made, Claim.UNREVIEWED, earlier)[0] is Verdict.CONTRADICTED


def test_that_nobody_reviewed_it_is_denied_by_the_log_and_never_shown():
    verdict, why = one(report(Claim.UNREVIEWED), Claim.UNREVIEWED, Reviews(1, 1))
    assert verdict is Verdict.CONTRADICTED
    assert "in the review log: 1" in why
    for made in (report, drafted):
        verdict, why = one(made(Claim.UNREVIEWED), Claim.UNREVIEWED, Reviews(0, 0))
        assert verdict is Verdict.NOT_SHOWN
        assert why.endswith("No text can show that nobody reviewed it.")


def test_claims_that_exclude_each_other_are_both_contradicted():
    made = drafted(Claim.AI, Claim.NO_AI)
    verdict, why = one(made, Claim.AI)
    assert verdict is Verdict.CONTRADICTED
    assert why.startswith("The disclosure also says “No AI”. There is an AI draft")
    verdict, why = one(made, Claim.NO_AI)
    assert verdict is Verdict.CONTRADICTED
    assert why.startswith("The disclosure also says “ChatGPT”.")


def entry(seq, action, reviewer="Kim", flag="f1", **more):
    return Entry(seq, "2025-08-22T00:00:00+00:00", reviewer, "lead", str(seq),
                 Decision(action, "a", flag, **more), "")  # fmt: skip


def test_what_was_taken_back_is_no_verdict():
    log = [
        entry(1, Action.ACCEPT), entry(2, Action.DISMISS, "Lee"), entry(3, Action.ACCEPT, flag="f2"),
        entry(4, Action.COMMENT, "Park", comment="?"), entry(5, Action.ASSIGN, "Seo", assignee="Kim"),
    ]  # fmt: skip
    made = report()
    assert reviews_of(made, log) == Reviews(3, 2, "2025-08-22")
    assert reviews_of(made, [*log, entry(6, Action.UNDO, "Lee", undoes=(2,))]) == Reviews(
        2, 1, "2025-08-22"
    )
    assert reviews_of(made, [*log, entry(6, Action.UNSURE, "Seo", flag="f3")]) == Reviews(
        3, 2, "2025-08-22"
    )
    assert reviews_of(made, []) == Reviews(0, 0)


@pytest.mark.parametrize(
    ("published", "before"),
    [
        ("", None),
        ("2025-08-23", True),
        ("2025-08-22", None),  # the same day in Korea, and no hour
        ("2025-08-21", False),
        ("2025-08-22T08:59:00", False),  # on the page's clock, in Korea: nine hours before UTC
        ("2025-08-22T09:01:00", True),
        ("2025-08-21T23:59:00+00:00", False),
    ],
)
def test_what_precedes_publication_is_told_by_korean_time(published, before):
    signatory = Signatory("Kim Min-ji", "editor", "desk@example.com")
    made = report(published=published)
    told = to_canonical_json(statement_of(made, [], signatory)).decode()
    log = [entry(1, Action.ACCEPT, flag="f9"), entry(2, Action.SIGN, flag="", signed=told)]
    found = reviews_of(made, log)
    assert found.signed == SignedOff(
        "Kim Min-ji", "2025-08-22T00:00:00+00:00", State.SIGNED, before
    )
    assert found.later == (1 if before is False else 0)


def test_the_trace_has_a_line_a_claim_and_no_control_characters():
    made = drafted(Claim.ORIGINAL, Claim.TRANSLATOR, translator="Kim\x1b[31m")
    told = list(lines(made, Reviews(0, 0)))
    assert any(
        line.startswith(f"  written in Korean: {Verdict.SHOWN.said()}. Of 2 English")
        for line in told
    )
    assert any(
        line.startswith(f"  a human translated: {Verdict.NAMED.said()}. Kim") for line in told
    )
    assert "\x1b" not in "".join(told)


@pytest.mark.parametrize("section", ["verdict", "evidence"])
def test_every_row_says_the_same_in_both_languages(section):
    def fields(text):
        return sorted(name for _, name, _, _ in Formatter().parse(text) if name)

    for key, words in table()[section].items():
        assert set(words) == {"en", "ko"}, key
        assert all(words.values()), key
        assert sorted(set(fields(words["en"]))) == sorted(set(fields(words["ko"]))), key
    if section == "verdict":
        assert set(table()["verdict"]) == {verdict.value for verdict in Verdict}


@pytest.mark.parametrize("claim", list(Claim))
@pytest.mark.parametrize(
    "reviews",
    [
        None,
        Reviews(0, 0),
        Reviews(2, 1),
        *(
            Reviews(2, 1, "2025-08-20", 1, replace(SIGNED, state=state, before=before))
            for state in (State.PARTLY, State.SIGNED, State.CHANGED)
            for before in (True, False, None)
        ),
    ],
)
def test_every_finding_can_be_said_in_both_languages(claim, reviews):
    for made in (report(claim), drafted(claim), report(claim, draft=DRAFT)):
        for found in claim_evidence(made, reviews):
            assert found.evidence("en").endswith(".")
            assert found.evidence("ko").endswith(".")
            assert found.verdict.said("ko") != found.verdict.said("en")
