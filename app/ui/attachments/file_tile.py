"""One file as a tile: icon, name, size and day; its menu opens by click, Enter or Space."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QInputDialog, QMenu, QPushButton

from app.core.attachments.queries import File
from app.core.clock import Clock
from app.i18n import N_, tr
from app.ui.attachments.words import icon_of
from app.ui.formats import moment, size
from app.ui.icons import icon
from app.ui.theme import Theme

_WIDTH = 228


@dataclass(frozen=True)
class FileActions:
    """What a tile can ask for."""

    open: Callable[[File], object]
    save: Callable[[File], object]
    rename: Callable[[File, str], object]
    delete: Callable[[File], object]


class FileTile(QPushButton):
    """Names too long for the tile are cut in the middle and whole in the tooltip."""

    def __init__(
        self, file: File, theme: Theme, clock: Clock, actions: FileActions, *, may_edit: bool
    ) -> None:
        """Show one file."""
        super().__init__()
        self.file, self._actions, self._may_edit = file, actions, may_edit
        self.setProperty("look", "choice")
        self.setAutoDefault(False)
        self.setFixedWidth(theme.px(_WIDTH))
        self.setIcon(icon(icon_of(file.media), theme, "muted", gap=theme.px(8)))
        self.setIconSize(QSize(theme.px(25), theme.px(17)))
        self._about = f"{size(file.size)} · {moment(file.added_at, clock)}"
        self.setToolTip(file.name)
        self.setAccessibleName(f"{file.name}, {self._about}")
        room = theme.px(_WIDTH - 76)
        metrics = self.fontMetrics()
        name = metrics.elidedText(file.name.replace("&", "&&"), Qt.TextElideMode.ElideMiddle, room)
        self.setText(f"{name}\n{self._about}")
        self.setMinimumHeight(metrics.lineSpacing() * 2 + theme.px(28))
        self.clicked.connect(self.show_menu)

    def show_menu(self) -> None:
        """What can be done with the file."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def fill(self, menu: QMenu) -> None:
        """Put the entries into a menu."""
        menu.addAction(tr(N_("Open")), lambda: self._actions.open(self.file))
        menu.addAction(tr(N_("Save a copy elsewhere…")), lambda: self._actions.save(self.file))
        if self._may_edit:
            menu.addSeparator()
            menu.addAction(tr(N_("Another name…")), self._rename)
            menu.addAction(tr(N_("Delete")), lambda: self._actions.delete(self.file))

    def _rename(self) -> None:
        asked = tr(N_("What is the file called?"))
        name, fine = QInputDialog.getText(self, tr(N_("Another name")), asked, text=self.file.name)
        if fine and name.strip():
            self._actions.rename(self.file, name)
