"""The page of fields: their order, which are hidden, and the shop's own ones."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget

from app.core.own_fields.queries import FieldsView, view
from app.i18n import tr
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.own_fields.deeds import Deeds
from app.ui.own_fields.new_field import NewFieldForm
from app.ui.own_fields.panel import Panel
from app.ui.own_fields.tree import FieldsTree, Line
from app.ui.own_fields.words import PROFILES
from app.ui.page import Page
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button, icon_button
from app.ui.widgets.choices import Choice, choices
from app.ui.widgets.layout import column, holder, row, scrolling
from app.ui.widgets.text import sentence, title

_SIDE = 400
_MORE = 60  # pixels for large text: the names of fields need the rest


class FieldsPage(Page):
    """Everything is kept as soon as it is done, and can be undone by name."""

    tables = frozenset({"own_field", "field_place", "own_value", "sensitive"})

    def __init__(self, context: Context) -> None:
        """Empty until the answer comes."""
        super().__init__(context)
        self.profile = "individual"
        self.shown: FieldsView | None = None
        self._next = ""  # the field to go to when it is there
        self.deeds = Deeds(context)
        self.tree = FieldsTree(context.theme)
        self.panel, self.form = Panel(context, self.deeds), NewFieldForm(context, self.deeds)
        self.side = QStackedWidget()
        for each in (self.panel, self.form):
            self.side.addWidget(scrolling(holder(column(each))))
        self.side.setFixedWidth(min(context.theme.px(_SIDE), _SIDE + _MORE))
        offered = [Choice(key, tr(words)) for key, words in PROFILES.items()]
        self.profiles = choices(tr("Whose fields"), offered, self.profile, self._choose_profile)
        self.new_button = button(
            tr("New field"), self.begin_new, "primary", theme=context.theme, image="plus"
        )
        self._connect()
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self.context.theme
        back = icon_button("arrow-left", tr("Back to the settings"), self._to_settings, theme)
        said = sentence(
            tr(
                "Drag a part or field, or press Alt and an arrow, to put the files in your order. "
                "What you hide is no longer asked for; nothing is lost."
            ),
            "muted",
        )
        head = row(back, title(tr("Fields")), None, self.profiles, SPACE.medium, self.new_button)
        middle = row(self.tree, self.side, space=SPACE.section)
        middle.setStretch(0, 1)
        whole = column(head, said, middle, space=SPACE.large, margin=SPACE.page)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.tree.chosen.connect(self._show_line)
        self.tree.parts_ordered.connect(lambda keys: self.deeds.order_parts(self.profile, keys))
        self.tree.fields_ordered.connect(
            lambda part, keys: self.deeds.order_fields(self.profile, part, keys)
        )
        self.tree.field_taken.connect(self._take)
        self.form.added.connect(self._added)
        self.form.abandoned.connect(self._abandon)

    def show_place(self, place: Place) -> None:
        """The detail names a profile, or a field to begin with."""
        if place.detail in PROFILES:
            self.profiles.choose(place.detail)
        elif place.detail:
            self._next = place.detail
        super().show_place(place)

    def reload(self) -> None:
        """Ask for all fields."""
        self.context.jobs.read(view, self._show, topic=self.topic)

    def begin_new(self) -> None:
        """Open the form for the part that is being looked at."""
        line = self.tree.line()
        self.form.begin(self.profile, line.part.key if line else None)
        self.side.setCurrentIndex(1)
        self.form.name.setFocus()

    def focus_filter(self) -> bool:
        """Ctrl+F goes to the list, where typing finds a field."""
        self.tree.setFocus()
        return True

    @Slot(object)
    def _show(self, found: FieldsView) -> None:
        self.shown = found
        self.tree.show_catalogue(found.catalogues[self.profile], found.filled)
        if self._next and self.tree.choose(self._next):
            self._next = ""
        line = self.tree.line()
        if line is not None:
            self.panel.show_line(line, found, self.profile)

    @Slot(object)
    def _show_line(self, line: Line) -> None:
        if self.shown is not None:
            self.side.setCurrentIndex(0)
            self.panel.show_line(line, self.shown, self.profile)

    def _choose_profile(self, profile: str) -> None:
        self.profile = profile
        if self.shown is not None:
            self._show(self.shown)

    @Slot(object, str)
    def _take(self, line: Line, part: str) -> None:
        if line.field is not None:
            self.deeds.set_part(line.field.own, self.profile, part)

    @Slot(int)
    def _added(self, own: int) -> None:
        self._next = f"own.{own}"
        self.side.setCurrentIndex(0)
        self.context.messages.toast(tr("The field is added."), self.context.undo.last())
        self.reload()

    @Slot()
    def _abandon(self) -> None:
        self.side.setCurrentIndex(0)
        self.tree.setFocus()

    def _to_settings(self) -> None:
        self.context.navigation.open(Place("settings"))


def make_page(context: Context) -> Page:
    """For the registry."""
    return FieldsPage(context)
