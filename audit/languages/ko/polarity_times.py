"""What a Korean sentence puts before and after: 선거 전, 끝나기 전까지, 수술 후, 도착한 뒤."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.languages.ko.morphemes import STEM_TAGS, morphemes
from audit.languages.polarity import Timed

_WORDS = {"전": 0, "직전": 0, "이전": 0, "후": 1, "직후": 1, "이후": 1, "뒤": 1, "다음": 1}
_SPAN_OF_TIME = frozenset(("NNB", "NR", "SN", "SW", "SL", "XSN"))
_LENGTHS = re.compile(
    r"(?:\d|[한두세네몇반]|하루|이틀|사흘|나흘|닷새|얼마|며칠|오래|조금|잠시)\S{0,3} ?$|보다 ?$"
)


def korean_times(sentence: str) -> Iterator[Timed]:
    """Each 전 and 후 of a (normalised) sentence with what it is said of; not 3년 전, 한 달 뒤."""
    ms = morphemes(sentence)
    for i, m in enumerate(ms):
        value = _WORDS.get(m.form)
        if value is None or not i or m.tag[0] != "N" or _LENGTHS.search(sentence, 0, m.start):
            continue
        before = ms[i - 1]
        joined = before.form == "기" if value == 0 else before.tag == "ETM" and before.form != "는"
        if before.tag[0] == "N" and before.tag not in _SPAN_OF_TIME:
            yield Timed(value, m.start, m.end, m.form, (before.start, before.end))
        elif joined:
            stem = next(
                (s for s in reversed(ms[: i - 1]) if s.tag in STEM_TAGS or s.tag[0] == "N"), None
            )
            if stem is not None:
                yield Timed(value, m.start, m.end, m.form, (stem.start, before.start + 1))
