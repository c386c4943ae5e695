"""One column of the board: its most urgent complaints, more of them as one scrolls down."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.core.complaints.board import Pile
from app.core.complaints.queries import Card
from app.core.complaints.records import Stage
from app.i18n import ntr, tr
from app.ui.complaints.tile import Tile
from app.ui.complaints.words import STAGES
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import column, holder, row, scrolling
from app.ui.widgets.text import label

_AT_A_TIME = 8  # tiles: more than a window of 800 pixels shows
_NEAR = 200  # pixels from the end at which more come


class StageColumn(QFrame):
    """Tiles that did not change stay when the board is asked again, and keep the focus."""

    def __init__(self, context: Context, stage: Stage, connect: Callable[[Tile], object]) -> None:
        """Empty; `connect` is called with each new tile."""
        super().__init__()
        self.setProperty("look", "sunken")
        self.tiles: list[Tile] = []
        self._context, self._connect = context, connect
        self._pile, self._now = Pile(), datetime.min  # noqa: DTZ901 - local and naive
        self._number = label("", "muted")
        self._body = QVBoxLayout()
        self._body.setSpacing(SPACE.small)
        self.more = self._more()
        self._area = scrolling(holder(column(holder(self._body), self.more, None)))
        head = row(label(tr(STAGES[stage]), "strong"), None, self._number)
        whole = column(head, self._area, space=SPACE.small, margin=SPACE.small)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        bar = self._area.verticalScrollBar()
        bar.valueChanged.connect(self._scrolled)
        bar.rangeChanged.connect(self._scrolled)

    def show_pile(self, pile: Pile, now: datetime) -> None:
        """Change what differs, from the first tile that does."""
        self._pile, self._now = pile, now
        self._number.setText(f"{pile.total:,}")
        same = 0
        for tile, card in zip(self.tiles, pile.cards, strict=False):
            if not tile.says(card, now):
                break
            same += 1
        wanted = max(len(self.tiles), _AT_A_TIME)
        for tile in self.tiles[same:]:
            self._body.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        del self.tiles[same:]
        self._fill(min(wanted, len(pile.cards)))

    def tile(self, row_at: int) -> Tile | None:
        """The tile in this row, made if it was not seen yet."""
        if row_at >= len(self.tiles):
            self._fill(min(row_at + 1, len(self._pile.cards)))
        return self.tiles[row_at] if 0 <= row_at < len(self.tiles) else None

    def focus(self, tile: Tile) -> None:
        """Give it the cursor, and bring it into sight."""
        tile.show()  # one that was just made waits for the next round of events
        tile.setFocus()
        self._area.ensureWidgetVisible(tile)

    def cards(self) -> tuple[Card, ...]:
        """All that can be walked to."""
        return self._pile.cards

    @Slot()
    def _scrolled(self) -> None:
        bar = self._area.verticalScrollBar()
        if bar.maximum() and bar.value() + _NEAR >= bar.maximum():
            self._fill(min(len(self.tiles) + _AT_A_TIME, len(self._pile.cards)))

    def _fill(self, number: int) -> None:
        for card in self._pile.cards[len(self.tiles) : number]:
            tile = Tile(self._context.theme, card, self._now)
            self._connect(tile)
            self.tiles.append(tile)
            self._body.addWidget(tile)
        left = self._pile.total - len(self._pile.cards)
        self.more.setVisible(left > 0 and len(self.tiles) == len(self._pile.cards))
        self.more.setText(ntr("and {n} more", "and {n} more", left))

    def _more(self) -> QPushButton:
        every = Place("complaints", detail="list")
        made = button("", lambda: self._context.navigation.open(every), "link")
        made.hide()
        return made


def columns_of(
    context: Context, connect: Callable[[Tile], object]
) -> tuple[dict[Stage, StageColumn], QWidget]:
    """One for each stage, beside one another."""
    made = {stage: StageColumn(context, stage, connect) for stage in Stage}
    beside = row(*made.values(), space=SPACE.medium)
    for place in range(len(made)):
        beside.setStretch(place, 1)
    return made, holder(beside)
