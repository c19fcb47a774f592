"""``signoff``: an article signed off by a person who answers for it, and whether that still holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from audit.cli.terminal import (
    ArticleId,
    Results,
    SettingsFile,
    SigningKey,
    out,
    person_from,
    settings_from,
)
from audit.errors import ConfigError, InputError

if TYPE_CHECKING:
    from audit.records.result import ArticleResult
    from audit.records.settings import Settings
    from audit.records.signoff import SignOffRecord
    from audit.results.folder import ResultsFolder
    from audit.review.roles import Person
    from audit.review.statement import Signatory
    from audit.review.store import Store


def signoff(
    article: ArticleId,
    out_dir: Results = Path("out"),
    name: Annotated[
        str,
        typer.Option(
            help="Sign: you have compared the final English with the Korean and answer for it. "
            "Your name, as the public reads it.",
            show_default=False,
        ),
    ] = "",
    role: Annotated[
        str,
        typer.Option(
            help="Your position, as the public reads it.", show_default="your role in audit.toml"
        ),
    ] = "",
    contact: Annotated[
        str,
        typer.Option(
            help="How the public reaches you.", show_default="contact of [signoff] in audit.toml"
        ),
    ] = "",
    account: Annotated[
        str,
        typer.Option(help="Your address in \\[roles] of audit.toml.", show_default="your name"),
    ] = "",
    take_back: Annotated[
        bool, typer.Option("--take-back", help="Take your sign-off back.")
    ] = False,
    show: Annotated[
        bool, typer.Option("--show", help="Sign nothing; print where the sign-off stands.")
    ] = False,
    language: Annotated[
        Literal["en", "ko"], typer.Option(help="Of what is declared, printed and put in --record.")
    ] = "en",
    record: Annotated[
        Path | None,
        typer.Option(help="Also put the record, as HTML and JSON, there.", metavar="DIR"),
    ] = None,
    sign: SigningKey = None,
    config: SettingsFile = None,
) -> None:
    """Sign an article off once its critical and major flags are decided, or print whether it is."""
    from audit.results.folder import ResultsFolder
    from audit.review.folder_log import entries_of
    from audit.review.signoff import record_of, signoff_of
    from audit.review.statement import Signatory

    settings = settings_from(config, None, None)
    folder = ResultsFolder(out_dir)
    result = folder.result(article)
    if not show and (name or take_back):
        person = person_from(account or name, settings)
        signatory = Signatory(name, role or person.role.value, contact or settings.signoff.contact)
        _do(folder, result, settings, person, None if take_back else signatory, language, sign)
    elif role or account:
        raise ConfigError("Nothing is signed without a name; give --name, or --show alone.")
    entries = entries_of(out_dir, settings, article)
    found = signoff_of(result, entries, settings.signoff.people)
    made = record_of(result, entries)
    if record is not None:
        if made is None:
            raise InputError("nobody has signed it off", article, "sign it first, with --name")
        _keep(made, record, language)
    out.print(f"{article}: {found.said(language)}", markup=False, soft_wrap=True)
    for hindrance in found.hindrances:
        out.print(f"  {hindrance.said(language)}", markup=False, soft_wrap=True)
    for line in made.lines if made else ():
        out.print(f"  {getattr(line, language)}", markup=False, soft_wrap=True)


def _do(
    folder: ResultsFolder,
    result: ArticleResult,
    settings: Settings,
    person: Person,
    signatory: Signatory | None,
    language: Literal["en", "ko"],
    key: Path | None,
) -> None:
    """Sign, or take back where there is no signatory, and seal the results with it."""
    from audit.evidence.keys import signer
    from audit.evidence.sealed import sealed_settings
    from audit.evidence.timestamp import require
    from audit.review import signoff as signing
    from audit.review.sealing import sealed

    # What cannot be used is said before anything is signed.
    signer(key)
    require(settings.timestamp_authority)
    sealed_settings(folder)
    if not settings.review and not folder.review_store.exists():
        # A refusal leaves no store behind.
        if signatory is None:
            raise InputError("nobody has signed it off", result.article.id, "nothing to take back")
        signing.check(result, [], person, signatory, settings.signoff)
    store = _store(folder, settings, result.article.id)
    if signatory is not None:
        signing.sign(store, person, result, signatory, settings.signoff, language)
    elif signing.take_back(store, person, result.article.id) is None:
        raise InputError(
            f"{person.name} has not signed it off", result.article.id, "give the account that did"
        )
    sealed(folder.path, settings, key)


def _store(folder: ResultsFolder, settings: Settings, article_id: str) -> Store:
    """The review store with the folder's results taken over; what was altered is not signed."""
    from audit.evidence.verify import of_article
    from audit.review.archive_store import store_of
    from audit.review.loading import is_loaded, load
    from audit.review.sealing import refuse_altered

    store = store_of(folder, settings.review)
    seal = of_article(folder, store, article_id)
    if seal is not None and seal.faults:
        raise InputError(
            seal.faults[0].rstrip("."), str(folder.path), "put back what was sealed, or audit again"
        )
    refuse_altered(folder, settings)  # the seal that follows is on the other articles too
    if not is_loaded(store, folder):
        load(store, folder)
    return store


def _keep(made: SignOffRecord, where: Path, language: str) -> None:
    """Put a record's page and JSON into a folder."""
    from audit.results.files import write_whole
    from audit.review.signoff_files import files_of

    files, article = files_of(made), made.article_id
    try:
        where.mkdir(parents=True, exist_ok=True)
        write_whole(where / f"{article}.json", files[f"{article}.json"])
        write_whole(where / f"{article}.html", files[f"{article}.{language}.html"])
    except OSError as error:
        raise ConfigError(
            f"{where} cannot be written ({error.strerror}); give another folder."
        ) from error
