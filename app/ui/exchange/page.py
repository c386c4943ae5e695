"""The import screen: bring a list in, step by step, or take one out."""

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.actor import Right
from app.core.exchange.batches import past_imports
from app.i18n import tr
from app.ui.context import Context
from app.ui.exchange.drop_area import dropped_file
from app.ui.exchange.past_card import SHOWN
from app.ui.exchange.take_out import TakeOut
from app.ui.exchange.wizard import DONE, FILE, Wizard
from app.ui.navigation import Place
from app.ui.page import Page
from app.ui.tokens import SPACE
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.layout import column, hide_unless, row
from app.ui.widgets.text import title

IN, OUT = "in", "out"


class ImportPage(Page):
    """`Place("import", detail="out")` opens the taking out."""

    tables = frozenset({"customer", "purchase"})

    def __init__(self, context: Context) -> None:
        """Begin with bringing in."""
        super().__init__(context)
        self.wizard, self.take_out = Wizard(context), TakeOut(context)
        offered = [Choice(IN, tr("Bring in")), Choice(OUT, tr("Take out"))]
        self.way = Choices(tr("Which way?"), offered, IN)
        self.way.on_choice(self._choose)
        hide_unless(self.way, context.may(Right.EXPORT))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.wizard)
        self.stack.addWidget(self.take_out)
        self.head = title(tr("Import"))
        head = row(self.head, None, self.way)
        self.setLayout(column(head, self.stack, space=SPACE.large, margin=SPACE.page))
        self.setAcceptDrops(True)

    def reload(self) -> None:
        """Ask for the imports of the past."""
        show = self.wizard.file.begin.past.show_past
        self.context.jobs.read(lambda reader: past_imports(reader, SHOWN), show, topic=self.topic)

    def show_place(self, place: Place) -> None:
        """A place may ask for the taking out."""
        if place.detail in (IN, OUT) and place != self.place:
            self.way.choose(place.detail)
        super().show_place(place)

    def first_to_focus(self) -> QWidget:
        """Where the step begins: Enter chooses a file, or goes on."""
        begins = self.wizard.begins_at()
        return begins if begins.isVisibleTo(self) else self

    def leave(self) -> None:
        """Nothing is typed here that must be saved; the wizard waits where it is."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped anywhere, before the import or after it."""
        if self._takes_files() and dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Begin with that file."""
        found = dropped_file(event)
        if found is not None and self._takes_files():
            event.acceptProposedAction()
            self.wizard.take(found)

    def _takes_files(self) -> bool:
        wizard = self.wizard
        showing = self.stack.currentWidget() is wizard
        return showing and wizard.at in (FILE, DONE) and not wizard.work.busy()

    def _choose(self, way: str) -> None:
        self.stack.setCurrentWidget(self.take_out if way == OUT else self.wizard)
        self.head.setText(tr("Export") if way == OUT else tr("Import"))


def make_page(context: Context) -> Page:
    """For the registry."""
    return ImportPage(context)
