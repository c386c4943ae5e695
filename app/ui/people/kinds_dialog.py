"""The shop's own kinds of links: both names in both languages."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.catalogue.link_kinds import LinkKind, LinkKinds
from app.core.errors import ShukeError
from app.core.people import queries, service
from app.core.store.unit import Unit
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.jobs import Topic
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import clear, column, holder, row, rule
from app.ui.widgets.text import ElidedLabel, heading, label, sentence

_WIDTH = 560


class KindsDialog(QDialog):
    """Lists the own kinds, and adds one; built-in ones are not touched."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Ask which there are."""
        super().__init__(parent.window())
        self._context, self._topic = context, Topic(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr(N_("Our own kinds of links")))
        self.setMinimumWidth(context.theme.px(_WIDTH))
        self.lines = QVBoxLayout()
        names = (
            N_("One side, in Chinese"), N_("One side, in English"),
            N_("Other side, in Chinese"), N_("Other side, in English"),
        )  # fmt: skip
        examples = ("师父", "master", "徒弟", "apprentice")
        self.names = [self._line(words, each) for words, each in zip(names, examples, strict=True)]
        self.add = button(tr(N_("Add this kind")), self._add, "primary")
        self.add.setEnabled(False)
        self.wrong = sentence("", "danger")
        self.wrong.hide()
        self._lay_out()
        self._reload()

    def _lay_out(self) -> None:
        said = tr(N_("Leave the other side blank where both are called the same: mahjong friend."))
        grid = QGridLayout()
        grid.setSpacing(SPACE.small)
        grid.addWidget(label(tr(N_("One side")), "small"), 0, 0, 1, 2)
        grid.addWidget(label(tr(N_("Other side")), "small"), 0, 2, 1, 2)
        for place, each in enumerate(self.names):
            grid.addWidget(each, 1, place)
        close = button(tr(N_("Close")), self.accept)
        self.setLayout(
            column(
                heading(tr(N_("Our own kinds of links"))),
                holder(self.lines),
                rule(),
                sentence(said, "muted"),
                holder(grid),
                self.wrong,
                row(None, close, self.add),
                space=SPACE.large,
                margin=SPACE.section,
            )
        )

    def _line(self, words: str, example: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(tr(words))
        made.setPlaceholderText(example)
        made.textChanged.connect(lambda _: self._follow())
        made.returnPressed.connect(self._add)
        return made

    def _follow(self) -> None:
        self.add.setEnabled(any(each.text().strip() for each in self.names[:2]))

    def _reload(self) -> None:
        self._context.jobs.read(queries.kinds, self._show, topic=self._topic)

    @Slot(object)
    def _show(self, known: LinkKinds) -> None:
        clear(self.lines)
        own = [each for each in known if each.own]
        for each in own:
            self.lines.addWidget(self._kind(each))
        if not own:
            self.lines.addWidget(sentence(tr(N_("None yet.")), "muted"))

    def _kind(self, kind: LinkKind) -> QWidget:
        words = " ↔ ".join(
            " / ".join(name for name in (end.chinese, end.english) if name) for end in kind.ends
        )
        remove = button(tr(N_("Delete")), lambda: self._delete(kind), "link")
        remove.setAccessibleName(tr(N_("Delete {name}"), name=kind.first.show()))
        made = holder(row(ElidedLabel(words, "value"), remove))
        return made

    def _add(self) -> None:
        if not self.add.isEnabled():
            return
        zh, en, other_zh, other_en = (each.text() for each in self.names)
        self._write(
            N_("Add a kind of link"),
            lambda unit: service.add_kind(unit, (zh, en), (other_zh, other_en)),
        )

    def _delete(self, kind: LinkKind) -> None:
        self._write(N_("Delete a kind of link"), lambda unit: service.delete_kind(unit, kind.key))

    def _write(self, title: str, act: Callable[[Unit], Any]) -> None:
        self.wrong.hide()
        self._context.jobs.write(title, act, self._written, on_error=self._failed)

    def _written(self, _: object) -> None:
        for each in self.names:
            each.clear()
        self._reload()

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, ShukeError):
            self._context.jobs.failed.emit(problem)
            return
        self.wrong.setText(str(problem))
        self.wrong.show()
