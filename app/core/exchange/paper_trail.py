"""Notes in the audit trail what left the shop on paper, like every other export."""

from app.core.actor import Right, needs
from app.core.store.unit import Unit


@needs(Right.EXPORT)
def note_paper(unit: Unit, what: str, rows: int, how: str, about: str = "") -> None:
    """`what`: "file", "list", "labels" or "envelopes"; `how`: "printed" or "pdf"."""
    unit.audit(f"paper.{what}", about or what, rows=rows, how=how)
