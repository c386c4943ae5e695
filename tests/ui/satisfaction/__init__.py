"""Tests of the satisfaction screens."""
