"""Which statements of the arrangements are met, and what proves it."""
