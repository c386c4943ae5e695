"""The strip above a file: who it is, how to reach and address them, what to do."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QWidget

from app.catalogue import COMPANY, INDIVIDUAL
from app.catalogue.phones import show_phone
from app.core.actor import Right
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.customers.seen import Seen
from app.ui.customers.value_menu import add_entries
from app.ui.lending import Entry
from app.ui.navigation import Place
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import clear, column, frame, holder, row
from app.ui.widgets.text import label


class FileStrip(QWidget):
    """Rebuilt with each answer."""

    def __init__(
        self,
        context: Context,
        reveal: Callable[[], object],
        to_bin: Callable[[], object],
        entries: Sequence[Entry[int]] = (),
    ) -> None:
        """Empty until a customer is shown."""
        super().__init__()
        self._context, self._reveal, self._to_bin = context, reveal, to_bin
        self._entries = entries
        self._outer = column(space=0)
        self.setLayout(self._outer)

    def show_customer(self, seen: Seen) -> None:
        """Name first, then what helps at the counter."""
        clear(self._outer)
        inside = row(self._words(seen), None, self._buttons(seen), space=SPACE.large)
        inside.setContentsMargins(SPACE.section, SPACE.large, SPACE.large, SPACE.large)
        made: QFrame = frame(inside, "card")
        self._outer.addWidget(made)

    def _words(self, seen: Seen) -> QWidget:
        name = label(seen.name or tr("(no name)"), "title")
        chips = [_chip(each) for each in self._chips(seen)]
        head = row(name, SPACE.small, *chips, None)
        return holder(column(head, row(*self._facts(seen), None, space=SPACE.large)))

    def _chips(self, seen: Seen) -> list[str]:
        kind = tr(N_("Company customer")) if seen.kind == "company" else ""
        tags = _value(seen, "tags") or ()
        gone = _value(seen, "deceased")
        deceased = tr(N_("Deceased")) if gone is not None and gone.yes else ""
        return [each for each in (kind, deceased, *tags) if each]

    def _facts(self, seen: Seen) -> list[QWidget]:
        made: list[QWidget] = []
        if seen.number:
            made.append(label(tr(N_("No. {number}"), number=seen.number), "muted"))
        called = _value(seen, "form_of_address")
        if called:
            made.append(label(called, "muted"))
        phones = _value(seen, "mobile") or (_value(seen, "company_phone"),)
        for each in [phone for phone in phones if phone is not None][:2]:
            words = show_phone(each)
            made.append(
                button(words, partial(self._copy, words), "link", hint=tr("Copy the number"))
            )
        joined = _value(seen, "joined_on")
        if joined is not None and joined.year is not None:
            made.append(label(tr(N_("since {year}"), year=joined.year), "muted"))
        return made

    def _buttons(self, seen: Seen) -> QWidget:
        theme = self._context.theme
        pieces: list[QWidget] = []
        if seen.hidden and self._context.may(Right.SEE_SEALED):
            pieces.append(button(tr("Show what is hidden"), self._reveal, theme=theme, image="eye"))
        buy = button(
            tr("Add a purchase"),
            lambda: self._context.navigation.open(Place("new_purchase", record=seen.id)),
            "primary",
            theme=theme,
            image="receipt",
        )
        more = button(tr("More"), look="menu")
        menu = QMenu(more)
        add_entries(menu, self._context, self._entries, seen.id)
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addAction(tr("Move to the bin"), self._to_bin)
        more.setMenu(menu)
        return holder(row(*pieces, buy, more))

    def _copy(self, words: str) -> None:
        QGuiApplication.clipboard().setText(words)
        self._context.messages.toast(tr("Copied"))


def _chip(words: str) -> QWidget:
    made = label(words, "chip")
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def _value(seen: Seen, key: str) -> Any:
    catalogue = COMPANY if seen.kind == "company" else INDIVIDUAL
    try:
        field = catalogue.field(key)
    except KeyError:
        return None
    return seen.profile.value(field)
