"""Forms of the tables of the checks of attention, the oldest first."""
