"""While a paper sheet is typed, its answers are counted, and never beyond its questions."""

import pytest
from pytestqt.qtbot import QtBot

from app.ui.context import Context
from app.ui.satisfaction.typing_dialog import TypingDialog
from app.ui.screens import settle
from tests.ui.satisfaction.shown import Made


@pytest.mark.parametrize(
    ("typed", "told", "look"),
    [
        ("1", "1 of 1", "small"),
        ("1 ", "1 of 1", "small"),
        ("1234", "There are more answers than questions: 4 typed, 1 asked.", "danger"),
    ],
)
def test_more_answers_than_questions_are_told_as_such(
    qtbot: QtBot, context: Context, made: Made, typed: str, told: str, look: str
) -> None:
    survey, wave, _ = made
    dialog = TypingDialog(context, None, survey, wave)
    qtbot.addWidget(dialog)
    dialog.answers.setText("12")  # nothing is known of the questions yet
    assert "more answers" not in dialog.order.text()
    dialog.open()
    assert settle(context.jobs.busy)
    dialog.answers.setText(typed)
    assert (dialog.order.text(), dialog.order.property("look")) == (told, look)
    dialog.answers.setText("")
    assert dialog.order.text().startswith("0 of 1; next: ")
    assert dialog.order.property("look") == "small"
