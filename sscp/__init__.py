"""sscp: the governance of a safeguarding partnership, from plain YAML files in git."""

__version__ = "0.1.0"
