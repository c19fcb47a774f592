"""Whether the review log still has the heads that are known of it, and which of its entries a key signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audit.evidence.log import ReviewLog
from audit.evidence.log_heads import ID, KnownHead, LogHead


def lost(log: ReviewLog | None, known: Iterable[KnownHead]) -> Iterator[str]:
    """Heads that a log does not contain, a sentence for each place where one was found.

    Args:
        log: the review log, None where there is none.
        known: heads of it.
    """
    places: dict[str, list[LogHead]] = {}
    for each in known:
        places.setdefault(each.where, []).append(each.head)
    if not places:
        return
    hashes = log.hashes() if log is not None else {}
    for where, heads in places.items():
        missing = sorted(
            (head for head in heads if not _is_in(hashes, head)), key=lambda head: head.entries
        )
        if missing:
            good = (head.entries for head in heads if _is_in(hashes, head))
            kept = max((n for n in good if n < missing[0].entries), default=0)
            forked = missing[0].entries <= len(hashes)
            yield _told(where, missing[-1], kept if forked else len(hashes), log, hashes)


def _is_in(hashes: dict[int, str], head: LogHead) -> bool:
    if head.entries:
        return hashes.get(head.entries) == head.hash
    return any(each.startswith(head.hash) for each in hashes.values())


def _told(
    where: str, head: LogHead, kept: int, log: ReviewLog | None, hashes: dict[int, str]
) -> str:
    """That a head is missing, which entries are gone with it, and since when: those after ``kept``."""
    of = f" of {head.at}" if head.at else ""
    if log is None or not hashes:
        had = f"{head.entries} entries{', the last' if head.at else ''}{of}" if head.entries else of
        return f"The review log is missing: {where} knows of {had or 'one'}."
    if not head.entries:
        return (
            f"No entry of the review log has the hash {head.hash} ({where}): the log is another one, was "
            "cut short or put back to an older copy."
        )
    now = len(hashes)
    if head.log and not hashes.get(1, "").startswith(head.log):
        return (
            f"The review log is another one than {where} knows: that one has the id {head.log}, this one "
            f"{hashes.get(1, '')[:ID]}."
        )
    left = f"what is left as it was ends with entry {kept} of {_time(log, kept)}" if kept else ""
    if now < head.entries:
        return (
            f"The review log was cut short or put back to an older copy: {where} knows {head.entries} "
            f"entries, the last{of}; {_range(now + 1, head.entries)} missing"
            + (f", {left}." if left else ".")
        )
    return (
        f"The review log was put back to an older copy and went on: entry {head.entries}{of}, which "
        f"{where} knows, is not the one that is there" + (f"; {left}." if left else ".")
    )


def _range(first: int, last: int) -> str:
    return f"entry {first} is" if first == last else f"entries {first} to {last} are"


def _time(log: ReviewLog, seq: int) -> str:
    entry = log.entry(seq)
    return entry.at if entry else "?"


def unsigned(log: ReviewLog | None, known: Iterable[KnownHead], key: str) -> str:
    """That entries came after all that a key has signed, in a sentence; empty where none did.

    Args:
        log: the review log, None where there is none.
        known: heads of it, with the keys that signed them.
        key: the public key, in hexadecimal.
    """
    if log is None or not (length := log.length()):
        return ""
    hashes = log.hashes()
    signed = [each.head.entries for each in known if each.key == key and _is_in(hashes, each.head)]
    after = max(signed, default=0)
    if after >= length:
        return ""
    try:
        people = sorted({entry.reviewer for entry in log.entries() if entry.seq > after})
    except ValueError:  # entries that cannot be read are a fault of their own
        people = []
    return (
        f"{_range(after + 1, length).capitalize()} under no signature of the key, by "
        f"{', '.join(people) or 'whoever'}: whoever can write the review log can have put them in; "
        "seal again with the key once they are known to be right."
    )
