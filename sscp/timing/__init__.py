"""Dates only: states and due dates, with `as_of` always an argument."""
