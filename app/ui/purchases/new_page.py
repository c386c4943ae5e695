"""A purchase by keyboard: who, what, how much; then Ctrl+Enter and the next one."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from app.catalogue.currency import money
from app.catalogue.kind import Rules
from app.catalogue.kinds import Day
from app.core.customers.queries import Hit
from app.core.purchases.counter import AtCounter, at_counter
from app.core.purchases.entry import EntryLine, NewEntry, enter_receipt
from app.core.purchases.payments import METHODS
from app.core.purchases.receipts import Words, words_used
from app.core.purchases.repeating import Repeat, repeat
from app.core.store.changes import ChangeSet
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.forms.day import DayEditor
from app.ui.jobs import Topic
from app.ui.navigation import Place
from app.ui.page import Page
from app.ui.purchases.customer_strip import CustomerStrip
from app.ui.purchases.half_entered import enter_again, half_entered
from app.ui.purchases.rows import EntryRows
from app.ui.purchases.sums import read_sum, sum_text
from app.ui.shortcuts import bind, with_keys
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.find_customer import FindCustomer
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import card, centred, column, holder, row, scrolling
from app.ui.widgets.text import sentence, title

_WIDTH, _NARROW = 960, 250
_REMEMBERED = "purchase.last"
_REPEAT = "repeat:"
_DRAFT, _HERE = "new_purchase", Place("new_purchase")


@dataclass(frozen=True)
class _Read:
    entry: NewEntry
    total: int
    name: str


class PurchasePage(Page):
    """By keyboard: two letters, Enter, item, Enter …, Ctrl+Enter."""

    def __init__(self, context: Context) -> None:
        """For nobody yet."""
        super().__init__(context)
        self.customer: AtCounter | None = None
        self.keeping = False  # pressed Save; what stands here is on its way
        self._words_topic, self._repeat_topic = Topic(self), Topic(self)
        self.finder = FindCustomer(context)
        self.who = FormLine(tr("Customer"), self.finder.line, tr("Empty for a walk-in"))
        rules = Rules(context.clock.today())
        self.day = DayEditor(Day(), rules, context.theme)
        self.when = FormLine(tr("Date"), self.day)
        self.channel = FormLine(tr("Sold through"), QLineEdit())
        self.clerk = FormLine(tr("Clerk"), QLineEdit())
        self.strip = CustomerStrip(context)
        self.rows = EntryRows(context)
        self.told = sentence("", "warn")
        self.amount = FormLine(tr("Total"), QLineEdit(), tr("Less than nothing: money given back"))
        offered = [Choice(each.key, tr(each.label)) for each in METHODS]
        self.paid = Choices(tr("Paid by"), offered, None)
        self.promised = DayEditor(Day(future=True), rules, context.theme)
        self.deliver = FormLine(
            tr("Delivery promised for"), self.promised, tr("Empty: taken along")
        )
        self.promised.line.setPlaceholderText(tr("11-30"))
        self.note = FormLine(tr("Note"), QLineEdit())
        self.setLayout(column(scrolling(self._inside())))
        self._connect()

    def reload(self) -> None:
        """Today, no sum; the customer and the lines of the place, if it names them."""
        self.context.drafts.put_aside(_DRAFT)
        self._blank()
        self.context.jobs.read(words_used, self._complete, topic=self._words_topic)
        place = self.place or Place("new_purchase")
        if place.record is not None:
            self._take(place.record)
        else:
            self.finder.line.setFocus()
        if place.detail.startswith(_REPEAT):
            self.again(int(place.detail.removeprefix(_REPEAT)))
        elif place.record is None:
            self._enter_again()
        self.context.drafts.watch(self, _DRAFT, _HERE, lambda: half_entered(self))

    def first_to_focus(self) -> QWidget:
        """Whoever comes here types at once: who buys, or what, where the place says who."""
        known = self.place is not None and self.place.record is not None
        return self.rows.rows[0].item if known else self.finder.line

    def save(self) -> None:
        """Keep it and open the customer's file."""
        self._keep(self._to_file)

    def save_and_next(self) -> None:
        """Keep it and begin the next one."""
        self._keep(lambda _: self._next())

    def _enter_again(self) -> None:
        """What was half entered when the shop was locked, or when another purchase came first."""
        found = self.context.drafts.take(_DRAFT)
        if found is not None:
            enter_again(self, found)
            if found.get("customer") is not None:
                self._take(int(found["customer"]))

    @Slot(int)
    def again(self, purchase_id: int) -> None:
        """Put the lines of a receipt at today's prices."""
        self.context.jobs.read(
            lambda reader: repeat(reader, purchase_id), self._repeated, topic=self._repeat_topic
        )

    def _inside(self) -> QWidget:
        save = button(tr("Save"), self.save)
        again = button(tr("Save and next"), self.save_and_next, "primary")
        again.setToolTip(with_keys(tr("Save and next"), "save_next"))
        head = row(self.who, self.when, self.channel, self.clerk, space=SPACE.medium)
        for line, share in ((self.who, 5), (self.when, 3), (self.channel, 2), (self.clerk, 2)):
            head.setStretchFactor(line, share)
            head.setAlignment(line, Qt.AlignmentFlag.AlignTop)
        whole = holder(
            column(
                title(tr("New purchase")),
                card(holder(head), self.finder, self.strip, space=SPACE.small),
                card(self.rows, self.told, space=SPACE.small),
                card(self._foot(), holder(row(None, save, again)), space=SPACE.medium),
                None,
                space=SPACE.medium,
            )
        )
        page = QWidget()
        page.setLayout(column(centred(whole, self.context.theme.px(_WIDTH)), margin=SPACE.section))
        return page

    def _foot(self) -> QWidget:
        paid = FormLine(tr("Paid by"), self.paid)
        narrow = self.context.theme.px(_NARROW)
        for line in (self.amount, self.deliver):
            line.setFixedWidth(narrow)
        first = row(self.amount, paid, None, space=SPACE.section)
        second = row(self.deliver, self.note, space=SPACE.section)
        second.setStretchFactor(self.note, 1)
        for line in (self.amount, paid):
            first.setAlignment(line, Qt.AlignmentFlag.AlignTop)
        for line in (self.deliver, self.note):
            second.setAlignment(line, Qt.AlignmentFlag.AlignTop)
        return holder(column(first, second, space=SPACE.medium))

    def _connect(self) -> None:
        self.finder.chosen.connect(self._chosen)
        self.finder.line.textEdited.connect(lambda _: self._chosen(None))
        self.finder.line.returnPressed.connect(self.rows.start)
        self.strip.again.connect(self.again)
        self.strip.give_back.connect(self._to_receipts)
        self.rows.changed.connect(self._sum_up)
        self.rows.finished.connect(self._to_total)
        _line(self.amount).returnPressed.connect(self.note.editor.setFocus)
        _line(self.note).returnPressed.connect(self.save)
        self.context.jobs.changed.connect(self._paid_meanwhile)
        bind(self, "save_next", self.save_and_next)

    def _blank(self) -> None:
        self.customer = None
        self.finder.start("")
        for each in (self.amount, self.note):
            _line(each).clear()
        for line in (self.who, self.amount, self.note, self.when, self.deliver):
            line.complain("")
        self.day.put(self.context.clock.today().isoformat())
        self.day.line.deselect()
        self.promised.put("")
        self.rows.clear()
        self.told.hide()
        self.strip.show_nobody()
        last = self.context.app_state.get(_REMEMBERED, {})
        _line(self.channel).setText(str(last.get("channel", "")))
        _line(self.clerk).setText(str(last.get("clerk", "")))
        self.paid.show_value(last.get("payment"))

    def _next(self) -> None:
        self._blank()
        self.finder.line.setFocus()

    def _complete(self, found: Words) -> None:
        for line, words in ((self.channel, found.channels), (self.clerk, found.clerks)):
            completer = QCompleter(list(words), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            _line(line).setCompleter(completer)

    @Slot(object)
    def _chosen(self, hit: Hit | None) -> None:
        if hit is None:
            self.customer = None
            self.topic.drop()
            self.strip.show_nobody()
        else:
            self._take(hit.id)

    def _take(self, record: int) -> None:
        self.context.jobs.read(
            lambda reader: at_counter(reader, record), self._taken, topic=self.topic
        )

    @Slot(object)
    def _paid_meanwhile(self, changes: ChangeSet) -> None:
        """What stands beside the customer follows; what is being typed stays."""
        if self.customer is not None and changes.touches("payment_received"):
            record = self.customer.id
            self.context.jobs.read(
                lambda reader: at_counter(reader, record),
                self.strip.show_customer,
                topic=self.topic,
            )

    def _taken(self, found: AtCounter) -> None:
        self.customer = found
        self.who.complain("")
        words = " · ".join(each for each in (found.name, found.number) if each)
        self.finder.line.setText(words)
        self.strip.show_customer(found)
        self.rows.start()

    def _repeated(self, found: Repeat) -> None:
        self.rows.put(found.lines)
        said = [
            tr(
                N_("{item} costs {now} today, it was {was}."),
                item=each.item,
                now=money(each.now),
                was=tr(N_("unknown")) if each.was is None else money(each.was),
            )
            for each in found.changed
        ]
        said += [tr(N_("{item} is no longer sold."), item=each) for each in found.retired]
        self.told.setText("\n".join(said))
        self.told.setVisible(bool(said))
        self.rows.rows[0].quantity.setFocus()

    def _sum_up(self) -> None:
        lines = bool(self.rows.filled())
        self.amount.editor.setEnabled(not lines)
        if lines:
            _line(self.amount).setText(sum_text(self.rows.total()))

    def _to_total(self) -> None:
        (self.note.editor if self.rows.filled() else self.amount.editor).setFocus()

    def _keep(self, then: Any) -> None:
        read = self._read()
        if read is None:
            return

        def done(_: int) -> None:
            self.keeping = False
            words = tr(N_("Kept: {sum} of {name}"), sum=money(read.total), name=read.name)
            self.context.messages.toast(words, self.context.undo.last())
            then(read.entry.customer_id)

        def failed(problem: Exception) -> None:
            self.keeping = False
            self.amount.complain(str(problem))

        self._remember(read.entry)
        self.keeping = True
        self.context.jobs.write(
            N_("New purchase"), partial(enter_receipt, new=read.entry), done, on_error=failed
        )

    def _read(self) -> _Read | None:
        for each in (self.who, self.when, self.amount, self.deliver):
            each.complain("")
        on, promised = _day_of(self.day), _day_of(self.promised)
        lines = self.rows.lines()
        if self.customer is None and self.finder.line.text().strip():
            self.who.complain(tr("Please choose a customer."))
            self.finder.line.setFocus()
        elif on is None:
            self.when.complain(tr("Please give a whole date, not in the future."))
            self.day.first().setFocus()
        elif promised is None and self.promised.typed().strip():
            self.deliver.complain(tr("Please give a whole date."))
            self.promised.first().setFocus()
        elif lines is None:
            self.told.setText(tr("A marked figure can't be read; please give one like 128.50."))
            self.told.show()
        else:
            return self._whole(on, promised, lines)
        return None

    def _whole(self, on: date, promised: date | None, lines: tuple[EntryLine, ...]) -> _Read | None:
        amount = read_sum(_line(self.amount).text())
        who, key = self.customer, self.paid.value()
        entry = NewEntry(
            customer_id=who.id if who else None, on=on, lines=lines, amount=amount,
            at=self.context.clock.local().time() if on == self.context.clock.today() else None,
            payment=next((tr(each.label) for each in METHODS if each.key == key), ""),
            channel=_line(self.channel).text(), clerk=_line(self.clerk).text(),
            promised_on=promised, note=_line(self.note).text(),
        )  # fmt: skip
        if entry.total is None:
            self.amount.complain(tr("Please give a sum like 128.50."))
            (self.rows.rows[0].total if lines else self.amount.editor).setFocus()
            return None
        return _Read(entry, entry.total, who.name if who else tr(N_("a walk-in")))

    def _remember(self, entry: NewEntry) -> None:
        last = {"channel": entry.channel, "clerk": entry.clerk, "payment": self.paid.value()}
        self.context.app_state.set(_REMEMBERED, last)

    def _to_file(self, record: int | None) -> None:
        self._blank()
        self._stale = True
        place = Place("purchases") if record is None else Place("customer", record=record)
        self.context.navigation.open(place)

    @Slot(int)
    def _to_receipts(self, record: int) -> None:
        self.context.navigation.open(Place("purchases", record=record, detail="receipts"))


def _line(form: FormLine) -> QLineEdit:
    assert isinstance(form.editor, QLineEdit)
    return form.editor


def _day_of(editor: DayEditor) -> date | None:
    found = editor.kind.parse(editor.typed(), editor.rules).value
    return found.solar() if found is not None else None


def make_page(context: Context) -> Page:
    """Made by the registry."""
    return PurchasePage(context)
