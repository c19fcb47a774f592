"""What a reader has to say of an article that it read."""

from __future__ import annotations

from audit.records.message import Message

ENTITIES, VARIANTS = "reading.entities", "reading.variants"
NOTES = {
    ENTITIES: Message(
        "The text had {count} HTML entities such as {first}, which were read as the characters that they "
        "stand for.",
        "글에 {first} 같은 HTML 엔티티가 {count}개 있어 해당 문자로 바꾸어 읽었습니다.",
    ),
    VARIANTS: Message(
        "{count} translation units have a second segment in the same language, the first at line {first}; "
        "the first segment of each was compared and the other left out.",
        "번역 단위 {count}개에 같은 언어의 구간이 둘 이상 있어(처음은 {first}행) 각각 첫 구간만 비교하고 "
        "나머지는 제외했습니다.",
    ),
}
"""By code, what is said where a text was not read as it stands."""
