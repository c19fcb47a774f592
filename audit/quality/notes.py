"""What the quality models say of an article besides their judgements."""

from __future__ import annotations

from audit.records.message import Message

FAILED, DROPPED = "quality.failed", "quality.dropped"
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
}
