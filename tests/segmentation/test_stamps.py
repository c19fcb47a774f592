from datetime import date

import pytest

from audit.records.article import Text
from audit.segmentation.segment import segment
from audit.segmentation.stamps import stamped

BODY = {
    "ko": "정부가 예산안을 국회에 제출했다. 총지출은 728조원으로 늘었다.",
    "en": "The government submitted its budget to parliament. Spending rises to 728 trillion won.",
}


def page(lang, *stamps):
    headline = {"ko": "정부, 예산안 제출", "en": "Government submits budget"}[lang]
    return segment(Text(lang, "\n\n".join((headline, *stamps, BODY[lang]))))


@pytest.mark.parametrize(
    ("lang", "stamps", "day"),
    [
        ("ko", ["입력 2025.08.22 10:11"], date(2025, 8, 22)),
        ("ko", ["입력 2025-08-29 14:10", "수정 2025-08-30 09:00"], date(2025, 8, 29)),
        ("ko", ["입력 2025.09.18. 오전 10:00"], date(2025, 9, 18)),
        ("en", ["Published: 2025.08.22. 10:11"], date(2025, 8, 22)),
        ("en", ["Published: 2025.09.12. 23:40 | Updated: 2025.09.13. 00:05"], date(2025, 9, 12)),
        ("en", ["Updated : Aug. 22, 2025, 10:11"], date(2025, 8, 22)),
        ("ko", ["입력 2025.02.30 10:11"], None),
        ("ko", [], None),
        ("en", [], None),
    ],
)
def test_the_day_of_a_stamp(lang, stamps, day):
    assert stamped(page(lang, *stamps)) == day


def test_a_date_in_the_body_is_no_stamp():
    text = segment(
        Text("en", "Budget passes\n\nParliament passed it on Aug. 22, 2025, by 180 votes.")
    )
    assert stamped(text) is None
