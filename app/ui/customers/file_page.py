"""A customer's file: strip at the top, rail beside, parts to read and to correct."""

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.catalogue import CATALOGUES
from app.catalogue.field import Field
from app.core.customers import queries
from app.core.store.changes import ChangeSet
from app.core.store.reader import Reader
from app.i18n import tr
from app.ui.context import Context
from app.ui.customers.field_finder import FieldFinder
from app.ui.customers.file_body import FileBody
from app.ui.customers.file_strip import FileStrip, StripActions
from app.ui.customers.file_writes import FileWrites
from app.ui.customers.hints import Hints
from app.ui.customers.part_card import PartCard
from app.ui.customers.quick_add import QuickAdd
from app.ui.customers.rail import Rail
from app.ui.customers.seen import Seen, see
from app.ui.customers.value_chip import ValueChip
from app.ui.customers.value_line import FileActions, ValueLine
from app.ui.customers.value_menu import part_menu, value_menu
from app.ui.customers.visit_sheet import show_sheet
from app.ui.lending import Entry, FileParts, PartPlace, ValuePlace
from app.ui.navigation import Place
from app.ui.page import Page
from app.ui.revealing import Revealing
from app.ui.shortcuts import bind
from app.ui.tokens import SPACE
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import clear, column, holder, row, scrolling
from app.ui.widgets.origin_line import OriginLine

# Rows of these tables bear the customer's own id …
_OWN = ("customer", "individual", "company", "individual_text", "company_text")
# … of these any change may be hers: an undo touches nothing but the row itself.
_HERS = (
    *(group.key for catalogue in CATALOGUES.values() for group in catalogue.groups()),
    *("purchase", "doubt", "fact", "sensitive", "contact", "note", "touch", "promise"),
    *("attachment", "customer_link", "own_field", "own_value", "field_place", "setting", "star"),
    *("complaint", "complaint_step"),
)

_Wanted = tuple[Field[Any], int | None]  # a field, in which row


class FilePage(Page):
    """Shows the customer of its place; each value is saved when it is left."""

    def __init__(self, context: Context, lent: FileParts | None = None) -> None:
        """Parts are made when the first customer is shown."""
        super().__init__(context)
        self.lent = lent or FileParts()
        self._wanted: _Wanted | None = None  # to be edited as soon as it is shown
        self._seen: Seen | None = None
        self._coming = False
        self._going_to = ""  # the part or card that the place names, until it was gone to
        self.writes = FileWrites(context, lambda: self._seen)
        self.revealing = Revealing(
            self, context, self.writes.note_reveal, self.reload, self.editing
        )
        actions = FileActions(
            self.writes.save,
            self.writes.save_row,
            self.writes.delete_row,
            self._reveal_and_edit,
            self._value_menu,
            self._part_menu if self.lent.part_entries else None,
        )
        strip = StripActions(self.reveal, self.to_bin, self.ask_next, self.add_tag, self.star)
        self.strip = FileStrip(context, strip, self.lent.entries)
        self.body = FileBody(context, self.lent, actions, self.add_field, self._completed)
        self.group = ValueChip(context, self.strip.show_group)
        self.rail = Rail(context.theme, self.go_to_part)
        self.hints = Hints(context.theme, self.edit_field)
        self.quick = QuickAdd(context)
        self.finder = FieldFinder(context, self, self.edit_field)
        self.gone = QVBoxLayout()
        self.whole = self._laid_out()
        self.whole.hide()  # until somebody's file is there: empty chips would be boxes
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._bind_keys()

    @property
    def cards(self) -> dict[str, PartCard]:
        """The cards of the parts by key."""
        return self.body.cards

    def show_place(self, place: Place) -> None:
        """Another customer is hidden again; what is being typed is saved first."""
        if self.place is None or place.record != self.place.record:
            self.leave()
            self.revealing.forget()
            self._seen = None
            self._wanted = None
        self._going_to = place.detail
        self.quick.show_record(place.record)
        super().show_place(place)

    def warm(self) -> None:
        """Lay somebody's file out where nobody sees it: the first one opens as fast as any."""
        self.context.jobs.read(_somebody, self._warm, topic=self.topic)

    def concerns(self, changes: ChangeSet) -> bool:
        """Only changes of this customer matter."""
        record = self.place.record if self.place else None
        own = any(changes.touches(each, record) for each in _OWN)
        return own or any(changes.touches(each) for each in _HERS)

    def reload(self) -> None:
        """Ask for the customer."""
        record = self.place.record if self.place else None
        if record is None or self.revealing.held:
            return  # held: it reloads when nobody edits any more
        revealed = self.revealing.on
        self.context.jobs.read(
            lambda reader: see(reader, record, reveal=revealed), self._show, topic=self.topic
        )

    def reveal(self) -> None:
        """Show what is hidden, until another customer is opened; the audit trail hears of it."""
        self._wanted = None
        self.revealing.ask()

    def editing(self) -> bool:
        """Is one of the values open in its editor?"""
        return any(each.editor is not None for part in self.cards.values() for each in part.lines)

    @property
    def unfinished(self) -> bool:
        """Parts come one by one, so that keys and paintings come between."""
        return self._coming

    def go_to_part(self, key: str) -> None:
        """Scroll to a part."""
        self.body.go_to(key)

    def to_bin(self) -> None:
        """Put the customer into the bin; there is an undo."""
        self.writes.to_bin()

    def star(self) -> None:
        """Star the customer, or take the star away."""
        self.writes.star()

    def ask_next(self) -> None:
        """Show the sheet to take along to a visit."""
        if self._seen is not None:
            show_sheet(self.context, self._seen.id)

    def add_tag(self) -> None:
        """Open the editor of the tags."""
        seen = self._seen
        if seen is not None:
            self.edit_field(seen.profile.catalogue.field("tags"))

    def add_field(self) -> None:
        """Look for a field by its name."""
        self.finder.start()

    def edit_field(self, field: Field[Any]) -> None:
        """Open a field's editor, wherever the field stands; what is hidden is shown first."""
        if self._seen is not None and self._seen.hides(field):
            self._wanted = (field, None)
            self.revealing.ask()
            return
        line = self.body.line_to_fill(field)
        if line is not None:
            line.edit()
            self.body.keep_in_sight(line)

    def step(self, steps: int) -> None:
        """The next or previous customer of the list last shown."""
        record = self.place.record if self.place else None
        beside = None if record is None else self.context.navigation.beside(record, steps)
        if beside is not None:
            self.context.navigation.open(Place("customer", record=beside))

    def _reveal_and_edit(self, line: ValueLine | None) -> None:
        self._wanted = None if line is None else (line.shown.field, line.row_id)
        self.revealing.ask()

    def _edit_wanted(self, seen: Seen) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None or seen.hides(wanted[0]):
            return
        line = self.body.line_of(*wanted)
        if line is not None and line.shown.filled:
            line.edit()
        else:
            self.edit_field(wanted[0])

    @Slot(object)
    def _show(self, seen: Seen | None) -> None:
        clear(self.gone)
        self.whole.setVisible(seen is not None)
        self.layout().activate()  # type: ignore[union-attr]  # how much can be seen, is known now
        if seen is None:
            self._seen = None
            self.gone.addWidget(_gone(self.context))
            return
        other = self._seen is None or self._seen.id != seen.id
        self._seen = seen
        if other:
            self._take_focus(seen)
        self.writes.answered(seen)
        self.strip.show_customer(seen)
        self.hints.show_hints(seen.completeness)
        self.rail.show_parts(seen, self.body.lent_cards.cards)
        self.finder.show_customer(seen)
        self._coming = True
        self.body.show_customer(seen, afresh=other)
        self._edit_wanted(seen)

    def _warm(self, seen: Seen | None) -> None:
        if seen is not None and self.place is None:
            self.strip.show_customer(seen)
            self.hints.show_hints(seen.completeness)
            self.rail.show_parts(seen)
            self.body.warm(seen)

    def _completed(self) -> None:
        self._coming = False
        if self._seen is not None:
            self.group.show_customer(self._seen)
            self.rail.show_parts(self._seen, self.body.lent_cards.cards)
        wanted, self._going_to = self._going_to, ""
        if wanted:
            self.go_to_part(wanted)

    def _take_focus(self, seen: Seen) -> None:
        """The page's keys work as soon as a file is open, wherever the cursor was."""
        self.setAccessibleName(seen.name)
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            self.setFocus()

    def _laid_out(self) -> QWidget:
        beside = scrolling(holder(column(self.rail, self.hints, None)))
        beside.setFixedWidth(self.rail.width() + SPACE.medium)
        add = row(self.quick, self.finder, space=SPACE.medium)
        add.setStretch(0, 3)
        add.setStretch(1, 2)
        right = holder(column(OriginLine(self.context), add, self.body, space=SPACE.medium))
        body = row(beside, right, space=SPACE.large)
        body.setStretch(1, 1)
        whole = holder(column(self.strip, body, space=SPACE.large))
        whole.layout().setStretch(1, 1)  # type: ignore[union-attr]
        outer = column(whole, self.gone)
        outer.setContentsMargins(SPACE.section, SPACE.large, SPACE.section, 0)
        self.setLayout(outer)
        return whole

    def _jump(self, place: int) -> None:
        self.body.put_cursor(self.rail.press(place))

    def _bind_keys(self) -> None:
        for number in range(1, 8):
            bind(self, f"part_{number}", partial(self._jump, number - 1))
        for name, do in (
            ("note", self.quick.start),
            ("add_field", self.finder.start),
            ("print", self.ask_next),
            ("star", self.star),
            ("previous", partial(self.step, -1)),
            ("next", partial(self.step, 1)),
        ):
            bind(self, name, do)
        for entry in self.lent.value_entries:
            if entry.keys and entry.is_for(self.context.actor):
                bind(self, entry.keys, partial(self._run_on_value, entry))
        for act in self.lent.entries:
            if act.keys and act.is_for(self.context.actor):
                bind(self, act.keys, partial(self._run_on_her, act))

    def _run_on_her(self, entry: Entry[int]) -> None:
        if self._seen is not None:
            entry.run(self.context, self._seen.id)

    def _run_on_value(self, entry: Entry[ValuePlace]) -> None:
        line = self.focusWidget()
        if self._seen is not None and isinstance(line, ValueLine):
            place = ValuePlace(self._seen.id, line.shown.field, line.row_id or 0)
            entry.run(self.context, place)

    def _value_menu(self, line: ValueLine, at: QPoint) -> None:
        if self._seen is not None:
            menu = value_menu(self.context, line, self._seen.id, self.lent.value_entries)
            menu.popup(at)

    def _part_menu(self, key: str, at: QPoint) -> None:
        seen = self._seen
        found = next((e.part for e in seen.parts if e.part.key == key), None) if seen else None
        if seen is not None and found is not None:
            entries = self.lent.part_entries
            part_menu(self, self.context, PartPlace(seen.id, found), entries).popup(at)


def _somebody(reader: Reader) -> Seen | None:
    """The file entered last, as good as any."""
    last = queries.last_entered(reader)
    return None if last is None else see(reader, last, reveal=False)


def _gone(context: Context) -> QWidget:
    return EmptyState(
        context.theme,
        "book-user",
        tr("This customer is no longer here"),
        tr("The file was deleted or taken back. Undo brings it back."),
    )


def make_page(context: Context, lent: FileParts | None = None) -> Page:
    """Made by the registry."""
    return FilePage(context, lent)
