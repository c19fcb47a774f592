"""Two texts that are not one article: said once, of the first bead, in either language."""

import pytest

from audit.checks import unrelated
from audit.checks.context import Context
from audit.lineage.follow import UNRELATED
from audit.messages import message
from audit.records.article import Article, BlockKind, Sentence, Text
from audit.records.bead import Bead
from audit.records.flag import Category, Severity


def findings(likeness):
    """What the check finds in an article of two beads that is so like its source."""

    def text(lang):
        raw = "하나 둘" if lang == "ko" else "One two"
        found = (
            Sentence(f"{lang[0]}1", raw[:3], 0, 3, 0, BlockKind.BODY),
            Sentence(f"{lang[0]}2", raw[3:], 3, len(raw), 0, BlockKind.BODY),
        )
        return Text(lang, raw, (), found)

    beads = (Bead("b1", (0,), (), 0, 0), Bead("b2", (1,), (0, 1), 0.1, 0.1))
    article = Article("a", text("ko"), text("en"))
    return list(unrelated.check(Context(article, beads, lambda s: None, likeness=likeness)))


def test_the_message_says_in_both_languages_how_little_they_are_alike():
    (found,) = findings(0.214)
    assert found.code == "unrelated.article"
    assert message(found) == (
        "These do not look like one article: on average an English sentence is 21% as close to its best "
        "Korean match as a translation would be."
    )
    assert message(found, "ko").endswith("번역일 때의 21%에 그칩니다")


def test_it_is_one_critical_finding_on_the_first_bead():
    (found,) = findings(-0.2)
    assert (found.category, found.severity) == (Category.MEANING, Severity.CRITICAL)
    assert (found.bead_id, found.source_sentence_ids, found.target_sentence_ids) == (
        "b1", ("k1",), (),
    )  # fmt: skip
    assert found.parameters == {"likeness": "0%"}
    assert found.confidence == 0.95


@pytest.mark.parametrize("likeness", [None, UNRELATED, 1.0])
def test_texts_that_may_belong_together_are_left_alone(likeness):
    assert findings(likeness) == []
