"""What a page claims of its own making, and what its record shows of that."""
