"""From the AI draft to the text in print: what became of each sentence."""
