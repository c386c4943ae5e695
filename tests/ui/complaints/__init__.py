"""Tests of the complaints screens."""
