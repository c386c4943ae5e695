"""Imports every table of the program, so that `metadata` is whole."""

from app.core.store.tables import metadata

__all__ = ["metadata"]
