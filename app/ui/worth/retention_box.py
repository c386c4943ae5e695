"""The formula for a margin that goes on for ever, both ways of counting the first one."""

from fractions import Fraction

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.catalogue.currency import decimals
from app.core.worth.lifetime import retained
from app.i18n import N_, tr
from app.ui.tokens import SPACE
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column, frame, row
from app.ui.widgets.numbers import Range, broken
from app.ui.widgets.text import label, sentence
from app.ui.worth.sums import words

_MOST = 1e11


class RetentionBox(QWidget):
    """Margin and kept-rate are typed; the yearly rate is the table's."""

    changed = Signal()

    def __init__(self) -> None:
        """Begins with the round numbers of a textbook."""
        super().__init__()
        self.margin = broken(Range(-_MOST, _MOST, decimals=decimals(), step=100), 100)
        self.kept = broken(Range(0, 100, suffix="%", decimals=1), 80)
        self.later, self.at_once = label("", "strong"), label("", "strong")
        self.rate = Fraction(1, 10)
        self.sign = ""
        self.margin.valueChanged.connect(self._typed)
        self.kept.valueChanged.connect(self._typed)
        self._lay_out()
        self.reckon(self.rate, self.sign)

    def start(self, margin: Fraction | None, kept: Fraction | None) -> None:
        """Put own numbers in, where they are known."""
        for editor, value, times in ((self.margin, margin, 1), (self.kept, kept, 100)):
            if value is not None:
                was = editor.blockSignals(True)
                editor.setValue(float(value * times))
                editor.blockSignals(was)

    def reckon(self, rate: Fraction, sign: str) -> None:
        """Say both results at this rate."""
        self.rate, self.sign = rate, sign
        margin = Fraction(str(round(self.margin.value(), 2)))
        kept = Fraction(str(round(self.kept.value(), 1))) / 100
        found = retained(margin, kept, rate)
        endless = tr(N_("without end"))
        for place, value in ((self.later, found.later), (self.at_once, found.at_once)):
            place.setText(endless if value is None else words(value, sign))

    def _typed(self, _: float) -> None:
        self.reckon(self.rate, self.sign)

    def _lay_out(self) -> None:
        typed = (
            FormLine(tr(N_("Left over in a year")), self.margin),
            FormLine(tr(N_("Stay for another year")), self.kept),
        )
        results = (
            (self.later, N_("when the first margin comes in a year")),
            (self.at_once, N_("when the first margin comes now")),
        )
        said = [
            column(value, sentence(tr(what), "small"), None, space=0) for value, what in results
        ]
        inside = row(*typed, SPACE.small, *said, space=SPACE.medium)
        for place, share in ((0, 3), (1, 3), (3, 4), (4, 4)):
            inside.setStretch(place, share)
        whole = column(label(tr(N_("If it goes on for ever")), "strong"), inside, space=SPACE.hair)
        whole.setContentsMargins(SPACE.large, SPACE.medium, SPACE.large, SPACE.medium)
        self.setLayout(column(frame(whole, "card"), space=0))
