"""Words whose counterpart a table or the calendar gives: 설 and "Lunar New Year", 2년 전 and "in 2023"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.checks.common.dated import counted, placed
from audit.checks.common.reckoned import Dates, told_otherwise
from audit.checks.context import Context
from audit.languages.dates import days_of_writing
from audit.languages.ko.hangul import HANGUL_WORD
from audit.languages.normalise import normalise
from audit.languages.pair.named_days import may_be_said, mentions
from audit.languages.spans import Extent
from audit.records.article import Sentence
from audit.records.flag import SIDES


def corresponding(context: Context, sentence: Sentence, others: Sequence[Sentence]) -> list[Extent]:
    """Where a sentence as given has words that the other side's sentences say in theirs."""
    text = normalise(sentence.text)
    return [text.span(start, end) for start, end in _found(context, sentence, others)]


def _found(context: Context, sentence: Sentence, others: Sequence[Sentence]) -> Iterator[Extent]:
    korean = bool(HANGUL_WORD.search(sentence.text))
    text = normalise(sentence.text).text
    around = [normalise(other.text).text for other in others]
    # The English costs more to search, and the Korean seldom names any.
    if any(mentions(one, "ko") for one in ([text] if korean else around)):
        said = " ".join(around)
        for mention in mentions(text, "ko" if korean else "en"):
            if may_be_said(mention.names, said, "en" if korean else "ko"):
                yield mention.start, mention.end
    writing = days_of_writing(context.article.metadata.published)
    ours, theirs = SIDES if korean else SIDES[::-1]
    own = Dates(placed([sentence], ours), counted([sentence], ours))
    other = Dates(placed(others, theirs), counted(others, theirs))
    yield from ((p.moment.start, p.moment.end) for p in told_otherwise(own, other, writing))
