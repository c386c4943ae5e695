"""The shop is locked while customers have the screen: nothing is shown, nothing said is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.core import upkeep
from app.core.opening import open_shop
from app.core.surveys import queries, service
from app.core.surveys.records import Half
from app.ui.house import House, NewShop
from app.ui.main_window import Window
from app.ui.satisfaction.kiosk import Kiosk
from app.ui.screens import settle
from app.ui.welcome.unlock_page import UnlockPage

PASSWORD = "four words of a song"
RESTING = 4


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Tea.shuke"


@pytest.fixture
def kiosk(qtbot: QtBot, window: Window, house: House, folder: Path) -> Iterator[Kiosk]:
    """Over a window whose shop has one short survey, in the middle of an answer."""
    window.enter(house.make(NewShop(folder, "Tea", "", PASSWORD, anywhere=True)))
    assert window.session is not None
    context = window.session.context
    with context.shop.write(context.actor, "Survey") as unit:
        survey = service.copy_sheet(unit, "nps")
        service.add_wave(unit, survey, "May")
    with context.shop.read(context.actor) as reader:
        found = queries.surveys(reader)[0]
        wave = queries.waves(reader, survey)[0]
    made = Kiosk(context, found, wave, thanks_ms=1, forgotten_ms=600_000)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.resize(1000, 700)
    made.show()
    assert settle(context.jobs.busy)
    window.idle.limit = 60
    yield made
    made._may_close = True
    made._front.stop()
    made.close()
    made.deleteLater()


def lock(qtbot: QtBot, window: Window) -> None:
    """As when the computer was locked, or half a day has gone by."""
    window.idle.leave()
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), UnlockPage))


def told(house: House, folder: Path) -> list[list[object]]:
    """What stands on each sheet when the shop is opened again."""
    state = house.app_state.folder
    shop, actor = open_shop(
        folder, None, PASSWORD, clock=house.clock, app_state=state, upkeep=upkeep.ALL
    )
    with shop.read(actor) as reader:
        wave = queries.waves(reader, queries.surveys(reader)[0].id)[0]
        found = [queries.answers(reader, each.id) for each in queries.responses(reader, wave.id)]
    shop.close()
    return [list(each.values()) for each in found]


def seen(kiosk: Kiosk) -> str:
    return "\n".join(each.text() for each in kiosk.findChildren(QLabel) if each.isVisible())


def for_the_shop(kiosk: Kiosk) -> QPushButton:
    return next(e for e in kiosk.findChildren(QPushButton) if e.text() == "For the shop")


def test_a_quiet_hour_does_not_end_the_customers_screen(
    qtbot: QtBot, window: Window, kiosk: Kiosk
) -> None:
    window.idle._touched = (-10_000.0, -10_000.0)
    window.idle.look()
    assert window.session is not None
    kiosk.password.setText(PASSWORD)
    kiosk.leave()
    qtbot.waitUntil(lambda: not kiosk.isVisible())
    assert window.session is not None
    window.idle._touched = (-10_000.0, -10_000.0)
    window.idle.look()  # nobody has the screen now: it counts again
    assert window.session is None
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), UnlockPage))


def test_locked_in_the_middle_what_was_said_is_kept_and_the_screen_rests(
    qtbot: QtBot, window: Window, kiosk: Kiosk, house: House, folder: Path
) -> None:
    kiosk.begin()
    kiosk.view.answered.emit(9)
    assert kiosk.view.words is not None
    kiosk.view.words.setPlainText("half a wo")
    lock(qtbot, window)
    assert kiosk.isVisible()
    assert kiosk.body.currentIndex() == RESTING
    assert "resting" in seen(kiosk)
    assert told(house, folder) == [[9, "half a wo"]]


def test_a_resting_screen_asks_nobody_and_only_the_password_ends_it(
    qtbot: QtBot, window: Window, kiosk: Kiosk, house: House, folder: Path
) -> None:
    lock(qtbot, window)
    kiosk.begin()
    assert kiosk.body.currentIndex() == RESTING
    page = window.centralWidget()
    assert isinstance(page, UnlockPage)
    page.password.setText("")
    QTest.keyClicks(page.password, "abc")  # the page below hears nothing
    assert page.password.text() == ""
    kiosk._ask_password()
    kiosk.password.setText("guess")
    kiosk.leave()
    qtbot.waitUntil(lambda: bool(kiosk.password_line.below.text()))
    assert kiosk.isVisible()
    kiosk.start_again()
    assert kiosk.body.currentIndex() == RESTING
    kiosk._ask_password()
    kiosk.password.setText(PASSWORD)
    kiosk.leave()
    qtbot.waitUntil(lambda: not kiosk.isVisible())
    assert isinstance(window.centralWidget(), UnlockPage)  # and not the shop
    assert told(house, folder) == []


def test_in_the_sample_shop_whose_password_nobody_knows_one_button_leaves(
    qtbot: QtBot, window: Window, kiosk: Kiosk
) -> None:
    assert window.session is not None
    window.session.inside.actor.proof.never_ask()  # as `samples` does
    kiosk.begin()
    qtbot.mouseClick(for_the_shop(kiosk), Qt.MouseButton.LeftButton)
    assert not kiosk.isVisible()
    assert window.session is not None


def test_words_half_written_stay_when_nobody_goes_on(kiosk: Kiosk, window: Window) -> None:
    assert window.session is not None
    context = window.session.context
    kiosk.begin()
    kiosk.view.answered.emit(3)
    assert kiosk.view.words is not None
    kiosk.view.words.setPlainText("too loud")
    kiosk._gone()
    assert settle(context.jobs.busy)
    with context.shop.read(context.actor) as reader:
        remark = queries.remarks(reader)[0]
        answers = queries.answers(reader, remark.response_id)
    assert remark.words == "too loud"
    assert set(answers.values()) == {3, "too loud"}
    assert all(half is Half.ONLY for _, half in answers)


def test_made_small_by_the_window_manager_it_takes_the_whole_screen_again(
    qtbot: QtBot, kiosk: Kiosk
) -> None:
    kiosk.showFullScreen()
    kiosk.activateWindow()
    qtbot.waitUntil(lambda: kiosk.isActiveWindow() and not kiosk._front.isActive())
    kiosk.showNormal()
    assert kiosk.isActiveWindow()
    assert not kiosk.isFullScreen()
    qtbot.waitUntil(kiosk.isFullScreen)
    qtbot.waitUntil(lambda: not kiosk._front.isActive())  # and leaves it at that
