"""What the quality models say of an article besides their judgements."""

from __future__ import annotations

from collections.abc import Sequence

from audit.records.flag import Note
from audit.records.message import Message

FAILED, DROPPED, LONG = "quality.failed", "quality.dropped", "quality.long"
NOTES = {
    FAILED: Message(
        "{pairs} of {all} sentence pairs were not judged, as {recipient} {why}; flags of the other checks "
        "stand.",
        "문장 쌍 {all}개 중 {pairs}개가 판정되지 않았습니다({recipient}: {why}). "
        "다른 검사의 표시는 유효합니다.",
    ),
    DROPPED: Message(
        "{count} quotations of the judge are not in the text and were left out.",
        "심사 모델이 인용한 어구 {count}개가 글에 없어 제외했습니다.",
    ),
    LONG: Message(
        "The quality model read no more than the beginning of {count} of the sentence pairs, as they are too "
        "long for it; the other checks read all. The first begins “{first}”.",
        "문장 쌍 {count}개는 품질 모델이 한 번에 읽기에 너무 길어 앞부분만 읽었습니다. "
        "다른 검사는 전부 읽었습니다(첫 문장의 시작: “{first}”).",
    ),
}
_SHOWN = 40
"""Characters by which a note tells which pair it means."""


def long_pairs(targets: Sequence[str]) -> tuple[Note, ...]:
    """What is said of pairs that a model read the beginning of: none where there are none.

    Args:
        targets: the first target sentence of each such pair.
    """
    if not targets:
        return ()
    return (Note(LONG, {"count": f"{len(targets):,}", "first": targets[0][:_SHOWN]}),)
