"""Notes in the audit trail what left the shop on paper, like every other export."""

from app.core.actor import Right, needs
from app.core.store.unit import Unit


@needs(Right.EXPORT)
def note_paper(unit: Unit, what: str, rows: int, how: str, about: str = "") -> None:
    """`what`: "file", "list", "labels", "envelopes", "visit" …; `how`: "printed" or "pdf"."""
    _note(unit, what, rows, how, about)


@needs(Right.EXPORT, asks=False)  # it goes to the customer whose it is, many times a day
def note_given(unit: Unit, what: str, how: str, about: str) -> None:
    """A "receipt" or a "complaint" of one customer, for herself."""
    _note(unit, what, 1, how, about)


def _note(unit: Unit, what: str, rows: int, how: str, about: str) -> None:
    unit.audit(f"paper.{what}", about or what, rows=rows, how=how)
