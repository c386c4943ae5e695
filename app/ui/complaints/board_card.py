"""The board: open complaints by stage, what is most urgent on top; moved by keyboard too."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.complaints import queries
from app.core.complaints.board import RECENT_DAYS, Board, board
from app.core.complaints.queries import Card
from app.core.store.reader import Reader
from app.i18n import N_, ntr, tr
from app.ui.complaints.deeds import Deeds
from app.ui.complaints.stage_column import columns_of
from app.ui.complaints.tile import Tile
from app.ui.complaints.whose_choices import WhoseChoices
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.shortcuts import with_keys
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import column, row
from app.ui.widgets.text import label, sentence

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


def _said(found: Board) -> str:
    """How many are open, how many of them red, and which of those should be settled by now."""
    said = ntr("{n} complaint is open", "{n} complaints are open", found.open)
    if found.late:
        said += ntr(", {n} is late", ", {n} are late", found.late)
    if found.overdue:
        said += ntr(", {n} should be settled by now", ", {n} should be settled by now",
                    found.overdue)  # fmt: skip
    return said + tr(N_("; closed ones stay here for {n} days."), n=RECENT_DAYS)


class BoardCard(LentCard):
    """Columns beside one another; a click or Enter opens a complaint."""

    key, title = "board", N_("Board")
    tables = frozenset({"complaint", "complaint_step", "customer", "setting", "opening_hours"})

    def __init__(self, context: Context) -> None:
        """Loads when it is shown."""
        super().__init__(context)
        self.deeds = Deeds(context, self)
        self.words = sentence("", "muted")
        self.whose = WhoseChoices(self.reload)
        self.columns, beside = columns_of(context, self._connect)
        self.body = QStackedWidget()
        self.body.addWidget(beside)
        self.body.addWidget(self._nothing())
        self._wanted: int | None = None
        new = button(
            tr(N_("New complaint…")),
            self.deeds.receive,
            "primary",
            theme=context.theme,
            image="plus",
            hint=with_keys(tr(N_("New complaint")), "new_complaint"),
        )
        hint = tr(N_("Arrows walk, Ctrl+Left and Ctrl+Right move on, Enter opens."))
        self.hint = label(hint, "small")
        head = row(self.words, self.whose, SPACE.medium, self.hint, new)
        head.setStretch(0, 1)
        inside = column(head, self.body, space=SPACE.medium)
        inside.setStretch(1, 1)
        self.setLayout(inside)

    @property
    def tiles(self) -> list[list[Tile]]:
        """Those made so far, column by column."""
        return [each.tiles for each in self.columns.values()]

    def reload(self) -> None:
        """Ask what is open."""
        whose = self.whose.value()
        self.context.jobs.read(lambda reader: board(reader, whose), self._show, topic=self.topic)

    def count(self, reader: Reader) -> int | None:
        """How many are open."""
        return queries.counts(reader)[0]

    def _show(self, found: Board) -> None:
        self.whose.name_them(found.passed_on, found.mine)
        self.hint.setVisible(self.whose.isHidden())  # not room for both
        self.words.setText(_said(found))
        for stage, each in self.columns.items():
            each.show_pile(found.piles[stage], found.now)
        nothing = not any(each.total for each in found.piles.values())
        self.body.setCurrentIndex(int(nothing))
        if not nothing:
            self._refocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The first arrow puts the cursor on the first tile."""
        for each in self.columns.values():
            if event.key() in _ARROWS and each.tiles:
                each.focus(each.tiles[0])
                return
        super().keyPressEvent(event)

    def _nothing(self) -> QWidget:
        return EmptyState(
            self.context.theme,
            "smile",
            tr(N_("No complaint is open")),
            tr(N_("A complaint is the truest thing a customer tells. Take every one in.")),
            button(tr(N_("New complaint…")), self.deeds.receive, "primary"),
        )

    def _connect(self, tile: Tile) -> None:
        tile.opened.connect(lambda card: self.deeds.open(card.id))
        tile.walked.connect(self._walk)
        tile.moved.connect(self._move)

    def _walk(self, card: Card, columns: int, rows: int) -> None:
        at = self._place(card.id)
        if at is None:
            return
        column_at, row_at = at
        every = list(self.columns.values())
        if rows:
            tile = every[column_at].tile(row_at + rows) if row_at + rows >= 0 else None
            if tile is not None:
                every[column_at].focus(tile)
            return
        column_at += columns
        while 0 <= column_at < len(every):
            tiles = every[column_at].tiles
            if tiles:
                every[column_at].focus(tiles[min(row_at, len(tiles) - 1)])
                return
            column_at += columns

    def _move(self, card: Card, stages: int) -> None:
        self._wanted = card.id
        self.deeds.move(card, stages)

    def _place(self, complaint_id: int) -> tuple[int, int] | None:
        for column_at, each in enumerate(self.columns.values()):
            for row_at, card in enumerate(each.cards()):
                if card.id == complaint_id:
                    return column_at, row_at
        return None

    def _refocus(self) -> None:
        """The one just moved keeps the cursor where it stands now."""
        at = self._place(self._wanted) if self._wanted is not None else None
        self._wanted = None
        if at is not None:
            found = list(self.columns.values())[at[0]]
            tile = found.tile(at[1])
            if tile is not None:
                found.focus(tile)


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return BoardCard(context)
