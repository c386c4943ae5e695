"""Kind → editor: every kind of value with an editor of its own."""
