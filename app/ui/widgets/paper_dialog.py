"""The preview of what goes onto paper: look at it, then print it or keep it as a PDF."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.core.errors import Cancelled
from app.core.progress import SILENT, Progress
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.shelves import documents, file_name
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button, icon_button
from app.ui.widgets.layout import column, holder, row
from app.ui.widgets.page_view import PageView
from app.ui.widgets.paper import Paper, print_on, write_pdf
from app.ui.widgets.text import heading, label, sentence

_WIDTH, _HIGH = 900, 720
Leave = Callable[[str, Callable[[], object]], object]
"""Told before the paper leaves the shop ("printed", "pdf"); goes on when it is noted."""


def _at_once(_how: str, go_on: Callable[[], object]) -> object:
    return go_on()


class PaperDialog(QDialog):
    """Pages in the middle, what can be done with them above and below."""

    def __init__(
        self,
        context: Context,
        paper: Paper,
        name: str,
        *,
        words: str = "",
        options: QWidget | None = None,
        leave: Leave = _at_once,
    ) -> None:
        """`name` for the file; `words` said above the pages; `options` change the paper."""
        super().__init__(QApplication.activeWindow())
        self._context, self._name, self._leave = context, name, leave
        self.paper = paper
        self.view = PageView(context.theme)
        self.words = sentence(words, "muted")
        self.words.setVisible(bool(words))
        self.page = label("", "muted")
        self.zoom = label("", "muted")
        theme = context.theme
        self.print = button(tr(N_("Print…")), self.to_printer, "primary",
                            theme=theme, image="printer")  # fmt: skip
        self.save = button(tr(N_("Save as PDF…")), self.to_pdf, theme=theme, image="download")
        self.close_button = button(tr(N_("Close")), self.reject, "quiet")
        self._lay_out(options)
        self.view.turned.connect(self._turned)
        self.view.zoomed.connect(self._zoomed)
        self._bind()
        self.show_paper(paper)

    def show_paper(self, paper: Paper, words: str | None = None) -> None:
        """Show this paper instead."""
        self.paper = paper
        self.setWindowTitle(paper.title)
        self.heading.setText(paper.title)
        if words is not None:
            self.words.setText(words)
            self.words.setVisible(bool(words))
        self.view.show_paper(paper)
        there = paper.count() > 0
        self.print.setEnabled(there)
        self.save.setEnabled(there)
        self._zoomed()
        widest = tr(N_("page {page} of {pages}"), page=paper.count(), pages=paper.count())
        self.page.setMinimumWidth(self.page.fontMetrics().horizontalAdvance(widest) + SPACE.hair)

    def to_printer(self) -> None:
        """Ask for a printer, then print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.paper.title)
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, max(1, self.paper.count()))
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self._leave("printed", lambda: self._run(lambda p: self._print(printer, p)))

    def to_pdf(self) -> None:
        """Ask where, then write."""
        start = documents() / f"{file_name(self._name)}.pdf"
        title = tr(N_("Save as PDF"))
        found = self._context.dialogs.save_file(title, start, "PDF (*.pdf)")
        if found is None:
            return
        target = found if found.suffix.lower() == ".pdf" else found.with_name(found.name + ".pdf")
        self._leave("pdf", lambda: self._run(lambda p: self._write(target, p)))

    def _print(self, printer: QPrinter, progress: Progress) -> str:
        last = printer.toPage() or self.paper.count()
        print_on(printer, self.paper, range(max(1, printer.fromPage()) - 1, last), progress)
        return tr(N_("Sent to the printer"))

    def _write(self, target: Path, progress: Progress) -> str:
        if write_pdf(self.paper, target, progress):
            return tr(N_("Saved: {name}"), name=target.name)
        return tr(N_("“{name}” could not be written."), name=target.name)

    def _run(self, work: Callable[[Progress], str]) -> None:
        """At once, or with a bar and Cancel where it may take long."""
        say = self._context.messages.toast
        if not self.paper.in_background:
            say(work(SILENT))
            return
        self.setEnabled(False)
        self._context.jobs.long(N_("Onto paper"), work, self._done, on_error=self._failed)

    @Slot(object)
    def _done(self, words: str) -> None:
        self.setEnabled(True)
        self._context.messages.toast(words)

    @Slot(object)
    def _failed(self, problem: Exception) -> None:
        self.setEnabled(True)
        if not isinstance(problem, Cancelled):
            self._context.jobs.failed.emit(problem)

    def _lay_out(self, options: QWidget | None) -> None:
        theme = self._context.theme
        self.resize(theme.px(_WIDTH), theme.px(_HIGH))
        self.heading = heading(self.paper.title)
        smaller = icon_button("minus", tr(N_("Smaller")), lambda: self.view.step_zoom(-1), theme)
        larger = icon_button("plus", tr(N_("Larger")), lambda: self.view.step_zoom(1), theme)
        before = icon_button(
            "chevron-up", tr(N_("Previous page")),
            lambda: self.view.go_to(self.view.page() - 1), theme,
        )  # fmt: skip
        after = icon_button(
            "chevron-down", tr(N_("Next page")),
            lambda: self.view.go_to(self.view.page() + 1), theme,
        )  # fmt: skip
        whole = button(tr(N_("Whole page")), lambda: self.view.set_zoom(0), "quiet")
        head = row(self.heading, None, before, self.page, after, SPACE.large,
                   smaller, self.zoom, larger, whole)  # fmt: skip
        feet = row(None, self.close_button, self.save, self.print)
        above = [holder(column(*[w for w in (options, self.words) if w], space=SPACE.small))]
        inside = column(head, *above, self.view, feet, space=SPACE.medium)
        inside.setContentsMargins(SPACE.section, SPACE.large, SPACE.section, SPACE.large)
        inside.setStretch(2, 1)
        self.setLayout(inside)
        self.view.setFocus()

    def _bind(self) -> None:
        for keys, do in (
            ("Ctrl+P", self.to_printer),
            ("Ctrl+S", self.to_pdf),
            ("Ctrl++", lambda: self.view.step_zoom(1)),
            ("Ctrl+=", lambda: self.view.step_zoom(1)),
            ("Ctrl+-", lambda: self.view.step_zoom(-1)),
            ("Ctrl+0", lambda: self.view.set_zoom(0)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(do)

    @Slot(int, int)
    def _turned(self, page: int, pages: int) -> None:
        self.page.setText(tr(N_("page {page} of {pages}"), page=page, pages=pages))

    @Slot()
    def _zoomed(self) -> None:
        self.zoom.setText(f"{self.view.percent()}%")


def show_paper(
    context: Context,
    paper: Paper,
    name: str,
    *,
    words: str = "",
    options: QWidget | None = None,
    leave: Leave = _at_once,
) -> PaperDialog:
    """Open the preview; it goes away when it is closed."""
    made = PaperDialog(context, paper, name, words=words, options=options, leave=leave)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.open()
    return made
