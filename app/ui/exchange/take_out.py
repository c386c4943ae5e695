"""Takes a list out: what, what for, in which form; sealed values only on purpose."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from app.core.actor import Right
from app.core.errors import Cancelled, PasswordNeeded, ShukeError
from app.core.exchange import service
from app.core.exchange.service import Exported, Version, What
from app.core.segments import queries as segments
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.dialogs import Question
from app.ui.exchange.step import LISTS, beside, natural
from app.ui.formats import number
from app.ui.jobs import Topic
from app.ui.messages import Message
from app.ui.shelves import file_name
from app.ui.tokens import SPACE
from app.ui.widgets.banner import Banner
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.buttons import button
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.flow import Flow
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import card, column, holder, row, scrolling
from app.ui.widgets.text import sentence

_FOLDER = "export_folder"
_WIDTH = 760
_CARDS = N_("Address book cards (*.vcf)")
_FORMS: tuple[tuple[str, str, str], ...] = (
    (".xlsx", N_("Excel workbook (.xlsx)"), N_("Excel workbook (*.xlsx)")),
    (".csv", N_("Text table (.csv)"), N_("Text table (*.csv)")),
    (".json", N_("For programs (.json)"), N_("For programs (*.json)")),
    ("3.0.vcf", N_("For phones (.vcf)"), _CARDS),
    ("4.0.vcf", N_("For phones, vCard 4"), _CARDS),
)
_FOR_PHONES: dict[str, Version] = {"3.0.vcf": "3.0", "4.0.vcf": "4.0"}
_PURPOSES = (
    N_("For the accountant"),
    N_("To work on in a spreadsheet"),
    N_("Moving to another program"),
    N_("The customer asked for it"),
)
_NAMES = {
    What.CUSTOMERS: N_("customers"),
    What.COMPANIES: N_("companies"),
    What.PURCHASES: N_("purchases"),
    What.COMPLAINTS: N_("complaints"),
}


class TakeOut(QWidget):
    """A form of four lines and one button."""

    def __init__(self, context: Context) -> None:
        """Customers as a workbook, the purpose still to be said."""
        super().__init__()
        self._context = context
        self._topic = Topic(self)
        lists = [Choice(what, tr(words)) for what, words in LISTS.items()]
        self.what = Choices(tr("Which list?"), lists, What.CUSTOMERS)
        forms = [Choice(suffix, tr(words)) for suffix, words, _ in _FORMS]
        self.form = Choices(tr("As what?"), forms, ".xlsx")
        self.whom = ChoiceBox()
        self.whom.addItem(tr("Everybody"), None)
        self.purpose = QLineEdit()
        self.purpose.setPlaceholderText(tr("In a few words"))
        self.sealed = QCheckBox(tr("With the sealed values (ID numbers, health, family …)"))
        self.go = button(
            tr("Choose where, and write…"), self.write, "primary",
            theme=context.theme, image="external-link",
        )  # fmt: skip
        self.told = Banner(context.theme)
        self.what.on_choice(lambda _: self._refresh())
        self.form.on_choice(lambda _: self._refresh())
        self.purpose.textChanged.connect(lambda _: self._refresh())
        self.purpose.returnPressed.connect(self.write)
        self._lay_out()
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the saved filters anew."""
        super().showEvent(event)
        self._context.jobs.read(segments.list_saved, self._saved, topic=self._topic)

    def write(self) -> None:
        """Ask where, then write."""
        purpose = self.purpose.text().strip()
        if not purpose or not self.go.isEnabled():
            return
        what, reveal, segment = self._chosen(), self._reveals(), self.whom.currentData()
        if reveal and not self._context.dialogs.confirm(self._warning()):
            return
        path = self._where(what)
        if path is None:
            return
        actor, shop = self._context.actor, self._context.shop
        version = _FOR_PHONES.get(self.form.value(), "3.0")
        self.go.setEnabled(False)
        self.told.hide()
        self._context.app_state.set(_FOLDER, str(path.parent))
        self._context.jobs.long(
            N_("Writing a list"),
            lambda progress: service.export(
                actor,
                shop,
                path,
                what,
                purpose,
                reveal=reveal,
                vcard_version=version,
                segment=segment,
                progress=progress,
            ),
            lambda done: self._written(path, done),
            on_error=self._failed,
        )

    @Slot(object)
    def _saved(self, found: tuple[segments.Segment, ...]) -> None:
        chosen = self.whom.currentData()
        while self.whom.count() > 1:
            self.whom.removeItem(1)
        for each in found:
            self.whom.addItem(each.name, each.name)
        self.whom.setCurrentIndex(max(self.whom.findData(chosen), 0))

    def _lay_out(self) -> None:
        theme = self._context.theme
        chips = QWidget()
        chips.setLayout(Flow([self._chip(tr(words)) for words in _PURPOSES], SPACE.small))
        purpose = FormLine(
            tr("What for?"), self.purpose, tr("It is kept in the shop's log, with the day.")
        )
        self._sealed = holder(column(self.sealed, sentence(tr(_SEALED), "small"), space=SPACE.hair))
        form = card(
            FormLine(tr("Which list?"), natural(self.what)),
            FormLine(tr("Whom?"), self.whom, tr("Everybody, or a saved filter")),
            FormLine(tr("As what?"), natural(self.form)),
            column(purpose, chips, space=SPACE.small),
            self._sealed,
            row(self.go, None),
            space=SPACE.large,
        )
        inside = holder(column(sentence(tr(_ABOUT), "muted"), form, self.told, None,
                               space=SPACE.large))  # fmt: skip
        inside.setMaximumWidth(theme.px(_WIDTH))
        self.setLayout(column(scrolling(beside(inside))))

    def _chip(self, words: str) -> QPushButton:
        return button(words, lambda: self.purpose.setText(words), "quiet")

    def _refresh(self) -> None:
        if self._chosen() is not What.CUSTOMERS and self.form.value() in _FOR_PHONES:
            self.form.choose(".xlsx")  # an address book holds people
        self.go.setEnabled(bool(self.purpose.text().strip()))
        self._sealed.setVisible(self._context.may(Right.SEE_SEALED) and self._can_hold_sealed())

    def _chosen(self) -> What:
        return What(self.what.value())

    def _can_hold_sealed(self) -> bool:
        return self._chosen() is not What.PURCHASES and self.form.value() not in _FOR_PHONES

    def _reveals(self) -> bool:
        return self._can_hold_sealed() and self.sealed.isChecked()

    def _warning(self) -> Question:
        return Question(
            tr("Write the sealed values, too?"),
            tr("The file will not be locked: whoever has it can read ID numbers, health and "
               "family. The log keeps that it was written. Delete it when it has served."),
            tr("Write them"),
            danger=True,
        )  # fmt: skip

    def _where(self, what: What) -> Path | None:
        form = str(self.form.value())
        kinds = next(kinds for each, _, kinds in _FORMS if each == form)
        suffix = Path(form).suffix or form
        folder = self._context.app_state.get(_FOLDER)
        start = Path(folder) if isinstance(folder, str) else Path.home()
        today = self._context.clock.today()
        words = f"{self._context.shop.name} {tr(_NAMES[what])} {today:%Y-%m-%d}"
        name = f"{file_name(words)}{suffix}"
        chosen = self._context.dialogs.save_file(tr("Where shall it go?"), start / name, tr(kinds))
        if chosen is None or chosen.suffix.lower() == suffix:
            return chosen
        return chosen.with_name(chosen.name + suffix)

    def _written(self, path: Path, done: Exported) -> None:
        self._refresh()
        self.sealed.setChecked(False)
        words = ntr(
            "{count} row is in {name}. The log keeps it as {id}.",
            "{count} rows are in {name}. The log keeps it as {id}.",
            done.rows,
            count=number(done.rows),
            name=path.name,
            id=done.export_id,
        )
        self.told.say(Message(words, "good"))

    @Slot(object)
    def _failed(self, problem: Exception) -> None:
        self._refresh()
        if isinstance(problem, Cancelled):
            self._context.messages.toast(tr("Cancelled. Nothing was written."), tone="plain")
        elif isinstance(problem, ShukeError):
            given = not isinstance(problem, PasswordNeeded)
            self.told.say(Message(str(problem), "danger" if given else "plain"))
        else:
            self._context.jobs.failed.emit(problem)


_ABOUT = N_(
    "Writes a list to a file that other programs can read. That file is not locked: "
    "keep it where only the right people see it."
)
_SEALED = N_("Without the tick those columns stay empty. Tick it only when they are needed.")
