"""What can be done with the chosen customers; shown while more than one is chosen."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.core.actor import Right
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.formats import number
from app.ui.icons import icon
from app.ui.lending import Chosen, Entry
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import frame, hide_unless, row
from app.ui.widgets.text import label

_SHOWN = 3  # entries of others that stand in the bar; the rest is in its menu


def _do(act: Callable[[Chosen], object], chosen: Callable[[], Chosen]) -> object:
    return act(chosen())


class SelectionBar(QWidget):
    """Counts the chosen, and offers the acts."""

    def __init__(
        self,
        context: Context,
        entries: Sequence[Entry[Chosen]],
        chosen: Callable[[], Chosen],
        acts: Sequence[tuple[str, str, Callable[[Chosen], object]]],
        choose_all: Callable[[], object],
    ) -> None:
        """`acts` are (marked title, icon, what is done)."""
        super().__init__()
        self._context, self._chosen = context, chosen
        self.count = label("", "strong")
        self.all = button("", choose_all, "link")
        edits = context.may(Right.EDIT_CUSTOMERS)
        made = [
            button(tr(title), partial(_do, do, chosen), theme=context.theme, image=image)
            for title, image, do in acts
        ]
        for each in made:
            hide_unless(each, edits)
        offered = [each for each in entries if each.is_for(context.actor)]
        made += [self._entry(each) for each in offered[:_SHOWN]]
        self.more = button(tr(N_("More")), self._open, theme=context.theme, image="ellipsis")
        self._rest = offered[_SHOWN:]
        hide_unless(self.more, bool(self._rest))
        inside = row(self.count, self.all, None, *made, self.more, space=SPACE.small)
        inside.setContentsMargins(SPACE.medium, SPACE.hair, SPACE.medium, SPACE.hair)
        self.setLayout(row(frame(inside, "sunken")))
        self.hide()

    def show_count(self, chosen: int, found: int, *, everything: bool) -> None:
        """So many of so many; with `everything` the whole query is chosen."""
        self.setVisible(chosen > 1)
        words = ntr("{count} selected", "{count} selected", chosen, count=number(chosen))
        if everything:
            words = tr(N_("All {n} that were found"), n=number(found))
        self.count.setText(words)
        self.all.setText(tr(N_("All {n} that were found"), n=number(found)))
        self.all.setVisible(not everything and chosen < found)

    def _entry(self, entry: Entry[Chosen]) -> QPushButton:
        return button(
            tr(entry.title),
            lambda: entry.run(self._context, self._chosen()),
            theme=self._context.theme,
            image=entry.icon,
        )

    def _open(self) -> None:
        menu = QMenu(self)
        for each in self._rest:
            action = menu.addAction(icon(each.icon, self._context.theme, "ink"), tr(each.title))
            action.triggered.connect(lambda _=False, each=each: self._run(each))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _run(self, entry: Entry[Chosen]) -> None:
        entry.run(self._context, self._chosen())
