"""Step 1: which file, what is in it, and how it is to be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QStackedLayout, QVBoxLayout, QWidget

from app.core.exchange.layout import column_letter
from app.core.exchange.service import Layout, What
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.exchange.begin_view import BeginView
from app.ui.exchange.file_words import (
    ENCODINGS,
    FILTER,
    SEPARATORS,
    about_file,
    named,
    sheet_words,
)
from app.ui.exchange.step import LISTS, Step, natural
from app.ui.exchange.text_table import TextTable
from app.ui.icons import picture
from app.ui.messages import Message
from app.ui.tokens import SPACE
from app.ui.widgets.banner import Banner
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.buttons import button
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import card, column, holder, row
from app.ui.widgets.text import ElidedLabel, label

_FOLDER = "import_folder"  # where the last file was, on this PC


@dataclass(frozen=True)
class Wish:
    """How the file is to be taken; None: as the program finds it."""

    path: Path
    what: What | None = None
    encoding: str | None = None
    separator: str | None = None


class FileStep(Step):
    """Asks for the file, then shows what was found in it."""

    wanted = Signal(object)  # Wish: open the file (again)
    what_chosen = Signal(object)  # What

    def __init__(self, context: Context) -> None:
        """No file yet."""
        super().__init__()
        self._context = context
        self.layout_: Layout | None = None
        self._showing = False
        self.begin = BeginView(context, self.choose_file)
        self.begin.drop.dropped.connect(self.take)
        self.what = Choices(
            tr("What is in it?"), [Choice(w, tr(x)) for w, x in LISTS.items()], None
        )
        self.what.on_choice(self._what)
        self.encoding, self.separator, self.sheet = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self._build()

    def choose_file(self) -> None:
        """Let the user choose."""
        start = self._context.app_state.get(_FOLDER)
        folder = Path(start) if isinstance(start, str) else None
        found = self._context.dialogs.open_file(tr("Choose a list"), folder, tr(FILTER))
        if found is not None:
            self.take(found)

    def take(self, path: Path) -> None:
        """Open this file, whatever it is."""
        self._context.app_state.set(_FOLDER, str(path.parent))
        self.wanted.emit(Wish(path))

    def show_layout(self, layout: Layout | None) -> None:
        """Show what was found; None: no file."""
        self.layout_ = layout
        if layout is not None:
            self._showing = True
            self._fill(layout)
            self._fill_text(layout)
            self._fill_sheets(layout)
            self._showing = False
        self._stack.setCurrentIndex(0 if layout is None else 1)
        self.changed.emit()

    def chosen_sheet(self) -> str | None:
        """The one sheet to read; None: all that fit."""
        found = self.sheet.currentData()
        return found if isinstance(found, str) else None

    def shown_table(self) -> str:
        """The table whose first rows are shown."""
        assert self.layout_ is not None
        tables = self.layout_.fitting(self.chosen_sheet()) or self.layout_.tables
        return tables[0].name if tables else ""

    def ready(self) -> bool:
        """There is a file."""
        return self.layout_ is not None

    def next_words(self) -> str:
        """On to the columns."""
        return tr("Next: columns")

    def first(self) -> QWidget | None:
        """The large button, as long as there is no file."""
        return None if self.ready() else self.begin.drop

    def _build(self) -> None:
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.begin)
        self._stack.addWidget(holder(self._found()))

    def _found(self) -> QVBoxLayout:
        theme = self._context.theme
        sign = QLabel()
        sign.setPixmap(picture("table", theme.colours.accent, theme.px(28)))
        self.name, self.about = ElidedLabel("", "strong"), label("", "small")
        other = button(tr("Choose another file…"), self.choose_file)
        head = row(sign, column(self.name, self.about, space=0), other, space=SPACE.large)
        head.setStretch(1, 1)
        self.trouble = Banner(theme, closable=False)
        self.what_line = FormLine(tr("What is in it?"), natural(self.what))
        self._text_lines = (
            FormLine(tr("Encoding"), self.encoding),
            FormLine(tr("Separator"), self.separator),
        )
        self._sheet_line = FormLine(tr("Sheet"), self.sheet)
        for each in (self.encoding, self.separator):
            each.activated.connect(lambda _: self._again())
        self.sheet.activated.connect(lambda _: self._sheet_chosen())
        lines = row(*self._text_lines, self._sheet_line, None, space=SPACE.large)
        self.top = TextTable(theme, tr("The first rows of the file"))
        return column(
            card(head, self.what_line, lines, self.trouble, space=SPACE.medium),
            label(tr("The first rows, as they stand in the file"), "section"),
            self.top,
            space=SPACE.medium,
        )

    def _fill(self, layout: Layout) -> None:
        self.name.setText(layout.path.name)
        self.about.setText(about_file(layout))
        self.what.choose(layout.what)
        if any(table.fits for table in layout.tables):
            self.trouble.hide()
            return
        words = N_(
            "No column was recognised as what such a list needs. Choose another sort of list, "
            "or say on the next page which column is what."
        )
        self.trouble.say(Message(tr(words), "warn"))

    def _fill_text(self, layout: Layout) -> None:
        for each in self._text_lines:
            each.setVisible(layout.kind == "text")
        _offer(self.encoding, named(ENCODINGS, layout.encoding), layout.encoding)
        _offer(self.separator, named(SEPARATORS, layout.separator), layout.separator)

    def _fill_sheets(self, layout: Layout) -> None:
        before = self.chosen_sheet()
        self.sheet.clear()
        fitting = [table for table in layout.tables if table.fits]
        if len(fitting) != 1:
            words = N_("All sheets that fit ({n})") if fitting else N_("All sheets")
            self.sheet.addItem(tr(words, n=len(fitting)), None)
        for table in fitting if len(fitting) == 1 else ():
            self.sheet.addItem(sheet_words(layout, table.name), table.name)
        for table in layout.tables:
            if table not in fitting or len(fitting) != 1:
                self.sheet.addItem(sheet_words(layout, table.name), table.name)
        self.sheet.setCurrentIndex(max(0, self.sheet.findData(before)))
        self._sheet_line.setVisible(len(layout.tables) > 1)

    def show_top(self, top: Sequence[Sequence[str]]) -> None:
        """Show the first rows of the table to be read."""
        width = max((len(line) for line in top), default=0)
        self.top.show_texts([column_letter(place) for place in range(width)], top)

    def _what(self, what: What) -> None:
        if not self._showing and self.layout_ is not None:
            self.what_chosen.emit(what)

    def _again(self) -> None:
        assert self.layout_ is not None
        encoding, separator = self.encoding.currentData(), self.separator.currentData()
        self.wanted.emit(Wish(self.layout_.path, self.what.value(), encoding, separator))

    def _sheet_chosen(self) -> None:
        assert self.layout_ is not None
        self.what_chosen.emit(self.what.value())


def _offer(box: QComboBox, values: Sequence[tuple[str, str]], now: str) -> None:
    box.clear()
    for value, words in values:
        box.addItem(tr(words), value)
    box.setCurrentIndex(box.findData(now))
