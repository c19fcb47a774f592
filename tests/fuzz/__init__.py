"""Hostile input for all that reads or analyses what others wrote: ``python -m tests.fuzz.run``."""
