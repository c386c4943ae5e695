"""Asks somebody at the counter or by telephone; digits answer, every answer is kept at once."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.surveys.queries import Survey, Wave
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.satisfaction.question_view import QuestionView
from app.ui.satisfaction.walk import Walk
from app.ui.tokens import SPACE
from app.ui.widgets.ask import Ask
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.find_customer import FindCustomer
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column, hide_unless, holder
from app.ui.widgets.text import sentence

_WIDE, _HIGH = 620, 300


class EntryDialog(Ask):
    """First whom, then one question after another, then the next sheet."""

    def __init__(
        self,
        context: Context,
        parent: QWidget | None,
        survey: Survey,
        wave: Wave,
        customer_id: int | None = None,
    ) -> None:
        """`customer_id` when she is known already."""
        super().__init__(context, parent, f"{survey.name} · {wave.name}", tr(N_("Begin")))
        self.customer_id, self.sheets = customer_id, 0
        self.found = FindCustomer(context)
        self.found.resized.connect(self.fit)
        offered = [Choice("counter", tr(N_("Asked at the counter"))),
                   Choice("phone", tr(N_("By telephone")))]  # fmt: skip
        self.way = Choices(tr(N_("How")), offered, "counter")
        self.view = QuestionView(context.theme)
        self.walk = Walk(context, self.view, survey, wave, "counter")
        self.walk.ended.connect(self._through)
        self.told = sentence("", "accent")
        self.told.hide()
        self.body = QStackedWidget()
        self.body.addWidget(self._first(survey))
        self.body.addWidget(self.view)
        self.body.setMinimumHeight(context.theme.px(_HIGH))
        self.setMinimumWidth(context.theme.px(_WIDE))
        self.fill(self.told, self.body)
        self.go_on.setEnabled(False)
        self.walk.load(self._ready)

    def keep(self) -> None:
        """Begin a sheet; later, the next one."""
        hit = self.found.choice
        self.walk.way = str(self.way.value())
        self.body.setCurrentIndex(1)
        self.go_on.hide()
        self.told.hide()
        self.walk.begin(self.customer_id or (hit.id if hit else None))

    def reject(self) -> None:
        """Gone away in the middle: what was said stays."""
        self.walk.stop()
        super().reject()

    def _first(self, survey: Survey) -> QWidget:
        hint = tr(N_("Left empty: nobody's name is kept."))
        whose = FormLine(tr(N_("Who answers")), self.found.line, hint)
        hide_unless(whose, self.customer_id is None and not survey.anonymous)
        keys = tr(N_("Digits answer and go on, Backspace goes back, Enter leaves blank."))
        inside = column(
            FormLine(tr(N_("How")), self.way), whose, self.found, sentence(keys, "small"), None,
            space=SPACE.medium,
        )  # fmt: skip
        return holder(inside)

    def _ready(self) -> None:
        self.go_on.setEnabled(bool(self.walk.asked))

    def _through(self) -> None:
        self.sheets += 1
        words = ntr("{n} sheet is in. Thank you!", "{n} sheets are in. Thank you!", self.sheets)
        self.told.setText(words)
        self.told.show()
        self.customer_id = None
        self.found.line.clear()
        self.found.choice = None
        self.go_on.setText(tr(N_("Next sheet")))
        self.go_on.show()
        self.body.setCurrentIndex(0)
        self.go_on.setFocus()
