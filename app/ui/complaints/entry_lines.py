"""How taking a complaint in looks: its lines, none pressed, and never higher than the screen."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from app.core.complaints.lists import CHANNELS
from app.core.complaints.records import Severity
from app.i18n import N_, tr
from app.ui.complaints.words import SEVERITIES
from app.ui.context import Context
from app.ui.tokens import SPACE
from app.ui.widgets.ask import Ask
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.find_customer import FindCustomer
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column, hide_unless, holder, row
from app.ui.widgets.text import sentence

_LINES = 3
TITLE = N_("New complaint")


class EntryLines(Ask):
    """The dialog's editors and where they stand; what is done with them is another's."""

    def __init__(
        self,
        context: Context,
        parent: QWidget | None,
        customer_id: int | None = None,
        name: str = "",
    ) -> None:
        """Nothing typed yet; the categories are not known here."""
        super().__init__(context, parent, tr(TITLE), tr(N_("Take it in")))
        self.customer_id = customer_id
        self.found = FindCustomer(context)
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(context.theme.px(22 * _LINES + 16))
        self.category, self.channel = ChoiceBox(), ChoiceBox()
        self.channel.setEditable(True)
        self.channel.addItems([tr(each) for each in CHANNELS])
        self.item, self.wish = QLineEdit(), QLineEdit()
        self.promised, self.until = QLineEdit(), QLineEdit()
        self.until.setPlaceholderText(tr(N_("tomorrow, Friday, 12-1 …")))
        self.received = QLineEdit()
        self.received.setPlaceholderText(tr(N_("now; else yesterday 19:30 …")))
        offered = [Choice(each, tr(words)) for each, words in SEVERITIES.items()]
        self.severity = Choices(tr(N_("Severity")), offered, Severity.NORMAL)
        self.before = sentence(tr(N_("Half written before. Cancel throws it away.")), "accent")
        self.before.hide()
        self._lay_out(name)

    def _lay_out(self, name: str) -> None:
        unknown = tr(N_("Nobody from the book? Type a name or a phone all the same."))
        whose = FormLine(tr(N_("Who complains")), self.found.line, unknown)
        asked = holder(column(whose, self.found, space=SPACE.hair))
        hide_unless(asked, self.customer_id is None)
        head = FormLine(tr(N_("What happened")), self.words)
        self.setWindowTitle(" · ".join(part for part in (tr(TITLE), name) if part))
        self.fill_scrolling(self.before, asked, head, *self._further())
        (self.words if self.customer_id is not None else self.found.line).setFocus()

    def _further(self) -> tuple[QWidget | QHBoxLayout, ...]:
        """All that may stay empty."""
        gap = SPACE.medium
        return (
            FormLine(tr(N_("Severity")), self.severity),
            row(
                FormLine(tr(N_("Came by")), self.channel),
                FormLine(tr(N_("When it came in")), self.received),
                space=gap,
            ),
            row(
                FormLine(tr(N_("Kind of complaint")), self.category),
                FormLine(tr(N_("About which goods")), self.item),
                space=gap,
            ),
            FormLine(tr(N_("What she wants")), self.wish),
            row(
                FormLine(tr(N_("What was promised")), self.promised),
                FormLine(tr(N_("Promised by")), self.until),
                space=gap,
            ),
        )
