"""Writes the pages of the documentation that the code already knows by heart."""
