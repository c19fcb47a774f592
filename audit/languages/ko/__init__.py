"""Facts and analysis of Korean."""
