"""What the figures of one pair of sentences say wrong though each stands on both sides."""
