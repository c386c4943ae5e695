"""The quiet line below a new customer's name: perhaps she has a file already."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.catalogue.field import Field
from app.catalogue.kind import Rules
from app.catalogue.values import CalendarDay, Phone
from app.core.customers.queries import list_rows
from app.core.duplicates.queries import like_this
from app.core.store.reader import Reader
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.jobs import Topic
from app.ui.navigation import Place
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import clear, holder, row
from app.ui.widgets.text import label

_AFTER_MS = 200  # no question for every key
_MOST = 3
_WHY = {
    "same_name": N_("same name"),
    "alike": N_("names alike"),
    "same_phone": N_("same phone"),
    "same_birthday": N_("same birthday"),
}
_PHONES = ("mobile", "company_phone")


@dataclass(frozen=True)
class Typed:
    """What of a new customer tells whether she is known."""

    kind: str
    name: str
    phones: tuple[str, ...]  # in E.164
    birthday: str  # the Gregorian day in ISO form


@dataclass(frozen=True)
class Known:
    """A file that may be hers, and why."""

    id: int
    name: str
    number: str
    why: tuple[str, ...]


class Perhaps(QWidget):
    """Says whom the one being typed may be, and opens that file; it holds nobody up."""

    def __init__(self, context: Context) -> None:
        """Nobody yet."""
        super().__init__()
        self._context, self._topic = context, Topic(self)
        self._typed: Typed | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_MS)
        self._soon.timeout.connect(self.look)
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(SPACE.hair)
        self.hide()

    def ask(self, typed: Typed) -> None:
        """Look in a moment, if anything is another."""
        if typed != self._typed:
            self._typed = typed
            self._soon.start()

    def look(self) -> None:
        """Look now."""
        self._soon.stop()
        typed = self._typed
        if typed is not None:
            self._context.jobs.read(
                lambda reader: known_like(reader, typed), self._show, topic=self._topic
            )

    def _show(self, found: tuple[Known, ...]) -> None:
        clear(self.lines)
        for each in found:
            said = label(_words(each), "warn", wrap=True)
            going = button(tr("Open"), partial(self._open, each.id), "link")
            going.setAccessibleName(tr(N_("Open the file of {name}"), name=each.name))
            line = row(said, going)
            line.setStretch(0, 1)
            self.lines.addWidget(holder(line))
        self.setVisible(bool(found))

    def _open(self, record: int) -> None:
        self._context.navigation.open(Place("customer", record=record))


def known_like(reader: Reader, typed: Typed) -> tuple[Known, ...]:
    """The few files that may be hers, the likeliest first."""
    pairs = like_this(reader, typed.name, typed.phones, typed.birthday, kind=typed.kind)[:_MOST]
    rows = {each.id: each for each in list_rows(reader, [pair.other for pair in pairs])}
    return tuple(
        Known(pair.other, pair.names[1], rows[pair.other].number or "", pair.reasons)
        for pair in pairs
        if pair.other in rows
    )


def typed_of(kind: str, name: str, rules: Rules, texts: Mapping[Field[Any], str]) -> Typed:
    """What the texts of a form say of her."""
    phones: list[str] = []
    birthday = ""
    for field, text in texts.items():
        value = field.kind.parse(text, rules).value if text.strip() else None
        if field.key in _PHONES:
            several = value if isinstance(value, tuple) else (value,)
            phones += [e.e164 for e in several if isinstance(e, Phone) and e.e164]
        elif isinstance(value, CalendarDay) and field.key == "birth_date":
            day = value.solar()
            birthday = day.isoformat() if day is not None else ""
    return Typed(kind, name.strip(), tuple(phones), birthday)


def _words(each: Known) -> str:
    why = tr(N_(", ")).join(tr(_WHY[key]) for key in each.why if key in _WHY)
    if each.number:
        return tr(
            N_("Perhaps {name} ({number}): {why}"), name=each.name, number=each.number, why=why
        )
    return tr(N_("Perhaps {name}: {why}"), name=each.name, why=why)
