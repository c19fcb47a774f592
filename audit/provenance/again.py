"""A run's texts audited once more, to see that what was found then is what is found now."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from audit.article import ArticlePair, Text
from audit.batch import RECORDS
from audit.config import Config
from audit.errors import AuditError
from audit.pipeline import Auditor
from audit.provenance.record import Record, key_of, read
from audit.provenance.seal import FILE
from audit.provenance.verify import settings_of
from audit.report import AuditReport, Severity

EMBEDDED = "embedded"
_DIGITS = 3
"""Decimals to which figures must agree: the last ones differ from one kind of processor to the next."""
_REPORT = TypeAdapter(AuditReport)
_FOUND = {
    "pair": "sentences",
    "beads": "beads",
    "flags": "flags",
    "quiet": "flags below the budget",
    "fixed": "flags that editors mended",
    "lineage": "lineage",
    "updates": "changes between versions",
    "notes": "notes",
}
"""What is compared, and what it is called."""


def differences(
    out: Path, config: Config, progress: Callable[[str], None] = lambda _: None
) -> list[str]:
    """What is found in the texts now and was not then, or the other way round, each in a sentence.

    Args:
        out: folder of the run.
        config: holds the house's own files and its policy, which a seal has only the hashes of.
        progress: told each article's id when it is done.

    Raises:
        EncoderError: the encoder of the run cannot be loaded.
    """
    sealed = settings_of(out)
    try:
        then = replace(
            config,
            encoder=_encoder(str(sealed["encoder"]).rpartition("@")[0], config),
            false_alarms=float(sealed["false_alarms"]),
            off=frozenset(sealed["off"]),
            severity={name: Severity(value) for name, value in sealed["severity"].items()},
        )
    except (KeyError, TypeError, ValueError):
        return [f"{FILE} does not say with which settings the texts were audited."]
    for name, which in (("house", "glossary or style sheet"), ("disclosure", "disclosure policy")):
        if then.described().get(name) != sealed.get(name):
            return [f"The {which} is not that of the run; give the settings of then with --config."]
    auditor = Auditor(config=then)
    if auditor.signature != sealed["encoder"]:
        return [
            f"The texts were audited with the encoder {sealed['encoder']}, which is {auditor.signature} here."
        ]
    found: list[str] = []
    for path in sorted((out / RECORDS).glob("*.json")):
        found += _differs(path, auditor)
        progress(path.stem)
    return found


def _encoder(name: str, config: Config) -> str:
    """What to load: a folder is named by its last part only, so the settings' is taken if they name one."""
    return config.encoder if name != EMBEDDED and config.encoder != EMBEDDED else name


def _differs(path: Path, auditor: Auditor) -> Iterator[str]:
    where = f"{RECORDS}/{path.name}"
    record = read(path)
    if record is None:
        yield f"{where} cannot be read."
        return
    try:
        now = _plain(auditor.audit(_as_read(record, auditor)))
    except AuditError as error:
        yield f"{where}: its texts cannot be audited again: {error}"
        return
    then = _plain(record.report)
    for name, called in _FOUND.items():
        if then[name] != now[name]:
            yield f"{where}: audited again, its texts give other {called}."


def _as_read(record: Record, auditor: Auditor) -> ArticlePair:
    """The pair as its reader gave it, by the record's key; where that cannot be told, with its sentences."""
    pair = record.report.pair
    days = dict.fromkeys((pair.metadata.published, ""))
    of_draft, of_revisions = (
        _FORMS if there else (_whole,) for there in (pair.draft, pair.revisions)
    )
    for ko, en, draft, revised, day in product(_FORMS, _FORMS, of_draft, of_revisions, days):
        read_as = replace(
            pair,
            ko=ko(pair.ko),
            en=en(pair.en),
            draft=draft(pair.draft) if pair.draft else None,
            revisions=tuple(replace(r, text=revised(r.text)) for r in pair.revisions),
            metadata=replace(pair.metadata, published=day),
        )
        if key_of(read_as, auditor.config, auditor.signature) == record.key:
            return read_as
    return pair


def _raw(text: Text) -> Text:
    return Text(text.lang, text.raw)


def _laid_out(text: Text) -> Text:
    return replace(text, sentences=())


def _whole(text: Text) -> Text:
    return text


# A reader gives bare text, text with blocks, or text with sentences; blocks may be refined later.
_FORMS = (_raw, _laid_out, _whole)


def _plain(report: AuditReport) -> Mapping[str, Any]:
    """What was found, as plain values, figures rounded."""
    told = _REPORT.dump_json(report)
    return dict(json.loads(told, parse_float=lambda figure: round(float(figure), _DIGITS)))
