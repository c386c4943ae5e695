"""The timeline of a file: where she stands, what is open, and everything that happened."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.actor import Right
from app.core.store.changes import ChangeSet
from app.core.timeline import queries
from app.core.timeline.items import Item, Key
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.navigation import Place
from app.ui.timeline.add_form import Act, AddForm
from app.ui.timeline.drafts import DraftKey, Drafts
from app.ui.timeline.due_row import DueRow
from app.ui.timeline.edit_forms import edit_form
from app.ui.timeline.entry_row import Around, EntryRow
from app.ui.timeline.entry_rows import add, lay_out, rows_of, walk_down
from app.ui.timeline.forms import FORMS
from app.ui.timeline.settling import Settling
from app.ui.timeline.status_button import status_button
from app.ui.timeline.told import FILTERS, Told, page, tell
from app.ui.timeline.words import last_met
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.layout import (
    card,
    clear,
    column,
    hide_unless,
    holder,
    row,
    section,
    stand,
)
from app.ui.widgets.text import heading, label, sentence

FIRST, PAGE = 15, 50
_DRAFT = "timeline:"
_ELSEWHERE = frozenset({"setting", "meta", "batch", "history", "act", "audit"})
_ADD = (
    ("contact", N_("Contact"), "phone"),
    ("visit", N_("Visit"), "footprints"),
    ("promise", N_("Promise"), "handshake"),
)


def _draft_key(key: DraftKey) -> str:
    record, what = key
    words = what if isinstance(what, str) else f"{what.stream}.{what.id}"
    return f"{_DRAFT}{record}:{words}"


class TimelineCard(LentCard):
    """Reads when shown; forms open inside it."""

    key, title = "timeline", N_("Timeline")

    def __init__(self, context: Context) -> None:
        """Cheap: the frame only."""
        super().__init__(context)
        self.shown = "all"
        self.items: tuple[Item, ...] = ()
        self.form: AddForm | None = None
        self.drafts = Drafts()
        self._limit = FIRST
        self._settling = Settling(context, elsewhere=False)
        may_edit = context.may(Right.EDIT_CUSTOMERS)
        self._around = Around(context.theme, context.clock, self._settling, may_edit, self.edit)
        self._edited: EntryRow | None = None
        self._form_key: DraftKey = (0, "")
        self._waiting = False  # changed while an entry was being edited
        self._focus: Key | None = None
        self._today: date | None = None  # of what is shown
        self.about, self.form_place, self.open, self.entries = (
            column(space=SPACE.small) for _ in range(4)
        )
        self.entries.setSpacing(0)
        self.add = self._add_buttons()
        offered = [Choice(key, tr(words)) for key, words, _ in FILTERS]
        self.filter = Choices(tr(N_("Show")), offered, "all", wrap=True)
        self.filter.on_choice(self._filter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        stand(outer, self._framed(may_edit))

    def show_record(self, record: int | None) -> None:
        """Another customer: back to the beginning."""
        if record != self.record:
            self._limit = FIRST
            self._put_aside()
            self._waiting, self._focus = False, None
            clear(self.entries)
            clear(self.open)
            clear(self.about)
        super().show_record(record)
        if self.form is None and record is not None:
            self._go_on(record)

    def concerns(self, changes: ChangeSet) -> bool:
        """Whatever is changed in a file is an entry."""
        return not set(changes.tables) <= _ELSEWHERE

    def reload(self) -> None:
        """Ask for everything."""
        record, shown, limit = self.record, self.shown, self._limit
        self._waiting = self._edited is not None  # nothing typed is taken away
        if record is not None and not self._waiting:
            self.context.jobs.read(
                lambda reader: tell(reader, record, shown, limit), self._show, topic=self.topic
            )

    def open_form(self, what: str) -> None:
        """Open the form for a contact, a visit or a promise."""
        record = self.record
        if record is None:
            return
        self._put_aside()
        day, theme = self.context.clock.today(), self.context.theme
        made = self.drafts.take((record, what)) or FORMS[what](record, day, theme)
        self._form_key = (record, what)
        self._open(made, self.form_place, self.form_place.count())

    def _go_on(self, record: int) -> None:
        """A form was half written when the shop was locked: it stands open again."""
        for key in self.context.drafts.waiting(f"{_DRAFT}{record}:"):
            what = key.rpartition(":")[2]
            if what in FORMS and self.context.may(Right.EDIT_CUSTOMERS):
                self.open_form(what)
                return

    def edit(self, entry: EntryRow) -> None:
        """Put an entry in other words, where it stands."""
        place = entry.item.place
        if place is not None:
            self.context.jobs.read(
                lambda reader: queries.entry(reader, *place),
                lambda found: self._edit(entry, found),
                topic=self.topic,
            )

    def close_form(self) -> None:
        """Take the form away with what it says; an edited entry stands there again."""
        form = self.form
        if form is not None:
            self.context.drafts.forget(_draft_key(self._form_key))
            self._leave_form()
            form.deleteLater()

    def _put_aside(self) -> None:
        """Take the form away and keep what was typed for the next time it is opened."""
        form = self.form
        if form is not None:
            self._leave_form()
            self.drafts.keep(self._form_key, form, self)

    def _leave_form(self) -> None:
        form, edited = self.form, self._edited
        assert form is not None
        self.form = self._edited = None
        form.hide()
        form.wanted.disconnect(self._keep)
        form.given_up.disconnect(self.close_form)
        if edited is None:
            self.add[0].setFocus()
            return
        edited.show()
        if edited.pencil is not None:
            edited.pencil.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._waiting:
            self._focus = edited.item.key
            self.reload()

    def _edit(self, entry: EntryRow, found: queries.Entry | None) -> None:
        if found is None or self.entries.indexOf(entry) < 0:
            self.reload()
            return
        self._put_aside()
        self._edited = entry
        entry.hide()
        self._form_key = (found.customer_id, entry.item.key)
        made = self.drafts.take(self._form_key)
        made = made or edit_form(found, self.context.clock.today(), self.context.theme)
        self._open(made, self.entries, self.entries.indexOf(entry))

    def _open(self, made: AddForm, place: QVBoxLayout, at: int) -> None:
        made.wanted.connect(self._keep)
        made.given_up.connect(self.close_form)
        self.form = made
        place.insertWidget(at, made)
        made.show()
        made.start()
        self._watch(made)

    def _watch(self, made: AddForm) -> None:
        key = _draft_key(self._form_key)
        found = self.context.drafts.take(key)
        if found is not None:
            made.type_again(found)
        place = Place("customer", record=self._form_key[0], detail=self.key)
        self.context.drafts.watch(made, key, place, made.typed)

    def _framed(self, may_edit: bool) -> QWidget:
        buttons = holder(row(*self.add, space=SPACE.small))
        hide_unless(buttons, may_edit)
        head = row(heading(tr(self.title)), None, buttons)
        return card(head, self.about, self.form_place, self.open, self.filter, self.entries)

    def _add_buttons(self) -> list[QWidget]:
        made: list[QWidget] = []
        for what, words, image in _ADD:
            press = button(
                tr(words), partial(self.open_form, what), theme=self.context.theme, image=image
            )
            press.setAccessibleName(tr(N_("Add: {what}"), what=tr(words)))
            made.append(press)
        return made

    def _keep(self, title: str, act: Act) -> None:
        form = self.form
        assert form is not None

        def done(_: int) -> None:
            self.close_form()
            self.context.messages.toast(tr(N_("Written down")), self.context.undo.last())

        self.context.jobs.write(title, act, done, on_error=form.complain)

    def _filter(self, key: str) -> None:
        self.shown, self._limit = key, FIRST
        self.reload()

    def _show(self, told: Told) -> None:
        if self._edited is not None:  # nothing typed is taken away: asked again when it is left
            self._waiting = True
            return
        self.items = told.items
        clear(self.about)
        clear(self.open)
        record = self.record
        assert record is not None
        met = label(last_met(told.last, told.today), "muted")
        self.about.addLayout(row(status_button(self.context, record, told.status), met, None))
        self._show_open(told)
        other_day, self._today = told.today != self._today, told.today
        lay_out(self.entries, told.items, self._row, afresh=other_day)
        self._end(told.more)
        if not told.items:
            self.entries.addWidget(sentence(self._nothing(), "muted"))

    def _show_open(self, told: Told) -> None:
        if told.open:
            self.open.addWidget(section(tr(N_("Still to do"))))
        for each in told.open:
            actions = self._settling.actions
            self.open.addWidget(DueRow(each, told.today, self.context.theme, actions))

    def _row(self, item: Item) -> EntryRow:
        return EntryRow(item, self._around)

    def _end(self, more: bool) -> None:
        for each in rows_of(self.entries):
            self._focus_again(each)
        if more:
            self.more = button(tr(N_("Show older entries")), self._older, "link")
            self.entries.addWidget(self.more)
        walk_down(self.filter, self.entries)

    def _focus_again(self, made: EntryRow) -> None:
        if made.item.key == self._focus and made.pencil is not None:
            self._focus = None
            made.pencil.setFocus(Qt.FocusReason.OtherFocusReason)

    def _older(self) -> None:
        record, shown, before = self.record, self.shown, self.items[-1].key
        if record is not None:
            self.more.setEnabled(False)
            self.context.jobs.read(
                lambda reader: page(reader, record, shown, before, PAGE),
                self._show_older,
                topic=self.topic,
            )

    def _show_older(self, found: tuple[Item, ...]) -> None:
        self.entries.removeWidget(self.more)
        self.more.hide()
        self.more.deleteLater()
        self.items += found[:PAGE]
        self._limit = len(self.items)
        add(self.entries, map(self._row, found[:PAGE]))
        self._end(len(found) > PAGE)

    def _nothing(self) -> str:
        if self.shown == "all":
            return tr(N_("Nothing has happened yet. Write down the first contact."))
        return tr(N_("Nothing of this sort yet."))


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return TimelineCard(context)
