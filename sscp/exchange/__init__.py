"""In and out: files that other programs of an office read and write."""
