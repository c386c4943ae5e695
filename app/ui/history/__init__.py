"""What was done in the book, the former values of a field, and a file as it stood."""
