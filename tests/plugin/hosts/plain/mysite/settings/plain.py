"""A host as `wagtail start` leaves it."""
