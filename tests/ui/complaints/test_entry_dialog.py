"""Taking a complaint in: on the screen, with the cursor where it is needed, and nothing lost."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.complaints import queries
from app.core.customers import service as customers
from app.core.store.shop import Shop
from app.ui.complaints.entry_dialog import EntryDialog
from app.ui.context import Context
from app.ui.messages import Message
from app.ui.screens import settle
from app.ui.widgets.typed import type_again
from tests.conftest import TODAY
from tests.factories import make_customer

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def nothing_stays_open(context: Context) -> Iterator[None]:
    """A dialog without a parent would be seen by whatever test comes next."""
    yield
    for each in QApplication.topLevelWidgets():
        if isinstance(each, EntryDialog):
            each.close()
            each.deleteLater()


def opened(context: Context, customer_id: int | None = None) -> EntryDialog:
    dialog = EntryDialog(context, None, customer_id)
    dialog.open()
    assert settle(context.jobs.busy)
    return dialog


def settled(context: Context) -> None:
    """What was asked is answered, and laid out."""
    assert settle(context.jobs.busy)
    QApplication.processEvents()


def complaints(shop: Shop, owner: Actor) -> int:
    with shop.read(owner) as reader:
        return queries.counts(reader)[0]


def look_up(shop: Shop, owner: Actor) -> queries.Complaint:
    """The only one there is."""
    with shop.read(owner) as reader:
        found = queries.get_complaint(reader, 1)
    assert found is not None
    return found


@pytest.fixture
def wangs(shop: Shop, owner: Actor) -> list[int]:
    names = enumerate("堃芳明丽强军洋")
    return [make_customer(shop, owner, f"王{each}", f"LW000{n}") for n, each in names]


@pytest.mark.parametrize("percent", [100, 150])
def test_it_never_leaves_the_screen_and_shrinks_again(
    qtbot: QtBot, context: Context, wangs: list[int], percent: int
) -> None:
    context.looks.set_text_size(percent)
    QApplication.processEvents()
    dialog = opened(context)
    settled(context)
    there = dialog.screen().availableGeometry()
    before = dialog.height()
    assert dialog.words.height() >= context.theme.px(22 * 3)
    assert not dialog.words.verticalScrollBar().isVisible()
    qtbot.keyClicks(dialog.found.line, "w")
    settled(context)
    assert len(dialog.found.hits.lines()) == 6
    assert there.contains(dialog.frameGeometry())
    for each in dialog.findChildren(QPushButton):
        if each.text() in ("Cancel", "Take it in"):
            assert dialog.rect().contains(each.geometry())
            assert each.height() >= each.sizeHint().height()
    assert dialog.found.hits.height() > 6 * 38  # scrolled rather than pressed
    QTest.keyClick(dialog.found.line, Qt.Key.Key_Return)
    settled(context)
    assert dialog.height() == before


def test_all_lines_show_at_once_where_there_is_room(qtbot: QtBot, context: Context) -> None:
    dialog = EntryDialog(context, None)
    dialog.open()
    at_once = dialog.height()
    settled(context)
    assert dialog.height() == at_once  # it did not grow before one's eyes
    assert dialog.height() < dialog.screen().availableGeometry().height()
    assert dialog.scrolled is not None
    assert dialog.scrolled.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize(
    ("line", "typed", "sentence"),
    [
        ("words", "  ", "nothing to keep"),
        ("received", "whenever", "yesterday 19:30"),
        ("received", "tomorrow", "not come yet"),
        ("until", "whenever", "no day"),
        ("until", "2026-01-05", "before the complaint"),
        ("words", "x" * 100_001, "100001 characters"),
    ],
)
def test_the_cursor_goes_to_what_is_refused(
    qtbot: QtBot,
    context: Context,
    shop: Shop,
    owner: Actor,
    wangs: list[int],
    line: str,
    typed: str,
    sentence: str,
) -> None:
    dialog = opened(context)
    qtbot.keyClicks(dialog.found.line, "w")
    settled(context)
    QTest.keyClick(dialog.found.line, Qt.Key.Key_Return)
    dialog.words.setPlainText("kettle leaks")
    editor = getattr(dialog, line)
    type_again([editor], [typed])
    dialog.go_on.setFocus()
    dialog.go_on.click()
    settled(context)
    assert sentence in dialog.wrong.text()
    assert dialog.focusWidget() is editor
    assert editor.property("look") == "wrong"
    assert complaints(shop, owner) == 0
    type_again([editor], [""])
    dialog.words.clear()
    dialog.keep()
    assert (editor.property("look") == "wrong") == (line == "words")
    dialog.words.setPlainText("kettle leaks")
    dialog.keep()
    settled(context)
    assert look_up(shop, owner).card.customer_id in wangs


def test_a_customer_whose_file_is_gone_is_looked_for_again(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor, wangs: list[int]
) -> None:
    dialog = opened(context)
    qtbot.keyClicks(dialog.found.line, "LW0001")
    settled(context)
    QTest.keyClick(dialog.found.line, Qt.Key.Key_Return)
    dialog.words.setPlainText("kettle leaks")
    with shop.write(owner, "Bin") as unit:
        customers.move_to_bin(unit, wangs[1])
        customers.empty_bin(unit, older_than_days=0)
    dialog.keep()
    settled(context)
    assert dialog.wrong.text()
    assert dialog.focusWidget() is dialog.found.line


def test_enter_after_a_name_takes_nothing_in(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor
) -> None:
    dialog = opened(context)
    dialog.words.setPlainText("kettle leaks")
    dialog.found.line.setFocus()
    qtbot.keyClicks(dialog.found.line, "nobody")
    QTest.keyClick(dialog.found.line, Qt.Key.Key_Return)  # while it is being asked
    assert dialog.focusWidget() is dialog.found.line
    settled(context)
    assert dialog.found.nobody.isVisible()
    QTest.keyClick(dialog.found.line, Qt.Key.Key_Return)
    settled(context)
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.words
    assert complaints(shop, owner) == 0


def test_escape_puts_aside_and_cancel_gives_up(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor, wangs: list[int]
) -> None:
    heard: list[Message] = []
    context.messages.toasted.connect(heard.append)
    QTest.keyClick(opened(context), Qt.Key.Key_Escape)
    assert heard == []  # nothing was typed
    dialog = opened(context)
    qtbot.keyClicks(dialog.found.line, "LW0001")
    settled(context)
    QTest.keyClick(dialog.found.line, Qt.Key.Key_Return)
    dialog.words.setPlainText("kettle leaks")
    dialog.received.setText("yesterday 19:30")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert [each.words for each in heard] == [
        "Not taken in yet: it stands there again when you come back"
    ]
    again = opened(context)
    assert again.before.isVisible()
    assert again.words.toPlainText() == "kettle leaks"
    assert again.focusWidget() is again.words
    again.close()  # by the window's own cross
    third = opened(context)
    third.keep()
    settled(context)
    found = look_up(shop, owner)
    assert (found.card.customer_id, found.card.words) == (wangs[1], "kettle leaks")
    assert context.drafts.waiting() == ()
    last = opened(context)
    last.words.setPlainText("another")
    next(b for b in last.findChildren(QPushButton) if b.text() == "Cancel").click()
    assert context.drafts.waiting() == ()
    assert not opened(context).before.isVisible()


def test_another_name_in_what_was_put_aside_is_another_customer(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor, wangs: list[int]
) -> None:
    dialog = opened(context)
    qtbot.keyClicks(dialog.found.line, "LW0001")
    settled(context)
    QTest.keyClick(dialog.found.line, Qt.Key.Key_Return)
    dialog.words.setPlainText("kettle leaks")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    again = opened(context)
    again.found.line.selectAll()
    qtbot.keyClicks(again.found.line, "somebody")
    settled(context)
    again.keep()
    settled(context)
    card = look_up(shop, owner).card
    assert (card.customer_id, card.who) == (None, "somebody")


def test_a_fault_of_the_program_loses_nothing(qtbot: QtBot, context: Context) -> None:
    dialog = opened(context)
    dialog.words.setPlainText("kettle leaks")
    failed: list[Exception] = []
    context.jobs.failed.connect(failed.append)
    dialog.setEnabled(False)  # as while it is written
    dialog.failed(OSError("disk"))
    assert not dialog.isVisible()
    assert len(context.drafts.waiting()) == 1


@pytest.mark.parametrize(
    ("typed", "day", "time"),
    [
        ("yesterday 19:30", YESTERDAY, (19, 30)),
        ("", TODAY, (12, 0)),
    ],
)
def test_it_came_in_when_it_is_said(
    qtbot: QtBot,
    context: Context,
    shop: Shop,
    owner: Actor,
    typed: str,
    day: date,
    time: tuple[int, int],
) -> None:
    dialog = opened(context)
    dialog.words.setPlainText("kettle leaks")
    dialog.received.setText(typed)
    dialog.keep()
    settled(context)
    found = look_up(shop, owner)
    assert found.card.received == datetime(day.year, day.month, day.day, *time)
    assert found.steps[0].at == found.card.received
