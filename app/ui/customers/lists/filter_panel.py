"""The rows of a filter under the list's head: each change is asked at once."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.catalogue.kind import Rules
from app.core.segments.filter import Condition, Filter
from app.core.segments.subjects import Subject
from app.i18n import N_, tr
from app.ui.customers.lists.filter_row import FilterRow
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.layout import column, frame, holder, row


class FilterPanel(QWidget):
    """Rows joined by "all of them" or "any of them"."""

    changed = Signal(object)  # Filter: the conditions that can be asked
    save_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        """Empty until it is told what can be asked about."""
        super().__init__()
        self._theme = theme
        self._subjects: tuple[Subject, ...] = ()
        self._rules: Rules | None = None
        self.rows: list[FilterRow] = []
        offered = [Choice(False, tr(N_("All of these"))), Choice(True, tr(N_("Any of these")))]
        self.join = Choices(tr(N_("Which conditions must hold")), offered, False)
        self.join.on_choice(lambda _: self._tell())
        self.add = button(
            tr(N_("Add a condition")), self.add_row, "link", theme=theme, image="plus"
        )
        self.save = button(tr(N_("Save this filter…")), self.save_wanted.emit, "quiet")
        self.clear = button(tr(N_("Clear")), self.clear_all, "quiet")
        self._holder = column(space=SPACE.small)
        inside = column(
            holder(self._holder),
            row(self.add, None, self.join, self.save, self.clear),
            space=SPACE.small,
        )
        inside.setContentsMargins(SPACE.medium, SPACE.medium, SPACE.medium, SPACE.small)
        self.setLayout(column(frame(inside, "card")))

    def offer(self, subjects: Sequence[Subject], rules: Rules) -> None:
        """What can be asked about in this shop; often used ones first."""
        self._subjects = tuple(sorted(subjects, key=lambda each: not each.often))
        self._rules = rules

    def filter(self) -> Filter:
        """The conditions that can be asked as they stand."""
        found = (each.condition() for each in self.rows)
        return Filter(tuple(each for each in found if each is not None), bool(self.join.value()))

    def put(self, asked: Filter) -> None:
        """Show a filter without telling anybody."""
        while self.rows:
            self._drop(self.rows[-1])
        for each in asked.conditions:
            self._add(each)
        self.join.show_value(asked.any)

    def add_row(self) -> None:
        """One more row, the cursor in it."""
        made = self._add(None)
        if made is not None:
            made.field.setFocus()
            line = made.field.lineEdit()
            if line is not None:
                line.selectAll()
            self._tell()

    def clear_all(self) -> None:
        """No condition any more."""
        self.put(Filter())
        self._tell()

    def _add(self, asked: Condition | None) -> FilterRow | None:
        if self._rules is None or not self._subjects:
            return None
        known = {each.key for each in self._subjects}
        if asked is not None and asked.field not in known:
            return None  # its chip says that it can't be asked any more
        made = FilterRow(self._subjects, asked, self._theme, self._rules)
        made.changed.connect(self._tell)
        made.removed.connect(lambda: self._remove(made))
        self.rows.append(made)
        self._holder.addWidget(made)
        return made

    def _remove(self, gone: FilterRow) -> None:
        self._drop(gone)
        self._tell()
        self.add.setFocus()

    def _drop(self, gone: FilterRow) -> None:
        self.rows.remove(gone)
        self._holder.removeWidget(gone)
        gone.hide()
        gone.deleteLater()

    def _tell(self) -> None:
        self.changed.emit(self.filter())
