"""The board: open complaints by stage, what is most urgent on top; moved by keyboard too."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.complaints import queries
from app.core.complaints.board import RECENT_DAYS, Board, board
from app.core.complaints.queries import Card
from app.core.complaints.records import Stage
from app.core.store.reader import Reader
from app.i18n import N_, ntr, tr
from app.ui.complaints.deeds import Deeds
from app.ui.complaints.tile import Tile
from app.ui.complaints.whose_choices import WhoseChoices
from app.ui.complaints.words import STAGES
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.shortcuts import with_keys
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import clear, column, frame, holder, row, scrolling
from app.ui.widgets.text import label, sentence


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
        head = row(self.words, self.whose, SPACE.medium, label(hint, "small"), new)
        head.setStretch(0, 1)
        inside = column(head, holder(self.body), space=SPACE.medium)
        inside.setStretch(1, 1)
        self.setLayout(inside)

    def reload(self) -> None:
        """Ask what is open."""
        whose = self.whose.value()
        self.context.jobs.read(lambda reader: board(reader, whose), self._show, topic=self.topic)

    def count(self, reader: Reader) -> int | None:
        """How many are open."""
        return queries.counts(reader)[0]

    def _show(self, found: Board) -> None:
        clear(self.body)
        self.tiles = []
        self.whose.name_them(found.passed_on, found.mine)
        said = ntr("{n} complaint is open", "{n} complaints are open", found.open)
        if found.overdue:
            said += ntr(", {n} is overdue", ", {n} are overdue", found.overdue)
        self.words.setText(said + tr(N_("; closed ones stay here for {n} days."), n=RECENT_DAYS))
        if not any(each.total for each in found.piles.values()):
            self.body.addWidget(self._nothing())
            return
        columns = QHBoxLayout()
        columns.setSpacing(SPACE.medium)
        for stage in Stage:
            columns.addWidget(self._column(found, stage), 1)
        self.body.addLayout(columns, 1)
        self._refocus()

    def _column(self, found: Board, stage: Stage) -> QWidget:
        pile = found.piles[stage]
        tiles = [Tile(self.context.theme, each, found.now) for each in pile.cards]
        for each in tiles:
            each.opened.connect(lambda card: self.deeds.open(card.id))
            each.walked.connect(self._walk)
            each.moved.connect(self._move)
        self.tiles.append(tiles)
        left = pile.total - len(tiles)
        more = [label(ntr("and {n} more", "and {n} more", left), "small")] if left > 0 else []
        inside = holder(column(*tiles, *more, None, space=SPACE.small))
        head = row(label(tr(STAGES[stage]), "strong"), None, label(f"{pile.total:,}", "muted"))
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
