"""Views to text or bytes; never sees the portfolio."""
