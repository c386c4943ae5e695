"""What is noted about one complaint: each line saves when it is left."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from app.catalogue.currency import plain_sum
from app.core.complaints.queries import Category, Cause, Complaint
from app.core.complaints.records import Severity
from app.core.errors import Refused
from app.core.exchange.sums import read_fen
from app.core.timeline.days import read_day
from app.i18n import N_, tr
from app.ui.complaints.words import SEVERITIES, promised_moment
from app.ui.context import Context
from app.ui.tokens import SPACE
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column, row

Save = Callable[[dict[str, Any]], object]
_LINES: tuple[tuple[str, str], ...] = (
    ("wish", N_("What she wants")),
    ("promised", N_("What was promised")),
    ("remedy", N_("Remedy")),
    ("compensation", N_("Given to make up for it")),
    ("cause_words", N_("How it came about")),
    ("owner", N_("Looked after by")),
)


class NotedForm(QWidget):
    """Filled by `show_complaint`; `save` gets the changed cells."""

    def __init__(self, context: Context, save: Save) -> None:
        """Empty."""
        super().__init__()
        self._context, self._save = context, save
        self._shown: Complaint | None = None
        self.lines = {key: QLineEdit() for key, _ in _LINES}
        self.category, self.cause = ChoiceBox(), ChoiceBox()
        self.cost, self.until, self.follow_up = QLineEdit(), QLineEdit(), QLineEdit()
        self.until.setPlaceholderText(tr(N_("tomorrow, Friday, 12-1 …")))
        self.follow_up.setPlaceholderText(tr(N_("a week later, 12-8 …")))
        offered = [Choice(each, tr(words)) for each, words in SEVERITIES.items()]
        self.severity = Choices(tr(N_("Severity")), offered, None)
        self.grade = Choices(tr(N_("Her grade")), [Choice(n, str(n)) for n in range(1, 6)], None)
        self.apology = Choices(
            tr(N_("We apologised")), [Choice(1, tr(N_("Yes"))), Choice(0, tr(N_("No")))], None
        )
        self.forms: dict[QObject, FormLine] = {}
        self._connect()
        self._lay_out()

    def offer(self, categories: tuple[Category, ...], causes: tuple[Cause, ...]) -> None:
        """The shop's own lists."""
        for box in (self.category, self.cause):
            box.blockSignals(True)
            box.clear()
            box.addItem(tr(N_("Not said")), None)
        for category in categories:
            if not category.retired:
                self.category.addItem(category.name, category.id)
        above = {each.id: each.name for each in causes if each.parent_id is None}
        for upper in above:
            self.cause.addItem(above[upper], upper)
            for each in causes:
                if each.parent_id == upper and not each.retired:
                    self.cause.addItem(f"    {each.name}", each.id)
        for box in (self.category, self.cause):
            box.blockSignals(False)

    def show_complaint(self, found: Complaint) -> None:
        """What is noted now; what is being typed stays."""
        self._shown = found
        now = {
            **{key: getattr(found, key, None) for key, _ in _LINES},
            "owner": found.card.owner,
        }
        for key, line in self.lines.items():
            self._put(line, str(now[key] or ""))
        self._put(self.cost, "" if found.cost is None else plain_sum(found.cost))
        self._put(self.until, f"{found.promised_at:%Y-%m-%d %H:%M}" if found.promised_at else "")
        self._put(self.follow_up, found.follow_up_on.isoformat() if found.follow_up_on else "")
        self.severity.show_value(found.card.severity)
        self.grade.show_value(found.satisfaction)
        self.apology.show_value(None if found.apology is None else int(found.apology))
        for box, value in ((self.category, found.category_id), (self.cause, found.cause_id)):
            box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(value)))
            box.blockSignals(False)

    def _put(self, line: QLineEdit, words: str) -> None:
        if not line.hasFocus():
            line.setText(words)
            self.forms[line].complain("")

    def _connect(self) -> None:
        for key, line in self.lines.items():
            line.editingFinished.connect(lambda key=key: self._text(key))
        self.cost.editingFinished.connect(self._cost)
        self.until.editingFinished.connect(self._until)
        self.follow_up.editingFinished.connect(self._follow)
        for box, key in ((self.category, "category_id"), (self.cause, "cause_id")):
            box.activated.connect(lambda _, box=box, key=key: self._save({key: box.currentData()}))
        self.severity.on_choice(lambda value: self._save({"severity": Severity(value)}))
        self.grade.on_choice(lambda value: self._save({"satisfaction": value}))
        self.apology.on_choice(lambda value: self._save({"apology": value}))

    def _text(self, key: str) -> None:
        found = self._shown
        if found is None:
            return
        before = found.card.owner if key == "owner" else getattr(found, key)
        typed = self.lines[key].text().strip()
        if typed != (before or ""):
            self._save({key: typed})

    def _cost(self) -> None:
        text = self.cost.text().strip()
        fen = read_fen(text)
        if text and fen is None:
            self.forms[self.cost].complain(tr(N_("That is no sum of money.")))
            return
        if self._shown is not None and fen != self._shown.cost:
            self._save({"cost": fen})

    def _until(self) -> None:
        found, text = self._shown, self.until.text().strip()
        now = f"{found.promised_at:%Y-%m-%d %H:%M}" if found and found.promised_at else ""
        if found is None or text == now:
            return
        day = self._day(self.until)
        if day is not False:
            self._save({"promised_at": promised_moment(day, self._context.clock)})

    def _follow(self) -> None:
        found, text = self._shown, self.follow_up.text().strip()
        now = found.follow_up_on.isoformat() if found and found.follow_up_on else ""
        if found is None or text == now:
            return
        day = self._day(self.follow_up)
        if day is not False:
            self._save({"follow_up_on": day})

    def _day(self, line: QLineEdit) -> Any:
        try:
            found = read_day(line.text(), self._context.clock.today(), coming=True)
        except Refused as problem:
            self.forms[line].complain(str(problem))
            return False
        self.forms[line].complain("")
        return found

    def _lay_out(self) -> None:
        made = {key: FormLine(tr(words), self.lines[key]) for key, words in _LINES}
        self.forms = {self.lines[key]: form for key, form in made.items()}
        cost = self.forms[self.cost] = FormLine(tr(N_("What it cost")), self.cost)
        until = self.forms[self.until] = FormLine(tr(N_("Promised by")), self.until)
        follow = FormLine(tr(N_("Ask again on")), self.follow_up)
        self.forms[self.follow_up] = follow
        gap = SPACE.medium
        self.setLayout(
            column(
                FormLine(tr(N_("Severity")), self.severity),
                row(
                    FormLine(tr(N_("Kind of complaint")), self.category),
                    FormLine(tr(N_("Cause")), self.cause),
                    space=gap,
                ),
                made["cause_words"],
                made["wish"],
                row(made["promised"], until, space=gap),
                row(made["remedy"], made["compensation"], space=gap),
                row(cost, FormLine(tr(N_("We apologised")), self.apology), space=gap),
                row(made["owner"], follow, space=gap),
                FormLine(tr(N_("Her grade, 1 to 5")), self.grade),
                None,
                space=gap,
            )
        )
