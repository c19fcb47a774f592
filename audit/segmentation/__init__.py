"""A page as given cut into classified blocks and sentences."""
