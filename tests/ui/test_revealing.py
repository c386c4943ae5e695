"""Hidden values are shown after they were noted, and only while the same file is open."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from app.catalogue.life import Life
from app.core.actor import Actor
from app.core.audit import queries as audit
from app.core.customers import service
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.revealing import Note, Revealing
from app.ui.screens import settle
from tests.factories import make_customer


class Screen(QWidget):
    """Shows one customer, or nobody."""

    def __init__(self, context: Context, record: int | None) -> None:
        super().__init__()
        self.record, self.shown = record, 0
        self.revealing = Revealing(self, context, self.note, self.show_all)

    def note(self) -> Note | None:
        record = self.record
        if record is None:
            return None
        return lambda unit: service.note_reveal(unit, record, [Life.medical_history])

    def show_all(self) -> None:
        self.shown += 1


def looks(shop: Shop, owner: Actor) -> int:
    with shop.read(owner) as reader:
        return sum(each.action == "customer.reveal" for each in audit.entries(reader))


@pytest.fixture
def screen(context: Context, shop: Shop, owner: Actor) -> Screen:
    return Screen(context, make_customer(shop, owner, "王堃"))


def test_noted_then_shown(context: Context, screen: Screen, shop: Shop, owner: Actor) -> None:
    screen.revealing.ask()
    assert not screen.revealing.on
    assert settle(context.jobs.busy)
    assert screen.revealing.on
    assert (screen.shown, looks(shop, owner)) == (1, 1)
    assert context.undo.next_undo() is None  # looking is nothing to take back


def test_another_file_opened_meanwhile_stays_hidden(context: Context, screen: Screen) -> None:
    screen.revealing.ask()
    screen.revealing.forget()
    assert settle(context.jobs.busy)
    assert not screen.revealing.on
    assert screen.shown == 0


def test_of_nobody_nothing_is_noted(context: Context, shop: Shop, owner: Actor) -> None:
    nobody = Screen(context, None)
    nobody.revealing.ask()
    assert settle(context.jobs.busy)
    assert looks(shop, owner) == 0


def test_the_button_is_offered_where_something_is_hidden(
    context: Context, screen: Screen, shown: Callable[[QWidget], QWidget]
) -> None:
    button = screen.revealing.button()
    page = QWidget()
    button.setParent(page)
    shown(page)
    assert not button.isVisible()
    screen.revealing.offer(True)
    assert button.isVisible()
    button.click()
    assert settle(context.jobs.busy)
    screen.revealing.offer(True)
    assert not button.isVisible()
