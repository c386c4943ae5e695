"""Dialogs that list customers stay on the screen, their buttons in sight, and shrink again."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.screens import settle
from app.ui.wallet.plan_dialog import PlanDialog
from app.ui.wallet.share_dialog import ShareDialog
from tests.factories import make_customer


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("kind", [ShareDialog, PlanDialog])
def test_six_hits_do_not_push_the_buttons_off_the_screen(
    qtbot: QtBot,
    context: Context,
    shop: Shop,
    owner: Actor,
    kind: Callable[[Context, QWidget, int | None], ShareDialog | PlanDialog],
    percent: int,
) -> None:
    for number, name in enumerate("堃芳明丽强军洋"):
        make_customer(shop, owner, f"王{name}", f"LW000{number}")
    context.looks.set_text_size(percent)
    QApplication.processEvents()
    window = QWidget()
    qtbot.addWidget(window)
    dialog = kind(context, window, None)
    dialog.open()
    assert settle(context.jobs.busy)
    before = dialog.height()
    qtbot.keyClicks(dialog.finder.line, "w")
    assert settle(context.jobs.busy)
    assert len(dialog.finder.hits.lines()) == 6
    assert dialog.height() > before or percent > 100
    assert dialog.screen().availableGeometry().contains(dialog.frameGeometry())
    feet = [each for each in dialog.findChildren(QPushButton) if each.text() == "Cancel"]
    assert dialog.rect().contains(feet[0].geometry())
    qtbot.keyClick(dialog.finder.line, Qt.Key.Key_Return)
    assert settle(context.jobs.busy)
    assert dialog.height() == before
    dialog.reject()
