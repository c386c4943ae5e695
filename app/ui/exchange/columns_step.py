"""Step 2: which column is which field."""

from PySide6.QtWidgets import QWidget

from app.core.exchange.doubled import DOUBLED
from app.core.exchange.service import Layout, What
from app.i18n import N_, in_a_row, listed, ntr, tr
from app.ui.context import Context
from app.ui.exchange.columns_model import is_enough, twice
from app.ui.exchange.columns_table import ColumnsTable
from app.ui.exchange.field_chooser import FieldChooser
from app.ui.exchange.fields import offers
from app.ui.exchange.step import Step
from app.ui.messages import Message
from app.ui.tokens import SPACE
from app.ui.widgets.banner import Banner
from app.ui.widgets.layout import column
from app.ui.widgets.text import sentence

_LACKING = {
    What.CUSTOMERS: N_("No column is the customers' name yet. Choose which one it is."),
    What.COMPANIES: N_("No column is the companies' name yet. Choose which one it is."),
    What.PURCHASES: N_("A list of purchases needs a date and an amount. Choose their columns."),
    What.COMPLAINTS: N_("Complaints need a day and what each is about. Choose those columns."),
    What.SURVEY: N_("No column is a question yet. Choose which ones are."),
}


class ColumnsStep(Step):
    """Guesses to look over and to correct."""

    def __init__(self, context: Context) -> None:
        """No file yet."""
        super().__init__()
        self._context = context
        self._layout: Layout | None = None
        self._sheet: str | None = None
        self.chooser: FieldChooser | None = None
        self.words = sentence("", "muted")
        self.note = Banner(context.theme, closable=False)
        self.table = ColumnsTable(context.theme)
        self.table.choose_wanted.connect(self.choose)
        self.table.clear_wanted.connect(lambda row: self.set_target(row, None))
        self.setLayout(column(self.words, self.note, self.table, space=SPACE.medium))

    def show_layout(self, layout: Layout, sheet: str | None) -> None:
        """Show the columns of the file as they are guessed."""
        self._layout, self._sheet = layout, sheet
        self.table.columns.show(layout, sheet)
        if self.table.columns.lines:
            self.table.selectRow(0)
        self._tell()

    def mapping(self) -> dict[str, str | None]:
        """Column → field."""
        return dict(self.table.columns.mapping)

    def set_target(self, row: int, target: str | None) -> None:
        """Correct a guess."""
        self.table.columns.set_target(row, target)
        self._tell()

    def choose(self, row: int, typed: str = "") -> None:
        """Open the chooser for a column."""
        columns = self.table.columns
        line, now = columns.lines[row], columns.target(row)
        self.chooser = FieldChooser(
            self._context.theme,
            self,
            line.heading,
            line.samples,
            offers(columns.what, columns.catalogues),
        )
        self.chooser.chosen.connect(lambda target: self.set_target(row, target))
        self.chooser.finished.connect(self.chooser.deleteLater)
        others = {each for name, each in columns.mapping.items() if name != line.heading and each}
        self.chooser.ask(now, others, typed)

    def ready(self) -> bool:
        """What such a list can't do without must be among the columns."""
        layout = self._layout
        return layout is not None and is_enough(layout, self._sheet, self.table.columns.mapping)

    def next_words(self) -> str:
        """On to the options."""
        return tr("Next: check")

    def first(self) -> QWidget | None:
        """The table when something must be chosen, else the button."""
        return None if self.ready() else self.table

    def _tell(self) -> None:
        columns = self.table.columns
        taken = sum(target is not None for target in columns.mapping.values())
        total = ntr("{n} column", "{n} columns", len(columns.lines))
        words = tr("{columns} in the file, {taken} of them come in.", columns=total, taken=taken)
        self.words.setText(in_a_row(words, tr(_HOW)))
        self._note()
        self.changed.emit()

    def _note(self) -> None:
        assert self._layout is not None
        columns = self.table.columns
        found = twice(self._layout, self._sheet, columns.mapping)
        double = listed(columns.words_of(each)[0] for each in found)
        if not self.ready():
            self.note.say(Message(tr(_LACKING[columns.what]), "warn"))
        elif double:
            self.note.say(Message(tr(DOUBLED, fields=double), "warn"))
        elif self._layout.remembered:
            self.note.say(Message(tr(_REMEMBERED), "plain"))
        else:
            self.note.hide()


_HOW = N_("Click a field, or press Enter on its row, to correct it.")
_REMEMBERED = N_("You imported a list with these headings before: its columns are chosen as then.")
