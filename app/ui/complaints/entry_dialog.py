"""Takes a complaint in: who, what, how bad, what was promised; only the words are needed."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.core.complaints import queries, service
from app.core.complaints.lists import CHANNELS
from app.core.complaints.queries import Category
from app.core.complaints.records import Severity
from app.core.complaints.service import NewComplaint
from app.core.errors import Refused
from app.core.store.unit import Unit
from app.core.timeline.days import read_day
from app.i18n import N_, tr
from app.ui.complaints.words import SEVERITIES, promised_moment
from app.ui.context import Context
from app.ui.drafts import Typed
from app.ui.jobs import Topic
from app.ui.navigation import Place
from app.ui.tokens import SPACE
from app.ui.widgets.ask import Ask
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.find_customer import FindCustomer
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column, hide_unless, holder, row
from app.ui.widgets.typed import type_again, typed

_LINES = 3
TITLE = N_("New complaint")


class EntryDialog(Ask):
    """From a customer's file her name stands already; else she is looked for, or unknown."""

    def __init__(
        self,
        context: Context,
        parent: QWidget | None,
        customer_id: int | None = None,
        name: str = "",
    ) -> None:
        """Categories are filled in when they are known."""
        super().__init__(context, parent, tr(TITLE), tr(N_("Take it in")))
        self.customer_id = customer_id
        self._topic = Topic(self)
        self.found = FindCustomer(context)
        self.found.resized.connect(self.fit)
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(context.theme.px(22 * _LINES + 16))
        self.category, self.channel = ChoiceBox(), ChoiceBox()
        self.channel.setEditable(True)
        self.channel.addItems([tr(each) for each in CHANNELS])
        self.item, self.wish = QLineEdit(), QLineEdit()
        self.promised, self.until = QLineEdit(), QLineEdit()
        self.until.setPlaceholderText(tr(N_("tomorrow, Friday, 12-1 …")))
        offered = [Choice(each, tr(words)) for each, words in SEVERITIES.items()]
        self.severity = Choices(tr(N_("Severity")), offered, Severity.NORMAL)
        self._lay_out(name)
        self._draft = f"complaint:{customer_id or ''}"
        place = (
            Place("complaints")
            if customer_id is None
            else Place("customer", customer_id, "complaints")
        )
        context.drafts.watch(self, self._draft, place, self.typed)
        self.rejected.connect(lambda: context.drafts.forget(self._draft))
        context.jobs.read(queries.categories, self._offer, topic=self._topic)

    def _lay_out(self, name: str) -> None:
        unknown = tr(N_("Nobody from the book? Type a name or a phone all the same."))
        whose = FormLine(tr(N_("Who complains")), self.found.line, unknown)
        hide_unless(whose, self.customer_id is None)
        head = FormLine(tr(N_("What happened")), self.words)
        self.setWindowTitle(" · ".join(part for part in (tr(TITLE), name) if part))
        self.fill(
            holder(column(whose, self.found, space=SPACE.hair)),
            head,
            FormLine(tr(N_("Severity")), self.severity),
            row(
                FormLine(tr(N_("Kind of complaint")), self.category),
                FormLine(tr(N_("Came by")), self.channel),
                FormLine(tr(N_("About which goods")), self.item),
                space=SPACE.medium,
            ),
            FormLine(tr(N_("What she wants")), self.wish),
            row(
                FormLine(tr(N_("What was promised")), self.promised),
                FormLine(tr(N_("Promised by")), self.until),
                space=SPACE.medium,
            ),
        )
        (self.words if self.customer_id is not None else self.found.line).setFocus()

    def _offer(self, categories: tuple[Category, ...]) -> None:
        self.category.addItem(tr(N_("Not said")), None)
        for each in categories:
            if not each.retired:
                self.category.addItem(each.name, each.id)
        before = self.context.drafts.take(self._draft)
        if before is not None:
            type_again(self._editors(), before.get("said", ()))

    def typed(self) -> Typed | None:
        """What it says, for the next time; None when that is nothing, or on its way."""
        said = typed(self._editors())
        told = any(each.strip() for each in typed((self.words, self.wish, self.promised)))
        return {"said": said} if told and self.isEnabled() else None

    def _editors(self) -> tuple[QWidget, ...]:
        lines = (self.found.line, self.words, self.wish, self.promised, self.until, self.item)
        return (*lines, self.channel, self.severity, self.category)

    def keep(self) -> None:
        """Take it in; what is wrong is said here."""
        try:
            until = read_day(self.until.text(), self.context.clock.today(), coming=True)
        except Refused as problem:
            self.complain(str(problem))
            return
        told = self._told(until)
        self.setEnabled(False)
        self.context.jobs.write(
            TITLE, lambda unit: _receive(unit, told), self._kept, on_error=self.failed
        )

    def _told(self, until: date | None) -> NewComplaint:
        hit = self.found.choice
        return NewComplaint(
            self.words.toPlainText(),
            customer_id=self.customer_id or (hit.id if hit else None),
            person="" if hit else self.found.line.text(),
            channel=self.channel.currentText(),
            category_id=self.category.currentData(),
            item=self.item.text(),
            severity=Severity(self.severity.value()),
            wish=self.wish.text(),
            promised=self.promised.text(),
            promised_at=promised_moment(until, self.context.clock),
        )

    def _kept(self, _: object) -> None:
        self.context.drafts.forget(self._draft)
        self.accept()
        self.context.messages.toast(tr(N_("The complaint is in")), self.context.undo.last())


def _receive(unit: Unit, told: NewComplaint) -> int:
    service.begin_lists(unit)
    return service.receive(unit, told)
