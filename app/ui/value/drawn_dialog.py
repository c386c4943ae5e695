"""Asks what draws a customer: the product, the service or the price; her receipts suggest one."""

from PySide6.QtWidgets import QApplication, QWidget

from app.core.value.attraction import LEAST_LINES, NAMES, Draw, Drawn, drawn, note_drawn
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.widgets.ask import Ask
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.form import FormLine
from app.ui.widgets.text import sentence


class DrawnDialog(Ask):
    """Starts with what was noted, else with what is suggested."""

    def __init__(self, context: Context, parent: QWidget, record: int, found: Drawn) -> None:
        """Of one customer."""
        super().__init__(context, parent, tr(N_("What draws her here?")), tr(N_("Keep")))
        self._record = record
        offered: list[Choice] = [Choice(each, tr(words)) for each, words in NAMES.items()]
        offered.append(Choice(None, tr(N_("nobody knows"))))
        self.what = Choices(tr(N_("Drawn by")), offered, found.noted or found.suggested)
        told = FormLine(tr(N_("Drawn by")), self.what)
        self.fill(told, sentence(why(found), "muted"))

    def keep(self) -> None:
        """Write it down."""
        record, what = self._record, self.what.value()
        self.setEnabled(False)
        self.context.jobs.write(
            N_("Note what draws a customer"),
            lambda unit: note_drawn(unit, record, what),
            self._kept,
            on_error=self.failed,
        )

    def _kept(self, _: object) -> None:
        self.accept()
        self.context.messages.toast(tr(N_("Written down")), self.context.undo.last())


def why(found: Drawn) -> str:
    """The suggestion in one sentence, with its numbers."""
    lines = found.lines
    if lines.count < LEAST_LINES:
        return ntr(
            "Her receipts have {n} line: too few to suggest anything.",
            "Her receipts have {n} lines: too few to suggest anything.",
            lines.count,
        )
    told = {
        Draw.PRICE: N_("The price, it seems: {part} of {count} lines had something off."),
        Draw.SERVICE: N_("The service, it seems: {part} of {count} lines were work done for her."),
        Draw.PRODUCT: N_("The product, it seems: {part} of {count} lines were {kind}."),
        None: N_("Her {count} lines favour nothing: ask her."),
    }
    part = {Draw.PRICE: lines.reduced, Draw.SERVICE: lines.work, Draw.PRODUCT: lines.largest}
    return tr(
        told[found.suggested],
        part=f"{part.get(found.suggested or Draw.PRICE, 0):,}",
        count=f"{lines.count:,}",
        kind=lines.kind,
    )


def ask_what_draws(context: Context, record: int) -> None:
    """From the menu of a file."""
    parent = QApplication.activeWindow()
    over = parent if parent is not None else QWidget()

    def show(found: Drawn) -> None:
        DrawnDialog(context, over, record, found).open()

    context.jobs.read(lambda reader: drawn(reader, record), show)
