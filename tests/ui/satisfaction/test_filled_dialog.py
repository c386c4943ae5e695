"""Filled sheets are looked up, corrected and taken away at the keyboard."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.core.surveys import service
from app.core.surveys.entering import FilledSheet
from app.core.surveys.records import Half
from app.ui.context import Context
from app.ui.messages import Message
from app.ui.satisfaction.filled_dialog import FilledDialog
from app.ui.satisfaction.sheets_card import SheetsCard
from app.ui.screens import settle
from tests.ui.satisfaction.shown import Made, said, sheets, show


def opened(qtbot: QtBot, context: Context, made: Made) -> FilledDialog:
    dialog = FilledDialog(context, None, made[0], made[1])
    qtbot.addWidget(dialog)
    dialog.open()
    assert settle(context.jobs.busy)
    return dialog


def fill(shop: Shop, owner: Actor, made: Made, *values: int) -> None:
    _, wave, items = made
    with shop.write(owner, "Sheets") as unit:
        for number, value in enumerate(values, 1):
            sheet = FilledSheet({(items[0].id, Half.ONLY): value}, number=f"P{number}")
            service.enter_whole(unit, wave.id, sheet)


def test_a_slip_is_corrected_and_the_correction_undone(
    qtbot: QtBot, context: Context, made: Made, shop: Shop, owner: Actor
) -> None:
    _, wave, items = made
    fill(shop, owner, made, 2, 9)
    dialog = opened(qtbot, context, made)
    assert dialog.sheets.count() == 2
    dialog.wanted.setText("p1")
    assert settle(context.jobs.busy)
    assert dialog.sheets.count() == 1
    value, why = dialog.editors[items[0].id, Half.ONLY], dialog.editors[items[1].id, Half.ONLY]
    assert isinstance(value, QComboBox)
    assert isinstance(why, QLineEdit)
    assert value.currentData() == 2
    qtbot.keyClicks(value, "7")
    why.setText("好茶")
    dialog.keep()
    assert settle(context.jobs.busy)
    key, other = (items[0].id, Half.ONLY), (items[1].id, Half.ONLY)
    assert sheets(shop, owner, wave) == [{key: 7, other: "好茶"}, {key: 9}]
    assert "2 answers" in dialog.told.text()
    context.undo.undo()
    assert settle(context.jobs.busy)
    assert sheets(shop, owner, wave) == [{key: 2}, {key: 9}]


def test_a_number_that_is_there_is_refused_in_the_dialog(
    qtbot: QtBot, context: Context, made: Made, shop: Shop, owner: Actor
) -> None:
    fill(shop, owner, made, 2, 9)
    dialog = opened(qtbot, context, made)
    dialog.number.setText("P1")
    dialog.keep()
    assert settle(context.jobs.busy)
    assert "already" in dialog.wrong.text()
    assert dialog.isEnabled()


def test_a_sheet_is_taken_away_and_nothing_is_left_to_correct(
    qtbot: QtBot, context: Context, made: Made, shop: Shop, owner: Actor
) -> None:
    _, wave, _ = made
    fill(shop, owner, made, 2)
    dialog = opened(qtbot, context, made)
    told: list[Message] = []
    context.messages.toasted.connect(told.append)
    dialog.delete()
    assert settle(context.jobs.busy)
    assert sheets(shop, owner, wave) == []
    assert "What was done" in told[0].words
    assert not dialog.go_on.isEnabled()
    assert "No sheet" in dialog.told.text()
    dialog.keep()
    context.undo.undo()
    assert settle(context.jobs.busy)
    assert len(sheets(shop, owner, wave)) == 1


def test_only_a_wave_with_sheets_offers_them(
    qtbot: QtBot, context: Context, made: Made, shop: Shop, owner: Actor
) -> None:
    card = SheetsCard(context)
    show(qtbot, context, card)
    assert "Filled sheets" not in said(card)
    fill(shop, owner, made, 2)
    card.reload()
    assert settle(context.jobs.busy)
    assert "Filled sheets" in said(card)


def test_the_wheel_scrolls_and_changes_no_answer(
    qtbot: QtBot, context: Context, made: Made, shop: Shop, owner: Actor
) -> None:
    fill(shop, owner, made, 5)
    dialog = opened(qtbot, context, made)
    value = dialog.editors[made[2][0].id, Half.ONLY]
    assert isinstance(value, QComboBox)
    at = QPointF(5, 5)
    wheel = QWheelEvent(
        at, value.mapToGlobal(at), QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(value, wheel)
    assert value.currentData() == 5
    assert not wheel.isAccepted()
