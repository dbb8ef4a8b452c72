"""Writing: the one door through which the register changes."""
