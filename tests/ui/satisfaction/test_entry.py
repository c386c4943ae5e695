"""Answers come in by digits, by a typed line, and on the customers' screen."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.errors import Refused
from app.core.store.shop import Shop
from app.core.surveys import queries
from app.core.surveys.records import Half
from app.ui.context import Context
from app.ui.satisfaction.entry_dialog import EntryDialog
from app.ui.satisfaction.kiosk import Kiosk
from app.ui.satisfaction.typing_dialog import TypingDialog, read_line
from app.ui.screens import settle
from tests.ui.satisfaction.shown import Made, said, sheets


def test_digits_answer_and_every_answer_is_kept_at_once(
    qtbot: QtBot, context: Context, made: Made, shop: Shop, owner: Actor
) -> None:
    survey, wave, items = made
    dialog = EntryDialog(context, None, survey, wave)
    qtbot.addWidget(dialog)
    dialog.open()
    assert settle(context.jobs.busy)
    dialog.keep()
    view = dialog.view
    QTest.keyClick(view, Qt.Key.Key_1)  # may become a ten
    assert settle(context.jobs.busy)
    assert sheets(shop, owner, wave) == []
    QTest.keyClick(view, Qt.Key.Key_0)
    assert settle(context.jobs.busy)
    assert sheets(shop, owner, wave) == [{(items[0].id, Half.ONLY): 10}]
    assert view.words is not None
    view.words.setPlainText("茶好")
    view._say()
    assert settle(context.jobs.busy)
    assert sheets(shop, owner, wave)[0][items[1].id, Half.ONLY] == "茶好"
    assert "1 sheet is in" in said(dialog)
    dialog.keep()
    QTest.keyClick(view, Qt.Key.Key_9)
    QTest.keyClick(view.words or view, Qt.Key.Key_Escape)
    dialog.reject()
    assert settle(context.jobs.busy)
    assert [len(each) for each in sheets(shop, owner, wave)] == [2, 1]


def test_backspace_goes_back_and_another_digit_replaces(
    qtbot: QtBot, context: Context, tea: Made, shop: Shop, owner: Actor
) -> None:
    survey, wave, items = tea
    dialog = EntryDialog(context, None, survey, wave)
    qtbot.addWidget(dialog)
    dialog.open()
    assert settle(context.jobs.busy)
    dialog.keep()
    for key in (Qt.Key.Key_3, Qt.Key.Key_Backspace, Qt.Key.Key_5, Qt.Key.Key_7, Qt.Key.Key_Return):
        QTest.keyClick(dialog.view, key)
    dialog.reject()
    assert settle(context.jobs.busy)
    assert sheets(shop, owner, wave)[-1] == {(items[0].id, Half.IMPORTANCE): 5}


def test_a_line_of_digits_is_a_sheet(
    qtbot: QtBot, context: Context, tea: Made, shop: Shop, owner: Actor
) -> None:
    survey, wave, items = tea
    dialog = TypingDialog(context, None, survey, wave)
    qtbot.addWidget(dialog)
    dialog.open()
    assert settle(context.jobs.busy)
    dialog.number.setText("P1")
    dialog.card.setText("lw0001")
    dialog.answers.setText("54 " + "-" * 22 + "4 x")
    dialog.keep()
    assert settle(context.jobs.busy)
    found = sheets(shop, owner, wave)[-1]
    assert found == {
        (items[0].id, Half.IMPORTANCE): 5,
        (items[0].id, Half.SATISFACTION): 4,
        (items[12].id, Half.ONLY): 4,
        (items[13].id, Half.ONLY): 10,
    }
    dialog.number.setText("P1")
    dialog.answers.setText("9")
    dialog.keep()
    assert "no answer" in dialog.wrong.text()
    dialog.answers.setText("5")
    dialog.keep()
    assert settle(context.jobs.busy)
    assert "already" in dialog.wrong.text()
    asked = [(items[0], Half.IMPORTANCE)]
    with pytest.raises(Refused, match="1 answers; 2 were typed"):
        read_line("55", asked)


class Elsewhere:
    """What the program's own shortcuts would have done."""

    def __init__(self) -> None:
        self.heard = 0

    def hear(self) -> None:
        """Count."""
        self.heard += 1


@pytest.fixture
def kiosk(qtbot: QtBot, context: Context, made: Made) -> Kiosk:
    survey, wave, _ = made
    window = Kiosk(context, survey, wave, thanks_ms=1, forgotten_ms=60_000)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(window, before_close_func=lambda each: setattr(each, "_may_close", True))
    window.resize(1000, 700)
    window.show()
    assert settle(context.jobs.busy)
    return window


def test_a_customer_answers_is_thanked_and_the_next_one_begins(
    kiosk: Kiosk, qtbot: QtBot, context: Context, made: Made, shop: Shop, owner: Actor
) -> None:
    _, wave, items = made
    kiosk.begin()
    kiosk.view.answered.emit(8)
    kiosk.view.answered.emit(None)
    qtbot.waitUntil(lambda: kiosk.body.currentIndex() == 0)
    assert settle(context.jobs.busy)
    assert sheets(shop, owner, wave) == [{(items[0].id, Half.ONLY): 8}]
    with shop.read(owner) as reader:
        assert queries.responses(reader, wave.id)[0].way == "self"


def test_nothing_leaves_the_customers_screen(kiosk: Kiosk, qtbot: QtBot) -> None:
    elsewhere = Elsewhere()
    QShortcut(QKeySequence("Ctrl+K"), kiosk).activated.connect(elsewhere.hear)
    kiosk.begin()
    for key, held in (
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(kiosk.view, key, held)
    kiosk.close()
    assert kiosk.isVisible()
    assert elsewhere.heard == 0


def test_it_comes_back_in_front_within_a_second(kiosk: Kiosk, qtbot: QtBot) -> None:
    assert kiosk._front.interval() < 1000
    kiosk.showMinimized()
    QApplication.sendEvent(kiosk, QEvent(QEvent.Type.WindowDeactivate))
    assert kiosk._front.isActive()
    qtbot.waitUntil(lambda: kiosk.isFullScreen() and not kiosk.isMinimized())


def test_a_wrong_password_does_not_open_it(kiosk: Kiosk, qtbot: QtBot) -> None:
    kiosk._ask_password()
    kiosk.password.setText("guess")
    kiosk.leave()
    qtbot.waitUntil(lambda: bool(kiosk.password_line.below.text()))
    assert kiosk.isVisible()
    kiosk.start_again()
    assert kiosk.body.currentIndex() == 0


def test_left_standing_the_screen_is_free_again_and_what_was_said_stays(
    kiosk: Kiosk, context: Context, made: Made, shop: Shop, owner: Actor
) -> None:
    kiosk.begin()
    kiosk.view.answered.emit(3)
    kiosk._gone()
    assert settle(context.jobs.busy)
    assert kiosk.body.currentIndex() == 0
    assert len(sheets(shop, owner, made[1])) == 1
