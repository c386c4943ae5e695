"""Purchases entered by hand."""
