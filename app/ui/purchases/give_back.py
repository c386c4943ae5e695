"""Asks which lines of a receipt come back, and how much of each."""

from functools import partial

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.catalogue.currency import money
from app.core.purchases.queries import Purchase
from app.core.purchases.records import quantity_text
from app.core.purchases.returning import Pick, Remaining, give_back, remaining
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.purchases.sums import read_quantity
from app.ui.tokens import SPACE
from app.ui.widgets.ask import Ask
from app.ui.widgets.buttons import button
from app.ui.widgets.form import FormLine, restyle
from app.ui.widgets.layout import holder, row
from app.ui.widgets.text import label, sentence


class GiveBack(Ask):
    """A number for each line that is still there; nothing typed, nothing comes back."""

    def __init__(
        self, context: Context, parent: QWidget, receipt: Purchase, left: tuple[Remaining, ...]
    ) -> None:
        """Show what is left."""
        super().__init__(context, parent, tr(N_("What comes back?")), tr(N_("Note the return")))
        self.receipt = receipt
        self.left = [each for each in left if each.is_there]
        self.numbers = [QLineEdit() for _ in self.left]
        self.note = FormLine(tr(N_("Why")), QLineEdit())
        everything = button(tr(N_("Everything")), self.everything, "link")
        self.fill(self._lines(), holder(row(everything, None)), self.note)

    @classmethod
    def ask(cls, context: Context, parent: QWidget, receipt: Purchase) -> None:
        """Ask what is left, then the user."""
        context.jobs.read(
            lambda reader: remaining(reader, receipt.id),
            partial(cls._open, context, parent, receipt),
        )

    @classmethod
    def _open(
        cls, context: Context, parent: QWidget, receipt: Purchase, left: tuple[Remaining, ...]
    ) -> None:
        cls(context, parent, receipt, left).open()

    def everything(self) -> None:
        """Fill in all that is left."""
        for each, line in zip(self.left, self.numbers, strict=True):
            line.setText("1" if each.quantity is None else quantity_text(each.quantity))

    def keep(self) -> None:
        """Give back what was typed."""
        picks: list[Pick] = []
        for each, line in zip(self.left, self.numbers, strict=True):
            text = line.text().strip()
            number = read_quantity(text) if text else None
            restyle(line, "wrong" if text and number is None else "")
            if text and number is None:
                self.complain(tr(N_("Please give a number like 1 or 0.5.")))
                return
            if number:
                picks.append(Pick(each.position, None if each.quantity is None else number))
        note = self.note.editor
        words = note.text() if isinstance(note, QLineEdit) else ""
        self._write(picks, words)

    def _write(self, picks: list[Pick], note: str) -> None:
        self.setEnabled(False)
        record, on = self.receipt.id, self.context.clock.today()
        self.context.jobs.write(
            N_("Goods came back"),
            lambda unit: give_back(unit, record, picks, on, note=note),
            self._done,
            on_error=self.failed,
        )

    def _done(self, _: int) -> None:
        self.context.messages.toast(tr(N_("Given back")), self.context.undo.last())
        self.accept()

    def _lines(self) -> QWidget:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.medium)
        grid.setVerticalSpacing(SPACE.small)
        grid.setColumnStretch(0, 1)
        for place, (each, line) in enumerate(zip(self.left, self.numbers, strict=True)):
            name = each.item or tr(N_("(no name)"))
            line.setAccessibleName(name)
            line.setFixedWidth(self.context.theme.px(90))
            number = "" if each.quantity is None else quantity_text(each.quantity)
            words = " ".join(part for part in (number, each.unit) if part)
            grid.addWidget(sentence(name), place, 0)
            grid.addWidget(label(tr(N_("of {number}"), number=words or "1"), "muted"), place, 1)
            grid.addWidget(label(money(each.amount), "muted"), place, 2)
            grid.addWidget(line, place, 3)
        return holder(grid)
