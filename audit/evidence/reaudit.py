"""A run's texts audited once more, to see that what was found then is what is found now."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

from audit.encoders import encoder_id
from audit.errors import AuditError
from audit.evidence.audit_record import settings_then
from audit.evidence.sealed import settings_of
from audit.pipeline import Auditor
from audit.records.article import Article, Text
from audit.records.codec import from_plain, to_json
from audit.records.flag import Severity
from audit.records.result import ArticleResult
from audit.records.rule import Rule
from audit.records.settings import Settings
from audit.results.folder import SEAL, ResultsFolder
from audit.results.stored import StoredResult, key_of

EMBEDDED = "embedded"
_DIGITS = 3
"""Decimals to which figures must agree: the last ones differ from one kind of processor to the next."""
_FOUND = {
    "article": "sentences",
    "beads": "beads",
    "flags": "flags",
    "held_back": "flags below the budget",
    "mended": "flags that editors mended",
    "suppressed": "flags held back by standing rules",
    "lineage": "lineage",
    "updates": "changes between versions",
    "notes": "notes",
}
"""What is compared, and what it is called."""


def differences(
    folder: ResultsFolder,
    settings: Settings,
    progress: Callable[[str], None] = lambda _: None,
    tell: Callable[[str], None] = lambda _: None,
) -> list[str]:
    """What is found in the texts now and was not then, or the other way round, each in a sentence.

    Args:
        folder: of the run.
        settings: hold the house's own files and its policy, which a seal has only the hashes of.
        progress: told each article's id when it is done.
        tell: told who gets to read the texts besides this machine, before anything is sent.

    Raises:
        EncoderError: the encoder of the run cannot be loaded.
    """
    sealed = settings_of(folder)
    try:
        then = replace(
            settings,
            encoder=_encoder(str(sealed["encoder"]).rpartition("@")[0], settings),
            quality=str(sealed.get("quality", settings.quality)),
            false_alarms=float(sealed["false_alarms"]),
            off=frozenset(sealed["off"]),
            severity={name: Severity(value) for name, value in sealed["severity"].items()},
            rules=tuple(from_plain(Rule, values) for values in sealed.get("rules", [])),
        )
    except (KeyError, TypeError, ValueError):
        return [f"{SEAL} does not say with which settings the texts were audited."]
    for name, which in (
        ("house", "glossary or style sheet"),
        ("disclosure", "disclosure policy"),
        ("judge", "judge"),
    ):
        if then.described().get(name) != sealed.get(name):
            return [f"The {which} is not that of the run; give the settings of then with --config."]
    auditor = Auditor(settings=then)
    tell(auditor.quality.recipient)
    encoder = encoder_id(auditor.encoder)
    if encoder != sealed["encoder"]:
        return [
            f"The texts were audited with the encoder {sealed['encoder']}, which is {encoder} here."
        ]
    found: list[str] = []
    own = frozenset(folder.ids())
    for article_id in folder.recorded_ids():
        if article_id not in own and settings_then(folder, article_id) not in (None, sealed):
            continue  # of an earlier run, with other settings
        found += _differs(folder, article_id, auditor)
        progress(article_id)
    return found


def _encoder(name: str, settings: Settings) -> str:
    """What to load: a folder is named by its last part only, so the settings' is taken if they name one."""
    return settings.encoder if name != EMBEDDED and settings.encoder != EMBEDDED else name


def _differs(folder: ResultsFolder, article_id: str, auditor: Auditor) -> Iterator[str]:
    where = folder.record_place(article_id).relative_to(folder.path).as_posix()
    stored = folder.find(article_id)
    if stored is None:
        yield f"{where} cannot be read."
        return
    try:
        now = _plain(auditor.audit(_as_read(stored, auditor)))
    except AuditError as error:
        yield f"{where}: its texts cannot be audited again: {error}"
        return
    then = _plain(stored.result)
    for name, called in _FOUND.items():
        if then[name] != now[name]:
            yield f"{where}: audited again, its texts give other {called}."


def _as_read(stored: StoredResult, auditor: Auditor) -> Article:
    """The article as its reader gave it, by the record's key; with its sentences where it cannot be told."""
    article = stored.result.article
    days = dict.fromkeys((article.metadata.published, ""))
    of_draft, of_revisions = (
        _FORMS if there else (_whole,) for there in (article.draft, article.revisions)
    )
    for ko, en, draft, revised, day in product(_FORMS, _FORMS, of_draft, of_revisions, days):
        read_as = replace(
            article,
            source=ko(article.source),
            target=en(article.target),
            draft=draft(article.draft) if article.draft else None,
            revisions=tuple(replace(r, text=revised(r.text)) for r in article.revisions),
            metadata=replace(article.metadata, published=day),
        )
        if key_of(read_as, auditor.signature) == stored.key:
            return read_as
    return article


def _raw(text: Text) -> Text:
    return Text(text.lang, text.raw)


def _laid_out(text: Text) -> Text:
    return replace(text, sentences=())


def _whole(text: Text) -> Text:
    return text


# A reader gives bare text, text with blocks, or text with sentences; blocks may be refined later.
_FORMS = (_raw, _laid_out, _whole)


def _plain(result: ArticleResult) -> Mapping[str, Any]:
    """What was found, as plain values, figures rounded."""
    told = to_json(result)
    return dict(json.loads(told, parse_float=lambda figure: round(float(figure), _DIGITS)))
