"""An article from the named values of one row, whatever file the row is in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from audit.errors import InputError
from audit.records.article import Article, Lang, Text
from audit.sources.building import article_id, checked, metadata_of, revisions_of, text_of_sentences
from audit.sources.entities import Entities
from audit.sources.limits import check_sentences

MISSING: Mapping[Lang, str] = {
    "ko": "the Korean text is missing",
    "en": "the English text is missing",
}


def article_of_row(values: Mapping[str, object], where: str) -> Article:
    """An article from ``id``, ``ko``, ``en``, ``draft``, ``revisions``, sentences and metadata fields.

    HTML entities in them are decoded, and noted.

    Args:
        values: the row; other names in it are ignored.
        where: file and row, for messages.

    Raises:
        InputError: something is missing, of the wrong type, or cannot be audited.
    """
    entities = Entities()
    return replace(_article(entities.decoded(values), where), notes=entities.notes)


def _article(values: Mapping[str, object], where: str) -> Article:
    name = article_id(values.get("id"), where)
    draft = values.get("draft")
    if draft is not None and not isinstance(draft, str):
        raise InputError("draft is not a text", where, "write draft as one text")
    pair = Article(
        id=name,
        source=_side(values, "ko", where),
        target=_side(values, "en", where),
        draft=Text("en", draft) if draft and draft.strip() else None,
        revisions=revisions_of(values.get("revisions"), where),
        metadata=metadata_of(values, where),
        origin=where,
    )
    return checked(pair)


def _side(values: Mapping[str, object], lang: Lang, where: str) -> Text:
    text, sentences = values.get(lang), values.get(f"{lang}_sentences")
    if text is not None and sentences is not None:
        raise InputError(
            f"both {lang} and {lang}_sentences are given", where, "give one of the two"
        )
    if sentences is not None:
        if not isinstance(sentences, list) or not all(
            isinstance(sentence, str) and sentence.strip() for sentence in sentences
        ):
            raise InputError(
                f"{lang}_sentences is no list of sentences", where,
                "write a list of texts, none of them empty",
            )  # fmt: skip
        check_sentences(len(sentences), f"{lang}_sentences", where)
        return text_of_sentences(lang, sentences)
    if text is None:
        raise InputError(MISSING[lang], where, f"give it as {lang}")
    if not isinstance(text, str):
        raise InputError(f"{lang} is not a text", where, f"write {lang} as one text")
    return Text(lang, text)
