"""One receipt: its lines, what came back of it, its delivery; and what can be done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.catalogue.currency import money
from app.core.actor import Right
from app.core.purchases import delivery, queries, service
from app.core.purchases.queries import Line, Purchase
from app.core.purchases.records import PurchaseKind
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.dialogs import Question
from app.ui.formats import day
from app.ui.jobs import Topic
from app.ui.navigation import Place
from app.ui.purchases.give_back import GiveBack
from app.ui.purchases.receipt_paper import print_receipt
from app.ui.purchases.words import buyer, called, delivery_words, kind_words, line_words
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import card, clear, column, holder, row, scrolling, stand
from app.ui.widgets.text import label, sentence


@dataclass(frozen=True)
class Seen:
    """A receipt with its lines and what is linked to it."""

    receipt: Purchase
    lines: tuple[Line, ...]
    linked: tuple[Purchase, ...]


def ask(reader: Reader, purchase_id: int) -> Seen | None:
    """All that the view shows."""
    found = queries.get(reader, purchase_id)
    if found is None:
        return None
    lines = queries.lines(reader, purchase_id)
    return Seen(found, lines, queries.linked_to(reader, purchase_id))


class ReceiptView(QWidget):
    """Empty until a receipt is chosen; its buttons write and can be undone."""

    wanted = Signal(int)  # another receipt: the original, a return

    def __init__(self, context: Context) -> None:
        """Nothing yet."""
        super().__init__()
        self.context = context
        self.seen: Seen | None = None
        self._topic = Topic(self)
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(0, 0, 0, 0)
        page = QWidget()
        page.setLayout(column(holder(self._inside), None))
        self.setLayout(column(scrolling(page)))

    def show_receipt(self, purchase_id: int | None) -> None:
        """Ask for a receipt and show it."""
        if purchase_id is None:
            self._topic.drop()
            self._show(None)
            return
        self.context.jobs.read(
            lambda reader: ask(reader, purchase_id), self._show, topic=self._topic
        )

    def _show(self, found: Seen | None) -> None:
        self.seen = found
        clear(self._inside)
        if found is not None:
            stand(self._inside, card(*self._pieces(found), space=SPACE.small))

    def _pieces(self, found: Seen) -> list[QWidget]:
        receipt, today = found.receipt, self.context.clock.today()
        head = label(tr(N_("Receipt {number}"), number=called(receipt)), "heading")
        when = day(receipt.on, today) + (f" {receipt.at}" if receipt.at else "")
        pieces: list[QWidget] = [
            holder(row(head, None, label(kind_words(receipt), "muted"))),
            self._buyer(receipt),
            sentence(" · ".join(_said(receipt, when)), "muted"),
        ]
        if words := delivery_words(receipt, today):
            late = receipt.delivered_on is None and (receipt.promised_on or today) < today
            pieces.append(sentence(words, "danger" if late else "body"))
        if receipt.note:
            pieces.append(sentence(receipt.note))
        pieces += [self._lines(found), *self._linked(found), self._buttons(found)]
        return pieces

    def _buyer(self, receipt: Purchase) -> QWidget:
        if receipt.customer_id is None:
            return label(buyer(receipt), "value")
        place = Place("customer", record=receipt.customer_id)
        made = button(buyer(receipt), lambda: self.context.navigation.open(place), "name")
        return holder(row(made, None))

    def _lines(self, found: Seen) -> QWidget:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.large)
        grid.setVerticalSpacing(SPACE.small)
        grid.setColumnStretch(0, 1)
        for place, line in enumerate(found.lines):
            more = [tr(N_("gift"))] if line.gift else []
            more += [tr(N_("no. {serial}"), serial=line.serial)] if line.serial else []
            more += [line.note] if line.note else []
            grid.addWidget(sentence(line.item or tr(N_("(no name)"))), 2 * place, 0)
            below = " · ".join(each for each in (line_words(line), *more) if each)
            grid.addWidget(sentence(below, "small"), 2 * place + 1, 0)
            grid.addWidget(_right(money(line.amount), "body"), 2 * place, 1)
        end = 2 * len(found.lines)
        grid.addWidget(label(tr(N_("Total")), "strong"), end, 0)
        grid.addWidget(_right(money(found.receipt.amount), "strong"), end, 1)
        if found.receipt.kind is PurchaseKind.SALE and found.receipt.net != found.receipt.amount:
            grid.addWidget(label(tr(N_("Left of it")), "muted"), end + 1, 0)
            grid.addWidget(_right(money(found.receipt.net), "muted"), end + 1, 1)
        return holder(grid)

    def _linked(self, found: Seen) -> list[QWidget]:
        today = self.context.clock.today()
        doors = [
            button(
                tr(
                    N_("{what} of {day}: {sum}"),
                    what=kind_words(each),
                    day=day(each.on, today),
                    sum=money(each.amount),
                ),
                partial(self.wanted.emit, each.id),
                "link",
            )
            for each in found.linked
        ]
        original = found.receipt.original_id
        if original is not None:
            words = tr(N_("Belongs to receipt {number}"), number=_original(found.receipt))
            doors.append(button(words, lambda: self.wanted.emit(original), "link"))
        return [holder(row(each, None)) for each in doors]

    def _buttons(self, found: Seen) -> QWidget:
        receipt = found.receipt
        offered: list[tuple[str, Callable[[], object], bool]] = [
            (tr(N_("Delivered today")), self.deliver, _is_open(receipt)),
            (tr(N_("Give back…")), self.give_back, _can_go_back(found)),
            (tr(N_("The same again")), self.repeat, _can_be_repeated(found)),
            (tr(N_("Print…")), self.print, self.context.may(Right.EXPORT)),
            (tr(N_("Void…")), self.void, _can_be_voided(found)),
        ]
        writes = self.context.may(Right.ENTER_PURCHASES)
        made = [button(words, do) for words, do, there in offered if there and writes]
        pairs = [holder(row(*made[at : at + 2], None)) for at in range(0, len(made), 2)]
        return holder(column(*pairs, space=SPACE.small))

    def deliver(self) -> None:
        """It was handed over today."""
        if self.seen is not None:
            record, on = self.seen.receipt.id, self.context.clock.today()
            self._write(N_("Handed over"), lambda unit: delivery.deliver(unit, record, on))

    def give_back(self) -> None:
        """Choose what of it came back."""
        if self.seen is not None:
            GiveBack.ask(self.context, self, self.seen.receipt)

    def repeat(self) -> None:
        """A new purchase with the same lines."""
        if self.seen is not None:
            found = self.seen.receipt
            place = Place("new_purchase", record=found.customer_id, detail=f"repeat:{found.id}")
            self.context.navigation.open(place)

    def print(self) -> None:
        """On paper."""
        if self.seen is not None:
            print_receipt(self.context, self.seen.receipt, self.seen.lines)

    def void(self) -> None:
        """Take it back by a reverse entry; asked first."""
        if self.seen is None:
            return
        receipt = self.seen.receipt
        question = Question(
            tr(N_("Void this entry?")),
            tr(
                N_("The entry of {sum} stays, and a reverse entry of today takes it back."),
                sum=money(receipt.amount),
            ),
            tr(N_("Void")),
        )
        if self.context.dialogs.confirm(question):
            self._write(N_("Void a purchase"), lambda unit: service.void(unit, receipt.id))

    def _write(self, title: str, act: Callable[[Unit], object]) -> None:
        def done(_: object) -> None:
            self.context.messages.toast(tr(title), self.context.undo.last())

        self.context.jobs.write(title, act, done)


def _said(receipt: Purchase, when: str) -> list[str]:
    said = (when, receipt.channel, receipt.clerk, receipt.payment)
    return [each for each in said if each]


def _original(receipt: Purchase) -> str:
    return receipt.original_number or f"#{receipt.original_id}"


def _is_open(receipt: Purchase) -> bool:
    return receipt.promised_on is not None and receipt.delivered_on is None and receipt.counts


def _can_be_repeated(found: Seen) -> bool:
    return found.receipt.kind is PurchaseKind.SALE and bool(found.lines)


def _can_go_back(found: Seen) -> bool:
    return found.receipt.kind is PurchaseKind.SALE and found.receipt.counts and bool(found.lines)


def _can_be_voided(found: Seen) -> bool:
    taken = any(each.reverses_id == found.receipt.id for each in found.linked)
    return found.receipt.kind is not PurchaseKind.REVERSE and not taken and not _empty(found)


def _empty(found: Seen) -> bool:
    return found.receipt.is_taken_back and bool(found.linked)


def _right(words: str, look: str) -> QWidget:
    made = label(words, look)  # type: ignore[arg-type]
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    return made
