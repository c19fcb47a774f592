"""What a proof is read from, fuzzed: heads of the review log, exports that carry one, and time-stamps."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from audit.evidence import found_heads, log_heads, seal, stamps, timestamp
from audit.evidence.lost_heads import lost, unsigned
from audit.records.decision import Action, Decision
from audit.records.settings import Role
from audit.results.folder import LEDGER, LOG_HEADS, PRINTED_HEAD, SEAL, STAMPS, ResultsFolder
from audit.review.roles import Person
from audit.review.store import Store, url_beside
from tests.evidence.authority import Authority
from tests.fuzz import house, strategies

_SEALED = {
    "format": 2, "seq": 1, "at": "2026-11-29T17:12:18+00:00", "tool_version": "0.1.0", "settings": {"a": 1},
    "files": {}, "log": None, "store": None, "previous": "",
}  # fmt: skip
_WHOLE = _SEALED | {"hash": seal.hash_of(_SEALED)}


@cache
def _store(folder: Path) -> Store:
    """A store with one entry."""
    store = Store(url_beside(folder))
    store.append(Person("kim", Role.LEAD), [Decision(Action.COMMENT, "a", "f", comment="one")])
    return store


@cache
def _authority() -> Authority:
    return Authority()


def _compared(folder: Path, known: list[log_heads.KnownHead]) -> None:
    """Heads set against a log, and against none."""
    for log in (_store(folder), None):
        list(lost(log, known))
        unsigned(log, known, "0" * 64)


def of_heads(folder: Path, data: bytes) -> None:
    """A file of heads beside the results."""
    path = folder / LOG_HEADS
    _store(folder)
    path.write_bytes(data)
    known, faults = log_heads.read(path)
    assert len(known) + len(faults) <= data.count(b"\n") + data.count(b"\r") + 1
    log_heads.last(path)
    assert (begun := log_heads.beginning_of(path)) is None or log_heads.is_grown(path, begun)
    _compared(folder, known)
    head = log_heads.LogHead(**house.HEAD)
    log_heads.add(path, head)
    assert (last := log_heads.last(path)) is not None
    assert last.head == head


def of_export(folder: Path, data: bytes) -> None:
    """A file that somebody gives as one that carries a head."""
    path = folder / "kept"
    path.write_bytes(data)
    _compared(folder, found_heads.given(str(path)))


def of_typed(folder: Path, data: bytes) -> None:
    """What somebody types in place of a file."""
    text = data.decode("utf-8", "replace").replace("/", "").replace("\0", "")[:200]
    _compared(folder, found_heads.given(text))


def of_stamp(folder: Path, data: bytes) -> None:
    """The time-stamp on a seal and a printed head, and on earlier ones of both."""
    results, trusted = ResultsFolder(folder), folder / "roots.pem"
    trusted.write_bytes(_authority().pem())
    (folder / STAMPS).mkdir(exist_ok=True)
    (folder / SEAL).write_bytes(seal.canonical(_WHOLE))
    (folder / LEDGER).write_bytes(seal.line_of(_WHOLE))
    head = log_heads.LogHead(**house.HEAD)
    (folder / PRINTED_HEAD).write_text(head.line)
    for name in (SEAL, PRINTED_HEAD, f"{STAMPS}/seal-1-x.json", f"{STAMPS}/log-head-1-x.txt"):
        kept = folder / name
        if kept.parent != folder:
            kept.write_bytes(
                (folder / (SEAL if kept.suffix == ".json" else PRINTED_HEAD)).read_bytes()
            )
        timestamp.place_of(kept).write_bytes(data)
    for roots in (None, trusted):
        stamps.checked(results, _store(folder), _store(folder).entries(), roots)
    stamps.renewed(results, SEAL)
    for made in (folder / STAMPS).iterdir():
        made.unlink()


def of_kept(folder: Path, data: bytes) -> None:
    """An earlier seal or head that was stamped, whatever lies there in its place."""
    (folder / STAMPS).mkdir(exist_ok=True)
    try:
        whole = json.loads(data)
        data = seal.canonical(whole | {"hash": seal.hash_of(seal.body_of(whole))})
    except (ValueError, AttributeError, TypeError, RecursionError):
        pass
    for name in ("seal-1-x.json", "log-head-1-y.txt"):
        kept = folder / STAMPS / name
        kept.write_bytes(data)
        timestamp.place_of(kept).write_bytes(_answer())
    stamps.checked(ResultsFolder(folder), _store(folder), [], None)
    stamps.keep(ResultsFolder(folder), SEAL, data, b"")
    for made in (folder / STAMPS).iterdir():
        made.unlink()


@cache
def _answer(data: bytes = seal.canonical(_WHOLE)) -> bytes:
    """An authority's answer for some bytes."""
    import rfc3161_client

    asked = rfc3161_client.TimestampRequestBuilder().data(data).build()
    return _authority().answer(asked.as_bytes())


SEEDS_OF_STAMPS: st.SearchStrategy[bytes] = st.sampled_from((b"", b"x")).flatmap(
    lambda more: st.builds(lambda: _answer(seal.canonical(_WHOLE) + more))
)
SEEDS_OF_EXPORTS: st.SearchStrategy[bytes] = house.with_heads().map(
    lambda text: text.encode("utf-8", "replace")
)
PACKED = SEEDS_OF_EXPORTS.map(strategies.packed)
