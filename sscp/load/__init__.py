"""Text to records: collects every problem and stops at none."""
