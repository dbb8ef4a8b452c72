"""What a new register starts with: its first records and the files around it."""
