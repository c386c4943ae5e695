"""Asks whom a customer belongs to, as what, since when: for a new link and for one to change."""

from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from app.catalogue.choices import PERSON_ROLE
from app.catalogue.kind import Rules
from app.catalogue.kinds import Day
from app.catalogue.link_kinds import CIRCLE_LABELS, IN_CHARGE, Circle, LinkKinds
from app.catalogue.values import CalendarDay
from app.core.customers.queries import Hit
from app.core.people import service
from app.core.people.queries import Linked
from app.core.people.service import About
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.forms.day import DayEditor
from app.ui.tokens import SPACE
from app.ui.widgets.ask import Ask
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.find_customer import FindCustomer
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column, hide_unless, holder, row

_NOTE_HEIGHT = 72


@dataclass(frozen=True)
class Whose:
    """The customer whose links they are."""

    id: int
    name: str
    is_company: bool


class LinkDialog(Ask):
    """`link` None: a new one, to a customer looked for; else that link."""

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        whose: Whose,
        known: LinkKinds,
        link: Linked | None = None,
    ) -> None:
        """Kinds that do not fit are not offered."""
        title = tr(N_("Link to a customer")) if link is None else tr(N_("Change the link"))
        super().__init__(context, parent, title, tr(N_("Keep the link")))
        self._whose, self._known, self._link = whose, known, link
        self.finder = FindCustomer(context, (whose.id,))
        self.finder_line = FormLine(tr(N_("Customer")), self.finder.line)
        self.end = ChoiceBox()
        self.end.setPlaceholderText(tr(N_("Choose…")))
        self.end_line = FormLine("", self.end)
        rules = Rules(context.clock.today())
        self.since = DayEditor(Day(), rules, context.theme)
        self.until = DayEditor(Day(), rules, context.theme)
        self.roles = [QCheckBox(tr(PERSON_ROLE.label_of(c))) for c in PERSON_ROLE.codes()]
        self.role_line = holder(row(*self.roles, None))
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(context.theme.px(_NOTE_HEIGHT))
        self._lay_out()
        self.finder.chosen.connect(self._chosen)
        self.finder.resized.connect(self.fit)
        self.end.currentIndexChanged.connect(self._end_chosen)
        if link is None:
            self._chosen(None)
        else:
            self._show_link(link)

    def keep(self) -> None:
        """Write the link."""
        about = self._about()
        end, other = self.end.currentData(), self.finder.choice
        link, whose = self._link, self._whose.id
        if about is None or not end or (link is None and other is None):
            return
        self.setEnabled(False)
        if link is not None:
            self.context.jobs.write(
                N_("Change a link"),
                lambda unit: service.edit_link(unit, link.link_id, about, end=end, seen_from=whose),
                self._kept,
                on_error=self.failed,
            )
        elif other is not None:
            self.context.jobs.write(
                N_("Link two customers"),
                lambda unit: service.add_link(unit, whose, other.id, end, about),
                self._kept,
                on_error=self.failed,
            )

    def _kept(self, _: object) -> None:
        self.accept()
        words = tr(N_("Linked")) if self._link is None else tr(N_("Link changed"))
        self.context.messages.toast(words, self.context.undo.last())

    def _lay_out(self) -> None:
        hide_unless(self.finder_line, self._link is None)
        dates = holder(
            row(FormLine(tr(N_("Since")), self.since), FormLine(tr(N_("Until")), self.until))
        )
        for line, words in ((self.since.line, N_("Since")), (self.until.line, N_("Until"))):
            line.setAccessibleName(tr(words))
            line.setPlaceholderText(tr(N_("2012, 2012-3 …")))
        self.fill_scrolling(
            column(self.finder_line, self.finder, space=SPACE.hair),
            self.end_line,
            self.role_line,
            dates,
            FormLine(tr(N_("Note")), self.note),
        )

    def _show_link(self, link: Linked) -> None:
        self._offer(link.is_company, link.name)
        self.end.setCurrentIndex(self.end.findData(link.end.key))
        for editor, value in ((self.since, link.since), (self.until, link.until)):
            if value is not None:
                editor.put(editor.kind.edit_text(value))
        for box, code in zip(self.roles, PERSON_ROLE.codes(), strict=True):
            box.setChecked(code in link.roles)
        self.note.setPlainText(link.note)
        self._end_chosen()

    @Slot(object)
    def _chosen(self, hit: Hit | None) -> None:
        name = (hit.name or hit.number or "") if hit else tr(N_("this customer"))
        self._offer(hit is not None and hit.kind == "company", name)
        self._end_chosen()

    def _offer(self, is_company: bool, name: str) -> None:
        """Offer the kinds that these two can have, the chosen one kept if it still fits."""
        before = self.end.currentData()
        self.end_line.label.setText(
            tr(N_("What is {name} to {customer}?"), name=name, customer=self._whose.name)
        )
        self.end.setAccessibleName(self.end_line.label.text())
        self.end.blockSignals(True)
        self.end.clear()
        circle: Circle | None = None
        for kind, end in self._known.ends():
            if kind.people and (is_company or self._whose.is_company):
                continue
            if kind.circle != circle:
                circle = kind.circle
                self._add_heading(tr(CIRCLE_LABELS[circle]))
            self.end.addItem(end.show(), end.key)
        self.end.setCurrentIndex(self.end.findData(before) if before else -1)
        self.end.blockSignals(False)

    def _add_heading(self, words: str) -> None:
        self.end.addItem(words)
        model = self.end.model()
        row_ = self.end.count() - 1
        item = getattr(model, "item", lambda _: None)(row_)
        if item is not None:
            item.setEnabled(False)

    @Slot()
    def _end_chosen(self) -> None:
        kind = self._known.of_end(self.end.currentData() or "")
        self.role_line.setVisible(kind is not None and kind.key == IN_CHARGE)
        whom = self._link is not None or self.finder.choice is not None
        self.go_on.setEnabled(whom and kind is not None)
        self.fit()

    def _about(self) -> About | None:
        days: list[CalendarDay | None] = []
        for editor in (self.since, self.until):
            reading = editor.kind.parse(editor.typed(), editor.rules)
            if reading.value is None and editor.typed().strip():
                self.complain(tr(N_("“{typed}” is no date."), typed=editor.typed().strip()))
                return None
            days.append(reading.value)
        codes = zip(self.roles, PERSON_ROLE.codes(), strict=True)
        chosen = tuple(code for box, code in codes if box.isChecked())
        roles = chosen if self.role_line.isVisibleTo(self) else ()
        return About(days[0], days[1], self.note.toPlainText(), roles)
