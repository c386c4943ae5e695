"""A hand at the mouse: it clicks what is seen, and reads what stands there."""

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QInputDialog,
    QLineEdit,
    QWidget,
)

from app.ui.context import Context
from app.ui.customers.list_page import ListPage
from app.ui.lending import LentCard
from app.ui.main_window import Window
from app.ui.screens import settle
from app.ui.tab_page import TabPage
from app.ui.widgets.chart_panel import ChartPanel
from app.ui.widgets.page_view import PageView
from tests.ui.conftest import Answers

C = TypeVar("C", bound=LentCard)
W = TypeVar("W", bound=QWidget)
LEFT = Qt.MouseButton.LeftButton
_STEP = 3  # pixels between two looks for a mark


class Hand:
    """Clicks in one window; `clicks` counts since the page was opened."""

    def __init__(self, window: Window) -> None:
        """Of this window, whose shop is open."""
        self.window, self.clicks = window, 0

    @property
    def context(self) -> Context:
        """Of the open shop."""
        return self.window.shell().context

    def settle(self) -> None:
        """Wait until every answer has come and is painted."""
        assert settle(self.context.jobs.busy)

    def open_tab(self, screen: str, key: str, kind: type[C]) -> C:
        """Click the sidebar's screen, then one of its tabs."""
        self._click(self.window.shell().sidebar.button(screen))
        self.settle()
        page = self.window.shell().page()
        assert isinstance(page, TabPage)
        number = [each.key for each in page.lent].index(key)
        bar = page.tabs
        QTest.mouseClick(bar, LEFT, pos=bar.tabRect(number).center())
        self.settle()
        card = page.open_tab()
        assert isinstance(card, kind), card
        self.clicks = 0
        return card

    def press(self, words: str, within: QWidget | None = None) -> None:
        """Click the visible button that is called so, or that says so."""
        found = [
            each
            for each in (within or self.window).findChildren(QAbstractButton)
            if each.isVisible() and each.isEnabled()
        ]
        named = [e for e in found if e.accessibleName().startswith(words)]
        spoken = [e for e in found if e.text().startswith(words)]
        assert named or spoken, (words, [each.accessibleName() for each in found])
        self._click((named or spoken)[0])
        self.settle()

    def mark(self, panel: ChartPanel, mark: int) -> None:
        """Click a part of a chart where it is drawn."""
        self._painted(panel)
        QTest.mouseClick(panel.canvas, LEFT, pos=_spot(panel, mark))
        self.clicks += 1
        self.settle()

    def table(self, panel: ChartPanel) -> None:
        """Turn a chart to its table."""
        self.press("View: Table", panel)

    def row(self, table: QAbstractItemView, row: int) -> None:
        """Double-click a row of a table."""
        index = table.model().index(row, 0)
        table.scrollTo(index)
        at = table.visualRect(index).center()
        QTest.mouseClick(table.viewport(), LEFT, pos=at)
        QTest.mouseDClick(table.viewport(), LEFT, pos=at)
        self.clicks += 1
        self.settle()

    def link(self, view: PageView, key: str) -> None:
        """Click a link on a drawn page, wherever on it that stands."""
        area, bar = view.viewport(), view.verticalScrollBar()
        link = next(each for each in view.links() if each.key == key)
        bar.setValue(bar.value() + view.place_of(link).center().y() - area.height() // 2)
        QTest.mouseClick(area, LEFT, pos=view.place_of(link).center())
        self.clicks += 1
        self.settle()

    def listed(self) -> list[int]:
        """Whom the list of customers shows now."""
        return sorted(self._list().table.records.ids)

    def keep(self, name: str) -> None:
        """Save those listed as a group, by the link above the list and the small box."""
        dialog: list[QInputDialog] = []

        def answer() -> None:
            found = QApplication.activeModalWidget()
            if not isinstance(found, QInputDialog):
                QTimer.singleShot(5, answer)
                return
            dialog.append(found)
            line = found.findChild(QLineEdit)
            assert isinstance(line, QLineEdit)
            QTest.keyClicks(line, name)
            QTest.keyClick(line, Qt.Key.Key_Return)

        QTimer.singleShot(0, answer)
        self.press("Save as a group", self._list())
        assert dialog

    def open_group(self, name: str) -> None:
        """Click a group in the sidebar."""
        self.press(name, self.window.shell().sidebar)

    def undo(self) -> None:
        """Take the last act back, as Ctrl+Z does; nothing went wrong up to here."""
        self.context.undo.undo()
        self.settle()
        dialogs = self.context.dialogs
        assert not isinstance(dialogs, Answers) or dialogs.problems == []

    def _painted(self, panel: ChartPanel) -> None:
        """Wait until the chart that is shown now stands there in the size it has now."""
        soon = panel.canvas.findChild(QTimer)
        assert isinstance(soon, QTimer)

        def busy() -> bool:
            waits = soon.isActive() or panel.canvas.painting is None
            return waits or self.context.jobs.busy()

        assert settle(busy)

    def _list(self) -> ListPage:
        self.settle()
        page = self.window.shell().page()
        assert isinstance(page, ListPage), page
        return page

    def _click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, LEFT)
        self.clicks += 1


def _spot(panel: ChartPanel, mark: int) -> QPoint:
    """A pixel at which a click means this mark."""
    painting, canvas = panel.canvas.painting, panel.canvas
    assert painting is not None
    middle = QPoint(round(painting.marks.x[mark]), round(painting.marks.y[mark]))
    for at in (middle, *_grid(canvas)):
        if canvas.mark_at(QPointF(at)) == mark and not painting.handle_at(at.x(), at.y()):
            return at
    raise AssertionError(f"mark {mark} is not to be hit")


def _grid(area: QWidget) -> Iterable[QPoint]:
    return (
        QPoint(x, y) for y in range(0, area.height(), _STEP) for x in range(0, area.width(), _STEP)
    )
