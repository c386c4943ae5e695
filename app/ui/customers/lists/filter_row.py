"""One row of a filter: field, operator, value, and a cross to take it away."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from app.catalogue.kind import Rules
from app.core.segments.filter import Condition
from app.core.segments.subjects import Subject
from app.i18n import N_, tr
from app.ui.customers.lists.value_editors import ValueEditor, value_editor
from app.ui.customers.lists.words import subject_names
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.buttons import icon_button
from app.ui.widgets.kept_cursor import order_tabs
from app.ui.widgets.layout import row


class FilterRow(QWidget):
    """Tells when its condition is another."""

    changed = Signal()
    removed = Signal()

    def __init__(
        self, subjects: Sequence[Subject], asked: Condition | None, theme: Theme, rules: Rules
    ) -> None:
        """A condition to show, or the first field that is often asked about."""
        super().__init__()
        self._subjects, self._theme, self._rules = tuple(subjects), theme, rules
        self._names = subject_names(self._subjects)
        self.field = self._field_box()
        self.op = ChoiceBox()
        self.op.setAccessibleName(tr(N_("How it is compared")))
        self.editor: ValueEditor | None = None
        self.cross = icon_button("x", tr(N_("Take this condition away")), self.removed.emit, theme)
        self._inside = row(self.field, self.op, None, self.cross, space=SPACE.small)
        self.setLayout(self._inside)
        if asked is not None:
            self.put(asked)
        else:
            self._fill_ops()
            self._make_editor()
        self.field.currentIndexChanged.connect(self._field_chosen)
        self.op.currentIndexChanged.connect(self._op_chosen)

    def about(self) -> Subject:
        """The field asked about."""
        return self._subjects[max(self.field.currentIndex(), 0)]

    def condition(self) -> Condition | None:
        """What the row asks; None while it cannot be asked."""
        editor, key = self.editor, self.op.currentData()
        if editor is None or key is None or not editor.complete():
            return None
        return Condition(self.about().key, key, editor.value())

    def put(self, asked: Condition) -> None:
        """Show a condition."""
        keys = [each.key for each in self._subjects]
        if asked.field in keys:
            self.field.setCurrentIndex(keys.index(asked.field))
        self._fill_ops()
        self.op.setCurrentIndex(max(self.op.findData(asked.op), 0))
        self._make_editor()
        if self.editor is not None and asked.value is not None:
            self.editor.put(asked.value)

    def start(self) -> None:
        """Put the cursor where a value is typed."""
        first = self.editor.first() if self.editor is not None else None
        (first or self.field).setFocus(Qt.FocusReason.OtherFocusReason)

    def _field_box(self) -> QComboBox:
        made = ChoiceBox()
        made.setEditable(True)
        made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        made.setMinimumWidth(self._theme.px(190))
        made.setMaxVisibleItems(16)
        for words, each in zip(self._names, self._subjects, strict=True):
            made.addItem(words)
            made.setItemData(made.count() - 1, tr(each.part), Qt.ItemDataRole.ToolTipRole)
        completer = made.completer()
        assert completer is not None
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        name = tr(N_("Field"))
        made.setAccessibleName(name)
        line = made.lineEdit()
        assert line is not None
        line.setAccessibleName(name)
        line.editingFinished.connect(lambda: line.setText(self._names[max(made.currentIndex(), 0)]))
        return made

    def _field_chosen(self) -> None:
        self._fill_ops()
        self._make_editor()
        self.changed.emit()

    def _op_chosen(self) -> None:
        before = self.editor
        self._make_editor()
        now = self.editor
        if before is not None and now is not None and before.op.value is now.op.value:
            self._take_over(before, now)
        self.changed.emit()

    def _take_over(self, before: ValueEditor, now: ValueEditor) -> None:
        if before.complete() and before.value() is not None:
            now.put(before.value())

    def _fill_ops(self) -> None:
        self.op.blockSignals(True)
        self.op.clear()
        for each in self.about().ops():
            self.op.addItem(tr(each.words), each.key)
        self.op.blockSignals(False)

    def _make_editor(self) -> None:
        op = self.about().op(self.op.currentData() or "")
        old, self.editor = self.editor, None
        if old is not None:
            self._inside.removeWidget(old)
            old.hide()
            old.deleteLater()
        if op is not None:
            self.editor = value_editor(self.about(), op, self._theme, self._rules)
            self.editor.changed.connect(self.changed)
            self._inside.insertWidget(2, self.editor)
            self._order_tabs(self.editor)

    def _order_tabs(self, editor: ValueEditor) -> None:
        """What is made last would come last, behind the cross that takes the row away."""
        inside = [each for each in editor.findChildren(QWidget) if _takes_tab(each, editor)]
        order_tabs((self.op, *inside, self.cross))


def _takes_tab(widget: QWidget, editor: QWidget) -> bool:
    if not widget.isVisibleTo(editor):
        return False  # in what opens over it
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
