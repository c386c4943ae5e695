"""Tests of the window asking for the password again."""
