"""The shop's list of what it does for its best customers, to be added to and changed."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from app.core.errors import ShukeError
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.core.worth import queries, service
from app.core.worth.queries import Privilege
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.jobs import Topic
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import clear, column, holder, row
from app.ui.widgets.text import heading, label, sentence

_WIDTH = 560
_FAIR = N_(
    "A privilege is more care, not another price: whoever asks why she pays more for the same "
    "thing has the law on her side (PIPL, article 24)."
)


class PrivilegesDialog(QDialog):
    """Each line keeps itself when it is left."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Ask for the list."""
        super().__init__(parent.window())
        self.context = context
        self._topic = Topic(self)
        self.setWindowTitle(tr(N_("What we do for our best customers")))
        self.setMinimumWidth(context.theme.px(_WIDTH))
        self.lines: list[tuple[QLineEdit, QLineEdit]] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE.small)
        self.name, self.note = QLineEdit(), QLineEdit()
        self.name.setPlaceholderText(
            tr(N_("A table kept free, a tasting, a call before the sale…"))
        )
        self.note.setPlaceholderText(tr(N_("Note")))
        self.name.setAccessibleName(tr(N_("A new privilege")))
        self.note.setAccessibleName(tr(N_("Note on the new privilege")))
        self.wrong = sentence("", "danger")
        self.wrong.hide()
        add = button(tr(N_("Add")), self.add, "primary")
        self.name.returnPressed.connect(self.add)
        self.note.returnPressed.connect(self.add)
        new = row(self.name, self.note, add)
        new.setStretch(0, 3)
        new.setStretch(1, 2)
        done = button(tr(N_("Done")), self.accept)
        self.setLayout(
            column(
                heading(self.windowTitle()),
                sentence(tr(_FAIR), "small"),
                self._list,
                holder(new),
                self.wrong,
                row(None, done),
                space=SPACE.large,
                margin=SPACE.section,
            )
        )
        self.reload()

    def reload(self) -> None:
        """Read the list again."""

        def question(reader: Reader) -> tuple[Privilege, ...]:
            return queries.privileges(reader, retired=True)

        self.context.jobs.read(question, self._show, topic=self._topic)

    def add(self) -> None:
        """One more."""
        name, note = self.name.text(), self.note.text()
        self._write(N_("Add a privilege"), lambda unit: service.add_privilege(unit, name, note))

    @Slot(object)
    def _show(self, found: Sequence[Privilege]) -> None:
        self.wrong.hide()
        self.lines = []
        clear(self._list)
        for each in found:
            self._list.addWidget(self._line(each))
        for line in (self.name, self.note):
            line.clear()
        self.name.setFocus()

    def _line(self, each: Privilege) -> QWidget:
        if each.retired_on is not None:
            again = button(tr(N_("Bring back")), partial(self._retire, each, False), "link")
            return holder(row(label(each.name, "muted"), None, again))
        name, note = QLineEdit(each.name), QLineEdit(each.note or "")
        name.setAccessibleName(tr(N_("Privilege: {name}"), name=each.name))
        note.setAccessibleName(tr(N_("Note on {name}"), name=each.name))
        note.setPlaceholderText(tr(N_("Note")))
        for line in (name, note):
            line.editingFinished.connect(partial(self._edit, each, name, note))
        self.lines.append((name, note))
        away = button(tr(N_("No longer")), partial(self._retire, each, True), "link")
        away.setAccessibleName(tr(N_("No longer: {name}"), name=each.name))
        inside = row(name, note, away)
        inside.setStretch(0, 3)
        inside.setStretch(1, 2)
        return holder(inside)

    def _edit(self, each: Privilege, name: QLineEdit, note: QLineEdit) -> None:
        said = (name.text(), note.text())
        if said != (each.name, each.note or ""):
            title = N_("Change a privilege")
            self._write(title, lambda unit: service.edit_privilege(unit, each.id, *said))

    def _retire(self, each: Privilege, retired: bool) -> None:
        title = N_("End a privilege for everybody") if retired else N_("Bring a privilege back")
        self._write(title, lambda unit: service.retire_privilege(unit, each.id, retired))

    def _write(self, title: str, act: Callable[[Unit], object]) -> None:
        self.context.jobs.write(title, act, lambda _: self.reload(), on_error=self._failed)

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, ShukeError):
            self.context.jobs.failed.emit(problem)
            return
        self.wrong.setText(str(problem))
        self.wrong.show()
