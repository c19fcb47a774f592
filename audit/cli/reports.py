"""What ``score --report`` gives: a run's flags in the forms that other tools read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from audit.errors import contained

if TYPE_CHECKING:
    from audit.exports.forms import Form
    from audit.results.folder import ResultsFolder


def asked(names: Sequence[str]) -> list[Form]:
    """The reports of these names, each once.

    Raises:
        ConfigError: there is no such report.
    """
    from audit.exports import forms

    return [forms.report(name) for name in dict.fromkeys(names)]


def write_reports(folder: ResultsFolder, reports: Sequence[Form]) -> None:
    """Write the reports that are kept beside the tables; those of an earlier run go, if not asked for."""
    from audit.results.files import write_whole

    for report in reports:
        if not report.printed:
            write_whole(folder.report_path(report.suffix), _made(report, folder))
    if folder.beside_flags():  # else the forms need not be loaded
        from audit.exports import forms

        for report in forms.all_reports().values():
            if report not in reports:
                folder.report_path(report.suffix).unlink(missing_ok=True)


def print_reports(folder: ResultsFolder, reports: Sequence[Form]) -> None:
    """Print the others."""
    for report in reports:
        if report.printed:
            sys.stdout.flush()
            sys.stdout.buffer.write(_made(report, folder))
            sys.stdout.buffer.flush()


def _made(report: Form, folder: ResultsFolder) -> bytes:
    with contained(f"the report {report.name}", str(folder.path)):
        assert report.of_run is not None  # forms.report gives no other
        return report.of_run(folder.results(), folder.errors())
