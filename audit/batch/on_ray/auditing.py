"""What an actor of the cluster does: it loads its models once, then audits an article at a time."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from typing import Any

from audit.batch.task import Audited, audit_of
from audit.errors import AuditError, WorkerError
from audit.pipeline import Auditor
from audit.records.article import Article
from audit.results.folder import ResultsFolder


class Auditing:
    """Audits on a node. It gives records back and writes none: nodes need not share a file system."""

    def load(
        self, made: type[Auditor], of: tuple[Any, ...], folder: ResultsFolder, cwd: str, digest: str
    ) -> AuditError | None:
        """Load what it needs.

        Args:
            made, of: the auditor, as it is pickled.
            folder: says what is to be made of results; nothing is written there.
            cwd: the folder that the run was started in; models may be named relative to it.
            digest: of the run's signature.

        Returns:
            Why this node cannot audit for the run; None where it can.
        """
        with suppress(OSError):
            os.chdir(cwd)
        try:
            self._auditor, self._folder = made(*of), folder
            found = self._auditor.signature.digest
        except AuditError as error:
            return WorkerError(f"The node {socket.gethostname()} cannot audit. {error}")
        if found != digest:
            return WorkerError(
                f"The node {socket.gethostname()} has another version of the tool, its libraries or its "
                "models than this machine; install the same on all."
            )
        return None

    def audit(self, article: Article) -> Audited:
        """Audit an article; an error in it is said in what is given back."""
        return audit_of(article, self._auditor, self._folder)
