"""``export``: an article's audit in a form that other tools read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from audit.cli.terminal import ArticleId, Debug, Results, SettingsFile, fail, settings_from
from audit.errors import AuditError, contained


def export(
    article: ArticleId,
    form: Annotated[
        str,
        typer.Option(
            help="prov (W3C PROV-JSON), xliff (XLIFF 2.1 with ITS 2.0), tmx (TMX 1.4b), mqm (MQM Viewer), "
            "jsonld (schema.org), sarif (SARIF 2.1.0), junit (JUnit XML) or github (annotations).",
            metavar="NAME",
        ),
    ],
    out_dir: Results = Path("out"),
    config: SettingsFile = None,
    debug: Debug = False,
) -> None:
    """Print an article's audit in a form that other tools read."""
    from audit.exports import forms
    from audit.results.folder import ResultsFolder
    from audit.review.proof import entries_of

    try:
        chosen, settings = forms.form(form), settings_from(config, None, None)
        result = ResultsFolder(out_dir).result(article)
        entries = entries_of(out_dir, settings, article)
        with contained(f"the export {chosen.name}", result.article.place):
            written = chosen.written(result, entries, settings.policy)
    except AuditError as error:
        fail(error, debug=debug)
    sys.stdout.buffer.write(written)
