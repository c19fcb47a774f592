"""Facts of the two languages and of news pages; pure functions over text."""
