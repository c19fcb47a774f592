"""``trace``: where each sentence of an article came from."""

from __future__ import annotations

from pathlib import Path

from audit.cli.terminal import ArticleId, Results, SettingsFile, out, settings_from
from audit.errors import contained


def trace(
    article: ArticleId,
    out_dir: Results = Path("out"),
    config: SettingsFile = None,
) -> None:
    """Print where each English sentence of an article came from, and what became of its AI draft."""
    from audit.exports.trace import lines
    from audit.results.folder import ResultsFolder
    from audit.review.folder_log import entries_of
    from audit.review.reviews import reviews_of

    result = ResultsFolder(out_dir).result(article)
    settings = settings_from(config, None, None)
    entries = entries_of(out_dir, settings, article)
    with contained("the trace", result.article.place):
        told = list(lines(result, reviews_of(result, entries, settings.signoff.people)))
    for line in told:
        out.print(line, markup=False, soft_wrap=True)
