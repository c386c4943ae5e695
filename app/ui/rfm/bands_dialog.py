"""Asks how RFM scores: fifths or limits, what the limits are, and how the digits weigh."""

from PySide6.QtWidgets import QGridLayout, QSpinBox, QWidget

from app.core.settings.of_value import RFM_METHOD, RFM_WEIGHTS
from app.core.value import service
from app.core.value.answers import Scores
from app.core.value.rfm import WEIGHTS, Bands, Method
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.tokens import SPACE
from app.ui.widgets.ask import Ask
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import holder
from app.ui.widgets.numbers import Range, whole
from app.ui.widgets.text import label, sentence

_MOST = 1_000_000_000
_DIGITS = (5, 4, 3, 2)
_COLUMNS = (
    ("days", N_("R: at most so many days")),
    ("purchases", N_("F: at least so many purchases")),
    ("revenue", N_("M: at least so many yuan")),
)


class BandsDialog(Ask):
    """The limits count where limits are chosen, or where there are too few for fifths."""

    def __init__(self, context: Context, parent: QWidget, scores: Scores) -> None:
        """As the shop has it now."""
        super().__init__(context, parent, tr(N_("How RFM scores")), tr(N_("Keep")))
        self.method, self.weights = ChoiceBox(), ChoiceBox()
        for option in RFM_METHOD.options:
            self.method.addItem(tr(option.label), option.value)
        for option in RFM_WEIGHTS.options:
            self.weights.addItem(tr(option.label), option.value)
        self.method.setCurrentIndex(self.method.findData(str(scores.method)))
        chosen = next(key for key, each in WEIGHTS.items() if each == scores.weights)
        self.weights.setCurrentIndex(self.weights.findData(chosen))
        self.limits: dict[str, list[QSpinBox]] = {}
        self.fill(
            FormLine(tr(RFM_METHOD.label), self.method, tr(RFM_METHOD.hint)),
            holder(self._grid(scores.bands)),
            sentence(tr(N_("What reaches no limit scores 1.")), "small"),
            FormLine(tr(RFM_WEIGHTS.label), self.weights),
        )

    def keep(self) -> None:
        """Keep all of it in one step."""
        values = {name: [each.value() for each in row] for name, row in self.limits.items()}
        bands = Bands(
            tuple(values["days"]),
            tuple(values["purchases"]),
            tuple(100 * each for each in values["revenue"]),
        )
        method, weights = Method(self.method.currentData()), str(self.weights.currentData())
        self.context.jobs.write(
            N_("Change how RFM scores"),
            lambda unit: service.set_scoring(unit, method, bands, weights),
            self._kept,
            on_error=self.failed,
        )

    def _kept(self, _: object) -> None:
        self.accept()
        said = tr(N_("RFM scores so from now on"))
        self.context.messages.toast(said, self.context.undo.last())

    def _grid(self, bands: Bands) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.large)
        grid.setVerticalSpacing(SPACE.small)
        now = {
            "days": bands.days,
            "purchases": bands.purchases,
            "revenue": tuple(each // 100 for each in bands.revenue),
        }
        for line, digit in enumerate(_DIGITS, 1):
            grid.addWidget(label(str(digit), "strong"), line, 0)
        for place, (name, words) in enumerate(_COLUMNS, 1):
            grid.addWidget(label(tr(words), "small", wrap=True), 0, place)
            self.limits[name] = []
            for line, value in enumerate(now[name], 1):
                editor = whole(Range(0, _MOST), value)
                editor.setAccessibleName(f"{_DIGITS[line - 1]} · {tr(words)}")
                self.limits[name].append(editor)
                grid.addWidget(editor, line, place)
        return grid
