"""Files that are likely one customer: listed, compared, merged or kept apart."""
