"""Customers: the list, and the file of a person or a company."""
