"""What a person does with the dialog: find it, type, press Enter or Esc."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.catalogue.life import Life
from app.core.actor import Actor
from app.core.audit.queries import entries
from app.core.store.shop import Shop
from app.ui.customers.file_page import FilePage
from app.ui.customers.value_line import ValueLine
from app.ui.password_again import PasswordAgain
from app.ui.session import Session
from tests.conftest import PASSWORD

SECRET = "对花生过敏"
PLACE = Life.medical_history


def line(page: FilePage) -> ValueLine:
    found = [card.line(PLACE) for card in page.cards.values()]
    return next(each for each in found if each is not None)


def asked(qtbot: QtBot, session: Session) -> PasswordAgain:
    """The dialog, once it is there."""
    qtbot.waitUntil(lambda: session.asking.dialog is not None)
    found = session.asking.dialog
    assert found is not None
    qtbot.waitUntil(found.isVisible)
    return found


def give(qtbot: QtBot, session: Session, password: str = PASSWORD) -> PasswordAgain:
    """Type it and press Enter."""
    found = asked(qtbot, session)
    QTest.keyClicks(found.password, password)
    QTest.keyClick(found.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.asking.dialog is not found or not found.password.isReadOnly())
    return found


def leave(qtbot: QtBot, session: Session) -> None:
    found = asked(qtbot, session)
    QTest.keyClick(found.password, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: session.asking.dialog is None)


def actions(shop: Shop, owner: Actor) -> list[str]:
    with shop.read(owner) as reader:
        return [each.action for each in entries(reader)]
