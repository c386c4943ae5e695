"""Asks what draws a customer: the goods, the service or the price; her receipts suggest one."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from app.catalogue import choices
from app.catalogue.field import Field
from app.core.customers.profile import profile
from app.core.customers.service import edit
from app.core.purchases.attraction import PERHAPS, Drawn, drawn_by
from app.core.store.reader import Reader
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.widgets.ask import Ask
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.form import FormLine
from app.ui.widgets.text import sentence


@dataclass(frozen=True)
class Noted:
    """What her file says, and what her receipts suggest; None where they say nothing."""

    field: Field[Any]
    value: str | None
    guess: Drawn | None


class DrawnDialog(Ask):
    """Starts with what her file says, else with what is suggested."""

    def __init__(self, context: Context, parent: QWidget, record: int, found: Noted) -> None:
        """Of one customer."""
        super().__init__(context, parent, tr(N_("What draws her here?")), tr(N_("Keep")))
        self._record, self._field = record, found.field
        offered = [Choice(each.code, tr(each.label)) for each in choices.DRAWN_BY.entries]
        offered.append(Choice(None, tr(N_("nobody knows"))))
        guess = found.guess.by if found.guess else None
        self.what = Choices(tr(N_("Drawn by")), offered, found.value or guess)
        told = FormLine(tr(N_("Drawn by")), self.what)
        self.fill(told, sentence(why(found.guess), "muted"))

    def keep(self) -> None:
        """Write it into her file."""
        record, values = self._record, {self._field: self.what.value()}
        self.setEnabled(False)
        self.context.jobs.write(
            N_("Note what draws a customer"),
            lambda unit: edit(unit, record, values),
            self._kept,
            on_error=self.failed,
        )

    def _kept(self, _: object) -> None:
        self.accept()
        self.context.messages.toast(tr(N_("Written down")), self.context.undo.last())


def why(guess: Drawn | None) -> str:
    """The suggestion in one sentence, with its numbers."""
    if guess is None:
        return tr(N_("Her receipts suggest nothing: ask her."))
    return tr(PERHAPS[guess.by], why=tr(guess.why, **guess.values))


def noted(reader: Reader, record: int) -> Noted:
    """What is known of one customer."""
    found = profile(reader, record)
    field = found.catalogue.field("drawn_by")
    return Noted(field, found.value(field), drawn_by(reader, record))


def ask_what_draws(context: Context, record: int) -> None:
    """From the menu of a file."""
    parent = QApplication.activeWindow()
    over = parent if parent is not None else QWidget()

    def show(found: Noted) -> None:
        DrawnDialog(context, over, record, found).open()

    context.jobs.read(lambda reader: noted(reader, record), show)
