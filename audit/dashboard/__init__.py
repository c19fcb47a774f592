"""The review page, one module a page."""
