"""An HTTP service: an article pair in, its audit out, as JSON."""
