"""The kinds of errors, a module each: ``WEIGHT``, how often it is tried; ``draw``, a change of that kind."""
