"""The gist of a customer beside the list: how to reach her, what she likes, last purchases."""

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.catalogue.currency import money
from app.catalogue.field import Tier
from app.core.customers import queries
from app.core.errors import Refused
from app.core.purchases import queries as purchases
from app.core.purchases.queries import Purchase, Summary
from app.core.store.reader import Reader
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import clear, column, holder, row, rule, scrolling
from app.ui.widgets.text import ElidedLabel, label

_WIDTH = 264
_LIKES = ("favourite_dishes", "taboos", "leisure_habits", "favourite_topics", "note")
_FIRST = ("mobile", "birth_date", "home_address", "company_phone", "company_address", "industry")
_MOST_LINES, _PURCHASES = 7, 3


@dataclass(frozen=True)
class Gist:
    """The few things to know at a glance."""

    id: int
    name: str
    number: str | None
    lines: tuple[tuple[str, str], ...]
    purchases: tuple[Purchase, ...]
    summary: Summary | None


class Peek(QFrame):
    """Beside the list; opening the file is one click or Enter away."""

    opened = Signal(int)

    def __init__(self, context: Context) -> None:
        """Empty until a row is chosen."""
        super().__init__()
        self._context = context
        self.setProperty("look", "card")
        self.setFixedWidth(context.theme.px(_WIDTH))
        self._inside = QVBoxLayout()
        self._inside.setSpacing(SPACE.small)
        self._below = QVBoxLayout()
        self.area = scrolling(holder(self._inside))  # a low window would press lines together
        whole = column(self.area, self._below, space=SPACE.small)
        whole.setContentsMargins(*(SPACE.large,) * 4)
        self.setLayout(whole)

    @staticmethod
    def ask(reader: Reader, record: int) -> Gist | None:
        """Read the gist; None when the customer is gone."""
        try:
            profile = queries.profile(reader, record)
        except Refused:
            return None
        lines = []
        known = {field.key: field for field in profile.catalogue if field.group is None}
        for key in (*_FIRST, *_LIKES):
            field = known.get(key)
            if field is None or field.tier in (Tier.SEALED, Tier.GUARDED):
                continue
            value = profile.value(field)
            if value is not None:
                lines.append((field.label, field.kind.show(value)))
        return Gist(
            profile.id,
            profile.name,
            profile.number,
            tuple(lines[:_MOST_LINES]),
            purchases.of_customer(reader, record, _PURCHASES),
            purchases.summary(reader, record),
        )

    @Slot(object)
    def show_gist(self, gist: Gist | None) -> None:
        """Fill the card."""
        clear(self._inside)
        clear(self._below)
        if gist is None:
            return
        name = label(gist.name or tr("(no name)"), "heading", wrap=True)
        number = tr(N_("No. {number}"), number=gist.number) if gist.number else ""
        self._inside.addWidget(name)
        self._inside.addWidget(label(number, "small"))
        for words, value in gist.lines:
            self._inside.addWidget(self._line(tr(words), value))
        self._inside.addWidget(rule())
        for made in self._bought(gist):
            self._inside.addWidget(made)
        self._inside.addStretch(1)
        go = button(tr("Open the file"), lambda: self.opened.emit(gist.id), "primary")
        self._below.addWidget(go)

    def _line(self, words: str, value: str) -> QWidget:
        return holder(column(label(words, "small"), label(value, wrap=True), space=0))

    def _bought(self, gist: Gist) -> list[QWidget]:
        if gist.summary is None:
            return [label(tr("No purchase yet"), "muted")]
        words = ntr("{n} purchase", "{n} purchases", gist.summary.purchases)
        made: list[QWidget] = [label(f"{words} · {money(gist.summary.revenue)}", "muted")]
        for each in gist.purchases:
            beside = ElidedLabel(each.note or each.number or "", "small")
            line = row(label(each.on.isoformat(), "small"), beside, label(money(each.amount)))
            line.setStretch(1, 1)
            made.append(holder(line))
        return made
