"""Tags for many customers, and the tags themselves: counted, renamed, merged."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.core.customers.queries import tags_in_use
from app.core.segments import service
from app.core.store.unit import Unit
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.customers.lists.many import changed_words, chosen_words, run
from app.ui.formats import number
from app.ui.jobs import Topic
from app.ui.lending import Chosen
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column, row
from app.ui.widgets.text import heading, sentence

ADD, TAKE, RENAME = N_("Tag many customers"), N_("Take tags away"), N_("Rename a tag")
_WIDTH = 460
_NAME = Qt.ItemDataRole.UserRole


class TagsDialog(QDialog):
    """A line for new tags, the list of those in use; for chosen customers or for the book."""

    def __init__(self, parent: QWidget, context: Context, chosen: Chosen | None) -> None:
        """Without `chosen` tags are only renamed and merged."""
        super().__init__(parent)
        self._context, self._chosen = context, chosen
        self._topic = Topic(self)
        self.typed = QLineEdit()
        self.typed.setPlaceholderText(tr(N_("Several with commas between them")))
        self.tags = QListWidget()
        self.tags.setAccessibleName(tr(N_("Tags in use")))
        self.tags.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.tags.itemSelectionChanged.connect(self._follow)
        self.typed.textChanged.connect(self._follow)
        self.add = button(tr(N_("Add to them")), self._add, "primary")
        self.typed.returnPressed.connect(self.add.click)
        self.take = button(tr(N_("Take from them")), self._take)
        self.rename = button(tr(N_("Rename or merge")), self._rename)
        self._lay_out()
        self._follow()
        context.jobs.read(tags_in_use, self._show, topic=self._topic)

    def words(self) -> tuple[str, ...]:
        """The tags typed and those marked in the list."""
        typed = self.typed.text().replace("，", "、").replace(",", "、").split("、")
        marked = [str(each.data(_NAME)) for each in self.tags.selectedItems()]
        return tuple(dict.fromkeys([*(each.strip() for each in typed if each.strip()), *marked]))

    def _lay_out(self) -> None:
        title = tr(ADD) if self._chosen else tr(N_("Tags"))
        self.setWindowTitle(title)
        self.setMinimumWidth(self._context.theme.px(_WIDTH))
        pieces: list[QWidget] = [heading(title)]
        if self._chosen:
            pieces.append(sentence(chosen_words(self._chosen.count), "muted"))
        hint = tr(
            N_("To rename, mark one tag and type its new name; an existing name merges them.")
        )
        buttons = [self.take, self.add] if self._chosen else []
        self.setLayout(
            column(
                *pieces,
                FormLine(tr(N_("New tag or name")), self.typed),
                self.tags,
                sentence(hint, "small"),
                row(self.rename, None, button(tr(N_("Close")), self.reject), *buttons),
                space=SPACE.large,
                margin=SPACE.section,
            )
        )

    @Slot(object)
    def _show(self, found: Sequence[tuple[str, int]]) -> None:
        self.tags.clear()
        for name, count in found:
            item = QListWidgetItem(f"{name}   {number(count)}")
            item.setData(_NAME, name)
            self.tags.addItem(item)

    @Slot()
    def _follow(self) -> None:
        some = bool(self.words())
        self.add.setEnabled(some)
        self.take.setEnabled(bool(self.tags.selectedItems()))
        one = len(self.tags.selectedItems()) == 1
        self.rename.setEnabled(one and bool(self.typed.text().strip()))

    def _add(self) -> None:
        tags, chosen = self.words(), self._chosen
        if chosen is not None and tags:
            run(
                self._context,
                ADD,
                chosen,
                lambda unit, whom, progress: service.add_tags(unit, whom, tags, progress),
            )
            self.accept()

    def _take(self) -> None:
        tags, chosen = self.words(), self._chosen
        if chosen is not None and tags:
            run(
                self._context,
                TAKE,
                chosen,
                lambda unit, whom, progress: service.remove_tags(unit, whom, tags, progress),
            )
            self.accept()

    def _rename(self) -> None:
        old = str(self.tags.selectedItems()[0].data(_NAME))
        new = self.typed.text().strip()

        def act(unit: Unit) -> int:
            return service.merge_tag(unit, old, new)

        def done(changed: int) -> None:
            words = changed_words(changed)
            self._context.messages.toast(words, self._context.undo.last())
            self.typed.clear()
            self._context.jobs.read(tags_in_use, self._show, topic=self._topic)

        self._context.jobs.write(RENAME, act, done)
