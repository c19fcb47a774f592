"""Who does what to whom in a Korean sentence, as far as its particles say so.

A predicate takes the nouns with particles that stand before it, the nearest first, and leaves the topic to
the verb that comes last; a noun that a clause describes plays the part in it that is still open. Of a
passive predicate the subject is the patient. What a sentence leaves unsaid stays open. Offsets are into
the sentence given, which is normalised text.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from audit.languages.kept import remembered
from audit.languages.ko.hangul import syllable
from audit.languages.ko.morphemes import Morpheme, morphemes
from audit.languages.spans import Found
from audit.languages.word_lists import Lists, word_lists

_FILE = Path(__file__).with_suffix(".toml")
_NOUNS = frozenset("NNG NNP NNB NR NP SN XSN SL SH XPN XR SW W_SERIAL".split())
_ENDINGS = frozenset("EP EC EF ETM ETN VX JKQ JX XSV XSA".split())
_EU = 18
"""The number of the vowel ㅡ, in which Hangul ends what other languages end in a consonant."""
_QUOTING = ("고", "며", "면서", "는")
_SAID_TO = ("다는", "라는", "자는", "냐는")


class Clause(NamedTuple):
    """A predicate with those who play a part in it; ``None`` for a part that nobody is said to play.

    ``predicate`` is the verb or the noun that it is made of, ``stem`` its dictionary form without 다;
    ``ending`` is the last ending, with its tag in ``ending_tag``. ``passive`` says that the subject is the
    patient.
    """

    predicate: Found
    stem: str
    passive: bool
    agent: Found | None
    patient: Found | None
    recipient: Found | None
    ending: str
    ending_tag: str


class _Argument(NamedTuple):
    part: str
    phrase: Found


class _Verb(NamedTuple):
    predicate: Found
    stem: str
    passive: bool
    first: int
    last: int


def rules(group: str, name: str) -> frozenset[str]:
    """The words of a list of ``roles.toml``."""
    return _table()[group][name]


def _table() -> Lists:
    return word_lists(_FILE)


@remembered(16384)
def korean_clauses(sentence: str) -> tuple[Clause, ...]:
    """The clauses of a Korean sentence (normalised) by their predicates, in order."""
    ms = _mended(morphemes(sentence))
    pending: list[_Argument] = []
    found: list[Clause] = []
    shared: Found | None = None
    at = 0
    while at < len(ms):
        if _is_particle_verb(ms, at):
            _by(ms, at, pending)
            at = _last(ms, at) + 1
            continue
        verb = _verb(sentence, ms, at)
        if verb is None:
            argument = _argument(sentence, ms, at)
            if argument is not None:
                pending.append(argument)
            at += 1
            continue
        clause = _clause(sentence, ms, verb, pending, shared)
        clause = _blamed(clause, found)
        found.append(clause)
        shared = _shared(clause, shared)
        at = verb.last + 1
    return tuple(found)


def _mended(ms: Sequence[Morpheme]) -> Sequence[Morpheme]:
    """The morphemes with foreign names put together that the analyser ends in a verb: 아도니 + 스 + 는."""
    found: list[Morpheme] = []
    at = 0
    while at < len(ms):
        m = ms[at]
        if at + 1 < len(ms) and found and _ends_a_name(found[-1], m, ms[at + 1]):
            last = found.pop()
            found.append(Morpheme(last.form + m.form, "NNP", last.start, m.end))
            found.append(Morpheme(ms[at + 1].form, "JX", ms[at + 1].start, ms[at + 1].end))
            at += 2
            continue
        found.append(m)
        at += 1
    return found


def _ends_a_name(noun: Morpheme, verb: Morpheme, ending: Morpheme) -> bool:
    letters = syllable(verb.form) if len(verb.form) == 1 else None
    return (
        noun.tag in {"NNP", "NNG"}
        and noun.end == verb.start
        and verb.tag in {"VV", "VA"}
        and ending.tag == "ETM"
        and ending.form in {"은", "는"}
        and letters is not None
        and (letters.vowel, letters.coda) == (_EU, 0)
    )


def _shared(clause: Clause, before: Found | None) -> Found | None:
    """The subject that the clauses after this one have too, where they name none."""
    if clause.ending_tag in {"ETM", "ETN"} or clause.ending.endswith(_QUOTING[0]):
        return before if clause.ending != "고" else _subject(clause)
    return _subject(clause)


def _subject(clause: Clause) -> Found | None:
    return clause.patient if clause.passive else clause.agent


def _is_particle_verb(ms: Sequence[Morpheme], at: int) -> bool:
    """에 의해, 을 위해, 로 인한: a verb that only makes a particle."""
    return (
        ms[at].tag == "VV"
        and ms[at].form in _table()["particle_verbs"]["other"]
        and bool(at)
        and ms[at - 1].tag in {"JKB", "JKO", "ETN"}
        and at + 1 < len(ms)
        and ms[at + 1].form in {"어", "ᆫ", "면", "는", "고"}
    )


def _by(ms: Sequence[Morpheme], at: int, pending: list[_Argument]) -> None:
    """The noun before a verb that makes a particle: who does it after 에 의해, else none of them."""
    if ms[at - 1].tag == "ETN" or not pending:
        return
    taken = pending.pop()
    if ms[at].form in _table()["particle_verbs"]["by"] and ms[at + 1].form == "어":
        pending.append(_Argument("recipient", taken.phrase))


def _blamed(clause: Clause, before: Sequence[Clause]) -> Clause:
    """비난했다 with the subject of what is quoted before it: who is blamed."""
    if clause.patient or clause.passive or not before:
        return clause
    quoted = before[-1]
    blames = clause.predicate.text in _table()["blaming"]["verbs"]
    if blames and quoted.ending_tag == "EC" and quoted.ending.endswith("고"):
        return clause._replace(patient=_subject(quoted))
    return clause


def _argument(sentence: str, ms: Sequence[Morpheme], at: int) -> _Argument | None:
    """A noun phrase whose particle stands at ``at``."""
    particle = ms[at]
    if not particle.tag.startswith("J") or particle.tag == "JKC" or not at:
        return None
    part = next((p for p, forms in _table()["particles"].items() if particle.form in forms), "")
    if part == "object" and [m.form for m in ms[at + 1 : at + 3]] == ["상대", "로"]:
        part = "recipient"  # 애플을 상대로, against Apple
    if not part or (particle.tag == "JX") != (part == "topic"):
        return None
    # 에는, 에서는: a place as the topic is none of those who act.
    before = ms[at - 1]
    if before.tag not in _NOUNS and before.tag != "SSC":
        return None
    phrase = noun_phrase(sentence, ms, at)
    return _Argument(part, phrase) if phrase else None


def noun_phrase(sentence: str, ms: Sequence[Morpheme], end: int) -> Found | None:
    """The nouns that run up to the morpheme at ``end``, words of one phrase together."""
    first = _first_noun(ms, end)
    # 한 뒤 경찰이: what ends the clause before is no part of the phrase.
    if first and first < end and ms[first - 1].tag == "ETM" and _is_bare(ms[first]):
        first += 1
    if first >= end:
        return None
    start, stop = ms[first].start, ms[end - 1].end
    return Found(sentence[start:stop], start, stop)


def is_pronoun(phrase: str) -> bool:
    """Whether a noun phrase is a pronoun and nothing else: 그, 그것들, 우리."""
    tags = {m.tag for m in morphemes(phrase)}
    return "NP" in tags and not tags & {"NNP", "NNG"}


def owner_of(sentence: str, phrase: Found) -> Found | None:
    """Whose a noun is, or with whom: 야당, of 야당의 제안 and 야당과의 협상."""
    ms = morphemes(sentence)
    at = next((i for i, m in enumerate(ms) if m.start == phrase.start), 0)
    if not at or ms[at - 1].tag != "JKG":
        return None
    end = at - 2 if at > 1 and ms[at - 2].tag in {"JKB", "JC"} else at - 1
    return noun_phrase(sentence, ms, end)


def _first_noun(ms: Sequence[Morpheme], end: int) -> int:
    """Where the nouns begin that run up to ``end``, those with something in brackets after them too."""
    first = end
    while first:
        if ms[first - 1].tag in _NOUNS:
            first -= 1
        elif ms[first - 1].tag == "SSC" and ms[first - 1].form == ")":
            opening = next((i for i in range(first - 2, 0, -1) if ms[i].tag == "SSO"), 0)
            if not opening or ms[opening - 1].tag not in _NOUNS:
                return first
            first = opening
        else:
            return first
    return first


def _is_bare(m: Morpheme) -> bool:
    return m.tag == "NNB" or m.form in _table()["nouns"]["bare"]


def _verb(sentence: str, ms: Sequence[Morpheme], at: int) -> _Verb | None:
    m = ms[at]
    verbs = _table()["verbs"]
    if m.tag in {"XSV", "XSA"} and at and ms[at - 1].tag in {"NNG", "XR", "NNP"}:
        return _nominal(ms, at - 3 if _says_noun(ms, at - 1) else at - 1, at)
    if m.tag in {"VCP", "VCN"} and at and ms[at - 1].tag in _NOUNS:
        return _nominal(ms, at - 1, at)
    if m.tag not in {"VV", "VA"}:
        return None
    if m.tag == "VV" and at and (m.form in verbs["light"] or _says_noun(ms, at)):
        noun_at = at - 2 if ms[at - 1].tag == "JKO" else at - 1
        if noun_at >= 0 and ms[noun_at].tag in {"NNG", "XR"}:
            return _nominal(ms, noun_at, at)
    done = _done(ms, at)
    if done is not None:
        return _Verb(done, done.text, False, at, _last(ms, at))
    passive = m.form in verbs["passive"] or _is_made_passive(ms, at)
    predicate = Found(sentence[m.start : m.end], m.start, m.end)
    return _Verb(predicate, _stem(ms, at), passive, at, _last(ms, at))


def _is_made_passive(ms: Sequence[Morpheme], at: int) -> bool:
    """만들어지다, beside 만들다; 깊어지다 of an adjective only tells what becomes of something."""
    following = [(m.form, m.tag) for m in ms[at + 1 : at + 3]]
    return ms[at].tag == "VV" and following in (
        [("어", "EC"), ("지", "VX")],
        [("아", "EC"), ("지", "VX")],
    )


def _stem(ms: Sequence[Morpheme], at: int) -> str:
    """A verb's stem, with the 주 that turns it to another's good: 빌려주, to lend, beside 빌리, to borrow."""
    following = [(m.form, m.tag) for m in ms[at + 1 : at + 3]]
    if following[:1] in ([("어", "EC")], [("아", "EC")]) and following[1:] == [("주", "VX")]:
        return ms[at].form + "어주"
    return ms[at].form


def _says_noun(ms: Sequence[Morpheme], at: int) -> bool:
    """감사를 표하다, 소송을 내다: the noun before the particle is what the verb says."""
    verbs = _table()["verbs"]
    return (
        at > 1
        and ms[at].form in verbs["said_with"]
        and ms[at - 1].tag == "JKO"
        and ms[at - 2].form in verbs["said_nouns"]
    )


def _nominal(ms: Sequence[Morpheme], noun_at: int, at: int) -> _Verb:
    """A verb that a noun and 하다, 되다, 받다 … make; the noun may have a particle."""
    noun = ms[noun_at]
    passive = ms[at].form in _table()["verbs"]["light_passive"]
    return _Verb(Found(noun.form, noun.start, noun.end), noun.form, passive, noun_at, _last(ms, at))


def _done(ms: Sequence[Morpheme], at: int) -> Found | None:
    """The 영향 of 미치는 영향, which is what the verb says."""
    done, last = _table()["done_to"], _last(ms, at)
    after = ms[last + 1] if last + 1 < len(ms) else None
    if ms[at].form in done["verbs"] and ms[last].tag == "ETM" and after is not None:
        return Found(after.form, after.start, after.end) if after.form in done["nouns"] else None
    return None


def _last(ms: Sequence[Morpheme], at: int) -> int:
    """The last morpheme of the predicate at ``at``, auxiliaries and endings taken with it."""
    while at + 1 < len(ms) and ms[at + 1].tag in _ENDINGS:
        at += 1
        if ms[at].tag in {"ETM", "ETN", "EF"}:
            break
        if ms[at].tag == "EC" and (at + 1 >= len(ms) or ms[at + 1].tag != "VX"):
            break
    return at


def _clause(
    sentence: str,
    ms: Sequence[Morpheme],
    verb: _Verb,
    pending: list[_Argument],
    shared: Found | None,
) -> Clause:
    """The clause of a verb; what it takes is no longer pending."""
    ending = ms[verb.last]
    quoted = _quotes(ms, verb.last)
    # A는 B는 떠났다고 말했다: the nearer topic is that of what is quoted.
    topics = sum(argument.part == "topic" for argument in pending)
    embedded = ending.tag in {"ETM", "ETN"} or (quoted and topics < 2)
    for_ = ending.form == "기" and verb.last + 1 < len(ms) and ms[verb.last + 1].form == "위하"
    parts = _taken(verb, pending, topic=not embedded, subject=not for_)
    if not embedded and "subject" not in parts and shared is not None:
        parts["subject"] = shared
    if verb.passive and verb.first and ms[verb.first - 1].tag == "JKG":
        owner = noun_phrase(sentence, ms, verb.first - 1)  # 경찰의 조사를 받다
        if owner is not None:
            parts["owner"] = owner
    _described(sentence, ms, verb, parts)
    return _cast(verb, parts, ending)


def _quotes(ms: Sequence[Morpheme], at: int) -> bool:
    ending = ms[at]
    after = ms[at + 1] if at + 1 < len(ms) else None
    quoting = ending.tag == "EC" and len(ending.form) > 1 and ending.form.endswith(_QUOTING)
    return (quoting and ending.form[:-1].endswith(("다", "라", "자", "냐"))) or (
        after is not None and after.tag in {"JKQ", "SSC"}
    )


def _taken(
    verb: _Verb, pending: list[_Argument], *, topic: bool, subject: bool
) -> dict[str, Found]:
    """The nearest pending noun of each part, up to the first that is taken already."""
    parts: dict[str, Found] = {}
    while pending:
        part, phrase = pending[-1]
        if phrase.start <= verb.predicate.start < phrase.end:  # 공격을 받다: the noun is the verb
            pending.pop()
            continue
        name = "subject" if part == "topic" else part
        if name in parts or (part == "topic" and not topic) or (name == "subject" and not subject):
            break
        parts[name] = phrase
        if part == "topic":
            pending.pop()
            break
        pending.pop()
        if part == "subject" and not topic:
            # 그에게 시위자들이 소리지르는: it may be the later verb's too, and stays.
            if pending and pending[-1].part == "recipient":
                parts.setdefault("recipient", pending[-1].phrase)
            break
    return parts


def _described(sentence: str, ms: Sequence[Morpheme], verb: _Verb, parts: dict[str, Found]) -> None:
    """The noun after a clause that describes it plays the part in it that is open."""
    at = verb.last
    if ms[at].tag != "ETM" or at + 1 >= len(ms) or ms[at + 1].tag not in _NOUNS:
        return
    # 바꿔야 한다는 제안: the clause is what is proposed, and a proposal changes nothing.
    if ms[at].form.endswith(_SAID_TO):
        return
    end = _end_of_described(ms, at + 1)
    phrase = noun_phrase(sentence, ms, end)
    if phrase is None:
        return
    if _is_bare(ms[end - 1]) or _is_bare(ms[at + 1]):
        return
    if phrase.start == verb.predicate.start:
        return
    if "subject" not in parts:
        parts["subject"] = phrase
    elif "object" not in parts and not verb.passive and _has_objects(ms, verb):
        parts["object"] = phrase


def _has_objects(ms: Sequence[Morpheme], verb: _Verb) -> bool:
    adjective = any(m.tag in {"VA", "XSA"} for m in ms[verb.first : verb.last])
    return not adjective and verb.stem not in _table()["verbs"]["intransitive"]


def _end_of_described(ms: Sequence[Morpheme], at: int) -> int:
    """Where the noun ends that a clause describes: 사건, of 뉴욕시의 테러 사건."""
    end = at
    while end < len(ms) and ms[end].tag in _NOUNS:
        end += 1
        if end + 1 < len(ms) and ms[end].tag == "JKG" and ms[end + 1].tag in _NOUNS:
            end += 1
    return end


def _cast(verb: _Verb, parts: dict[str, Found], ending: Morpheme) -> Clause:
    subject, place = parts.get("subject"), parts.get("place")
    caught = verb.stem in _table()["verbs"]["caught"]
    patient, recipient = parts.get("object"), parts.get("recipient")
    if verb.stem in _table()["done_to"]["nouns"] and not verb.passive:
        patient, recipient = recipient or place, None
    elif verb.stem in _table()["verbs"]["aimed"] and not verb.passive:
        recipient = recipient or place
    if verb.stem in _table()["verbs"]["arising"]:
        subject, patient, recipient = None, subject, recipient or place
    elif verb.passive:
        # 도둑이 경찰에 붙잡혔다; what is taken from somebody has an object of its own.
        given = verb.stem in _table()["verbs"]["given"]
        by = (None if given else recipient) or parts.get("owner") or (place if caught else None)
        subject, patient, recipient = by, subject, patient
    return Clause(
        verb.predicate, verb.stem, verb.passive, subject, patient, recipient,
        ending.form, ending.tag,
    )  # fmt: skip
