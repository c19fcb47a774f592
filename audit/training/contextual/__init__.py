"""Training of the contextual quality model: a frozen multilingual trunk, and a network that compares sides.

In order: ``audit.training.contextual.trunk`` cuts multilingual-e5-small to its lower layers,
``….prepare`` analyses and word-aligns the training pairs, ``….train`` trains, ``….export`` writes what ships.
"""
