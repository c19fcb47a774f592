"""Texts that the tests of the readers share."""

KO = (
    "여객선 진도 앞바다서 침몰\n\n승객 320명을 태운 여객선이 20일 전남 진도 앞바다에서 침몰했다고 해경이 "
    "밝혔다. 해경은 이날 오후까지 승객 290명을 구조했다.\n\n"
    "“나머지 승객이 어디 있는지 모른다”고 관계자는 말했다.\n"
)
EN = (
    "Ferry sinks off Jindo\n\nA ferry with 320 passengers on board sank off Jindo on Wednesday, the Coast "
    "Guard said. It had rescued 290 of them by the afternoon.\n\n“We do not know where the others are,” an "
    "official said.\n"
)
