"""Who is in post, in the chair and quorate, and what stands: pure functions over the records."""
