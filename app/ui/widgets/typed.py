"""What stands in an editor as JSON can hold it, and typing it again."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.ui.widgets.choices import Choices


def typed(editors: Iterable[QWidget]) -> list[Any]:
    """What each says, in order."""
    return [_said(each) for each in editors]


def type_again(editors: Iterable[QWidget], said: Iterable[Any]) -> None:
    """Put it back; what does not fit an editor any more leaves it as it is."""
    for editor, words in zip(editors, said, strict=False):
        _put(editor, words)


def _said(editor: QWidget) -> Any:
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    if isinstance(editor, QComboBox):  # by number: its words may be in another language then
        return editor.currentText() if editor.isEditable() else editor.currentIndex()
    if isinstance(editor, Choices):
        return editor.value()
    if isinstance(editor, QCheckBox):
        return editor.isChecked()
    return editor.text() if isinstance(editor, QLineEdit) else None


def _put(editor: QWidget, said: Any) -> None:
    if isinstance(editor, QPlainTextEdit):
        editor.setPlainText(str(said))
    elif isinstance(editor, QComboBox) and editor.isEditable():
        editor.setCurrentText(str(said))
    elif isinstance(editor, QComboBox) and isinstance(said, int):
        editor.setCurrentIndex(said if 0 <= said < editor.count() else editor.currentIndex())
    elif isinstance(editor, Choices) and any(each.value == said for each in editor.offered):
        editor.choose(said)
    elif isinstance(editor, QCheckBox):
        editor.setChecked(bool(said))
    elif isinstance(editor, QLineEdit):
        editor.setText(str(said))
