"""One editor for each shape of a declared setting; each saves when it is left."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.core.settings.declared import Setting
from app.i18n import tr
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.numbers import Range, whole

Save = Callable[[Any], object]
_LARGEST = 1_000_000_000
_COMMAS = str.maketrans("，、；;", ",,,,")


def editor(setting: Setting[Any], value: Any, save: Save) -> QWidget:
    """The editor for a setting, showing its value."""
    return _MAKERS[setting.shape](setting, value, save)


def days_text(days: tuple[int, ...]) -> str:
    """Lead days as typed: "7, 0"."""
    return ", ".join(map(str, days))


def days_from(text: str) -> tuple[int, ...] | None:
    """Lead days from what was typed; None when it is no list of whole numbers."""
    parts = [part for part in text.translate(_COMMAS).replace(",", " ").split() if part]
    if not all(part.isascii() and part.isdigit() and len(part) <= 3 for part in parts):
        return None
    return tuple(dict.fromkeys(int(part) for part in parts))


def _text(setting: Setting[str], value: str, save: Save) -> QWidget:
    made = QLineEdit(value)
    made.editingFinished.connect(lambda: save(made.text().strip()))
    return made


def _days(setting: Setting[tuple[int, ...]], value: tuple[int, ...], save: Save) -> QWidget:
    made = QLineEdit(days_text(value))

    def left() -> None:
        found = days_from(made.text())
        save(made.text() if found is None else found)

    made.editingFinished.connect(left)
    return made


def _whole(setting: Setting[int], value: int, save: Save) -> QWidget:
    made = whole(Range(0, _LARGEST), value)  # what does not fit is refused, never cut in silence
    made.editingFinished.connect(lambda: save(made.value()))
    return made


def _yes_no(setting: Setting[bool], value: bool, save: Save) -> QWidget:
    made = QCheckBox(tr(setting.label))
    made.setChecked(value)
    made.toggled.connect(save)
    return made


def _choice(setting: Setting[str], value: str, save: Save) -> QWidget:
    made = ChoiceBox()
    for option in setting.options:
        made.addItem(tr(option.label), option.value)
    made.setCurrentIndex(max(0, made.findData(value)))
    made.activated.connect(lambda _: save(made.currentData()))
    return made


_MAKERS: dict[str, Callable[[Any, Any, Save], QWidget]] = {
    "text": _text,
    "days": _days,
    "whole": _whole,
    "yes_no": _yes_no,
    "choice": _choice,
}
