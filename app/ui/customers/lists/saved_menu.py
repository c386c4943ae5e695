"""The "Lists" menu: saved filters and groups, and what is done with the one that is shown."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QWidget

from app.core.actor import Right
from app.core.customers.queries import ListQuery
from app.core.segments import queries, service
from app.core.segments.queries import Segment
from app.core.store.unit import Unit
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.dialogs import Question
from app.ui.jobs import Topic
from app.ui.lending import Chosen

SAVE, GROUP = N_("Save a filter"), N_("Save a group")
RENAME, DELETE, ORDER = N_("Rename a list"), N_("Delete a list"), N_("Move a list")
AskName = Callable[[str, str], str | None]


def ask_name(parent: QWidget, title: str, name: str) -> str | None:
    """Ask for a name in a small box."""
    mode = QLineEdit.EchoMode.Normal
    found, accepted = QInputDialog.getText(parent, title, tr(N_("Name of the list")), mode, name)
    return found.strip() or None if accepted else None


class SavedLists(QObject):
    """Knows the saved ones, and changes them."""

    opened = Signal(object)  # Segment
    changed = Signal()

    def __init__(self, parent: QWidget, context: Context) -> None:
        """Nothing is asked before `reload`."""
        super().__init__(parent)
        self._context, self._parent = context, parent
        self._topic = Topic(self)
        self.saved: tuple[Segment, ...] = ()
        self.shown: Segment | None = None
        self.ask: AskName = lambda title, name: ask_name(parent, title, name)

    def reload(self) -> None:
        """Ask for the saved ones."""
        self._context.jobs.read(queries.list_saved, self._show, topic=self._topic)

    def open_by_id(self, segment_id: int) -> None:
        """Show one that a place names, as soon as it is known."""
        self._context.jobs.read(
            queries.list_saved, lambda found: self._open_among(found, segment_id)
        )

    def menu(self, query: ListQuery, chosen: Chosen) -> QMenu:
        """The menu for what the list shows now."""
        made = QMenu(self._parent)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in self.saved:
            action = made.addAction(each.name)
            action.setCheckable(True)
            action.setChecked(each == self.shown)
            action.triggered.connect(lambda _=False, each=each: self.opened.emit(each))
        if not self.saved:
            made.addAction(tr(N_("No list is saved yet"))).setEnabled(False)
        if self._context.may(Right.EDIT_CUSTOMERS):
            made.addSeparator()
            self._add_acts(made, query, chosen)
        return made

    def save(self, query: ListQuery) -> None:
        """Ask for a name and keep what the list asks for; an old one is replaced if wished."""
        if query.among is not None:  # no rule finds them again
            self.save_group(Chosen(query, None, 0))
            return
        name = self.ask(tr(SAVE), self.shown.name if self.shown else "")
        if name is None:
            return
        taken = any(each.name.casefold() == name.casefold() for each in self.saved)
        if taken and not self._context.dialogs.confirm(
            Question(
                tr(N_("Replace “{name}”?"), name=name),
                tr(N_("A list of this name is saved already. Its customers are not touched.")),
                tr(N_("Replace it")),
            )
        ):
            return
        self._write(SAVE, lambda unit: service.save(unit, name, query, replace=taken))

    def save_group(self, chosen: Chosen) -> None:
        """Ask for a name and keep the chosen customers as a group."""
        name = self.ask(tr(GROUP), "")
        if name is not None:
            self._write(
                GROUP, lambda unit: service.save_group(unit, name, chosen.query, chosen.ids)
            )

    def rename(self, saved: Segment) -> None:
        """Ask for another name."""
        name = self.ask(tr(RENAME), saved.name)
        if name is not None and name != saved.name:
            self._write(RENAME, lambda unit: service.rename_segment(unit, saved.id, name))

    def delete(self, saved: Segment) -> None:
        """Forget it; Undo brings it back."""
        self._write(DELETE, lambda unit: service.delete_segment(unit, saved.id))

    def move(self, saved: Segment, steps: int) -> None:
        """Further up or down."""
        order = [each.id for each in self.saved]
        place = order.index(saved.id)
        order.insert(max(place + steps, 0), order.pop(place))
        self._write(ORDER, lambda unit: service.reorder(unit, tuple(order)))

    def _add_acts(self, menu: QMenu, query: ListQuery, chosen: Chosen) -> None:
        if query.among is None:  # those of a figure are no rule, only people
            self._add(menu, tr(N_("Save this filter…")), lambda: self.save(query))
        if chosen.count:
            self._add(menu, tr(N_("Save the chosen as a group…")), lambda: self.save_group(chosen))
        shown = self.shown
        if shown is not None:
            menu.addSeparator()
            name = shown.name
            self._add(menu, tr(N_("Rename “{name}”…"), name=name), lambda: self.rename(shown))
            self._add(menu, tr(N_("Move up")), lambda: self.move(shown, -1))
            self._add(menu, tr(N_("Move down")), lambda: self.move(shown, 1))
            self._add(menu, tr(N_("Delete “{name}”"), name=name), lambda: self.delete(shown))

    def _add(self, menu: QMenu, words: str, do: Callable[[], object]) -> None:
        menu.addAction(words).triggered.connect(lambda _=False: do())

    def _write(self, title: str, act: Callable[[Unit], object]) -> None:
        self._context.jobs.write(
            title,
            act,
            lambda _: self._context.messages.toast(tr(N_("Saved")), self._context.undo.last()),
        )

    @Slot(object)
    def _show(self, found: Sequence[Segment]) -> None:
        self.saved = tuple(found)
        if self.shown is not None:
            ids = {each.id: each for each in found}
            self.shown = ids.get(self.shown.id)
        self.changed.emit()

    def _open_among(self, found: Sequence[Segment], segment_id: int) -> None:
        self._show(found)
        for each in found:
            if each.id == segment_id:
                self.opened.emit(each)
