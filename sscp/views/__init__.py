"""Portfolio and date to plain data for one screen or document."""
