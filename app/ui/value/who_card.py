"""Who are they? Any group of customers beside everybody, and beside whom the shop means."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.charts.portrait_chart import Portraits, portrait_chart
from app.core.actor import Right
from app.core.store.reader import Reader
from app.core.value.groups import WORDS, Group
from app.core.value.movement import Way
from app.core.value.who import Bar, Portrait
from app.core.value.who_words import cut_name, value_name
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.navigation import Place, people
from app.ui.tokens import SPACE
from app.ui.value.meant_dialog import MeantDialog
from app.ui.value.who_answers import EVERYBODY, WhoFound, Whose, ask
from app.ui.value.words import WAYS, no_purchases
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.buttons import button
from app.ui.widgets.chart import Chart, ChartTable, Column
from app.ui.widgets.chart_panel import ChartPanel
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.figures import between, percent, small_words, times
from app.ui.widgets.layout import column, hide_unless, row
from app.ui.widgets.text import label
from app.ui.widgets.window_bar import WindowBar

_WAYS = (Way.UP, Way.DOWN, Way.NEW, Way.GONE)
_COLUMNS = (
    (N_("Cut"), False),
    (N_("Value"), False),
    (N_("In this group"), True),
    (N_("Share"), True),
    (N_("Everybody"), True),
    (N_("Share of everybody"), True),
    (N_("Index"), True),
    (N_("Meant"), True),
)


class WhoCard(LentCard):
    """`Place("value", detail="who", people=…)` brings a group from elsewhere."""

    key, title = "who", N_("Who are they?")
    holds = ("found",)
    tables = frozenset(
        {"purchase", "purchase_summary", "customer", "individual", "company", "setting", "segment"}
    )

    def __init__(self, context: Context) -> None:
        """Lay out; ask nothing yet."""
        super().__init__(context)
        self.whose = EVERYBODY
        self.found: WhoFound | None = None
        self._saved: tuple[tuple[int, str], ...] = ()
        self.window_bar = WindowBar(context.clock.today(), as_set=True)
        self.window_bar.changed.connect(self.reload)
        self.groups = ChoiceBox()
        self.groups.setAccessibleName(tr(N_("Which customers")))
        self.groups.setMinimumWidth(context.theme.px(190))
        self.groups.activated.connect(self._chosen)
        self.panel = ChartPanel(context, "who", tr(N_("Who are they?")))
        self.all_of_them = button("", self.list_them, "link")
        self.mean = button(
            tr(N_("Whom we mean to serve…")), self.edit_meant,
            theme=context.theme, image="sliders-horizontal",
        )  # fmt: skip
        hide_unless(self.mean, context.may(Right.CHANGE_SETTINGS))
        head = row(label(tr(N_("Which customers"))), self.groups, SPACE.small, self.all_of_them,
                   None, self.mean)  # fmt: skip
        inside = column(self.window_bar, head, self.panel, space=SPACE.medium)
        inside.setStretch(2, 1)
        self.setLayout(inside)
        self._fill(())

    def show_place(self, place: Place) -> None:
        """A group that somebody had in hand."""
        if place.people is not None:
            self.whose = Whose("among", among=place.people)
            self._fill(self._saved)
            self.reload()

    def reload(self) -> None:
        """Ask for the group in all its cuts."""
        whose, asked = self.whose, self.window_bar.asked()
        self.context.jobs.read(
            lambda reader: ask(reader, whose, asked), self._show, topic=self.topic
        )

    def list_them(self) -> None:
        """The whole group, as a list."""
        if self.found is not None:
            self._list(self.found.name or tr(N_("All who bought")), self.found.ids.tolist())

    def edit_meant(self) -> None:
        """Say whom the shop means to serve."""
        if self.found is not None:
            MeantDialog(self.context, self, self.found.crowd).open()

    def _chosen(self, place: int) -> None:
        self.whose = self.groups.itemData(place)
        self.reload()

    @Slot(object)
    def _show(self, found: WhoFound) -> None:
        self.found, self._saved = found, found.saved
        self.window_bar.show_asked(found.asked, self.context.clock.today())
        self._fill(found.saved)
        self.all_of_them.setText(tr(N_("List all {n}"), n=f"{len(found.ids):,}"))
        self.all_of_them.setAccessibleName(self.all_of_them.text())
        self.all_of_them.setEnabled(len(found.ids) > 0)
        if len(found.ids):
            self.panel.show_chart(self._chart(found))
        else:
            self.panel.show_nothing(self._nobody(found))

    def _nobody(self, found: WhoFound) -> QWidget:
        """Who bought depends on the days; a group in hand is simply empty."""
        if found.whose == EVERYBODY:
            return no_purchases(
                self.context,
                longer=found.window.first is not None,
                look_longer=lambda: self.window_bar.periods.choose(None),
            )
        words = tr(N_("Choose another group, or other days."))
        return EmptyState(self.context.theme, "users", tr(N_("Nobody is in this group.")), words)

    def _fill(self, saved: tuple[tuple[int, str], ...]) -> None:
        """All groups there are to choose from, the present one chosen."""
        offered = [(tr(N_("All who bought")), EVERYBODY)]
        offered += [(tr(WORDS[each].name), Whose("group", int(each))) for each in Group]
        offered += [(tr(WAYS[each]), Whose("way", int(each))) for each in _WAYS]
        offered += [(name, Whose("saved", number)) for number, name in saved]
        if self.whose.among is not None:
            offered.append((self.whose.among.label, self.whose))
        self.groups.clear()
        for words, whose in offered:
            self.groups.addItem(words, whose)
        chosen = [whose for _, whose in offered]
        self.groups.setCurrentIndex(chosen.index(self.whose) if self.whose in chosen else 0)

    def _chart(self, found: WhoFound) -> Chart:
        said = ntr(
            "{n} customer: {who}, {days}, beside all {all} of their kind in the book.",
            "{n} customers: {who}, {days}, beside all {all} of their kind in the book.",
            len(found.ids),
            who=found.name or tr(N_("all who bought")),
            days=between(found.window),
            all=f"{len(found.crowd.ids):,}",
        )
        data = Portraits(found.portraits, cut_name, value_name, said)
        marks = data.marks()
        rows = [_row(*mark) for mark in marks]

        def name(_reader: Reader, mark: int) -> str:
            return told(*marks[mark])

        def open_people(mark: int) -> None:
            portrait, bar = marks[mark]
            ids = found.crowd.behind(portrait.cut, bar.value, found.ids).tolist()
            value = value_name(portrait.cut, bar.value)
            whose = found.name or tr(N_("All who bought"))
            self._list(f"{whose} · {cut_name(portrait.cut)}: {value}", ids)

        return Chart(
            title=tr(N_("Who are they?")),
            sentence=said,
            draw=lambda look, size, title: portrait_chart(data, look, size, title),
            table=ChartTable(
                tuple(Column(tr(words), right) for words, right in _COLUMNS), rows, _keys(marks)
            ),
            name=name,
            open=open_people,
            notes=small_words(len(found.ids)),
        )

    def _list(self, words: str, ids: list[int]) -> None:
        if ids:
            self.context.navigation.open(people(words, ids))


def told(portrait: Portrait, bar: Bar) -> str:
    """What the pointer hears of one bar."""
    lines = [f"{cut_name(portrait.cut)}: {value_name(portrait.cut, bar.value)}"]
    count = tr(N_("{n} of {all} known"), n=f"{bar.group:,}", all=f"{portrait.group:,}")
    lines.append(f"{count} · {percent(portrait.share(bar))}")
    share = percent(portrait.share_of_all(bar))
    lines.append(tr(N_("everybody: {share}, index {index}"), share=share,
                    index=times(portrait.index(bar))))  # fmt: skip
    if bar.meant is not None:
        lines.append(tr(N_("meant: {share}"), share=f"{bar.meant}%"))
    return "\n".join(lines)


def _row(portrait: Portrait, bar: Bar) -> tuple[str, ...]:
    return (
        cut_name(portrait.cut),
        value_name(portrait.cut, bar.value),
        f"{bar.group:,}",
        percent(portrait.share(bar)),
        f"{bar.everybody:,}",
        percent(portrait.share_of_all(bar)),
        times(portrait.index(bar)),
        "" if bar.meant is None else f"{bar.meant}%",
    )


def _keys(marks: list[tuple[Portrait, Bar]]) -> list[tuple[object, ...]]:
    return [
        (
            cut_name(portrait.cut),
            value_name(portrait.cut, bar.value),
            bar.group,
            portrait.share(bar),
            bar.everybody,
            portrait.share_of_all(bar),
            portrait.index(bar),
            bar.meant,
        )
        for portrait, bar in marks
    ]


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return WhoCard(context)
