"""The board: open complaints by stage, what is most urgent on top; moved by keyboard too."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.complaints import queries
from app.core.complaints.clocks import local
from app.core.complaints.queries import Card
from app.core.complaints.records import Stage
from app.core.store.reader import Reader
from app.i18n import N_, ntr, tr
from app.ui.complaints.deeds import Deeds
from app.ui.complaints.tile import Tile
from app.ui.complaints.words import STAGES
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.shortcuts import with_keys
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import clear, column, frame, holder, row, scrolling
from app.ui.widgets.text import label, sentence

_MOST = 40  # tiles of one column
_RECENT_DAYS = 14


@dataclass(frozen=True)
class Board:
    """Every open complaint, and those closed lately."""

    now: datetime
    cards: tuple[Card, ...]

    def of(self, stage: Stage) -> tuple[Card, ...]:
        """The column of a stage."""
        return tuple(each for each in self.cards if each.stage is stage)


def board(reader: Reader) -> Board:
    """Asked off the interface thread."""
    now = local(reader.clock.now(), reader.clock.zone)
    since = now - timedelta(days=_RECENT_DAYS)
    lately = [each for each in queries.closed(reader) if each.settled and each.settled >= since]
    return Board(now, (*queries.opened(reader), *lately))


class BoardCard(LentCard):
    """Columns beside one another; a click or Enter opens a complaint."""

    key, title = "board", N_("Board")
    tables = frozenset({"complaint", "complaint_step", "customer", "setting", "opening_hours"})

    def __init__(self, context: Context) -> None:
        """Loads when it is shown."""
        super().__init__(context)
        self.deeds = Deeds(context, self)
        self.words = sentence("", "muted")
        self.tiles: list[list[Tile]] = []
        self.body = QVBoxLayout()
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
        head = row(self.words, SPACE.medium, label(hint, "small"), new)
        head.setStretch(0, 1)
        inside = column(head, holder(self.body), space=SPACE.medium)
        inside.setStretch(1, 1)
        self.setLayout(inside)

    def reload(self) -> None:
        """Ask what is open."""
        self.context.jobs.read(board, self._show, topic=self.topic)

    def count(self, reader: Reader) -> int | None:
        """How many are open."""
        return queries.counts(reader)[0]

    def _show(self, found: Board) -> None:
        clear(self.body)
        self.tiles = []
        open_ones = [each for each in found.cards if each.settled is None]
        late = sum(each.overdue for each in open_ones)
        said = ntr("{n} complaint is open", "{n} complaints are open", len(open_ones))
        if late:
            said += ntr(", {n} is overdue", ", {n} are overdue", late)
        self.words.setText(said + tr(N_("; closed ones stay here for {n} days."), n=_RECENT_DAYS))
        if not found.cards:
            self.body.addWidget(self._nothing())
            return
        columns = QHBoxLayout()
        columns.setSpacing(SPACE.medium)
        for stage in Stage:
            columns.addWidget(self._column(found, stage), 1)
        self.body.addLayout(columns, 1)
        self._refocus()

    def _column(self, found: Board, stage: Stage) -> QWidget:
        cards = found.of(stage)
        tiles = [Tile(self.context.theme, each, found.now) for each in cards[:_MOST]]
        for each in tiles:
            each.opened.connect(lambda card: self.deeds.open(card.id))
            each.walked.connect(self._walk)
            each.moved.connect(self._move)
        self.tiles.append(tiles)
        left = len(cards) - len(tiles)
        more = [label(ntr("and {n} more", "and {n} more", left), "small")] if left > 0 else []
        inside = holder(column(*tiles, *more, None, space=SPACE.small))
        head = row(label(tr(STAGES[stage]), "strong"), None, label(f"{len(cards):,}", "muted"))
        whole = column(head, scrolling(inside), space=SPACE.small, margin=SPACE.small)
        whole.setStretch(1, 1)
        return frame(whole, "sunken")

    def _nothing(self) -> QWidget:
        return EmptyState(
            self.context.theme,
            "smile",
            tr(N_("No complaint is open")),
            tr(N_("A complaint is the truest thing a customer tells. Take every one in.")),
            button(tr(N_("New complaint…")), self.deeds.receive, "primary"),
        )

    def _walk(self, card: Card, columns: int, rows: int) -> None:
        at = self._place(card.id)
        if at is None:
            return
        column_at, row_at = at
        if rows:
            wanted = row_at + rows
            if 0 <= wanted < len(self.tiles[column_at]):
                self.tiles[column_at][wanted].setFocus()
            return
        column_at += columns
        while 0 <= column_at < len(self.tiles):
            if self.tiles[column_at]:
                last = len(self.tiles[column_at]) - 1
                self.tiles[column_at][min(row_at, last)].setFocus()
                return
            column_at += columns

    def _move(self, card: Card, stages: int) -> None:
        self._wanted = card.id
        self.deeds.move(card, stages)

    def _place(self, complaint_id: int) -> tuple[int, int] | None:
        for column_at, tiles in enumerate(self.tiles):
            for row_at, each in enumerate(tiles):
                if each.card.id == complaint_id:
                    return column_at, row_at
        return None

    def _refocus(self) -> None:
        """The one just moved keeps the cursor where it stands now."""
        at = self._place(self._wanted) if self._wanted is not None else None
        self._wanted = None
        if at is not None:
            self.tiles[at[0]][at[1]].setFocus()


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return BoardCard(context)
