"""Tests of the screens in this folder."""
