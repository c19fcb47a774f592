"""What a change comes to, and by how much: fell to a quarter, fell by a quarter."""

from __future__ import annotations

import re
from enum import StrEnum

from audit.languages.quantity import Quantity


class Extent(StrEnum):
    """What a figure beside a change is."""

    TO = "to"
    BY = "by"
    UNKNOWN = ""


_CHANGED_KO = (
    r"(?:줄(?:었|어|인|였|이|일|여|고|며)|감소|떨어|하락|내리|내려|내렸|내린|급감|축소|인하|낮아|낮췄|낮춘|급락"
    r"|올(?:랐|라|린|렸|려)|오르|오른|상승|증가|늘(?:었|어|린|렸|려|릴|리|고|며|난)|인상|뛰|뛴|뛸|급등|급증|높아|높였|높인)"
)
_HEDGE_KO = r"(?: ?(?:가량|정도|수준|안팎|이상|가까이|넘게|남짓|선))?"
_TO_KO = re.compile(rf"{_HEDGE_KO}(?:으로|로|까지) ?(?:크게 |대폭 |급격히 |뚝 )?{_CHANGED_KO}")
_BY_KO = re.compile(rf"{_HEDGE_KO}(?:이나|나|만큼|씩)? ?(?:더 |덜 )?{_CHANGED_KO}")
_UP = (
    r"ris(?:e|es|en|ing)|rose|increas(?:e|es|ed|ing)|gr[eo]w(?:s|n|ing)?|jump(?:s|ed|ing)?"
    r"|climb(?:s|ed|ing)?|gain(?:s|ed|ing)?|surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|rais(?:e|es|ed|ing)"
)
_DOWN = (
    r"f[ae]ll(?:s|en|ing)?|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)"
    r"|shr[aiu]nk(?:s|ing)?|plung(?:e|es|ed|ing)|slump(?:s|ed|ing)?|reduc(?:e|es|ed|ing)|cuts?|cutting"
    r"|lower(?:s|ed|ing)?|slid(?:e|es)?|slash(?:es|ed|ing)?|dip(?:s|ped)?|down"
)
_HEDGE_EN = r"(?: (?:about|nearly|almost|just|around|only|roughly|less than|more than|over|some))?"
_CHANGED_EN = rf"\b(?:{_UP}|{_DOWN})"
_WHAT_EN = r"(?: sharply| steeply| back| (?:its|the|their|his|her) [a-z]+| from [^,;]{1,24})?"
_TO_EN = re.compile(rf"{_CHANGED_EN}{_WHAT_EN} to{_HEDGE_EN} (?:a |one-?)?$", re.I)
_BY_EN = re.compile(
    rf"{_CHANGED_EN}(?: \w+){{0,2}} by{_HEDGE_EN} (?:a |one-?)?$|{_CHANGED_EN}{_HEDGE_EN} (?:a )?$",
    re.I,
)


def korean_extent(text: str, q: Quantity) -> Extent:
    """Whether a change comes to a Korean figure (30%로 줄었다) or is of it (30% 줄었다)."""
    after = text[q.end : q.end + 16]
    if _TO_KO.match(after):
        return Extent.TO
    return Extent.BY if _BY_KO.match(after) else Extent.UNKNOWN


def english_extent(text: str, q: Quantity) -> Extent:
    """The same of an English figure: fell to 30 percent, fell by 30 percent, fell 30 percent."""
    before = text[max(0, q.start - 48) : q.start]
    if _TO_EN.search(before):
        return Extent.TO
    return Extent.BY if _BY_EN.search(before) else Extent.UNKNOWN


def extent_differs(korean: str, english: str, ours: Quantity, theirs: Quantity) -> bool:
    """Whether the one is what a change comes to, and the other by how much; half is both."""
    one, other = korean_extent(korean, ours), english_extent(english, theirs)
    half = 2 * ours.low == 1 or (ours.unit == "percent" and ours.low == 50) or ours.unit == "times"
    return bool(one and other) and one is not other and not half
