"""Where each sentence came from and who changed it."""
