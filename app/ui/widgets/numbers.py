"""Lines for whole and for broken numbers: typed, or moved by the arrow keys; no tiny buttons."""

from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox

from app.ui.widgets.boxes import BrokenLine, WholeLine

_EDGE = 9


@dataclass(frozen=True)
class Range:
    """From where to where, both included, and what stands before and after the number."""

    low: float
    high: float
    prefix: str = ""
    suffix: str = ""
    decimals: int = 0
    step: float = 1


def whole(allowed: Range, now: int) -> QSpinBox:
    """A line for a whole number."""
    made = WholeLine()
    made.setRange(int(allowed.low), int(allowed.high))
    made.setSingleStep(int(allowed.step))
    made.setPrefix(allowed.prefix)
    made.setSuffix(allowed.suffix)
    made.setGroupSeparatorShown(True)
    made.setValue(now)
    _dress(made)
    return made


def broken(allowed: Range, now: float) -> QDoubleSpinBox:
    """A line for a number with decimals."""
    made = BrokenLine()
    made.setDecimals(allowed.decimals)
    made.setRange(allowed.low, allowed.high)
    made.setSingleStep(allowed.step)
    made.setPrefix(allowed.prefix)
    made.setSuffix(allowed.suffix)
    made.setGroupSeparatorShown(True)
    made.setValue(now)
    _dress(made)
    return made


def _dress(made: QAbstractSpinBox) -> None:
    # The style sheet takes the buttons' room away; Qt's own NoButtons would leave the line none.
    made.lineEdit().setTextMargins(_EDGE, 0, _EDGE, 0)
    made.setKeyboardTracking(True)
