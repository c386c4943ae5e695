"""Welcome, the recovery card, unlock, restore: with real shops on disk."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.core.backups import service as backups
from app.core.opening import create_shop
from app.core.vault.keys import Kdf
from app.ui.clipboard import copy_briefly
from app.ui.house import House
from app.ui.main_window import Window
from app.ui.navigation import Place
from app.ui.shell import Shell
from app.ui.welcome.card_page import CardPage
from app.ui.welcome.make_page import MakePage
from app.ui.welcome.recovery_page import RecoveryPage
from app.ui.welcome.restore_page import RestorePage
from app.ui.welcome.start_page import StartPage
from app.ui.welcome.unlock_page import UnlockPage
from tests.ui.conftest import Answers

PASSWORD = "four words of a song"


@pytest.fixture
def made(house: House, tmp_path: Path) -> tuple[Path, str]:
    """A closed shop and its card."""
    folder = tmp_path / "Tea.shuke"
    shop, _, card = create_shop(
        folder, "Tea", PASSWORD, clock=house.clock, app_state=house.app_state.folder, kdf=Kdf.CHEAP
    )
    shop.close()
    return folder, card


def page(window: Window, kind: type) -> bool:
    return isinstance(window.centralWidget(), kind)


def unlock(qtbot: QtBot, window: Window, password: str) -> UnlockPage:
    found = window.centralWidget()
    assert isinstance(found, UnlockPage)
    found.password.setText(password)
    qtbot.keyClick(found.password, Qt.Key.Key_Return)
    return found


def test_first_run_makes_a_real_shop_and_checks_the_card(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    window.begin()
    start = window.centralWidget()
    assert isinstance(start, StartPage)
    qtbot.mouseClick(start.buttons["make"], Qt.MouseButton.LeftButton)
    making = window.centralWidget()
    assert isinstance(making, MakePage)
    making.parent_folder = tmp_path
    qtbot.keyClicks(making.name, "Tea: Juice")
    qtbot.keyClicks(making.password.first, PASSWORD)
    qtbot.keyClicks(making.password.second, PASSWORD[:-1])
    assert not making.make.isEnabled()
    qtbot.keyClicks(making.password.second, PASSWORD[-1])
    qtbot.mouseClick(making.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page(window, CardPage))
    card = window.centralWidget()
    assert isinstance(card, CardPage)
    assert (tmp_path / "Tea Juice.shuke" / "data.db").exists()
    first, second = card.asked
    qtbot.keyClicks(card.answers[0], card.groups[first].lower())
    qtbot.keyClicks(card.answers[1], card.groups[first][:-1])
    assert card.lines[1].below.text() == ""  # not whole yet
    qtbot.keyClicks(card.answers[1], card.groups[first][-1])
    assert not card.go_on.isEnabled()
    assert "something else" in card.lines[1].below.text()
    assert card.answers[0].y() == card.answers[1].y()
    card.answers[1].clear()
    misread = card.groups[second].translate(str.maketrans("OIB", "018"))
    qtbot.keyClicks(card.answers[1], misread)
    qtbot.mouseClick(card.go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page(window, Shell))
    assert window.house.app_state.last_shop == tmp_path / "Tea Juice.shuke"
    assert "Tea: Juice" in window.windowTitle()


def test_what_takes_long_is_said_and_nothing_jumps(
    qtbot: QtBot, window: Window, dressed: QApplication
) -> None:
    window.ways._chosen("make")
    window.show()
    making = window.centralWidget()
    assert isinstance(making, MakePage)
    for _ in range(5):
        QApplication.processEvents()  # laid out
    before = making.name.mapTo(making, making.name.rect().topLeft())
    making.set_busy(True, "Making the shop…")
    assert not making.under_way.isVisible()  # most of it is over sooner
    qtbot.waitUntil(making.under_way.isVisible)
    assert making.name.mapTo(making, making.name.rect().topLeft()) == before
    making.set_busy(False)
    assert not making.under_way.isVisible()


def test_weak_password_is_named_when_the_field_is_left(qtbot: QtBot, window: Window) -> None:
    window.ways._chosen("make")
    making = window.centralWidget()
    assert isinstance(making, MakePage)
    qtbot.keyClicks(making.password.first, "short")
    assert "10" in making.password._first_line.below.text()
    making.password.first.editingFinished.emit()
    assert making.password._first_line.below.property("look") == "danger"
    assert making.password.first.property("look") == "wrong"


def test_a_second_password_gone_astray_is_told_at_once(qtbot: QtBot, window: Window) -> None:
    """Whoever uses the mouse never leaves the field: the button stays grey."""
    window.ways._chosen("make")
    making = window.centralWidget()
    assert isinstance(making, MakePage)
    below = making.password._second_line.below
    qtbot.keyClicks(making.password.first, PASSWORD)
    qtbot.keyClicks(making.password.second, PASSWORD[:5])
    assert below.text() == ""
    qtbot.keyClicks(making.password.second, "x")
    assert "differ" in below.text()


def test_last_shop_is_asked_for_at_the_next_start(
    qtbot: QtBot, window: Window, made: tuple[Path, str]
) -> None:
    window.house.app_state.remember_shop(made[0])
    window.begin()
    unlock(qtbot, window, PASSWORD)
    qtbot.waitUntil(lambda: page(window, Shell))


def test_wrong_password_is_a_sentence_and_then_a_wait(
    qtbot: QtBot, window: Window, made: tuple[Path, str]
) -> None:
    window.ways.unlock(made[0])
    for _ in range(6):
        found = unlock(qtbot, window, "wrong wrong wrong")
        qtbot.waitUntil(found.isEnabled)
        assert found.trouble.isVisible()
    assert found.trouble.words is not None
    assert "30 s" in found.trouble.words.text()
    assert page(window, UnlockPage)


def test_lock_closes_the_shop_and_asks_again(
    qtbot: QtBot, window: Window, made: tuple[Path, str]
) -> None:
    window.ways.unlock(made[0])
    unlock(qtbot, window, PASSWORD)
    qtbot.waitUntil(lambda: page(window, Shell))
    window.lock()
    qtbot.waitUntil(lambda: page(window, UnlockPage))
    assert window.session is None
    unlock(qtbot, window, PASSWORD)
    qtbot.waitUntil(lambda: page(window, Shell))


def test_idle_minutes_lock(qtbot: QtBot, window: Window, made: tuple[Path, str]) -> None:
    window.ways.unlock(made[0])
    unlock(qtbot, window, PASSWORD)
    qtbot.waitUntil(lambda: page(window, Shell))
    qtbot.waitUntil(lambda: window.idle.limit == 300)
    now = [0.0]
    window.idle._steady = lambda: now[0]
    window.idle._wall = lambda: now[0]
    window.idle.touch()
    now[0] = 299.0
    window.idle.look()
    assert page(window, Shell)
    now[0] = 300.0
    window.idle.look()
    qtbot.waitUntil(lambda: page(window, UnlockPage))


def test_a_locked_computer_locks_the_shop_and_empties_the_clipboard(
    qtbot: QtBot, window: Window, made: tuple[Path, str]
) -> None:
    window.ways.unlock(made[0])
    unlock(qtbot, window, PASSWORD)
    qtbot.waitUntil(lambda: page(window, Shell))
    qtbot.waitUntil(lambda: window.idle.limit == 300)
    copy_briefly("154 1234 5678")
    window.screen_lock.locked.emit()
    qtbot.waitUntil(lambda: page(window, UnlockPage))
    assert QGuiApplication.clipboard().text() == ""


def test_recovery_card_opens_with_a_new_password_and_gives_a_new_card(
    qtbot: QtBot, window: Window, made: tuple[Path, str]
) -> None:
    folder, card = made
    window.ways.unlock(folder)
    window.ways._by_card(folder)
    found = window.centralWidget()
    assert isinstance(found, RecoveryPage)
    found.card.setText(card[:-1] + ("A" if card[-1] != "A" else "B"))
    found.card.editingFinished.emit()
    assert "8" in found._line.below.text()
    found.card.setText(card.replace("-", " ").lower())
    for editor in (found.password.first, found.password.second):
        editor.setText("another song of four words")
    qtbot.keyClick(found.card, Qt.Key.Key_Return)  # in any of the three lines
    qtbot.waitUntil(lambda: page(window, CardPage))
    shown = window.centralWidget()
    assert isinstance(shown, CardPage)
    assert "-".join(shown.groups) != card


def test_restore_beside_then_unlock(
    qtbot: QtBot, window: Window, made: tuple[Path, str], dialogs: Answers, tmp_path: Path
) -> None:
    folder, _ = made
    window.ways.unlock(folder)
    unlock(qtbot, window, PASSWORD)
    qtbot.waitUntil(lambda: page(window, Shell))
    assert window.session is not None
    inside = window.session.inside
    backup = backups.make(inside.actor, inside.shop)
    window._leave()
    qtbot.waitUntil(lambda: page(window, StartPage))
    window.ways.restore()
    found = window.centralWidget()
    assert isinstance(found, RestorePage)
    dialogs.file = backup.path
    found._choose()
    target = found.target
    assert target is not None
    found.password.setText(PASSWORD)
    qtbot.mouseClick(found.go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page(window, UnlockPage))
    assert (target / "data.db").exists()
    unlock(qtbot, window, PASSWORD)
    qtbot.waitUntil(lambda: page(window, Shell))


def test_file_that_is_no_backup_is_refused_in_words(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    (tmp_path / "x.skbak").write_bytes(b"no backup")
    window.ways.restore()
    found = window.centralWidget()
    assert isinstance(found, RestorePage)
    found.choose(tmp_path / "x.skbak")
    qtbot.waitUntil(found.trouble.isVisible)
    assert not found.go_on.isEnabled()


def test_closing_makes_a_backup_when_something_changed(
    qtbot: QtBot, window: Window, made: tuple[Path, str]
) -> None:
    folder, _ = made
    window.ways.unlock(folder)
    unlock(qtbot, window, PASSWORD)
    qtbot.waitUntil(lambda: page(window, Shell))
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert len(list((folder / "backups").glob("*.skbak"))) == 1


def test_language_and_size_can_be_chosen_first(
    qtbot: QtBot, window: Window, dressed: QApplication
) -> None:
    window.begin()
    window.looks.set_text_size(130)
    window.looks.set_look("dark")
    assert not page(window, StartPage)  # let go, so that restyling is quick
    qtbot.waitUntil(lambda: page(window, StartPage))
    assert page(window, StartPage)
    assert window.looks.theme.dark


def test_the_cursor_stays_on_the_language_that_was_chosen(
    qtbot: QtBot, window: Window, dressed: QApplication
) -> None:
    window.begin()
    window.show()
    qtbot.waitUntil(lambda: len({each.x() for each in _buttons(window)}) > 2)  # laid out
    chosen = next(e for e in _buttons(window) if e.isChecked() and e.text() == "English")
    chosen.setFocus()
    qtbot.keyClick(chosen, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: isinstance(now := window.focusWidget(), QPushButton) and (
        now.text() == "中文"
    ))  # fmt: skip
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: window.looks.language == "en")


def test_the_cursor_stays_on_the_size_that_was_chosen(
    qtbot: QtBot, window: Window, dressed: QApplication
) -> None:
    window.begin()
    window.show()
    qtbot.waitUntil(lambda: len({each.x() for each in _buttons(window)}) > 2)  # laid out
    chosen = next(e for e in _buttons(window) if e.text() == "100%")
    chosen.setFocus()
    qtbot.keyClick(chosen, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: isinstance(now := window.focusWidget(), QPushButton) and (
        now.text() == "115%"
    ))  # fmt: skip


def test_the_cursor_stays_on_the_language_in_an_open_shop(
    qtbot: QtBot, window: Window, made: tuple[Path, str], dressed: QApplication
) -> None:
    window.ways.unlock(made[0])
    unlock(qtbot, window, PASSWORD)
    qtbot.waitUntil(lambda: page(window, Shell))
    window.show()
    window.shell().context.navigation.open(Place("backups"))  # its buttons lie behind then
    window.shell().context.navigation.open(Place("settings"))
    qtbot.waitUntil(lambda: not window.shell().context.jobs.busy())
    chosen = next(e for e in _buttons(window) if e.isChecked() and e.text() == "English")
    qtbot.waitUntil(lambda: chosen.x() > 0)  # laid out
    chosen.setFocus()
    qtbot.keyClick(chosen, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: isinstance(now := window.focusWidget(), QPushButton) and (
        now.text() == "中文"
    ))  # fmt: skip
    window.looks.set_language("en")


def _buttons(window: Window) -> list[QPushButton]:
    return window.findChildren(QPushButton)


def test_the_first_login_tells_its_two_passwords_apart(
    qtbot: QtBot, window: Window, made: tuple[Path, str]
) -> None:
    window.ways.unlock(made[0])
    found = window.centralWidget()
    assert isinstance(found, UnlockPage)
    assert found.password.accessibleName() == "Password"
    assert found.new_password.first.accessibleName() == "Your own password"
