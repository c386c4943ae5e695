"""The value matrix, living: where everybody stands, who moved, and what to do for each group."""

from fractions import Fraction

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.core.actor import Right
from app.core.value import service
from app.core.value.cut_lines import Cut, CutKind, own
from app.core.value.groups import WORDS, Group
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.navigation import Place, people
from app.ui.tokens import SPACE
from app.ui.value.answers import Found, ask
from app.ui.value.charts import Drawn, matrix_panel_chart, movement_panel_chart
from app.ui.value.group_card import GroupCard, group_card
from app.ui.value.table import GroupTable
from app.ui.value.words import no_purchases
from app.ui.widgets.chart_panel import ChartPanel
from app.ui.widgets.choices import Choice, Choices, choices
from app.ui.widgets.layout import clear, column, hide_unless, holder, row, scrolling
from app.ui.widgets.text import sentence
from app.ui.widgets.window_bar import WindowBar

_CARDS_WIDTH = 328
_CUTS: dict[CutKind, str] = {
    CutKind.AVERAGES: N_("Averages"),
    CutKind.MEDIANS: N_("Medians"),
    CutKind.OWN: N_("Own lines"),
}
_STANDING, _MOVED = "standing", "moved"
_CUT_TITLE = N_("Part the value matrix elsewhere")


class MatrixCard(LentCard):
    """Dragging a line makes it the shop's own; a click lists the people behind a number."""

    key, title = "matrix", N_("Value matrix")
    holds = ("found", "_drawn")
    tables = frozenset({"purchase", "purchase_summary", "customer", "setting"})

    def __init__(self, context: Context) -> None:
        """Lay out; ask nothing yet."""
        super().__init__(context)
        self.found: Found | None = None
        self._drawn: Drawn | None = None
        self.window_bar = WindowBar(context.clock.today(), as_set=True)
        self.window_bar.changed.connect(self.reload)
        self.cuts = self._cut_choices()
        self.table = GroupTable(context)
        self.panel = ChartPanel(context, "value", tr("Customer value matrix"), twin=self.table)
        self.moves = ChartPanel(context, "value_moves", tr(N_("Who moved")))
        self.faces = self._face_choices()
        self.cards, self.emptiness = QVBoxLayout(), QVBoxLayout()
        self.middle, self.body = QStackedWidget(), QStackedWidget()
        self.setLayout(self._laid_out())

    def reload(self) -> None:
        """Ask for the matrix of what is chosen."""
        asked = self.window_bar.asked()
        self.context.jobs.read(lambda reader: ask(reader, asked), self._show, topic=self.topic)

    def show_group(self, group: Group) -> None:
        """The people of a group, as a list to save, tag, print or export."""
        found = self.found
        if found is not None:
            ids = found.matrix.members(group).tolist()
            self.context.navigation.open(people(tr(WORDS[group].name), ids))

    def ask_who(self, group: Group) -> None:
        """Who they are, in the tab beside."""
        found = self.found
        if found is not None:
            among = people(tr(WORDS[group].name), found.matrix.members(group).tolist()).people
            self.context.navigation.open(Place("value", detail="who", people=among))

    def move_line(self, name: str, inches: float) -> None:
        """A line was dragged: from now on it is the shop's own."""
        found, plot = self.found, self._drawn.plot if self._drawn else None
        if found is None or plot is None or found.matrix.lines is None:
            return
        often, level = found.matrix.lines.often, found.matrix.lines.level
        if name == "often":
            often = Fraction(round(plot.value("across", inches) * 10), 10)
        else:
            level = Fraction(round(plot.value("up", inches)) * 100)
        self._keep_cut(own(max(often, Fraction(0)), max(level, Fraction(0))))

    def choose_cut(self, kind: CutKind) -> None:
        """Averages, medians, or the lines as they are drawn now."""
        lines = self.found.matrix.lines if self.found else None
        if kind is CutKind.OWN and lines is not None:
            self._keep_cut(own(lines.often, lines.level))
        else:
            self._keep_cut(Cut(kind))

    def _keep_cut(self, cut: Cut) -> None:
        def done(_: object) -> None:
            self.context.messages.toast(
                tr(N_("The matrix is parted there")), self.context.undo.last()
            )

        self.context.jobs.write(_CUT_TITLE, lambda unit: service.set_cut(unit, cut), done)

    # Laying out

    def _laid_out(self) -> QVBoxLayout:
        head = row(self.window_bar, SPACE.medium, self.faces)
        head.setStretch(0, 1)
        inside = column(head, self.body, space=SPACE.medium)
        inside.setStretch(1, 1)
        self.body.addWidget(holder(self.emptiness))
        self.body.addWidget(self._filled())
        return inside

    def _filled(self) -> QWidget:
        self.middle.addWidget(self.panel)
        self.middle.addWidget(self.moves)
        cut = column(sentence(tr(N_("Parted at")), "small"), row(self.cuts, None), space=SPACE.hair)
        self.cards.setSpacing(SPACE.small)
        self.cards.setContentsMargins(0, 0, SPACE.hair, 0)
        inside = QWidget()
        inside.setLayout(column(cut, self.cards, space=SPACE.medium))
        self.beside = scrolling(inside)
        self.beside.setFixedWidth(self.context.theme.px(_CARDS_WIDTH))
        whole = row(self.middle, self.beside, space=SPACE.large)
        whole.setStretch(0, 1)
        return holder(whole)

    def _cut_choices(self) -> Choices:
        offered = [Choice(kind, tr(words)) for kind, words in _CUTS.items()]
        made = choices(tr(N_("Parted at")), offered, CutKind.AVERAGES, self.choose_cut)
        made.setEnabled(self.context.may(Right.CHANGE_SETTINGS))
        return made

    def _face_choices(self) -> Choices:
        offered = [
            Choice(_STANDING, tr(N_("Where they stand"))),
            Choice(_MOVED, tr(N_("Who moved"))),
        ]
        return choices(tr(N_("What is shown")), offered, _STANDING, self._turn)

    def _turn(self, face: str) -> None:
        self.middle.setCurrentIndex(1 if face == _MOVED else 0)

    # Answers

    @Slot(object)
    def _show(self, found: Found) -> None:
        self.found = found
        self.window_bar.show_asked(found.asked, self.context.clock.today())
        self.cuts.show_value(found.moved.cut.kind)
        empty = not found.matrix.customers
        hide_unless(self.faces, True)
        if empty:
            self._show_emptiness(found)
            return
        self.body.setCurrentIndex(1)
        self._show_cards(found)
        self.table.show_matrix(found.matrix)
        self._drawn = Drawn(found)
        drag = self.move_line if self.context.may(Right.CHANGE_SETTINGS) else None
        self.panel.show_chart(matrix_panel_chart(self.context, found, self._drawn, drag))
        self._show_moves(found)

    def _show_moves(self, found: Found) -> None:
        moved = found.moved
        if moved.movement is None or moved.before is None:
            said = N_("All time has nothing before it: choose days, to see who moved since.")
            self.moves.show_nothing(sentence(tr(said), "muted"))
            return
        chart = movement_panel_chart(self.context, moved.movement, moved.before, moved.window)
        self.moves.show_chart(chart)

    def _show_emptiness(self, found: Found) -> None:
        clear(self.emptiness)
        said = no_purchases(
            self.context,
            longer=found.moved.window.first is not None,
            look_longer=lambda: self.window_bar.periods.choose(None),
        )
        self.emptiness.addWidget(said)
        self.body.setCurrentIndex(0)

    def _show_cards(self, found: Found) -> None:
        clear(self.cards)
        for group in Group:
            made = group_card(
                self.context.theme, group, found.matrix, self.show_group, self.ask_who
            )
            self.cards.addWidget(made)
        self.cards.addStretch(1)
        QTimer.singleShot(0, self, self._make_room)  # until then they count as hidden

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window has the four groups beside the chart, their advice under the pointer."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._make_room)  # the cards get their size first

    def _make_room(self) -> None:
        groups = self.beside.findChildren(GroupCard)
        for each in groups:
            each.say_more(room=True)
        inside, sight = self.beside.widget(), self.beside.viewport()
        if inside is not None and inside.heightForWidth(sight.width()) > sight.height():
            for each in groups:
                each.say_more(room=False)


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return MatrixCard(context)
