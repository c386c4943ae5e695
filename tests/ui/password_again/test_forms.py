"""Forms and dialogs that the password is asked for wait with what was filled in."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.duplicates.queries import compare
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.duplicates.merge_page import MergePage
from app.ui.exchange.take_out import TakeOut
from app.ui.history.value_dialog import ValueDialog
from app.ui.lending import ValuePlace
from app.ui.navigation import Place
from app.ui.screens import settle
from app.ui.session import Session
from app.ui.settings.people import PeopleCard
from tests.factories import make_customer
from tests.ui.conftest import Answers
from tests.ui.password_again.hand import PLACE, SECRET, give, leave
from tests.vaults import Hands


def test_earlier_values_ask_too(
    qtbot: QtBot, context: Context, session: Session, her: int, hands: Hands
) -> None:
    hands.pass_(minutes=5)
    dialog = ValueDialog(context, ValuePlace(her, PLACE, 0), None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert settle(context.jobs.busy)
    dialog.show_hidden.click()
    give(qtbot, session)
    qtbot.waitUntil(lambda: SECRET in [each.text() for each in dialog.findChildren(QLabel)])


def _words(page: QObject) -> set[str]:
    from PySide6.QtWidgets import QRadioButton

    return {each.text() for each in page.findChildren(QRadioButton)}


def test_files_to_be_merged_stay_masked_until_it_is_given(
    qtbot: QtBot, context: Context, session: Session, shop: Shop, owner: Actor, her: int,
    hands: Hands,
) -> None:  # fmt: skip
    other = make_customer(shop, owner, "王坤", texts={PLACE: "糖尿病"})
    with shop.read(owner) as reader:
        assert compare(reader, her, other, reveal=True)
    hands.pass_(minutes=5)
    page = MergePage(context)
    qtbot.addWidget(page)
    page.show_place(Place("merge", her, str(other)))
    page.show()
    assert settle(context.jobs.busy)
    assert not _words(page) & {SECRET, "糖尿病"}
    page.show_hidden.click()
    give(qtbot, session)
    qtbot.waitUntil(lambda: {SECRET, "糖尿病"} <= _words(page))


def test_a_list_is_taken_out_after_the_password_and_the_form_waits(
    qtbot: QtBot, context: Context, session: Session, her: int, hands: Hands, dialogs: Answers,
    tmp_path: Path,
) -> None:  # fmt: skip
    hands.pass_(minutes=5)
    form = TakeOut(context)
    qtbot.addWidget(form)
    form.show()
    assert settle(context.jobs.busy)
    dialogs.file = tmp_path / "out.xlsx"
    form.purpose.setText("For the accountant")
    form.write()
    leave(qtbot, session)
    assert not dialogs.file.exists()
    assert form.purpose.text() == "For the accountant"
    assert form.go.isEnabled()
    assert any("Nothing left the shop." in each.text() for each in form.told.findChildren(QLabel))
    form.write()
    give(qtbot, session)
    qtbot.waitUntil(lambda: tmp_path.joinpath("out.xlsx").exists())
    assert settle(context.jobs.busy)


def test_people_are_changed_after_the_password_and_the_name_waits(
    qtbot: QtBot, context: Context, session: Session, hands: Hands, dialogs: Answers
) -> None:
    hands.pass_(minutes=5)
    card = PeopleCard(context)
    qtbot.addWidget(card)
    card.show()
    assert settle(context.jobs.busy)
    assert session.asking.dialog is None  # names are seen by whoever may see settings
    QTest.keyClicks(card.name, "Xiao Li")
    QTest.keyClick(card.name, Qt.Key.Key_Return)
    leave(qtbot, session)
    assert card.name.text() == "Xiao Li"
    assert dialogs.told == []
    QTest.keyClick(card.name, Qt.Key.Key_Return)
    give(qtbot, session)
    qtbot.waitUntil(lambda: len(dialogs.told) == 1)
    assert "Xiao Li" in dialogs.told[0]
