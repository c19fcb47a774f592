"""The words behind words on the review page, by the model that judged the article."""

from __future__ import annotations

import pytest

from audit.bench.divergence import single
from audit.dashboard.component.beads.links import links_of
from audit.pipeline import Auditor
from audit.records.settings import Settings

pytestmark = pytest.mark.unit

KO = "대통령은 어제 부산에서 어부들을 만났다."
EN = "The president met fishermen in Busan yesterday."


@pytest.mark.parametrize("quality", ["fast", "contextual"])
def test_each_content_word_has_the_korean_behind_it(quality):
    result = Auditor(settings=Settings(quality=quality)).audit(single(KO, EN))
    (links,) = links_of(f"a text judged by {quality}", result.quality, result).values()
    best = {
        EN.rstrip(".").split()[int(word.partition(".")[2])]: others[0]
        for word, others in links.items()
    }
    words = KO.rstrip(".").split()
    assert words[best["president"][1]] == "대통령은"
    assert words[best["fishermen"][1]] == "어부들을"
    assert words[best["yesterday"][1]] == "어제"
