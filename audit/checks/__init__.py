"""The checks: one a file, found by being there.

A check module has

- a docstring whose first line says what it finds and whose rest explains it to an editor,
- ``CATEGORY`` and ``SEVERITY``, the usual ones of its findings,
- ``MESSAGES``, a :class:`~audit.records.message.Message` for the last part of each of its codes; ``TERMS``,
  where wanted, the Korean of parameters that are words of ours,
- ``check(bead, context)``, which yields findings for one bead (null beads included); or, where ``SCOPE`` says
  so, ``check(context)`` for a whole article or for its disclosure.

Its id is its file's name; its confidences stand in ``confidence.toml`` beside it.
A check from elsewhere is a module that an installed package names under the entry point group
``translation_audit.checks``.
"""

from audit.checks.registry import Check, Doubt, Scope, all_checks, check_of

__all__ = ["Check", "Doubt", "Scope", "all_checks", "check_of"]
