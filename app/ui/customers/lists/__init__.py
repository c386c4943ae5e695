"""What the list of customers is narrowed, saved and edited with."""
