"""Checks against other people's programs, run by hand where those are installed."""
