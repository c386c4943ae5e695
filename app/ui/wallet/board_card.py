"""The RAD board: four fields cut by share and plans, whom to keep, win, develop or observe."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from app.catalogue.currency import short_money
from app.core.actor import Right
from app.core.exchange.service import Figure
from app.core.wallet import service
from app.core.wallet.rad import CODES, WORDS, Cuts, Rad
from app.core.wallet.rad_columns import Integers
from app.core.wallet.shares import percent
from app.core.wallet.words import HIGH, LEVELS
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.navigation import Place, people
from app.ui.tokens import SPACE
from app.ui.wallet import words
from app.ui.wallet.answers import SHOWN, Seen, ask
from app.ui.wallet.cuts_bar import CutsBar
from app.ui.wallet.field import ABOVE, CARD, CARD_HIGH, Person, RadField
from app.ui.wallet.plan_dialog import PlanDialog
from app.ui.wallet.share_dialog import ShareDialog
from app.ui.widgets.buttons import button, icon_button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import clear, column, hide_unless, holder, row, scrolling
from app.ui.widgets.take_table import take_table
from app.ui.widgets.text import sentence

_EDGES, _HEAD = 48, 150
_PLACES = {Rad.WIN: (0, 0), Rad.DEVELOP: (0, 1), Rad.OBSERVE: (1, 0), Rad.KEEP: (1, 1)}


class BoardCard(LentCard):
    """Counts move while a cut is dragged; the shop keeps it when it stands still."""

    key, title = "rad", N_("Share of wallet")
    holds = ("seen",)
    tables = frozenset({"wallet_estimate", "purchase_plan", "customer", "setting"})

    def __init__(self, context: Context) -> None:
        """Cheap: the frame only."""
        super().__init__(context)
        self.seen: Seen | None = None
        self._shown = 0
        may_edit = context.may(Right.EDIT_CUSTOMERS)
        self.about = sentence("", "muted")
        self.cuts = CutsBar(context.theme, may_edit=context.may(Right.CHANGE_SETTINGS))
        self.cuts.moving.connect(self._count)
        self.cuts.settled.connect(self._keep_cuts)
        self.fields = {
            rad: RadField(context.theme, rad, self.show_field, self._open_file) for rad in Rad
        }
        self.blank = button("", self.show_blank, "link")
        self.add_share = button(
            tr(N_("A share…")), self.write_share, "primary",
            theme=context.theme, image="wallet",
        )  # fmt: skip
        self.add_plan = button(
            tr(N_("A plan…")), self.write_plan, theme=context.theme, image="plus"
        )
        for each in (self.add_share, self.add_plan):
            hide_unless(each, may_edit)
        self.list_button = icon_button(
            "users", tr(N_("List all these customers")), self.show_all, context.theme
        )
        self.body, self._nothing = QStackedWidget(), QVBoxLayout()
        self._lay_out()

    def reload(self) -> None:
        """Ask for everybody on it."""
        if self.context.may(Right.SEE_FIGURES):
            self.context.jobs.read(ask, self._show, topic=self.topic)

    def show_field(self, rad: Rad) -> None:
        """List whoever stands in a field by the cuts as they are now."""
        if self.seen is not None:
            rows = self.seen.board.rows(rad, self.cuts.cuts())
            self._list(tr(WORDS[rad].name), rows)

    def show_blank(self) -> None:
        """List whoever has no class."""
        if self.seen is not None:
            self._list(tr(N_("No class yet")), self.seen.board.rows(None))

    def show_all(self) -> None:
        """List everybody on the board."""
        if self.seen is not None:
            self._list(tr(self.title), self.seen.board.everybody())

    def write_share(self) -> None:
        """For a customer looked for."""
        ShareDialog(self.context, self, None).open()

    def write_plan(self) -> None:
        """For a customer looked for."""
        PlanDialog(self.context, self, None).open()

    def _list(self, name: str, rows: Integers) -> None:
        assert self.seen is not None
        self.context.navigation.open(people(name, self.seen.board.ids[rows]))

    def _open_file(self, record: int) -> None:
        self.context.navigation.open(Place("customer", record=record))

    @Slot(object)
    def _show(self, seen: Seen) -> None:
        self.seen = seen
        board = seen.board
        if not board.customers:
            self._show_nothing()
            return
        self.body.setCurrentIndex(0)
        if not self.cuts.is_touched():
            self.cuts.show_cuts(board.cuts)
        self.about.setText(words.about(board, board.group(board.everybody())))
        self._fill()
        self._count(self.cuts.cuts())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A larger window shows more of them."""
        super().resizeEvent(event)
        if self._room() != self._shown and self.seen is not None:
            self._fill()

    def _room(self) -> int:
        """How many cards a field has room for; two rows stand in the smallest window."""
        px = self.context.theme.px
        across = (self.width() // 2 - px(_EDGES)) // (px(CARD) + SPACE.small)
        down = ((self.height() - px(_HEAD)) // 2 - px(ABOVE)) // px(CARD_HIGH)
        return min(max(across, 1) * max(down, 2), SHOWN)

    def _fill(self) -> None:
        seen = self.seen
        if seen is not None and seen.board.customers:
            self._shown = self._room()
            for rad, field in self.fields.items():
                field.show_people(self._people(seen, rad)[: self._shown])

    @Slot(object)
    def _count(self, cuts: Cuts) -> None:
        if self.seen is None:
            return
        board = self.seen.board
        codes = board.codes(cuts)
        for rad, field in self.fields.items():
            rows = (codes == CODES.index(rad)).nonzero()[0]
            field.show_count(len(rows), words.together(board.group(rows)))
        blank = int((codes == 0).sum())
        self.blank.setVisible(blank > 0)
        self.blank.setText(words.blank_words(board, blank))

    @Slot(object)
    def _keep_cuts(self, cuts: Cuts) -> None:
        if self.seen is None or cuts == self.seen.board.cuts:
            return

        def done(_: object) -> None:
            said = tr(N_("The board is cut elsewhere"))
            self.context.messages.toast(said, self.context.undo.last())

        self.context.jobs.write(
            N_("Cut the RAD board elsewhere"), lambda unit: service.set_cuts(unit, cuts), done
        )

    def _people(self, seen: Seen, rad: Rad) -> Sequence[Person]:
        board = seen.board
        found = []
        for row_ in seen.first[rad].tolist():
            who = seen.names.get(int(board.ids[row_]))
            planned = int(board.planned[row_])
            about = [percent(board.share(row_).value)]
            if planned:
                about.append(short_money(planned))
            elif board.marked[row_]:
                about.append(tr(LEVELS[HIGH]))
            name = (who.name or who.number or "") if who else ""
            found.append(Person(int(board.ids[row_]), name, " · ".join(about)))
        return found

    def _show_nothing(self) -> None:
        clear(self._nothing)
        press = button(tr(N_("A share…")), self.write_share, "primary")
        hide_unless(press, self.context.may(Right.EDIT_CUSTOMERS))
        explanation = N_(
            "Ask a customer what she spends on such things in all, or guess it. With what she "
            "buys here and what she plans, she comes onto the board: keep, win, develop, observe."
        )
        said = (tr(N_("No share of wallet is known yet.")), tr(explanation))
        self._nothing.addWidget(EmptyState(self.context.theme, "wallet", *said, press))
        self.body.setCurrentIndex(1)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(SPACE.medium)
        for rad, (line, place) in _PLACES.items():
            grid.addWidget(self.fields[rad], line, place)
        for each in (0, 1):
            grid.setColumnStretch(each, 1)
            grid.setRowStretch(each, 1)
        inside = QWidget()
        inside.setLayout(column(grid))
        said = column(self.about, row(self.blank, None), space=0)
        take = take_table(self.context, Figure.SHARES)
        head = row(said, SPACE.medium, self.list_button, take, self.add_plan, self.add_share)
        head.setStretch(0, 1)
        filled = column(head, self.cuts, scrolling(inside), space=SPACE.medium)
        filled.setStretch(2, 1)
        self.body.addWidget(holder(filled))
        self.body.addWidget(holder(self._nothing))
        self.setLayout(column(self.body))


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return BoardCard(context)
