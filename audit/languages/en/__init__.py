"""Facts and analysis of English."""
