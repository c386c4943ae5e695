"""A purchase by hand: who, when, how much, a note; the last one stands beside it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.catalogue.kind import Rules
from app.catalogue.kinds import Day
from app.core.customers import queries as customers
from app.core.customers.queries import Hit
from app.core.purchases import queries as purchases
from app.core.purchases import service
from app.core.purchases.queries import Purchase
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.formats import money
from app.ui.forms.day import DayEditor
from app.ui.jobs import Topic
from app.ui.navigation import Place
from app.ui.page import Page
from app.ui.purchases.sums import read_sum
from app.ui.shortcuts import bind, with_keys
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.form import FormLine
from app.ui.widgets.hit_list import HitList, Line
from app.ui.widgets.layout import card, centred, column, holder, row, scrolling
from app.ui.widgets.text import label, title

_WIDTH = 560
_HITS = 8


@dataclass(frozen=True)
class _Customer:
    id: int
    name: str
    number: str | None
    last: Purchase | None


class PurchasePage(Page):
    """By keyboard: two letters, Enter, amount, Ctrl+Enter."""

    def __init__(self, context: Context) -> None:
        """For nobody yet."""
        super().__init__(context)
        self._customer: _Customer | None = None
        self._hits_topic = Topic(self)
        self.who = FormLine(tr("Customer"), QLineEdit(), tr("Name, pinyin, phone tail or number"))
        self.hits = HitList(context.theme)
        self.hits.hide()
        self.day = DayEditor(Day(), Rules(context.clock.today()), context.theme)
        self.when = FormLine(tr("Date"), self.day)
        self.amount = FormLine(
            tr("Amount"), QLineEdit(), tr("Less than nothing for money given back")
        )
        self.note = FormLine(tr("Note"), QLineEdit())
        self.last = label("", "muted", wrap=True)
        self.setLayout(column(scrolling(self._inside())))
        self._connect()

    def reload(self) -> None:
        """Today, no sum; the customer of the place, if it names one."""
        record = self.place.record if self.place else None
        self._blank()
        if record is None:
            self.who.editor.setFocus()
            return
        self._take(record)

    def save(self) -> None:
        """Keep it and open the customer's file."""
        self._keep(self._to_file)

    def save_and_next(self) -> None:
        """Keep it and begin the next one."""
        self._keep(lambda _: self._blank())

    def _inside(self) -> QWidget:
        save = button(tr("Save"), self.save, "primary")
        again = button(tr("Save and next"), self.save_and_next)
        again.setToolTip(with_keys(tr("Save and next"), "save_next"))
        form = card(
            self.who, self.hits, self.last, self.when, self.amount, self.note,
            row(save, again, None), space=SPACE.medium,
        )  # fmt: skip
        whole = holder(column(title(tr("New purchase")), form, None, space=SPACE.medium))
        page = QWidget()
        page.setLayout(column(centred(whole, self.context.theme.px(_WIDTH)), margin=SPACE.page))
        return page

    def _connect(self) -> None:
        who = _line(self.who)
        who.textEdited.connect(self._ask)
        who.returnPressed.connect(self.hits.choose)
        self.hits.chosen.connect(self._chosen)
        _line(self.amount).returnPressed.connect(self.note.editor.setFocus)
        _line(self.note).returnPressed.connect(self.save)
        bind(self, "save_next", self.save_and_next)

    def _blank(self) -> None:
        self._customer = None
        for each in (self.who, self.amount, self.note):
            _line(each).clear()
            each.complain("")
        self.day.put(self.context.clock.today().isoformat())
        self.when.complain("")
        self.last.hide()
        self.hits.hide()

    @Slot(str)
    def _ask(self, text: str) -> None:
        self._customer = None
        wanted = text.strip()
        if not wanted:
            self.hits.hide()
            return
        self.context.jobs.read(
            lambda reader: customers.search(reader, wanted, limit=_HITS),
            lambda found: self._offer(found.hits),
            topic=self._hits_topic,
        )

    def _offer(self, found: Any) -> None:
        self.hits.fill([_hit_line(each) for each in found])
        self.hits.setVisible(bool(found))
        self.who.complain("" if found else tr("Nobody found"))

    @Slot(object)
    def _chosen(self, record: int) -> None:
        self._take(record)

    def _take(self, record: int) -> None:
        def ask(reader: Reader) -> _Customer:
            found = customers.profile(reader, record)
            bought = purchases.of_customer(reader, record, 1)
            return _Customer(record, found.name, found.number, bought[0] if bought else None)

        self.context.jobs.read(ask, self._taken, topic=self.topic)

    def _taken(self, found: _Customer) -> None:
        self._customer = found
        self.hits.hide()
        self.who.complain("")
        _line(self.who).setText(" · ".join(each for each in (found.name, found.number) if each))
        if found.last is None:
            self.last.setText(tr("The first purchase of this customer."))
        else:
            words = tr(
                N_("Last: {date}, {sum}"),
                date=found.last.on.isoformat(),
                sum=money(found.last.amount),
            )
            self.last.setText(words)
        self.last.show()
        self.amount.editor.setFocus()

    def _keep(self, then: Any) -> None:
        read = self._read()
        if read is None:
            return
        found, on, amount, note = read

        def act(unit: Unit) -> int:
            return service.enter(unit, found.id, on, amount, note)

        def done(_: int) -> None:
            words = tr(N_("Kept: {sum} of {name}"), sum=money(amount), name=found.name)
            self.context.messages.toast(words, self.context.undo.last())
            then(found.id)

        self.context.jobs.write(
            N_("New purchase"), act, done, on_error=lambda e: self.amount.complain(str(e))
        )

    def _read(self) -> tuple[_Customer, date, int, str] | None:
        for each in (self.who, self.when, self.amount):
            each.complain("")
        day = self.day.kind.parse(self.day.typed(), self.day.rules).value
        on = day.solar() if day is not None else None
        amount = read_sum(_line(self.amount).text())
        if self._customer is None:
            self.who.complain(tr("Please choose a customer."))
            self.who.editor.setFocus()
        elif on is None:
            self.when.complain(tr("Please give a whole date, not in the future."))
            self.day.first().setFocus()
        elif amount is None:
            self.amount.complain(tr("Please give a sum like 128.50."))
            self.amount.editor.setFocus()
        else:
            return self._customer, on, amount, _line(self.note).text().strip()
        return None

    def _to_file(self, record: int) -> None:
        self._stale = True
        self.context.navigation.open(Place("customer", record=record))


def _line(form: FormLine) -> QLineEdit:
    assert isinstance(form.editor, QLineEdit)
    return form.editor


def _hit_line(hit: Hit) -> Line:
    image = "building-2" if hit.kind == "company" else "book-user"
    return Line(hit.name or hit.number or "", hit.number or "", image, hit.id)


def make_page(context: Context) -> Page:
    """Made by the registry."""
    return PurchasePage(context)
