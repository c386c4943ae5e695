"""The import wizard: file, columns, check, preview, done; Enter goes on, Esc goes back."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QVBoxLayout, QWidget

from app.core.errors import ShukeError
from app.core.exchange.examples import top_rows
from app.core.exchange.service import Layout, Options, Report, What
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.exchange.aftermath import Aftermath
from app.ui.exchange.busy import Busy
from app.ui.exchange.columns_step import ColumnsStep
from app.ui.exchange.done_step import DoneStep
from app.ui.exchange.file_step import FileStep, Wish
from app.ui.exchange.options_step import OptionsStep
from app.ui.exchange.preview_step import PreviewStep
from app.ui.exchange.step import Step
from app.ui.exchange.stepper import Stepper
from app.ui.exchange.work import Work
from app.ui.long_job import LongJob
from app.ui.messages import Message
from app.ui.navigation import Place
from app.ui.tokens import SPACE
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import column, row

FILE, COLUMNS, CHECK, PREVIEW, DONE = range(5)
_AFTER: dict[What, str] = {
    What.PURCHASES: "value",
    What.COMPLAINTS: "complaints",
    What.SURVEY: "satisfaction",
}
_NAMES = (N_("File"), N_("Columns"), N_("Check"), N_("Preview"), N_("Result"))
_TOP_ROWS = 30


class Wizard(QWidget):
    """Holds the steps, the two buttons, and what is under way."""

    moved = Signal(int)  # the step shown now

    def __init__(self, context: Context) -> None:
        """At the first step, without a file."""
        super().__init__()
        self.context = context
        self.at = FILE
        self.work = Work(context, self, self.isVisible)
        self.file, self.columns = FileStep(context), ColumnsStep(context)
        self.check, self.preview = OptionsStep(context), PreviewStep(context)
        self.done = DoneStep(context)
        self.steps: tuple[Step, ...] = (
            self.file, self.columns, self.check, self.preview, self.done,
        )  # fmt: skip
        self.aftermath = Aftermath(context, self.work, self.done, self)
        self.busy = Busy(context)
        self.stepper = Stepper(context.theme, [tr(name) for name in _NAMES])
        self.trouble = Banner(context.theme)
        self.back = button(tr("Back"), self.go_back, theme=context.theme, image="arrow-left")
        self.next = button("", self.go_on, "primary")
        self.stack = QStackedWidget()
        self.setLayout(self._laid_out())
        self._connect()
        self.go_to(FILE)

    def go_to(self, step: int) -> None:
        """Show a step."""
        self.at = step
        self.stack.setCurrentWidget(self.steps[step])
        self.stepper.go_to(step)
        self._refresh()
        self._put_cursor()
        self.moved.emit(step)

    def go_on(self) -> None:
        """What the main button does at this step."""
        if self.work.busy() or not self.steps[self.at].ready():
            return
        self.trouble.hide()
        (self._to_columns, self._to_check, self._check, self._import, self._leave)[self.at]()

    def go_back(self) -> None:
        """One step back; while something runs, cancel it."""
        if self.work.busy():
            self.work.cancel()
        elif FILE < self.at < DONE:
            self.trouble.hide()
            self.go_to(self.at - 1)
        elif self.at == FILE and self.file.ready():
            self.start_again()

    def start_again(self) -> None:
        """Let go of the file; another one may come."""
        self.trouble.hide()
        self.work.close(self._closed)

    def take(self, path: Path) -> None:
        """Begin with this file."""
        self.go_to(FILE)
        self.file.take(path)

    def showEvent(self, event: QShowEvent) -> None:
        """The cursor stands where the step begins."""
        super().showEvent(event)
        if not event.spontaneous():
            self._put_cursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button it is on, else goes on; Esc goes back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QAbstractButton) and focused.isEnabled():
                focused.click()
            else:
                self.go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def _laid_out(self) -> QVBoxLayout:
        for each in (*self.steps, self.busy):
            self.stack.addWidget(each)
        foot = row(self.back, None, self.next)
        made = column(self.stepper, self.trouble, self.stack, foot, space=SPACE.large)
        made.setStretchFactor(self.stack, 1)
        return made

    def _connect(self) -> None:
        self.file.wanted.connect(self._inspect)
        self.file.what_chosen.connect(self._choose_what)
        for each in (self.preview, self.done):
            each.save_wanted.connect(self.aftermath.save_rejects)
        self.done.undo_wanted.connect(lambda: self.aftermath.undo())
        self.aftermath.failed.connect(self._failed)
        self.aftermath.ended.connect(self._put_cursor)
        self.file.begin.past.undo_wanted.connect(self.aftermath.take_back)
        self.done.again_wanted.connect(self.start_again)
        for step in self.steps:
            step.changed.connect(self._refresh)
        self.work.started.connect(self._started)
        self.work.ended.connect(self._ended)
        self.work.failed.connect(self._failed)
        self.work.cancelled.connect(self._cancelled)
        self.busy.wanted.connect(self._show_busy)
        self.busy.cancel_wanted.connect(self.work.cancel)

    def _inspect(self, wish: Wish) -> None:
        self.trouble.hide()
        self.check.forget_origin()
        options = Options(encoding=wish.encoding, separator=wish.separator)
        if wish.encoding is None:
            self.file.show_layout(None)
        self.work.inspect(wish.path, wish.what, options, self._opened)

    def _choose_what(self, what: What) -> None:
        self.work.choose(what, self._options(what), self._opened)

    def _opened(self, layout: Layout) -> None:
        self.file.show_layout(layout)
        top = top_rows(self.work.held.open(), self.file.shown_table(), _TOP_ROWS)
        self.file.show_top(top)
        self._put_cursor()

    def _to_columns(self) -> None:
        assert self.file.layout_ is not None
        self.columns.show_layout(self.file.layout_, self.file.chosen_sheet())
        self.go_to(COLUMNS)

    def _to_check(self) -> None:
        assert self.file.layout_ is not None
        self.check.show_what(self.file.layout_.what)
        self.go_to(CHECK)

    def _check(self) -> None:
        layout = self.file.layout_
        assert layout is not None
        options, mapping = self._options(layout.what), self.columns.mapping()
        self.work.check(layout.what, options, mapping, self._checked)

    def _checked(self, report: Report) -> None:
        self.preview.show_report(report, self.work.held.open().layout)
        self.go_to(PREVIEW)

    def _import(self) -> None:
        self.work.bring_in(self._imported)

    def _imported(self, report: Report) -> None:
        self.done.show_report(report)
        self.go_to(DONE)

    def _leave(self) -> None:
        report = self.done.report
        if self.done.undone or report is None:
            self.start_again()
            return
        self.context.navigation.open(Place(_AFTER.get(report.what, "customers")))

    def _closed(self) -> None:
        self.file.show_layout(None)
        self.go_to(FILE)

    def _options(self, what: What) -> Options:
        self.check.show_what(what)
        layout = self.file.layout_
        assert layout is not None
        sheet = self.file.chosen_sheet()
        found = self.check.options(
            sheet, layout.encoding, layout.separator, text=layout.kind == "text"
        )
        return replace(found, sheet=sheet)

    @Slot(object)
    def _started(self, job: LongJob) -> None:
        self.busy.follow(job)
        self._refresh()

    @Slot()
    def _ended(self) -> None:
        self.busy.stop()
        self.stack.setCurrentWidget(self.steps[self.at])
        self._refresh()
        self._call_cursor_back()

    def _call_cursor_back(self) -> None:
        """A step at rest loses it, to the sidebar if a chooser was open; who types goes on."""
        focused = self.window().focusWidget()
        strayed = isinstance(focused, QAbstractButton) and not self.isAncestorOf(focused)
        if self.isVisible() and (focused is None or strayed):
            self._put_cursor()

    @Slot()
    def _show_busy(self) -> None:
        if self.stack.currentWidget() is not self.busy:
            self.stack.setCurrentWidget(self.busy)
            self.busy.cancel.setFocus()

    @Slot()
    def _cancelled(self) -> None:
        self._forget_file()
        self.context.messages.toast(tr("Cancelled. Nothing was changed."), tone="plain")
        self._put_cursor()

    @Slot(object)
    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, ShukeError):
            self.context.jobs.failed.emit(problem)
            return
        self._forget_file()
        self.trouble.say(Message(str(problem), "danger"))
        self._put_cursor()

    def _forget_file(self) -> None:
        """A file that could not be opened is not the file any more."""
        if self.work.held.session is None:
            self.file.show_layout(None)

    def _refresh(self) -> None:
        step, busy = self.steps[self.at], self.work.busy()
        self.next.setText(step.next_words())
        self.next.setAccessibleName(step.next_words())
        self.next.setVisible(self.at != FILE or step.ready())
        self.next.setEnabled(step.ready() and not busy)
        self.back.setVisible(FILE < self.at < DONE)
        self.back.setEnabled(not busy)
        step.setEnabled(not busy)

    def begins_at(self) -> QWidget:
        """Where the cursor stands in this step."""
        return self.steps[self.at].first() or self.next

    def _put_cursor(self) -> None:
        wanted = self.begins_at()
        if wanted.isVisibleTo(self):
            wanted.setFocus()
