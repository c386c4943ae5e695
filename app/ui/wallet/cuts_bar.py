"""The two cuts of the board: sliders to drag or to move by arrow keys, and exact editors."""

from bisect import bisect_left

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QSpinBox, QWidget

from app.catalogue.currency import sign
from app.core.wallet.rad import Cuts
from app.i18n import N_, tr
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.layout import column, frame, holder, row
from app.ui.widgets.numbers import Range, whole
from app.ui.widgets.text import label

STEPS = tuple(digit * 10**power for power in range(2, 7) for digit in (1, 2, 3, 5, 8))
"""Yuan at the places of the slider; the editor takes every other sum too."""
_MOST = 1_000_000_000
_SETTLED_MS = 500
_WIDTH = 150


class CutsBar(QWidget):
    """`moving` while a cut is dragged, `settled` when it stands still; both carry the Cuts."""

    moving = Signal(object)
    settled = Signal(object)

    def __init__(self, theme: Theme, *, may_edit: bool) -> None:
        """Shows the usual cuts until told the shop's."""
        super().__init__()
        self.share_slider, self.share = self._pair(theme, 1, 100, "%", suffix=True)
        self.plans_slider, self.plans = self._pair(theme, 0, len(STEPS) - 1, sign(), suffix=False)
        self.plans.setRange(1, _MOST)
        self.months = whole(Range(1, 120), 12)
        self.months.setFixedWidth(theme.px(56))
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(_SETTLED_MS)
        self._name()
        self.setLayout(column(frame(self._inside(), "sunken"), space=0))
        self.setEnabled(may_edit)
        self.show_cuts(Cuts())
        self._connect()

    def cuts(self) -> Cuts:
        """Where they stand now."""
        return Cuts(self.share.value(), self.months.value(), self.plans.value() * 100)

    def show_cuts(self, cuts: Cuts) -> None:
        """Put them there without telling anybody."""
        editors = (self.share, self.plans, self.months, self.share_slider, self.plans_slider)
        before = [each.blockSignals(True) for each in editors]
        self.share.setValue(cuts.share)
        self.plans.setValue(cuts.plans // 100)
        self.months.setValue(cuts.months)
        self._follow()
        for each, was in zip(editors, before, strict=True):
            each.blockSignals(was)

    def is_touched(self) -> bool:
        """Is somebody at it, so that an answer must not move it?"""
        held = self.share_slider.isSliderDown() or self.plans_slider.isSliderDown()
        return held or self._still.isActive()

    def _pair(
        self, theme: Theme, low: int, high: int, mark: str, *, suffix: bool
    ) -> tuple[QSlider, QSpinBox]:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(low, high)
        slider.setPageStep(5 if suffix else 1)
        slider.setMinimumWidth(theme.px(_WIDTH))
        marked = Range(low, high, suffix=mark) if suffix else Range(low, high, prefix=mark)
        exact = whole(marked, low)
        exact.setFixedWidth(theme.px(68 if suffix else 104))
        return slider, exact

    def _name(self) -> None:
        for editor, words in (
            (self.share_slider, N_("Percent from which a share is high")),
            (self.share, N_("Percent from which a share is high")),
            (self.plans_slider, N_("Planned amount from which it is much")),
            (self.plans, N_("Planned amount from which it is much")),
            (self.months, N_("Months ahead that plans are counted")),
        ):
            editor.setAccessibleName(tr(words))

    def _inside(self) -> QHBoxLayout:
        share = row(label(tr(N_("A share is high from"))), self.share_slider, self.share)
        plans = row(label(tr(N_("Plans are much from"))), self.plans_slider, self.plans)
        months = row(label(tr(N_("within"))), self.months, label(tr(N_("months"))))
        inside = row(holder(share), SPACE.large, holder(plans), SPACE.small, holder(months))
        inside.setContentsMargins(SPACE.large, SPACE.small, SPACE.large, SPACE.small)
        inside.setStretch(0, 1)
        inside.setStretch(2, 1)
        return inside

    def _connect(self) -> None:
        self.share_slider.valueChanged.connect(self.share.setValue)
        self.plans_slider.valueChanged.connect(lambda step: self.plans.setValue(STEPS[step]))
        for exact in (self.share, self.plans, self.months):
            exact.valueChanged.connect(self._moved)
        for slider in (self.share_slider, self.plans_slider):
            slider.sliderReleased.connect(self._still.start)
        self._still.timeout.connect(self._settle)

    def _moved(self, _: int) -> None:
        self._follow()
        self.moving.emit(self.cuts())
        self._still.start()

    def _follow(self) -> None:
        """The sliders stand where the editors say, as near as they can."""
        step = min(bisect_left(STEPS, self.plans.value()), len(STEPS) - 1)
        for slider, place in ((self.share_slider, self.share.value()), (self.plans_slider, step)):
            was = slider.blockSignals(True)
            slider.setValue(place)
            slider.blockSignals(was)

    def _settle(self) -> None:
        if self.share_slider.isSliderDown() or self.plans_slider.isSliderDown():
            return
        self.settled.emit(self.cuts())
