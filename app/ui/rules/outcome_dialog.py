"""What came of it: asked when a finding is taken care of; of an unusual amount first why."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QWidget

from app.catalogue.currency import short_money
from app.core.rules.firings import Firing
from app.core.rules.service import Outcome
from app.core.rules.terms import RuleKind
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.shortcuts import shown
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column, row
from app.ui.widgets.text import heading, sentence

_WIDTH = 460
_LINES = 3


class OutcomeDialog(QDialog):
    """Everything may stay empty: then it is simply done."""

    def __init__(
        self,
        context: Context,
        about: Sequence[Firing],
        keep: Callable[[Outcome], object],
        parent: QWidget | None = None,
    ) -> None:
        """For one finding or several; `keep` gets what was typed."""
        super().__init__(parent)
        self._keep = keep
        kinds = {each.kind for each in about}
        self.cause = QLineEdit()
        self.given = QLineEdit(_same_offer(about))
        self.outcome = QPlainTextEdit()
        self.outcome.setTabChangesFocus(True)
        self.outcome.setFixedHeight(context.theme.px(22 * _LINES + 16))
        self.lines: list[FormLine] = []
        if RuleKind.ABNORMAL in kinds:
            hint = tr(N_("Ask her, or think of her: a guest, a move, a wedding, a mistake?"))
            self.lines.append(FormLine(tr(N_("Why was it unusual?")), self.cause, hint))
        if RuleKind.THRESHOLD in kinds:
            self.lines.append(FormLine(tr(N_("What she was given")), self.given))
        self.lines.append(FormLine(tr(N_("What came of it")), self.outcome))
        keeping = button(tr(N_("Done")), self.keep, "primary", hint=shown("save_next"))
        cancel = button(tr(N_("Cancel")), self.reject, "quiet")
        words = about[0].customer if len(about) == 1 else ""
        self.setWindowTitle(tr(N_("What came of it")))
        self.setMinimumWidth(context.theme.px(_WIDTH))
        self.setLayout(
            column(
                heading(words or ntr("{n} person", "{n} people", len(about))),
                sentence(_said(about, context), "muted"),
                *self.lines,
                row(None, cancel, keeping),
                space=SPACE.large,
                margin=SPACE.section,
            )
        )
        self.lines[0].editor.setFocus()

    def keep(self) -> None:
        """Hand over what was typed."""
        given = self.given.text() if self._asks(self.given) else ""
        self._keep(Outcome(self.outcome.toPlainText(), self.cause.text(), given))
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter keeps."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.keep()
        else:
            super().keyPressEvent(event)

    def _asks(self, editor: QWidget) -> bool:
        return any(each.editor is editor for each in self.lines)


def _same_offer(about: Sequence[Firing]) -> str:
    offers = {each.offer for each in about if each.kind is RuleKind.THRESHOLD}
    return offers.pop() if len(offers) == 1 else ""


def _said(about: Sequence[Firing], context: Context) -> str:
    if len(about) == 1:
        return about[0].why(context.clock.today(), short_money)
    return tr(N_("The same is written down for all of them."))


def ask(
    context: Context,
    about: Sequence[Firing],
    keep: Callable[[Outcome], object],
    parent: QWidget,
) -> OutcomeDialog:
    """Open it over the window."""
    made = OutcomeDialog(context, about, keep, parent.window())
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.open()
    return made
