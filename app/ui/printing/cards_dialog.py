"""Saves customers as address cards for phones: what for, which version, where."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from app.core.customers.queries import ListQuery, list_ids
from app.core.errors import Cancelled
from app.core.exchange import service
from app.core.exchange.service import Exported, What
from app.core.progress import Progress
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.formats import number
from app.ui.shelves import documents, file_name
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column, row
from app.ui.widgets.text import heading, sentence

_WIDTH = 480


class CardsDialog(QDialog):
    """The purpose is kept in the log, like that of every export."""

    def __init__(
        self, context: Context, query: ListQuery | None, ids: tuple[int, ...] | None, count: int
    ) -> None:
        """Either a query or ids."""
        super().__init__(QApplication.activeWindow())
        self._context, self._query, self._ids = context, query, ids
        self.purpose = QLineEdit(tr(N_("For the address book of a phone")))
        versions = [Choice("3.0", "vCard 3.0"), Choice("4.0", "vCard 4.0")]
        self.version = Choices(tr(N_("Which version")), versions, "3.0")
        self.go = button(tr("Choose where, and write…"), self.write, "primary")
        self._lay_out(count)
        self.purpose.textChanged.connect(lambda words: self.go.setEnabled(bool(words.strip())))
        self.purpose.returnPressed.connect(self.write)

    @classmethod
    def ask(
        cls, context: Context, query: ListQuery | None, ids: tuple[int, ...] | None, count: int
    ) -> None:
        """Open it."""
        made = cls(context, query, ids, count)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.open()

    def write(self) -> None:
        """Ask where, then write, off the window's thread."""
        path = self._where() if self.go.isEnabled() else None
        if path is None:
            return
        context, purpose, version = self._context, self.purpose.text(), self.version.value()
        shop, actor, query, ids = context.shop, context.actor, self._query, self._ids

        def work(progress: Progress) -> Exported:
            wanted = ids
            if wanted is None and query is not None:
                with shop.read(actor) as reader:
                    wanted = tuple(list_ids(reader, query, progress))
            return service.export(
                actor, shop, path, What.CUSTOMERS, purpose,
                vcard_version=version, ids=wanted or (), progress=progress,
            )  # fmt: skip

        self.setEnabled(False)
        self._name = path.name
        context.jobs.long(N_("Writing address cards"), work, self._written, on_error=self._failed)

    @Slot(object)
    def _written(self, done: Exported) -> None:
        words = ntr("{count} card is in {name}", "{count} cards are in {name}", done.rows,
                    count=number(done.rows), name=self._name)  # fmt: skip
        self._context.messages.toast(words)
        self.accept()

    @Slot(object)
    def _failed(self, problem: Exception) -> None:
        self.setEnabled(True)
        if not isinstance(problem, Cancelled):
            self._context.jobs.failed.emit(problem)

    def _where(self) -> Path | None:
        today = self._context.clock.today()
        what = tr(N_("address cards"))
        words = f"{self._context.shop.name} {what} {today:%Y-%m-%d}"
        start = documents() / f"{file_name(words)}.vcf"
        kinds = tr(N_("Address book cards (*.vcf)"))
        found = self._context.dialogs.save_file(tr("Where shall it go?"), start, kinds)
        if found is None or found.suffix.lower() == ".vcf":
            return found
        return found.with_name(found.name + ".vcf")

    def _lay_out(self, count: int) -> None:
        words = tr(N_("Save as address cards"))
        self.setWindowTitle(words)
        self.setMinimumWidth(self._context.theme.px(_WIDTH))
        about = ntr("{count} customer, with photo; nothing sealed goes along.",
                    "{count} customers, with photos; nothing sealed goes along.", count,
                    count=number(count))  # fmt: skip
        hint = tr(N_("It is kept in the shop's log, with the day."))
        feet = row(None, button(tr(N_("Cancel")), self.reject, "quiet"), self.go)
        self.setLayout(
            column(
                heading(words),
                sentence(about, "muted"),
                FormLine(tr("What for?"), self.purpose, hint),
                FormLine(tr(N_("Which version")), self.version),
                feet,
                space=SPACE.large,
                margin=SPACE.section,
            )
        )
