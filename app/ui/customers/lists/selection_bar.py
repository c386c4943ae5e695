"""What can be done with the chosen customers; shown while more than one is chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.core.actor import Right
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.formats import number
from app.ui.icons import icon
from app.ui.lending import Chosen, Entry
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import frame, row
from app.ui.widgets.text import label

_NARROWEST = 320  # the page may be small: what does not fit goes into the menu


@dataclass(frozen=True)
class _Offer:
    """One thing to do: its marked title, its icon, and what is done."""

    title: str
    icon: str
    run: Callable[[], object]


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
        offers = [_Offer(title, image, partial(_do, do, chosen)) for title, image, do in acts]
        offers = offers if edits else []
        offers += [
            _Offer(each.title, each.icon, partial(_run, each, context, chosen))
            for each in entries
            if each.is_for(context.actor)
        ]
        self.offers = [
            (each, button(tr(each.title), each.run, theme=context.theme, image=each.icon))
            for each in offers
        ]
        self.more = button(tr(N_("More")), self._open, theme=context.theme, image="ellipsis")
        buttons = [made for _, made in self.offers]
        inside = row(self.count, self.all, None, *buttons, self.more, space=SPACE.small)
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
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Never what keeps the window wide."""
        return QSize(self._context.theme.px(_NARROWEST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many buttons as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The first ones stand in the bar, the rest in the menu."""
        beside = (self.count, self.all) if not self.all.isHidden() else (self.count,)
        room = self.width() - 2 * SPACE.medium - sum(_wide(each) for each in beside)
        wanted = [_wide(made) for _, made in self.offers]
        if sum(wanted) > room:
            room -= _wide(self.more)
        for (_, made), until in zip(self.offers, accumulate(wanted), strict=True):
            made.setVisible(until <= room)
        self.more.setVisible(bool(self.rest()))

    def rest(self) -> list[_Offer]:
        """What stands in the menu alone."""
        return [each for each, made in self.offers if made.isHidden()]

    def _open(self) -> None:
        menu = QMenu(self)
        for each in self.rest():
            action = menu.addAction(icon(each.icon, self._context.theme, "ink"), tr(each.title))
            action.triggered.connect(partial(_called, each))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def _run(entry: Entry[Chosen], context: Context, chosen: Callable[[], Chosen]) -> object:
    return entry.run(context, chosen())


def _called(offer: _Offer, _checked: bool = False) -> None:
    offer.run()


def _wide(widget: QWidget) -> int:
    return widget.sizeHint().width() + SPACE.small
