"""Types paper sheets in fast: a line for each, its number and then a digit a question."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.customers.queries import by_number
from app.core.errors import Refused
from app.core.store.unit import Unit
from app.core.surveys import queries, service
from app.core.surveys.drafts import halves
from app.core.surveys.entering import FilledSheet
from app.core.surveys.queries import Item, Survey, Wave
from app.core.surveys.records import Half, ItemKind
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.widgets.ask import Ask
from app.ui.widgets.form import FormLine, restyle
from app.ui.widgets.text import sentence

BLANK = "-.·"
_TEN = "xX*"


def read_line(typed: str, asked: list[tuple[Item, Half]]) -> dict[tuple[int, Half], int | str]:
    """A character an answer: digits, x for ten, - for blank; further ones are refused."""
    marks = [mark for mark in typed if not mark.isspace()]
    valued = [pair for pair in asked if pair[0].kind is not ItemKind.TEXT]
    if len(marks) > len(valued):
        raise Refused(
            N_("The sheet has {all} answers; {typed} were typed."),
            N_("Nothing was kept."),
            N_("Type - where an answer is missing and x for ten."),
            all=len(valued),
            typed=len(marks),
        )
    answers: dict[tuple[int, Half], int | str] = {}
    for mark, (item, half) in zip(marks, valued, strict=False):
        if mark in BLANK:
            continue
        low, high = item.limits
        value = 10 if mark in _TEN else int(mark) if mark.isdigit() and mark.isascii() else -1
        if not low <= value <= high:
            raise Refused(
                N_("{value} is no answer to “{words}”."),
                N_("Nothing was kept."),
                N_("Answers run from {low} to {high}."),
                value=mark,
                words=item.words,
                low=low,
                high=high,
            )
        answers[item.id, half] = value
    return answers


class TypingDialog(Ask):
    """Enter keeps the sheet and begins the next one."""

    def __init__(
        self, context: Context, parent: QWidget | None, survey: Survey, wave: Wave
    ) -> None:
        """Ready when the questions are known."""
        super().__init__(context, parent, f"{survey.name} · {wave.name}", tr(N_("Keep the sheet")))
        self.survey, self.wave, self.sheets = survey, wave, 0
        self.asked: list[tuple[Item, Half]] = []
        self.number, self.answers, self.words = QLineEdit(), QLineEdit(), QLineEdit()
        self.card = QLineEdit()
        self.told = sentence("", "accent")
        self.told.hide()
        self.order = sentence("", "small")
        hint = tr(N_("One character each: digits, x for ten, - where nothing is ticked."))
        self.fill(
            self.told,
            FormLine(tr(N_("Number of the sheet")), self.number),
            FormLine(tr(N_("Customer's card, if it stands there")), self.card),
            FormLine(tr(N_("Answers, in the order of the sheet")), self.answers, hint),
            self.order,
            FormLine(tr(N_("In her own words")), self.words),
        )
        self.answers.textChanged.connect(lambda _: self._count())
        version = wave.version_id
        context.jobs.read(lambda reader: queries.items(reader, version), self._ready)
        self.number.setFocus()

    def _ready(self, items: tuple[Item, ...]) -> None:
        self.asked = [
            (each, half) for each in items for half in halves(each.kind, self.survey.model)
        ]
        self._count()

    def _count(self) -> None:
        """Which answer is typed next; more than the sheet asks for are counted against it."""
        typed = sum(not mark.isspace() for mark in self.answers.text())
        valued = [pair for pair in self.asked if pair[0].kind is not ItemKind.TEXT]
        too_many = bool(self.asked) and typed > len(valued)
        restyle(self.order, "danger" if too_many else "small")
        if too_many:
            told = tr(
                N_("There are more answers than questions: {typed} typed, {all} asked."),
                typed=typed,
                all=len(valued),
            )
            self.order.setText(told)
        elif typed < len(valued):
            next_ = valued[typed][0].words
            told = tr(N_("{n} of {all}; next: {words}"), n=typed, all=len(valued), words=next_)
            self.order.setText(told)
        else:
            self.order.setText(tr(N_("{n} of {all}"), n=typed, all=len(valued)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from line to line; on the last one it keeps the sheet."""
        lines = [self.number, self.card, self.answers, self.words]
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            at = next((n for n, each in enumerate(lines) if each.hasFocus()), None)
            if at is not None and at < len(lines) - 1:
                lines[at + 1].setFocus()
                return
        super().keyPressEvent(event)

    def keep(self) -> None:
        """Keep this sheet, begin the next one."""
        try:
            answers = read_line(self.answers.text(), self.asked)
        except Refused as problem:
            self.complain(str(problem))
            return
        text = next((pair for pair in self.asked if pair[0].kind is ItemKind.TEXT), None)
        if text is not None and self.words.text().strip():
            answers[text[0].id, text[1]] = self.words.text()
        number, card, wave = self.number.text(), self.card.text().strip(), self.wave.id

        def deed(unit: Unit) -> None:
            who = by_number(unit, card) if card else None
            if card and who is None:
                raise Refused(
                    N_("Nobody bears the number {number}."),
                    N_("Nothing was kept."),
                    N_("Correct it, or leave it empty."),
                    number=card,
                )
            sheet = FilledSheet(answers, customer_id=who, number=number)
            service.enter_whole(unit, wave, sheet)

        self.context.jobs.write(N_("Type a paper sheet"), deed, self._kept, on_error=self.failed)

    def _kept(self, _: object) -> None:
        self.sheets += 1
        self.wrong.hide()
        words = ntr("{n} sheet is in.", "{n} sheets are in.", self.sheets)
        self.told.setText(words)
        self.told.show()
        for line in (self.number, self.card, self.answers, self.words):
            line.clear()
        self.number.setFocus()
