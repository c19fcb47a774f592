"""Hypothesis strategies for what a newsroom writes for the tool, and what the tool writes and reads back."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from audit.evidence.seal import canonical, hash_of
from audit.records.decision import Action, Decision, Entry
from tests.fuzz.strategies import EITHER, values
from tests.fuzz.wordings import days, pieces

_files = st.sampled_from(("a", "", "~", "~no-such-person", "\x00", "/", "..", "a" * 300, "가"))
JUDGE = st.tuples(
    st.sampled_from(("http://localhost:1/v1", "http://[", "http://a@b", "ftp://a", "//", "http://a:b")) | pieces(2),
    _files, st.floats() | st.integers() | st.text(max_size=3),
).map(
    lambda found: f'[judge]\nurl = {json.dumps(found[0])}\nmodel = "a"\nprompt = {json.dumps(found[1])}\n'
    f"max_cost = {json.dumps(found[2])}\nprice_in = 1\n"
)  # fmt: skip
_cells = EITHER | st.sampled_from(
    ("통일부", "forbid", "prefer", "romanise", "forbidden", "a|b", "|", "East Sea", "")
)


def sheet(*columns: str) -> st.SearchStrategy[str]:
    """A sheet of the house's own words."""
    line = st.lists(_cells, min_size=len(columns), max_size=len(columns)).map(
        lambda cells: ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    )
    return st.lists(line, max_size=4).map(lambda lines: "\n".join((",".join(columns), *lines)))


DISCLOSURE = st.tuples(
    st.lists(st.sampled_from(("ai", "editor", "x", "no_ai")), max_size=2), st.booleans(), st.floats(0, 2),
    st.sampled_from(("composite", "", "x")),
).map(
    lambda found: f"require = {json.dumps(found[0])}\ntools = {json.dumps(found[1])}\n"
    f"untouched = {found[2]}\ndigital_source_type = {json.dumps(found[3])}\nforbid = [[]]\n"
)  # fmt: skip
_rule = st.fixed_dictionaries(
    {"id": st.sampled_from(("0123456789ab", "x")), "code": st.just("number.value") | st.text(max_size=3)},
    optional={
        "until": days | st.just("9999-99-99"), "source": _cells, "spared": values, "desk": values, "x": values,
    },
)  # fmt: skip
RULES = st.lists(_rule, max_size=2).map(lambda rules: json.dumps({"rules": rules, "format": 1}))

_SETTINGS = (
    "encoder", "quality", "cache", "false_alarms", "glossary", "style", "disclosure", "review", "zone", "x",
    "checks.number", "checks", "limits.seconds", "limits.sentences", "limits.side_mb", "signoff.role",
    "signoff.people", "attention.share", "roles.a", "roles", "rules", "judge.url", "judge.model", "judge",
    "encoder_backend", "attention",
)  # fmt: skip
_toml = (
    st.sampled_from(
        ('"off"', "1979-05-27T07:32:00Z", "nan", "inf", "-0", "{}", "[]", "[1, {a = 2}]", "1e400")
    )
    | st.integers().map(str)
    | st.text(max_size=6).map(json.dumps)
    | (st.sampled_from(("minor", "lead", "Asia/Seoul", "fast")) | _files).map(json.dumps)
)
SETTINGS = st.lists(st.tuples(st.sampled_from(_SETTINGS), _toml), max_size=4).map(
    lambda found: "".join(f"{name} = {value}\n" for name, value in dict(found).items())
)


@st.composite
def entries(draw) -> str:
    """The body of an entry of the review log, one of its values perhaps another."""
    words = st.text(max_size=6)
    made = Decision(draw(st.sampled_from(Action)), "a", comment=draw(words), corrected=draw(words))
    whole = json.loads(Entry(1, "2025-03-21T10:11:00.000+00:00", "Kim", "lead", "g", made, "").body)
    if draw(st.booleans()):
        part = draw(st.sampled_from((whole, whole["decision"])))
        part[draw(st.sampled_from((*sorted(part), "more")))] = draw(values)
    return json.dumps(whole)


@st.composite
def seals(draw) -> str:
    """A seal whose hash fits, one of its values perhaps another than the tool writes."""
    body: dict[str, object] = {
        "format": 2, "seq": 1, "at": "2025-03-21T10:11:00+00:00", "tool_version": "0.1.0", "settings": {},
        "files": {"flags.csv": "0" * 64}, "log": None, "store": None, "previous": "",
    }  # fmt: skip
    if draw(st.booleans()):
        body[draw(st.sampled_from((*sorted(body), "signature")))] = draw(values)
    return canonical(body | {"hash": hash_of(body)}).decode("utf-8", "replace")


HEAD = {
    "at": "2026-11-29T17:12:18.123+00:00", "entries": 1, "hash": "e" * 64, "log": "e" * 12,
}  # fmt: skip
_LINE = (
    "Review log {log}: {entries} entries, the last of {at}, SHA-256 {hash}"  # as heads are printed
)


@st.composite
def heads(draw) -> str:
    """A file of heads of the review log, one value of one line perhaps another, some of them signed."""
    lines = []
    for _ in range(draw(st.integers(0, 3))):
        head: dict[str, object] = HEAD | {"entries": draw(st.integers(-1, 10**19))}
        if draw(st.booleans()):
            head[draw(st.sampled_from((*sorted(head), "more")))] = draw(values)
        if draw(st.booleans()):
            head["signature"] = draw(values | st.just({"key": "0" * 64, "value": "0" * 128}))
        lines.append(json.dumps(head, sort_keys=True, separators=(",", ":")) + "\n")
    return "".join(lines)


@st.composite
def with_heads(draw) -> str:
    """Something that has left the tool with a head in it: a page, JSON, a table, or the line alone."""
    head = HEAD | {"entries": draw(st.sampled_from((1, 0, 12, 10**18, 10**40)))}
    line = _LINE.format(**head)
    of_entry = {"seq": head["entries"], "hash": head["hash"], "account": "kim", "at": head["at"]}
    words = draw(pieces(3))
    cells = [words, draw(st.text(max_size=4)), line]
    table = [["article_id", "x", "review_log"], cells, ["b", "", ""]]
    log = [["seq", "at", "hash"], [str(head["entries"]), str(head["at"]), str(head["hash"])]]
    return draw(
        st.sampled_from(
            (
                line,
                f"<p>{words} {line.replace(' ', '&#32;')}</p><dd>{head['entries']} <code>{'e' * 64}</code>",
                json.dumps({"log": head, "signatures": [of_entry], "x": draw(values)}),
                json.dumps(of_entry) + "\n" + json.dumps(head | {"head": "e" * 64}),
                *(
                    mark.join(('"' + cell.replace('"', '""') + '"') for cell in row) + end + more
                    for mark, end, row, more in (
                        (",", "\r\n", table[0], ",".join(f'"{c}"' for c in table[1])),
                        (";", "\n", table[0], ";".join(f'"{c}"' for c in table[1])),
                    )
                ),
                "\n".join(",".join(row) for row in log),
            )
        )
    )
