"""From findings to flags: how likely each is a real error, and which are shown at a false-alarm budget."""
