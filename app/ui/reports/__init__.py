"""The monthly report for the owner, on one page."""
