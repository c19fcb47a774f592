"""What is shown of a finding or a note: its code and parameters as a sentence, in English or Korean.

Besides :meth:`str.format`, a message may ask of a field

- ``{what!t}``: the word in the reader's language, from the check's ``TERMS``,
- ``{place!p}``: a place in the article, ``headline`` or a sentence's id, as a reader names it,
- ``{words:은}``: in Korean, the words with the particle that their last sound takes (은/는, 이/가, 을/를,
  과/와, 으로/로).
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import Any, Literal

from audit.checks import check_of
from audit.languages.ko.hangul import RIEUL, syllable
from audit.lineage import follow
from audit.quality import notes as quality
from audit.records.flag import STRIKE, Finding, Note
from audit.records.message import AGREES, VERBATIM, Message
from audit.risk import crowded
from audit.segmentation import articles
from audit.sources import notes as reading

Language = Literal["en", "ko"]
NOTES: Mapping[str, Message] = (
    reading.NOTES | articles.NOTES | follow.NOTES | quality.NOTES | crowded.NOTES
)
"""What is said of an article besides its findings, by code."""
_PARTICLES = {"은": "는", "이": "가", "을": "를", "과": "와", "으로": "로"}
_PLACES = {
    "headline": Message("the headline", "제목"),
    "subhead": Message("the subhead", "부제목"),
    "caption": Message("the caption", "사진 설명"),
}
_SUGGESTED = Message("Suggestion: {words}", "제안: {words}")
_STRUCK = Message("Suggestion: delete these words", "제안: 이 말을 삭제")
_SENTENCE = Message("English sentence {number}", "영어 {number}번째 문장")
_READ = dict(zip("0123456789%", "영일이삼사오육칠팔구트", strict=True))
"""The last syllable of what is read for a figure or a sign, 퍼센트 for %."""
_CLOSERS = "\"'”’」』)]》〉"


def message(said: Finding | Note, language: Language = "en") -> str:
    """The sentence, without a final full stop.

    A finding of a check that is not there any more is told by its code.
    """
    owner, _, what = said.code.partition(".")
    if what == VERBATIM:
        return said.parameters.get("text", "")
    if also := said.parameters.get(AGREES):
        first = AGREES + "_"
        own = {k: v for k, v in said.parameters.items() if not k.startswith(AGREES)}
        others = {k[len(first) :]: v for k, v in said.parameters.items() if k.startswith(first)}
        return (
            f"{message(Note(said.code, own), language)} · {message(Note(also, others), language)}"
        )
    check = check_of(owner)
    known: Mapping[str, Message] = check.messages if check else {}
    template = known.get(what) or NOTES.get(said.code)
    if template is None:
        return said.code
    terms = check.terms if check else {}
    return _Formatter(language, terms).vformat(getattr(template, language), (), said.parameters)


def suggested(found: Finding, language: Language = "en") -> str:
    """What a finding suggests, as a reader is told it; empty where it suggests nothing."""
    if not found.suggestion:
        return ""
    told = _STRUCK if found.suggestion == STRIKE else _SUGGESTED
    return str(getattr(told, language)).format(words=found.suggestion)


class _Formatter(string.Formatter):
    def __init__(self, language: Language, terms: Mapping[str, str]) -> None:
        self._language, self._terms = language, terms

    def convert_field(self, value: Any, conversion: Any) -> Any:  # noqa: ANN401 - the library's signature
        """Besides the library's: ``t`` for a term, ``p`` for a place."""
        if conversion == "t":
            return self._terms.get(value, value) if self._language == "ko" else value
        if conversion == "p":
            return _place(value, self._language)
        return super().convert_field(value, conversion)

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 - the library's signature
        """Besides the library's: a Korean particle."""
        if format_spec in _PARTICLES:
            return f"{value}{_particle(str(value), format_spec)}"
        return str(super().format_field(value, format_spec))


def _place(place: str, language: Language) -> str:
    if place in _PLACES:
        return str(getattr(_PLACES[place], language))
    return str(getattr(_SENTENCE, language).format(number=place.lstrip("ked")))


def _particle(words: str, form: str) -> str:
    """The particle's form after words, by the final consonant of the last syllable as it is read."""
    last = words.rstrip(_CLOSERS)[-1:]
    last = _READ.get(last, last)
    letters = syllable(last) if last else None
    if letters is None:
        return f"{form}({_PARTICLES[form]})"
    # 으로 is 로 after ㄹ too.
    closed = letters.coda != 0 and not (form == "으로" and letters.coda == RIEUL)
    return form if closed else _PARTICLES[form]
