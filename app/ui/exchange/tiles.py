"""The five counts of an import, side by side."""

from PySide6.QtWidgets import QFrame, QWidget

from app.core.exchange.service import Report, Status, What
from app.i18n import N_, ntr, tr
from app.ui.exchange.file_words import rows_words
from app.ui.formats import number
from app.ui.tokens import SPACE
from app.ui.widgets.layout import clear, column, frame, row
from app.ui.widgets.text import LabelLook, label, title

BEFORE = {
    Status.CREATED: N_("new"),
    Status.UPDATED: N_("changed"),
    Status.UNCHANGED: N_("unchanged"),
    Status.HELD_BACK: N_("held back"),
    Status.REJECTED: N_("rejected"),
}
_LOOKS: dict[Status, LabelLook] = {
    Status.CREATED: "accent",
    Status.UPDATED: "accent",
    Status.HELD_BACK: "warn",
    Status.REJECTED: "danger",
}


class Tiles(QWidget):
    """One card a count; what is nothing stays quiet."""

    def __init__(self) -> None:
        """Nothing to show yet."""
        super().__init__()
        self._row = row(space=SPACE.medium)
        self.setLayout(self._row)

    def show_report(self, report: Report) -> None:
        """Show its counts."""
        clear(self._row)
        for status, words in BEFORE.items():
            count = report.counts.get(status, 0)
            self._row.addWidget(_tile(number(count), tr(words), _look(status, count)), 1)


def about_rows(report: Report) -> str:
    """How many rows there were, and of what."""
    parts = [rows_words(report.rows)]
    if report.blank_rows:
        parts.append(
            ntr("{n} blank row passed over", "{n} blank rows passed over", report.blank_rows)
        )
    if report.what is What.PURCHASES:
        parts += _about_purchases(report)
    return " · ".join(parts)


def _about_purchases(report: Report) -> list[str]:
    receipts, walk_ins, made = report.receipts, report.walk_ins, report.new_customers
    parts = [ntr("{count} receipt", "{count} receipts", receipts, count=number(receipts))]
    if walk_ins:
        parts.append(
            ntr(
                "{count} receipt of walk-ins",
                "{count} receipts of walk-ins",
                walk_ins,
                count=number(walk_ins),
            )
        )
    if made:
        parts.append(ntr("{count} new customer", "{count} new customers", made, count=number(made)))
    return parts


def _look(status: Status, count: int) -> LabelLook:
    return _LOOKS.get(status, "muted") if count else "muted"


def _tile(count: str, words: str, look: LabelLook) -> QFrame:
    inside = column(title(count), label(words, look), space=0)
    inside.setContentsMargins(SPACE.large, SPACE.medium, SPACE.large, SPACE.medium)
    made = frame(inside, "card")
    made.setAccessibleName(f"{count} {words}")
    return made
