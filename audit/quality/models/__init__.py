"""The quality models, one a file; the file's name is what ``quality`` in the settings calls it.

A module has ``load(settings, cache)``, which gives a :class:`audit.quality.model.QualityModel`.
"""
