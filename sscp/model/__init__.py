"""Frozen types every other part shares: no I/O, no clock, no screen."""
