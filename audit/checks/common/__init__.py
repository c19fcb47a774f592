"""What several checks stand on."""
