"""The wizard from the file to the result: the same as the command line, by mouse and by keys."""

import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from pytestqt.qtbot import QtBot

from app import cli
from app.core.clock import Clock
from app.core.exchange.phases import SAFETY_COPY, SAVING
from app.i18n import tr
from app.ui.app_state import AppState
from app.ui.context import Context
from app.ui.exchange.busy import Busy
from app.ui.exchange.page import ImportPage
from app.ui.exchange.wizard import CHECK, COLUMNS, DONE, FILE, PREVIEW
from app.ui.long_job import LongJob
from app.ui.navigation import Place
from app.ui.session import Session
from tests.cli.conftest import PASSWORD, parts_in
from tests.ui.conftest import Answers

from .conftest import LAOWANG, Hand, WriteCsv

FILES = {"members.xlsx": "customers", "companies.xlsx": "companies", "purchases.csv": "purchases"}


def by_command_line(folder: Path, clock: Clock, file: Path, what: str) -> dict[str, Any]:
    """The report that `import` prints of this file, in a shop of its own."""
    parts, shop = parts_in(folder, clock), str(folder / "cli.shuke")
    said = io.StringIO()
    with redirect_stdout(io.StringIO()):
        assert cli.main(["new", shop, "--name", "老王茶铺"], parts) == 0
    with redirect_stdout(said):
        assert cli.main(["import", shop, str(file), "--what", what, "--json"], parts) == 0
    return dict(json.loads(said.getvalue()))


@pytest.mark.parametrize("name", FILES)
def test_the_wizard_does_what_the_command_line_does(
    name: str, hand: Hand, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHUKE_PASSWORD", PASSWORD)
    told = hand.bring_in(LAOWANG / name).as_dict()
    assert told == by_command_line(tmp_path, clock, LAOWANG / name, FILES[name])


def test_the_morning_by_keys_alone(hand: Hand, dialogs: Answers) -> None:
    def press(key: Qt.Key) -> None:
        focused = QApplication.focusWidget() or hand.wizard
        QTest.keyClick(focused, key)
        hand.wait()

    hand.page.activateWindow()
    hand.wizard.file.begin.drop.setFocus()
    dialogs.file = LAOWANG / "companies.xlsx"
    press(Qt.Key.Key_Return)
    assert hand.wizard.file.ready()
    for step in (COLUMNS, CHECK, PREVIEW):
        press(Qt.Key.Key_Return)
        assert hand.wizard.at == step
    press(Qt.Key.Key_Escape)
    assert hand.wizard.at == CHECK
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert hand.wizard.at == DONE
    assert hand.customers() == 60
    press(Qt.Key.Key_Return)
    assert hand.page.context.navigation.here == Place("customers")


def test_escape_lets_go_of_the_file(hand: Hand) -> None:
    hand.take(LAOWANG / "companies.xlsx")
    QTest.keyClick(hand.wizard, Qt.Key.Key_Escape)
    hand.wait()
    assert not hand.wizard.file.ready()
    assert hand.wizard.work.held.session is None


def test_a_dropped_file_is_opened(hand: Hand) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(LAOWANG / "companies.xlsx"))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    nothing = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPoint(9, 9), action, data, button, nothing)
    hand.wizard.file.begin.drop.dropEvent(drop)
    hand.wait()
    assert hand.wizard.file.name.text() == "companies.xlsx"


def test_the_file_step_says_what_it_found(hand: Hand) -> None:
    hand.take(LAOWANG / "purchases.csv")
    step = hand.wizard.file
    assert str(step.what.value()) == "purchases"
    assert step.encoding.currentData() == "gb18030"
    assert step.separator.currentData() == ","
    assert step.top.texts.lines[0][0] == "单号"


def test_another_sort_of_list_is_guessed_anew(hand: Hand) -> None:
    hand.take(LAOWANG / "purchases.csv")
    hand.wizard.file.what.choose("customers")
    hand.wait()
    assert hand.wizard.file.trouble.isVisibleTo(hand.wizard)
    hand.go_on(COLUMNS)
    assert not hand.wizard.next.isEnabled()


def test_another_separator_reads_the_file_anew(hand: Hand, write_csv: WriteCsv) -> None:
    hand.take(write_csv("卡号;姓名;手机", "C1;王,堃;15412345678", "C2;李四;15412345679"))
    box = hand.wizard.file.separator
    assert box.currentData() == ";"
    box.setCurrentIndex(box.findData(","))
    box.activated.emit(box.currentIndex())
    hand.wait()
    assert hand.wizard.file.top.texts.lines[0][0] == "卡号;姓名;手机"


def test_a_wrong_encoding_is_said_and_nothing_stays_open(hand: Hand) -> None:
    hand.take(LAOWANG / "purchases.csv")
    box = hand.wizard.file.encoding
    box.setCurrentIndex(box.findData("utf-8"))
    box.activated.emit(box.currentIndex())
    hand.wait()
    assert "UTF-8" in hand.trouble()
    assert not hand.wizard.file.ready()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 cut off", "damaged or cut off"),
        (b"%PDF-1.7", "isn't a spreadsheet"),
        (b"<html><table></table></html>", "is a web page"),
    ],
)
def test_a_bad_file_is_said_in_a_sentence(
    content: bytes, words: str, hand: Hand, tmp_path: Path, dialogs: Answers
) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(content)
    hand.take(bad)
    assert words in hand.trouble()
    assert "Nothing was imported" in hand.trouble()
    assert hand.wizard.at == FILE
    assert dialogs.problems == []
    hand.take(LAOWANG / "companies.xlsx")
    assert hand.trouble() == ""


def test_what_is_wrong_far_down_is_said_while_checking(hand: Hand, many: Path) -> None:
    with many.open("ab") as out:
        out.write(f"C8,{'长' * 300_000},\n".encode())  # beyond what is looked at when opening
        out.write("C9,王\x00堃,\n".encode())
    hand.take(many)
    hand.go_on(CHECK)
    hand.wizard.next.click()
    hand.wait()
    assert "characters that no text has" in hand.trouble()
    assert hand.wizard.at == CHECK
    assert hand.customers() == 0


def test_cancel_ends_the_child_and_changes_nothing(hand: Hand, many: Path, qtbot: QtBot) -> None:
    hand.take(many)
    hand.go_on(CHECK)
    hand.wizard.next.click()
    job = hand.wizard.work.held.job
    assert job is not None
    qtbot.waitUntil(lambda: job.far()[0] > 0)
    child = hand.wizard.work.held.open().source._child
    assert child is not None
    hand.wizard.busy.cancel.click()
    hand.wait()
    assert child._process.poll() is not None
    assert (hand.wizard.at, hand.customers()) == (CHECK, 0)
    hand.go_on(PREVIEW)
    assert hand.wizard.preview.report is not None
    assert hand.wizard.preview.report.rows == 20_000


def test_a_page_that_goes_away_ends_its_child(
    context: Context, session: Session, qtbot: QtBot
) -> None:
    page = ImportPage(context)
    Hand(page, session).take(LAOWANG / "members.xlsx")
    held = page.wizard.work.held
    child = held.open().source._child
    assert child is not None
    page.deleteLater()
    qtbot.waitUntil(lambda: child._process.poll() is not None)
    held.close()


def test_saving_is_said_and_cannot_be_cancelled(context: Context, qtbot: QtBot) -> None:
    busy, job = Busy(context), LongJob("Importing")
    qtbot.addWidget(busy)
    busy.follow(job)
    job.report(3, 9, tr(SAFETY_COPY))
    busy.look()
    assert (busy.far.text(), busy.cancel.isEnabled()) == (tr(SAFETY_COPY), True)
    job.report(0, 0, tr(SAVING))
    busy.look()
    assert (busy.far.text(), busy.cancel.isEnabled()) == (tr(SAVING), False)
    job.report(50, 100)
    busy.look()
    assert busy.far.text() == "50 of 100 rows"
    busy.stop()


def test_an_import_says_its_phases(
    hand: Hand, write_csv: WriteCsv, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    report = LongJob.report

    def listen(job: LongJob, done: int, total: int, text: str = "") -> None:
        said.append(text)
        report(job, done, total, text)

    monkeypatch.setattr(LongJob, "report", listen)
    hand.bring_in(write_csv("卡号,姓名", *(f"C{n},王{n}" for n in range(101))))
    phases = [text for text in dict.fromkeys(said) if text]
    assert phases == [tr(SAFETY_COPY), tr(SAVING)]


def test_everything_that_takes_the_cursor_has_a_name(hand: Hand) -> None:
    hand.bring_in(LAOWANG / "companies.xlsx")
    unnamed = [
        each
        for each in hand.page.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(each.window(), QFrame)  # a combo box's own popup
        and not (each.accessibleName() or getattr(each, "text", str)())
    ]
    assert unnamed == []


def test_the_last_folder_is_remembered(hand: Hand, app_state: AppState, dialogs: Answers) -> None:
    hand.take(LAOWANG / "companies.xlsx")
    assert app_state.get("import_folder") == str(LAOWANG)
