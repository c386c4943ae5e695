"""The whole window on a real shop: names, keys, words, look, search, settings, backups."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.settings.declared import AREA_CODE, LOCK_AFTER
from app.core.settings.queries import get
from app.core.settings.service import put
from app.core.store.shop import Shop
from app.ui.app_state import AppState
from app.ui.backups.page import BackupsPage
from app.ui.context import Context
from app.ui.house import Inside
from app.ui.looks import Looks
from app.ui.navigation import Place
from app.ui.registry import SCREENS, screens_for
from app.ui.screens import settle
from app.ui.session import Session
from app.ui.settings.editors import days_from, days_text
from app.ui.settings.page import SettingsPage
from app.ui.shell import Shell
from app.ui.shortcuts import TABLE
from app.ui.widgets.keys_help import lines
from app.ui.widgets.record_table import RecordTable
from tests.ui.conftest import Answers


@pytest.fixture
def shell(context: Context, shown: Callable[[QWidget], QWidget]) -> Shell:
    """The owner's shell."""
    made = Shell(context)
    made.setMinimumSize(1280, 800)
    shown(made)
    return made


def go(shell: Shell, key: str) -> QWidget:
    shell.context.navigation.open(Place(key))
    settle(shell.context.jobs.busy)
    return shell.page()


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def test_every_focusable_widget_has_a_name(shell: Shell) -> None:
    nameless = []
    for screen in screens_for(shell.context.actor):
        if screen.sidebar:
            go(shell, screen.key)
            nameless += [
                f"{screen.key}: {type(each).__name__}"
                for each in shell.findChildren(QWidget)
                if each.focusPolicy() != Qt.FocusPolicy.NoFocus
                and each.isVisible()
                and not isinstance(each.parent(), QSpinBox | QComboBox)
                and not name_of(each)
            ]
    assert nameless == []


def test_no_two_shortcuts_collide() -> None:
    keys = [QKeySequence(each).toString() for entry in TABLE.values() for each in entry.keys]
    assert len(keys) == len(set(keys))
    assert all(keys)


def test_no_shortcut_is_a_single_letter() -> None:
    for entry in TABLE.values():
        for each in entry.keys:
            assert "+" in each or len(each) > 1, each


def test_keys_help_lists_every_shortcut() -> None:
    series = sum(name.startswith(("page_", "part_")) for name in TABLE)
    assert len(lines()) == len(TABLE) - series + 2


def test_every_screen_is_reached_from_the_sidebar(shell: Shell) -> None:
    for screen in SCREENS:
        if screen.sidebar:
            shell.sidebar.button(screen.key).click()
            assert shell.context.navigation.here.screen == screen.key
            assert shell.sidebar.button(screen.key).isChecked()


def test_back_button_follows_the_way(shell: Shell) -> None:
    assert not shell.top.back.isEnabled()
    go(shell, "settings")
    assert shell.top.back.isEnabled()
    shell.top.back.click()
    assert shell.top.forward.isEnabled()


def test_saved_mark_tells_the_time_of_the_last_write(qtbot: QtBot, shell: Shell) -> None:
    page = go(shell, "settings")
    assert isinstance(page, SettingsPage)
    assert page.shop_cards is not None
    editor = page.shop_cards.lines[AREA_CODE.key].editor
    assert isinstance(editor, QLineEdit)
    editor.setText("0571")
    editor.editingFinished.emit()
    qtbot.waitUntil(lambda: shell.top.saved.text() == "Saved 12:00")
    qtbot.waitUntil(lambda: shell.context.undo.next_undo() is not None)
    more = shell.top.more_menu()
    assert more.actions()[0].text() == "Undo: Change a setting\tCtrl+Z"


def test_setting_persists_and_a_bad_one_complains(
    qtbot: QtBot, shell: Shell, shop: Shop, owner: Actor
) -> None:
    page = go(shell, "settings")
    assert isinstance(page, SettingsPage)
    assert page.shop_cards is not None
    line = page.shop_cards.lines[AREA_CODE.key]
    assert isinstance(line.editor, QLineEdit)
    line.editor.setText("0571")
    line.editor.editingFinished.emit()
    settle(shell.context.jobs.busy)
    line.editor.setText("not digits")
    line.editor.editingFinished.emit()
    qtbot.waitUntil(lambda: "not digits" in line.below.text())
    with shop.read(owner) as reader:
        assert get(reader, AREA_CODE) == "0571"


def test_lock_minutes_reach_the_window(qtbot: QtBot, shell: Shell, session: Session) -> None:
    heard: list[int] = []
    session.lock_after.connect(heard.append)
    page = go(shell, "settings")
    assert isinstance(page, SettingsPage)
    assert page.shop_cards is not None
    spin = page.shop_cards.lines[LOCK_AFTER.key].editor
    assert isinstance(spin, QSpinBox)
    spin.setValue(12)
    spin.editingFinished.emit()
    qtbot.waitUntil(lambda: heard[-1:] == [12])


@pytest.mark.parametrize(
    ("typed", "days"),
    [("7, 0", (7, 0)), ("", ()), ("7，0", (7, 0)), ("7 7", (7,)), ("x", None), ("-1", None)],
)
def test_lead_days_as_typed(typed: str, days: tuple[int, ...] | None) -> None:
    assert days_from(typed) == days
    if days is not None:
        assert days_from(days_text(days)) == days


def test_people_custodian_is_added_and_removed(
    qtbot: QtBot, shell: Shell, dialogs: Answers
) -> None:
    page = go(shell, "settings")
    assert isinstance(page, SettingsPage)
    page.people.name.setText("小李")
    page.people.add.click()
    qtbot.waitUntil(lambda: bool(dialogs.told))
    assert "小李" in dialogs.told[0]
    settle(shell.context.jobs.busy)
    remove = [each for each in page.people.findChildren(QAbstractButton) if each.text() == "Remove"]
    remove[0].click()
    qtbot.waitUntil(
        lambda: not [b for b in page.people.findChildren(QAbstractButton)
                     if b.text() == "Remove" and b.isVisible()]
    )  # fmt: skip
    assert dialogs.asked == ["Remove 小李?"]


def test_new_recovery_card_is_shown_once(qtbot: QtBot, shell: Shell) -> None:
    page = go(shell, "settings")
    assert isinstance(page, SettingsPage)
    page.people.new_card()
    qtbot.waitUntil(lambda: page.people.shown_dialog is not None)
    shown = page.people.shown_dialog
    assert shown is not None
    groups = [each.text() for each in shown.findChildren(QLabel) if each.property("look") == "code"]
    assert len(groups) == 8
    shown.accept()


def test_backups_are_made_listed_verified_copied(
    qtbot: QtBot, shell: Shell, dialogs: Answers, tmp_path: Path
) -> None:
    page = go(shell, "backups")
    assert isinstance(page, BackupsPage)
    assert page.standing.reminder.isVisible()
    said: list[str] = []
    shell.context.messages.toasted.connect(lambda message: said.append(message.words))
    page.make.click()
    qtbot.waitUntil(lambda: len(page.backups) == 1)
    page.verify(page.backups[0])
    qtbot.waitUntil(lambda: len(said) == 2)
    (tmp_path / "stick").mkdir()
    dialogs.file = tmp_path / "stick"
    page.copy_newest()
    qtbot.waitUntil(lambda: len(said) == 3)
    assert len(list((tmp_path / "stick").glob("*.skbak"))) == 1
    assert "stick" in said[2]
    assert "same disk" in said[2]  # and so it is: the reminder stays, and says why
    assert page.standing.reminder.isVisible()


def test_going_back_to_a_backup_is_asked_first(
    qtbot: QtBot, shell: Shell, dialogs: Answers
) -> None:
    page = go(shell, "backups")
    assert isinstance(page, BackupsPage)
    page.make.click()
    qtbot.waitUntil(lambda: len(page.backups) == 1)
    wanted: list[Path] = []
    shell.context.doors.restore_over.connect(wanted.append)
    dialogs.yes = False
    page.restore(page.backups[0])
    assert wanted == []
    dialogs.yes = True
    page.restore(page.backups[0])
    assert wanted == [page.backups[0].path]


def test_custodian_sees_backups_and_nothing_else(
    shop: Shop, custodian: Actor, app_state: AppState, looks: Looks, dialogs: Answers,
    shown: Callable[[QWidget], QWidget],
) -> None:  # fmt: skip
    session = Session(Inside(shop, custodian), app_state, looks, dialogs)
    shell = Shell(session.context)
    shown(shell)
    settle(session.jobs.busy)
    assert isinstance(shell.page(), BackupsPage)
    shell.context.navigation.open(Place("settings"))
    assert isinstance(shell.page(), BackupsPage)
    assert [each.key for each in screens_for(custodian)] == ["backups"]
    settle(session.jobs.busy)
    session.stop()


def test_search_leaves_the_keys_to_the_input_method(qtbot: QtBot, shell: Shell) -> None:
    box = shell.search
    box.start()
    qtbot.keyClicks(box, "sett")
    settle(shell.context.jobs.busy)
    assert box.results.isVisible()
    QApplication.sendEvent(box, QInputMethodEvent("ke hu", []))
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.results.isVisible()
    done = QInputMethodEvent("", [])
    QApplication.sendEvent(box, done)
    assert box.text() == "sett"
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert shell.context.navigation.here == Place("settings")
    assert not box.results.isVisible()


def test_search_never_takes_the_focus_from_the_field(qtbot: QtBot, shell: Shell) -> None:
    shell.activateWindow()
    shell.search.start()
    qtbot.keyClicks(shell.search, "set")
    settle(shell.context.jobs.busy)
    assert shell.search.lines.focusPolicy() == Qt.FocusPolicy.NoFocus
    qtbot.keyClick(shell.search, Qt.Key.Key_Down)
    qtbot.keyClick(shell.search, Qt.Key.Key_Escape)
    assert shell.search.text() == ""
    assert not shell.search.results.isVisible()


def test_leaving_the_search_gives_the_cursor_back(qtbot: QtBot, shell: Shell) -> None:
    shell.activateWindow()
    before = shell.sidebar.button("settings")
    before.setFocus()
    shell.search.start()
    qtbot.keyClicks(shell.search, "set")
    settle(shell.context.jobs.busy)
    shell.search.start()  # twice
    for _ in range(2):  # what is typed goes first
        qtbot.keyClick(shell.search, Qt.Key.Key_Escape)
    assert shell.window().focusWidget() is before


def test_toasts_go_and_old_ones_make_room(qtbot: QtBot, shell: Shell) -> None:
    for number in range(5):
        shell.context.messages.toast(f"done {number}")
    assert shell.toasts.words() == ["done 2", "done 3", "done 4"]


def test_a_toast_goes_when_its_undo_was_pressed_by_keys(qtbot: QtBot, shell: Shell) -> None:
    context = shell.context

    def write(words: str) -> None:
        def done(_: object) -> None:
            context.messages.toast(words, context.undo.last())

        context.jobs.write(words, lambda unit: put(unit, AREA_CODE, words), done)
        settle(context.jobs.busy)

    write("021")
    assert shell.toasts.words() == ["021"]
    write("0571")
    assert shell.toasts.words() == ["0571"]  # an older act's button would do nothing now
    context.undo.undo()
    settle(context.jobs.busy)
    assert shell.toasts.words() == ["Undone: 0571"]


def test_long_job_shows_a_bar_with_cancel(qtbot: QtBot, shell: Shell) -> None:
    from app.core.progress import Progress, stop_if_cancelled

    def work(progress: Progress) -> None:
        progress.report(5, 10)
        while True:
            stop_if_cancelled(progress)

    shell.context.jobs.long("Importing", work)
    assert not shell.jobs.isVisible()
    qtbot.waitUntil(shell.jobs.isVisible)
    assert shell.jobs.progress.value() == 500
    assert shell.jobs.far.text() == "5 of 10"
    shell.jobs.cancel.click()
    qtbot.waitUntil(lambda: not shell.jobs.isVisible())


def test_a_page_hears_its_keys_as_soon_as_it_is_shown(shell: Shell) -> None:
    for key in ("customers", "value", "today", "customers"):
        page = go(shell, key)
        focused = shell.focusWidget()
        assert focused is page or page.isAncestorOf(focused), key
    assert focused is page.findChild(RecordTable)  # arrows and Enter, not the first button
