"""The strip above a file: who it is, how to address them, what to mind, what to do.

Its widgets stay and change their words: it is shown anew with each answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.core.actor import Right
from app.i18n import N_, tr
from app.ui.clipboard import copy_briefly
from app.ui.context import Context
from app.ui.customers.glance import Glance, line_words
from app.ui.customers.seen import Seen
from app.ui.customers.value_menu import add_entries
from app.ui.icons import icon
from app.ui.lending import Entry
from app.ui.navigation import Place
from app.ui.shortcuts import in_menu, with_keys
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button, icon_button
from app.ui.widgets.flow import Flow
from app.ui.widgets.layout import column, frame, hide_unless, holder, row
from app.ui.widgets.photos import rounded
from app.ui.widgets.text import ElidedLabel, LabelLook, label

_PHOTO = 72
_MOST = 8


@dataclass(frozen=True)
class StripActions:
    """What the strip asks its page to do."""

    reveal: Callable[[], object]
    to_bin: Callable[[], object]
    ask_next: Callable[[], object]
    add_tag: Callable[[], object]
    star: Callable[[], object]


class Words:
    """Labels or buttons of one look, of which as many are seen as there are words."""

    def __init__(self, make: Callable[[], QLabel | QPushButton], most: int) -> None:
        """`make` gives one of them."""
        self.widgets = [make() for _ in range(most)]

    def show(self, words: Sequence[str]) -> None:
        """Say these words, and no others."""
        for place, each in enumerate(self.widgets):
            said = words[place] if place < len(words) else ""
            each.setVisible(bool(said))
            if said and each.text() != said:
                each.setText(said)
                each.setAccessibleName(said)


class FileStrip(QWidget):
    """Name first, then what helps at the counter."""

    def __init__(
        self, context: Context, actions: StripActions, entries: Sequence[Entry[int]] = ()
    ) -> None:
        """Empty until a customer is shown."""
        super().__init__()
        self._context, self._actions, self._entries = context, actions, entries
        self._record = 0
        self._photo_of: bytes | None = None
        self.photo = QLabel()
        self.name = ElidedLabel("", "title")
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.group = _chip("chip")
        self.chips = Words(lambda: _chip("chip"), _MOST)
        self.facts = Words(lambda: ElidedLabel("", "muted"), 3)
        self.phones = Words(self._phone, 2)
        self.lines = {key: _Line(words, look) for key, (words, look) in _LINES.items()}
        self.tag = button("+", actions.add_tag, "link", hint=tr(N_("Add a tag")))
        self.tag.setAccessibleName(tr(N_("Add a tag")))
        self.star = icon_button("star", tr(N_("Star")), actions.star, context.theme)
        hide_unless(self.star, context.may(Right.EDIT_CUSTOMERS))
        self.hidden = self._hidden_button()
        self.more = button(tr("More"), look="menu")
        self._lay_out()

    def show_customer(self, seen: Seen) -> None:
        """Who it is."""
        found = seen.glance
        if seen.id != self._record:
            self._record = seen.id
            self.group.hide()
            self.more.setMenu(self._menu(seen))
        self._show_photo(found.photo)
        self.name.setText(found.name or tr("(no name)"))
        self.name.setAccessibleName(self.name.text())
        self._show_star(found.starred)
        self.chips.show(_chips(found))
        self.facts.show(_facts(found))
        self.phones.show(found.phones[:2])
        for key, words in line_words(found, self._context.clock.today()).items():
            self.lines[key].say(words)
        self.hidden.setVisible(bool(seen.hidden) and self._context.may(Right.SEE_SEALED))

    def show_group(self, name: str, since: str) -> None:
        """The value group, when it is reckoned; `since` says of which days."""
        self.group.setVisible(bool(name))
        self.group.setText(name)
        self.group.setToolTip(since)

    def _lay_out(self) -> None:
        self.photo.hide()
        self.group.hide()
        head = row(self.name, self.star, None, *self._buttons())
        pieces = (*self.facts.widgets, *self.phones.widgets, self.group, *self.chips.widgets)
        about = holder(Flow([*pieces, self.tag], SPACE.medium))
        notes = QVBoxLayout()
        notes.setSpacing(2)
        for line in self.lines.values():
            notes.addWidget(line)
        words = column(head, about, notes, space=SPACE.hair)
        inside = row(self.photo, words, space=SPACE.large)
        inside.setStretch(1, 1)
        inside.setContentsMargins(SPACE.section, SPACE.medium, SPACE.large, SPACE.medium)
        self.setLayout(column(frame(inside, "card"), space=0))

    def _buttons(self) -> tuple[QPushButton, ...]:
        theme = self._context.theme
        buy = button(tr("Add a purchase"), self._buy, "primary", theme=theme, image="receipt")
        return self.hidden, buy, self.more

    def _hidden_button(self) -> QPushButton:
        made = button(
            tr("Show what is hidden"),
            self._actions.reveal,
            theme=self._context.theme,
            image="eye",
        )
        made.hide()
        return made

    def _menu(self, seen: Seen) -> QMenu:
        menu = QMenu(self.more)
        words = in_menu(tr(N_("Sheet for the next visit…")), "print")
        menu.addAction(words, self._actions.ask_next)
        add_entries(menu, self._context, self._entries, seen.id)
        menu.addSeparator()
        menu.addAction(tr("Move to the bin"), self._actions.to_bin)
        return menu

    def _buy(self) -> None:
        self._context.navigation.open(Place("new_purchase", record=self._record))

    def _phone(self) -> QPushButton:
        made = button("", None, "link", hint=tr("Copy the number"))
        made.clicked.connect(partial(self._copy, made))
        return made

    def _copy(self, made: QPushButton, _checked: bool = False) -> None:
        self._context.messages.toast(copy_briefly(made.text()))

    def _show_star(self, starred: bool) -> None:
        words = tr(N_("Take the star away")) if starred else tr(N_("Star"))
        image, tone = ("star-filled", "accent") if starred else ("star", "muted")
        self.star.setIcon(icon(image, self._context.theme, tone))
        self.star.setAccessibleName(words)
        self.star.setToolTip(with_keys(words, "star"))

    def _show_photo(self, data: bytes | None) -> None:
        if data == self._photo_of:
            return
        self._photo_of = data
        drawn = QPixmap()
        there = data is not None and drawn.loadFromData(data)
        if there:
            side = self._context.theme.px(_PHOTO)
            self.photo.setPixmap(rounded(drawn, side))
            self.photo.setAccessibleName(tr(N_("Photo")))
        self.photo.setVisible(there)


class _Line(QWidget):
    """A name and what stands under it: "Likes   胡萝卜汁 · …"; gone when there is nothing."""

    def __init__(self, name: str, look: LabelLook) -> None:
        super().__init__()
        self._name = tr(name)
        self.words = ElidedLabel("", look)
        inside = row(label(self._name, "small"), self.words, space=SPACE.small)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.hide()

    def say(self, words: str) -> None:
        self.setVisible(bool(words))
        if self.words.text() != words:
            self.words.setText(words)
            self.words.setAccessibleName(f"{self._name}: {words}")


_LINES: dict[str, tuple[str, LabelLook]] = {
    "likes": (N_("Likes"), "body"),
    "avoids": (N_("Avoid"), "warn"),
    "complaint": (N_("Complaint not settled"), "danger"),
    "promise": (N_("Promised"), "accent"),
    "mind": (N_("Mind"), "warn"),
}


def _chips(found: Glance) -> list[str]:
    kind = tr(N_("Company customer")) if found.company else ""
    deceased = tr(N_("Deceased")) if found.deceased else found.status
    return [each for each in (kind, deceased, *found.tags) if each][:_MOST]


def _facts(found: Glance) -> list[str]:
    number = tr(N_("No. {number}"), number=found.number) if found.number else ""
    since = tr(N_("since {year}"), year=found.since) if found.since else ""
    return [each for each in (found.called, number, since) if each]


def _chip(look: LabelLook) -> QLabel:
    made = ElidedLabel("", look)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made
