"""Finds a unit that was sold, by its serial number, its receipt or its buyer's phone."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.catalogue.currency import money
from app.core.purchases.finding import Unit, find_units
from app.core.purchases.records import quantity_text
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.formats import day
from app.ui.icons import icon
from app.ui.lending import LentCard
from app.ui.navigation import Place, people
from app.ui.shortcuts import bind
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button, icon_button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import card, clear, column, holder, row, scrolling
from app.ui.widgets.text import label, sentence

_TYPED_MS = 120
_MOST = 60
_SUM, _RIGHT = 3, Qt.AlignmentFlag.AlignRight  # the column of what was paid
_BY = {
    "serial": N_("by its serial number"),
    "receipt": N_("by its receipt"),
    "customer": N_("by its buyer"),
}


class FindCard(LentCard):
    """One line to type into; what is found stands below it, newest first."""

    key, title = "units", N_("Find a unit")
    tables = frozenset({"purchase", "purchase_line"})

    def __init__(self, context: Context) -> None:
        """Empty."""
        super().__init__(context)
        self.found: tuple[Unit, ...] = ()
        self.line = QLineEdit()
        self.line.setProperty("look", "search")
        self.line.setClearButtonEnabled(True)
        self.line.setPlaceholderText(tr(N_("Serial number, receipt number, phone or name")))
        self.line.setAccessibleName(tr(N_("Find a unit")))
        self.line.setMinimumWidth(context.theme.px(160))
        self.line.setMaximumWidth(context.theme.px(420))
        self.line.addAction(
            icon("search", context.theme, "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.said = label("", "muted")
        self.list_button = icon_button(
            "users", tr(N_("List who bought these")), self.list_people, context.theme
        )
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_TYPED_MS)
        self._soon.timeout.connect(self.reload)
        self._inside = QVBoxLayout()
        page = QWidget()
        page.setLayout(column(holder(self._inside), None))
        head = row(self.line, None, self.said, self.list_button, space=SPACE.medium)
        head.setStretch(0, 1)
        whole = column(holder(head), scrolling(page), space=SPACE.medium)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(lambda _: self._soon.start())
        self.line.returnPressed.connect(self.reload)
        bind(self, "find", self.line.setFocus)
        self._say()

    def reload(self) -> None:
        """Look for what is typed."""
        typed = self.line.text().strip()
        if not typed:
            self.topic.drop()
            self._show(())
            return
        self.context.jobs.read(
            lambda reader: find_units(reader, typed, _MOST), self._show, topic=self.topic
        )

    def buyers(self) -> tuple[int, ...]:
        """The known customers who bought what is found, each once."""
        known = (each.customer_id for each in self.found if each.customer_id is not None)
        return tuple(dict.fromkeys(known))

    def list_people(self) -> None:
        """They stand in the list of customers, where they can be kept as a group."""
        words = tr(N_("Bought what “{typed}” finds"), typed=self.line.text().strip())
        self.context.navigation.open(people(words, self.buyers()))

    def _say(self) -> None:
        """How much was found, of how many; that it is not all where more would fit."""
        count, whose = len(self.found), self.buyers()
        words = [
            ntr("{n} unit", "{n} units", count),
            ntr("{n} customer", "{n} customers", len(whose)),
        ]
        words += [tr(N_("there may be more"))] if count == _MOST else []
        self.said.setText(" · ".join(words) if count else "")
        self.list_button.setVisible(bool(whose))

    def _show(self, found: Sequence[Unit]) -> None:
        self.found = tuple(found)
        self._say()
        clear(self._inside)
        if found:
            self._inside.addWidget(card(self._list(found)))
        else:
            self._inside.addWidget(self._nothing())

    def _nothing(self) -> QWidget:
        if self.line.text().strip():
            words = tr(N_("Nothing was sold that fits"))
            more = tr(N_("Try the beginning of the serial number, or the buyer's name."))
        else:
            words = tr(N_("Which unit do you look for?"))
            more = tr(N_("Type what stands on it, on its receipt, or who bought it."))
        return EmptyState(self.context.theme, "search", words, more)

    def _list(self, found: Sequence[Unit]) -> QWidget:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.large)
        grid.setVerticalSpacing(SPACE.small)
        grid.setColumnStretch(1, 1)
        for place, each in enumerate(found):
            for at, made in enumerate(self._cells(each)):
                side = Qt.AlignmentFlag.AlignTop
                grid.addWidget(made, place, at, side | _RIGHT if at == _SUM else side)
        return holder(grid)

    def _cells(self, each: Unit) -> list[QWidget]:
        today = self.context.clock.today()
        item = each.item or tr(N_("(no name)"))
        number = "" if each.quantity is None else quantity_text(each.quantity)
        said = [f"{number} {each.unit or ''}".strip(), self._life(each), each.clerk]
        said += [tr(N_("no. {serial}"), serial=each.serial)] if each.serial else []
        receipt = Place("purchases", record=each.purchase_id, detail="receipt")
        open_ = button(
            each.number or f"#{each.purchase_id}",
            lambda: self.context.navigation.open(receipt),
            "link",
        )
        what = column(
            label(item, "value"),
            sentence(" · ".join(part for part in said if part), "small"),
            space=SPACE.hair,
        )
        return [
            label(day(each.on, today), "muted"),
            holder(what),
            self._buyer(each),
            label(money(each.amount), "danger" if each.amount < 0 else "body"),
            open_,
            label(tr(_BY[each.found_by]), "small"),
        ]

    def _buyer(self, each: Unit) -> QWidget:
        customer = each.customer_id
        if customer is None:
            return label(tr(N_("Walk-in")), "muted")
        place = Place("customer", record=customer)
        return button(
            each.customer_name or f"#{customer}",
            lambda: self.context.navigation.open(place),
            "name",
        )

    def _life(self, each: Unit) -> str:
        if each.life_months is None:
            return ""
        return ntr("lasts {n} month", "lasts {n} months", each.life_months)


def make_card(context: Context) -> LentCard:
    """For the hub of purchases."""
    return FindCard(context)
