"""The filled sheets of a wave: opened, corrected, taken away."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QVBoxLayout, QWidget

from app.core.store.reader import Reader
from app.core.surveys import queries, service
from app.core.surveys.drafts import halves
from app.core.surveys.entering import WAYS
from app.core.surveys.queries import Item, Response, Survey, Wave
from app.core.surveys.records import Half, ItemKind
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.formats import day
from app.ui.jobs import Topic
from app.ui.satisfaction.sheet_paper import HALF_WORDS, answer_words
from app.ui.tokens import SPACE
from app.ui.widgets.ask import Ask
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.buttons import button
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import clear, column, holder, row, scrolling
from app.ui.widgets.text import sentence

_KEPT = N_("Saved")
_AWAY = N_("Taken away; “Keep in order”, “What was done” brings it back even weeks later.")
CORRECT, DELETE = N_("Correct a filled sheet"), N_("Take a filled sheet away")
_MOST = 500
_WIDE, _LIST, _HIGH = 860, 280, 380
Key = tuple[int, Half]
Values = Mapping[Key, int | str]


@dataclass(frozen=True)
class Opened:
    """One sheet as it stands."""

    response: Response
    values: Values


class FilledDialog(Ask):
    """Sheets at the left, the newest first; the answers of the chosen one at the right."""

    def __init__(
        self, context: Context, parent: QWidget | None, survey: Survey, wave: Wave
    ) -> None:
        """Loads the wave's sheets and its questions, in the words they were asked in."""
        head = f"{survey.name} · {wave.name}"
        super().__init__(context, parent, head, tr(N_("Keep the corrections")))
        self.survey, self.wave = survey, wave
        self.topic = Topic(self)  # an answer to older letters is dropped
        self.items: tuple[Item, ...] = ()
        self.found: tuple[Response, ...] = ()
        self.opened: Opened | None = None
        self.editors: dict[Key, QComboBox | QLineEdit] = {}
        self.wanted = QLineEdit()
        self.wanted.setPlaceholderText(tr(N_("Number of the sheet or name")))
        self.wanted.setAccessibleName(tr(N_("Number of the sheet or name")))
        self.wanted.textChanged.connect(lambda _: self._load(None))
        self.sheets = QListWidget()
        self.sheets.setAccessibleName(tr(N_("Filled sheets")))
        self.sheets.currentRowChanged.connect(self._open)
        self.told = sentence("", "small")
        self.number = QLineEdit()
        self.body = QVBoxLayout()
        self.away = button(tr(N_("Take this sheet away")), self.delete, "quiet")
        self._lay_out()
        self._load(None)

    def keep(self) -> None:
        """What differs, as one act; the dialog stays for the next sheet."""
        opened = self.opened
        if opened is None:
            return
        changed = {
            key: value for key, value in self._typed().items() if value != opened.values.get(key)
        }
        number, sheet = self.number.text(), opened.response.id
        self.setEnabled(False)
        self.context.jobs.write(
            CORRECT,
            lambda unit: service.correct(unit, sheet, changed, number),
            lambda count: self._done(sheet, count),
            on_error=self.failed,
        )

    def delete(self) -> None:
        """The sheet goes; an undo brings it back."""
        if self.opened is not None:
            sheet = self.opened.response.id
            self.setEnabled(False)
            self.context.jobs.write(
                DELETE,
                lambda unit: service.delete_response(unit, sheet),
                lambda _: self._done(None, 1, _AWAY),
                on_error=self.failed,
            )

    def _done(self, sheet: int | None, count: int, words: str = _KEPT) -> None:
        self.setEnabled(True)
        self.wrong.hide()
        if count:
            self.context.messages.toast(tr(words), self.context.undo.last())
        self._load(sheet)

    def _load(self, sheet: int | None) -> None:
        wave, version, typed = self.wave.id, self.wave.version_id, self.wanted.text()

        def question(reader: Reader) -> tuple[tuple[Item, ...], tuple[Response, ...]]:
            return queries.items(reader, version), queries.responses(reader, wave, _MOST, typed)

        self.context.jobs.read(question, lambda found: self._loaded(found, sheet), topic=self.topic)

    def _loaded(
        self, found: tuple[tuple[Item, ...], tuple[Response, ...]], sheet: int | None
    ) -> None:
        self.items, self.found = found
        self._list(sheet)

    def _list(self, sheet: int | None = None) -> None:
        """The chosen one stays chosen."""
        self.sheets.blockSignals(True)
        self.sheets.clear()
        for each in self.found:
            self.sheets.addItem(self._named(each))
            self.sheets.item(self.sheets.count() - 1).setData(_ROLE, each.id)
        self.sheets.blockSignals(False)
        rows = range(self.sheets.count())
        at = next((n for n in rows if self.sheets.item(n).data(_ROLE) == sheet), 0)
        self.sheets.setCurrentRow(at)
        self._open(at if self.sheets.count() else -1)

    def _named(self, each: Response) -> str:
        parts = (
            each.number or f"#{each.id}",
            each.customer_name or tr(N_("Without a name")),
            day(each.filled_on) if each.filled_on else "",
        )
        return " · ".join(part for part in parts if part)

    @Slot(int)
    def _open(self, at: int) -> None:
        if not 0 <= at < self.sheets.count():
            self._show(None)
            return
        chosen = self.sheets.item(at).data(_ROLE)
        response = next(each for each in self.found if each.id == chosen)
        self.context.jobs.read(
            lambda reader: queries.answers(reader, chosen),
            lambda values: self._answered(Opened(response, values)),
        )

    def _answered(self, opened: Opened) -> None:
        now = self.sheets.currentItem()
        if now is not None and now.data(_ROLE) == opened.response.id:
            self._show(opened)

    def _show(self, opened: Opened | None) -> None:
        self.opened, self.editors = opened, {}
        clear(self.body)
        for each in (self.go_on, self.away, self.number):
            each.setEnabled(opened is not None)
        self.number.setText(opened.response.number or "" if opened else "")
        if opened is None:
            self.told.setText(tr(N_("No sheet of this wave is like that.")))
            return
        count = ntr("{n} answer", "{n} answers", opened.response.answers)
        half = "" if opened.response.finished else tr(N_("broken off"))
        parts = (tr(WAYS[opened.response.way]), count, half)
        self.told.setText(" · ".join(part for part in parts if part))
        for item in self.items:
            for half_of in halves(item.kind, self.survey.model):
                self.body.addWidget(self._line(item, half_of, opened.values))
        self.body.addStretch(1)

    def _line(self, item: Item, half: Half, values: Values) -> QWidget:
        given = values.get((item.id, half))
        asked = f" {tr(HALF_WORDS[half])}" if half in HALF_WORDS else ""
        if item.kind is ItemKind.TEXT:
            editor: QComboBox | QLineEdit = QLineEdit(str(given or ""))
        else:
            editor = ChoiceBox()
            editor.addItem("–", None)
            for value, words in enumerate(answer_words(item), item.limits[0]):
                editor.addItem(words, value)
            editor.setCurrentIndex(max(0, editor.findData(given)))
        self.editors[item.id, half] = editor
        return FormLine(f"{item.words}{asked}", editor)

    def _typed(self) -> dict[Key, int | str | None]:
        found: dict[Key, int | str | None] = {}
        for key, editor in self.editors.items():
            words = editor.text().strip() if isinstance(editor, QLineEdit) else ""
            found[key] = editor.currentData() if isinstance(editor, QComboBox) else words or None
        return found

    def _lay_out(self) -> None:
        theme = self.context.theme
        self.setMinimumWidth(theme.px(_WIDE))
        self.sheets.setMinimumWidth(theme.px(_LIST))
        self.sheets.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.setSpacing(SPACE.small)
        answers = scrolling(holder(self.body))
        answers.setMinimumHeight(theme.px(_HIGH))
        left = column(self.wanted, self.sheets, space=SPACE.small)
        right = column(
            self.told,
            FormLine(tr(N_("Number of the sheet")), self.number),
            answers,
            row(self.away, None),
            space=SPACE.medium,
        )
        both = row(holder(left), holder(right), space=SPACE.large)
        both.setStretch(1, 1)
        self.fill(both)


_ROLE = Qt.ItemDataRole.UserRole
