"""The verbs of the work: what is asked, and what change follows from the answers."""
