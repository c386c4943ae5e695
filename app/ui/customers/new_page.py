"""A new customer or company by hand: the few fields one has at the counter, the rest later."""

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from app.catalogue import CATALOGUES
from app.catalogue.field import Catalogue, Field, Tier
from app.catalogue.kind import Rules
from app.core.customers import queries, service
from app.core.errors import Refused
from app.core.settings import queries as settings
from app.core.settings.declared import AREA_CODE
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.customers.perhaps import Perhaps, typed_of
from app.ui.forms.editor import Editor
from app.ui.forms.editors import editor_for
from app.ui.navigation import Place
from app.ui.page import Page
from app.ui.shortcuts import bind, with_keys
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.form import FormLine, restyle
from app.ui.widgets.layout import card, centred, clear, column, holder, row, scrolling
from app.ui.widgets.origin_line import OriginLine
from app.ui.widgets.text import label, title

_WIDTH = 620
_FIELDS = {
    "individual": (
        "name", "customer_no", "sex", "mobile", "birth_date", "joined_on", "tags", "note",
    ),
    "company": (
        "company_name", "customer_no", "company_phone", "company_address", "industry",
        "uscc", "joined_on", "note",
    ),
}  # fmt: skip
_TITLES = {"individual": N_("New customer"), "company": N_("New company")}
_NAMELESS = {
    "individual": N_("Please give a name first."),
    "company": N_("Please give the company's name first."),
}
_NAMES = {"individual": "name", "company": "company_name"}
_TELLING = (*_NAMES.values(), "mobile", "company_phone", "birth_date")


class NewPage(Page):
    """Nothing is kept before Save; the next free number stands there already."""

    def __init__(self, context: Context, kind: str) -> None:
        """For one kind of customer."""
        super().__init__(context)
        self.kind = kind
        self.editors: dict[str, Editor] = {}
        self.lines: dict[str, FormLine] = {}
        self._wrong = ""  # the field that was refused
        self._rules = Rules(context.clock.today())
        self._catalogue = CATALOGUES[kind]
        self.perhaps = Perhaps(context)
        self.problem = label("", "danger", wrap=True)
        self.problem.hide()
        self.form = QVBoxLayout()
        self.form.setSpacing(SPACE.medium)
        save = button(tr("Save"), self.save, "primary", hint=tr("Save and open the file"))
        again = button(tr("Save and next"), self.save_and_next)
        again.setToolTip(with_keys(tr("Save and next"), "save_next"))
        buttons = row(save, again, None)
        inside = card(self.form, self.problem, buttons, space=SPACE.large)
        whole = holder(
            column(
                title(tr(_TITLES[kind])),
                self._explanation(),
                OriginLine(context),
                inside,
                None,
                space=SPACE.medium,
            )
        )
        page = QWidget()
        page.setLayout(column(centred(whole, context.theme.px(_WIDTH)), margin=SPACE.page))
        self.area = scrolling(page)
        self.setLayout(column(self.area))
        bind(self, "save_next", self.save_and_next)

    def reload(self) -> None:
        """A blank form with the next number."""
        kind = self.kind

        def ask(reader: Reader) -> tuple[str, str, Catalogue]:
            said = (queries.next_number(reader, kind), settings.get(reader, AREA_CODE))
            return *said, reader.catalogues[kind]

        self.context.jobs.read(ask, self._blank, topic=self.topic)

    def save(self) -> None:
        """Keep the customer and open the file."""
        self._keep(lambda record: self.context.navigation.open(Place("customer", record=record)))

    def save_and_next(self) -> None:
        """Keep the customer and start another."""
        self._keep(self._again)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape beside every field, too."""
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _give_up(self) -> None:
        """Leave a form in which nothing was written; what was written stays."""
        typed = [each.typed() for key, each in self.editors.items() if key != "customer_no"]
        if not any(each.strip() for each in typed):
            self.context.navigation.back()

    def _explanation(self) -> QLabel:
        words = tr("Only the name is needed. Everything else can be added to the file later.")
        return label(words, "muted", wrap=True)

    def _blank(self, found: tuple[str, str, Catalogue]) -> None:
        number, area_code, self._catalogue = found
        self._rules = Rules(self.context.clock.today(), area_code)
        clear(self.form)
        self.editors, self.lines, self._wrong = {}, {}, ""
        self.perhaps = Perhaps(self.context)
        for field in self._fields():
            self.form.addWidget(self._line(field))
            if field.key == _NAMES[self.kind]:
                self.form.addWidget(self.perhaps)
        self.editors["customer_no"].put(number)
        offered = self.editors["customer_no"].first()
        if isinstance(offered, QLineEdit):
            offered.deselect()  # the cursor is elsewhere; Tab chooses all of it
        self._complain("")
        self.editors[_NAMES[self.kind]].first().setFocus()

    def _fields(self) -> list[Field[Any]]:
        """The first ones, and the shop's own that need no closer keeping."""
        catalogue = self._catalogue
        first = [catalogue.field(key) for key in _FIELDS[self.kind]]
        own = [each for each in catalogue if each.own and each.tier == Tier.PLAIN]
        needed = ("customer_no", _NAMES[self.kind])
        return [f for f in (*first, *own) if f.key in needed or not catalogue.hidden(f)]

    def _line(self, field: Field[Any]) -> QWidget:
        editor = editor_for(field, self._rules, self.context.theme)
        self.editors[field.key] = editor
        editor.abandoned.connect(self._give_up)
        if field.key in _TELLING:
            editor.changed.connect(self._look_for_her)
        line = self.lines[field.key] = FormLine(tr(field.label), editor)
        restyle(line.label, "small")
        line.label.setBuddy(editor.first())
        editor.changed.connect(lambda: self._mended(field.key))
        return line

    @Slot()
    def _look_for_her(self) -> None:
        """Perhaps she has a file already: asked while one types."""
        texts = {
            self._catalogue.field(key): each.typed()
            for key, each in self.editors.items()
            if key in _TELLING
        }
        name = self.editors[_NAMES[self.kind]].typed()
        self.perhaps.ask(typed_of(self.kind, name, self._rules, texts))

    def _keep(self, then: Any) -> None:
        name = self.editors[_NAMES[self.kind]]
        name.commit_composing()
        if not name.typed().strip():
            self._refuse(_NAMES[self.kind], tr(_NAMELESS[self.kind]))
            return
        self._complain("")
        catalogue = self._catalogue
        typed = {
            catalogue.field(key): editor.typed()
            for key, editor in self.editors.items()
            if key != "customer_no" and editor.typed().strip()
        }
        number = self.editors["customer_no"].typed().strip() or None
        kind, told = self.kind, self.context.origins.now

        def act(unit: Unit) -> int:
            made: int = service.create(unit, kind, {}, number=number, texts=typed, origin=told)
            return made

        def done(record: int) -> None:
            words = tr(N_("Kept: {name}"), name=name.typed().strip())
            self.context.messages.toast(words, self.context.undo.last())
            self._stale = True
            then(record)

        self.context.jobs.write(_TITLES[kind], act, done, on_error=self._failed)

    def _again(self, _: int) -> None:
        self._stale = False
        self.reload()

    def _failed(self, problem: Exception) -> None:
        """What is said of a number is said at the number."""
        if isinstance(problem, Refused) and "number" in problem.values:
            self._refuse("customer_no", str(problem))
        else:
            self._complain(str(problem))
            self._scroll_to(self.problem)

    def _refuse(self, key: str, words: str) -> None:
        """Put the cursor into the field, where it is seen, with what is wrong below it."""
        self._complain("")
        self._wrong = key
        self.lines[key].complain(words)
        editor = self.editors[key].first()
        restyle(editor, "wrong")
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll_to(self.lines[key])

    def _mended(self, key: str) -> None:
        """It is another text by now, so what was said of it may not be true."""
        if key and key == self._wrong:
            self._wrong = ""
            self.lines[key].complain("")
            restyle(self.editors[key].first(), "")

    def _scroll_to(self, there: QWidget) -> None:
        self.area.widget().layout().activate()  # type: ignore[union-attr]
        self.area.ensureWidgetVisible(there, 0, SPACE.page)

    def _complain(self, words: str) -> None:
        """Say beside the buttons what is about no single field; "" takes all that was said back."""
        self._mended(self._wrong)
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        restyle(self.problem, "danger")


def make_customer_page(context: Context) -> Page:
    """Made by the registry."""
    return NewPage(context, "individual")


def make_company_page(context: Context) -> Page:
    """Made by the registry."""
    return NewPage(context, "company")
