"""The large card shown at the counter: who stands there, what to mind, what she bought last."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.catalogue.currency import money
from app.core.purchases.queries import Purchase
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.customers.glance import CounterGlance, Glance, promise_words
from app.ui.tokens import SPACE, TYPE
from app.ui.widgets.layout import column, holder, row
from app.ui.widgets.photos import rounded
from app.ui.widgets.text import ElidedLabel, LabelLook, label

_PHOTO = 96
_LINES: tuple[tuple[str, str, LabelLook], ...] = (
    ("unsaid", N_("Do not mention"), "danger"),
    ("mind", N_("Mind"), "danger"),
    ("complaints", N_("Complaint not settled"), "danger"),
    ("avoids", N_("Avoid"), "warn"),
    ("likes", N_("Likes"), "heading"),
    ("topics", N_("Likes to talk about"), "heading"),
    ("promises", N_("Promised"), "accent"),
    ("purchases", N_("Bought last"), "value"),
)


class CounterView(QWidget):
    """Its labels stay and change their words."""

    def __init__(self, context: Context) -> None:
        """Empty."""
        super().__init__()
        self._context = context
        self.photo = QLabel()
        self.name = ElidedLabel("", "title")
        self.called = label("", "heading", wrap=True)
        self.facts = label("", "muted", wrap=True)
        self.names: dict[str, QLabel] = {}
        self.lines: dict[str, QLabel] = {}
        head = row(
            self.photo, holder(column(self.name, self.called, self.facts, space=SPACE.hair)),
            space=SPACE.large,
        )  # fmt: skip
        head.setStretch(1, 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE.large)
        inside.addLayout(head)
        inside.addLayout(self._grid())
        inside.addStretch(1)

    def show_card(self, found: CounterGlance) -> None:
        """Say everything about this customer."""
        seen = found.glance
        self._show_photo(seen.photo)
        self.name.setText(seen.name or tr("(no name)"))
        self.called.setText(seen.called)
        self.called.setVisible(bool(seen.called))
        self.facts.setText(" · ".join(_facts(seen)))
        for key, lines in self._words(found).items():
            self.names[key].setVisible(bool(lines))
            self.lines[key].setVisible(bool(lines))
            self.lines[key].setText("\n".join(lines))

    def words(self) -> str:
        """All that is said, for a screen reader."""
        shown = [
            f"{self.names[key].text()}: {each.text()}"
            for key, each in self.lines.items()
            if each.text()
        ]
        return "\n".join([self.name.text(), self.called.text(), self.facts.text(), *shown])

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.large)
        grid.setVerticalSpacing(SPACE.medium)
        grid.setColumnStretch(1, 1)
        for place, (key, name, look) in enumerate(_LINES):
            self.names[key] = label(tr(name), "small")
            self.names[key].setContentsMargins(0, SPACE.hair, 0, 0)
            self.lines[key] = label("", look, wrap=True)
            if look not in ("heading", "value"):  # coloured, and as large
                self.lines[key].setFont(self._context.theme.font(TYPE.heading))
            grid.addWidget(self.names[key], place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.lines[key], place, 1)
        return grid

    def _words(self, found: CounterGlance) -> dict[str, Sequence[str]]:
        seen, today = found.glance, self._context.clock.today()
        return {
            "unsaid": found.gone,
            "mind": seen.mind,
            "complaints": seen.complaints,
            "avoids": seen.avoids,
            "likes": [" · ".join(seen.likes)] if seen.likes else [],
            "topics": [" · ".join(seen.topics)] if seen.topics else [],
            "promises": [promise_words(each, today) for each in seen.promises],
            "purchases": [_bought(each) for each in found.purchases],
        }

    def _show_photo(self, data: bytes | None) -> None:
        drawn = QPixmap()
        there = data is not None and drawn.loadFromData(data)
        if there:
            self.photo.setPixmap(rounded(drawn, self._context.theme.px(_PHOTO)))
        self.photo.setVisible(there)


def _facts(seen: Glance) -> list[str]:
    number = tr(N_("No. {number}"), number=seen.number) if seen.number else ""
    since = tr(N_("since {year}"), year=seen.since) if seen.since else ""
    state = tr(N_("Deceased")) if seen.deceased else seen.status
    return [each for each in (state, number, since, *seen.phones[:1], *seen.tags) if each]


def _bought(each: Purchase) -> str:
    pieces = (each.on.isoformat(), money(each.amount), each.note)
    return "   ".join(piece for piece in pieces if piece)
