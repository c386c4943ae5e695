"""Handing customers over to somebody else: whose, to whom, what follows, and the sheet."""

from pathlib import Path

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QDialog,
    QLineEdit,
    QTextBrowser,
    QWidget,
)

from app.core.customers.queries import list_ids
from app.core.store.reader import Reader
from app.core.timeline import queries, service
from app.core.timeline.queries import Preview, Sheet, Who
from app.i18n import N_, in_a_row, ntr, tr
from app.ui.context import Context
from app.ui.formats import number
from app.ui.jobs import Topic
from app.ui.lending import Chosen
from app.ui.shelves import documents
from app.ui.timeline.sheet import sheet_page, write_pdf
from app.ui.tokens import SPACE
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.buttons import button
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column, row
from app.ui.widgets.text import heading, sentence

_WIDTH, _HIGH = 640, 620


class HandOver(QDialog):
    """Counts while one types; one act, with an undo."""

    def __init__(
        self, context: Context, whose: Who, count: int, *, parent: QWidget | None = None
    ) -> None:
        """`whose` are the customers chosen in the list."""
        super().__init__(parent)
        self._context, self._chosen, self._count = context, whose, count
        self.preview: Preview | None = None
        self._sheet: Sheet | None = None
        self._counting, self._asking = Topic(self), Topic(self)
        self.whose = ChoiceBox()
        self.whose.addItem(ntr("The {n} customer chosen", "The {n} customers chosen", count), whose)
        self.to = QLineEdit()
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.to.setCompleter(completer)
        self.follows = sentence("", "muted")
        self.page = QTextBrowser()
        self.page.setAccessibleName(tr(N_("Hand-over sheet")))
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.save = button(tr(N_("Save the sheet as PDF…")), self._save_sheet)
        self.go = button(tr(N_("Hand over")), self._hand_over, "primary")
        self._lay_out()
        self.whose.currentIndexChanged.connect(lambda _: self._ask())
        self.to.textChanged.connect(lambda _: self._ask())
        context.jobs.read(queries.handlers, self._fill)
        self._ask()

    def _lay_out(self) -> None:
        words = tr(N_("Hand customers over"))
        self.setWindowTitle(words)
        theme = self._context.theme
        self.resize(theme.px(_WIDTH), theme.px(_HIGH))
        cancel = button(tr(N_("Cancel")), self.reject, "quiet")
        lines = row(
            FormLine(tr(N_("Whose customers")), self.whose),
            FormLine(tr(N_("Who looks after them from now on")), self.to),
            space=SPACE.large,
        )
        feet = row(self.save, None, cancel, self.go)
        self.setLayout(
            column(
                heading(words),
                lines,
                self.follows,
                self.page,
                feet,
                space=SPACE.large,
                margin=SPACE.section,
            )
        )
        self.to.setFocus()

    def _fill(self, found: tuple[tuple[str, int], ...]) -> None:
        self._names.setStringList([name for name, _ in found])
        for name, count in found:
            words = tr(N_("All of {name} ({count})"), name=name, count=number(count))
            self.whose.addItem(words, Who(name))

    def _ask(self) -> None:
        whose, heir = self._whose(), self.to.text()
        self.go.setEnabled(False)
        self._context.jobs.read(
            lambda reader: (queries.preview(reader, whose, heir), queries.sheet(reader, whose)),
            self._show,
            topic=self._counting,
        )

    def _whose(self) -> Who:
        found: Who = self.whose.currentData()
        return found

    def _show(self, found: tuple[Preview, Sheet]) -> None:
        self.preview, self._sheet = found
        seen = self.preview
        heir = self.to.text().strip()
        words = [ntr("{n} customer changes hands.", "{n} customers change hands.", seen.changed)]
        if seen.changed != seen.customers and heir:
            words.append(
                ntr("{n} is looked after by {name} already.",
                    "{n} are looked after by {name} already.",
                    seen.customers - seen.changed, name=heir)
            )  # fmt: skip
        words.append(
            tr(N_("Open promises that go along: {promises}; next steps: {steps}."),
               promises=number(seen.promises), steps=number(seen.steps))
        )  # fmt: skip
        self.follows.setText(in_a_row(*words))
        self.go.setEnabled(bool(heir) and seen.changed > 0)
        self.page.setHtml(self._html())

    def _html(self) -> str:
        assert self._sheet is not None
        return sheet_page(self._sheet, self.to.text().strip(), self._context.clock.today())

    def _hand_over(self) -> None:
        whose, heir, context = self._whose(), self.to.text(), self._context
        self.go.setEnabled(False)

        def done(count: int) -> None:
            words = ntr("{n} customer handed over", "{n} customers handed over", count)
            context.messages.toast(words, context.undo.last())
            self.accept()

        context.jobs.write(
            N_("Hand over customers"), lambda unit: service.hand_over(unit, whose, heir), done
        )

    def _save_sheet(self) -> None:
        if self._sheet is None:
            return
        name = tr(N_("Hand-over sheet")) + ".pdf"
        asked = tr(N_("Save the hand-over sheet"))
        target = self._context.dialogs.save_file(asked, documents() / name, "PDF (*.pdf)")
        if target is None:
            return
        html, count = self._html(), len(self._sheet.promises) + len(self._sheet.steps)
        self._context.jobs.write(
            N_("Save the hand-over sheet"),
            lambda unit: service.note_sheet(unit, count),
            lambda _: self._written(html, target),
            on_written=lambda _: None,
        )

    def _written(self, html: str, target: Path) -> None:
        words = tr(N_("Saved: {name}"), name=target.name)
        if not write_pdf(html, target):
            words = tr(N_("“{name}” could not be written."), name=target.name)
        self._context.messages.toast(words)


def open_dialog(context: Context, chosen: Chosen) -> None:
    """For the customers chosen in the list, however many."""

    def ids(reader: Reader) -> tuple[int, ...]:
        return tuple(list_ids(reader, chosen.query)) if chosen.ids is None else chosen.ids

    def show(found: tuple[int, ...]) -> None:
        made = HandOver(context, Who(ids=found), len(found), parent=QApplication.activeWindow())
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.open()

    context.jobs.read(ids, show)
