"""The folder of results: its file names, its tables, its records, read and written."""
