"""The records that everything passes on: frozen, picklable, without behaviour of their own."""
