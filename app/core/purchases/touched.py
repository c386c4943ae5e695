"""Whose purchases a write touched, for what is kept of everybody's and mended."""

from collections.abc import Iterable

from app.core.store.changes import ALL, ChangeSet


def whose_purchases(acts: Iterable[ChangeSet] | None) -> set[int] | None:
    """The customers whom these acts touched; None: perhaps anybody.

    Each write of purchases makes the summaries of those concerned anew and names them; what
    an act without summaries changed is not told by those of another one.
    """
    if acts is None:
        return None
    found: set[int] = set()
    for changes in acts:
        summary, rows = changes.tables.get("purchase_summary"), changes.tables.get("purchase")
        lines = changes.tables.get("purchase_line")
        if summary is ALL or ((rows or lines) and summary is None):
            return None
        found |= set(summary or ())
    return found
