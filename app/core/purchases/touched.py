"""Whose purchases a write touched, for what is kept of everybody's and mended."""

from app.core.store.changes import ALL, ChangeSet


def whose_purchases(changes: ChangeSet | None) -> set[int] | None:
    """The customers; None: perhaps anybody.

    Each write of purchases makes the summaries of those concerned anew and names them.
    """
    if changes is None:
        return None
    summary, rows = changes.tables.get("purchase_summary"), changes.tables.get("purchase")
    lines = changes.tables.get("purchase_line")
    if summary is ALL or ((rows or lines) and summary is None):
        return None
    return set(summary or ())
