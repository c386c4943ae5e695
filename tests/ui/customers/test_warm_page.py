"""The file's page is made in a quiet moment, and shows nobody until somebody is opened."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.catalogue.basics import Basics
from app.core.actor import Actor
from app.core.audit import queries as audit
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.customers.file_page import FilePage
from app.ui.house import House, NewShop
from app.ui.main_window import Window
from app.ui.navigation import Place
from app.ui.screens import settle
from app.ui.shell import Shell
from tests.factories import make_customer


@pytest.fixture
def shell(context: Context, qtbot: QtBot) -> Shell:
    made = Shell(context)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    assert settle(context.jobs.busy)
    return made


def file_page(shell: Shell) -> FilePage:
    page = shell._pages["customer"]
    assert isinstance(page, FilePage)
    return page


def test_it_is_made_and_hidden(shell: Shell, shop: Shop, owner: Actor) -> None:
    make_customer(shop, owner, "王堃", texts={Basics.mobile: "15412345678"})
    assert settle(shell.context.jobs.busy)
    shell.warm_up()
    assert settle(shell.context.jobs.busy)
    page = file_page(shell)
    assert page.cards
    assert not page.isVisible()
    assert shell.page() is not page
    with shop.read(owner) as reader:
        assert not any(each.action == "customer.reveal" for each in audit.entries(reader))


def test_the_one_who_is_opened_is_shown_and_nobody_else(
    shell: Shell, shop: Shop, owner: Actor
) -> None:
    first = make_customer(shop, owner, "陈静", texts={Basics.mobile: "15412345671"})
    make_customer(shop, owner, "王堃", texts={Basics.home_address: "金海路 1 号"})
    assert settle(shell.context.jobs.busy)
    shell.warm_up()
    assert settle(shell.context.jobs.busy)
    shell.context.navigation.open(Place("customer", record=first))
    assert settle(shell.context.jobs.busy)
    page = file_page(shell)
    assert page.strip.name.text() == "陈静"
    said = [
        line.shown.words for card in page.cards.values() for line in card.lines if line.shown.filled
    ]
    assert any("154" in each for each in said)
    assert not any("金海路" in each for each in said)


def test_in_an_empty_book_nothing_happens(shell: Shell) -> None:
    shell.warm_up()
    assert settle(shell.context.jobs.busy)
    assert not file_page(shell).cards


def test_opening_somebody_at_once_is_not_disturbed(shell: Shell, shop: Shop, owner: Actor) -> None:
    record = make_customer(shop, owner, "陈静")
    assert settle(shell.context.jobs.busy)
    shell.context.navigation.open(Place("customer", record=record))
    shell.warm_up()
    assert settle(shell.context.jobs.busy)
    assert file_page(shell).strip.name.text() == "陈静"


def test_whoever_scrolls_or_types_is_not_made_to_wait(
    shell: Shell, shop: Shop, owner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_customer(shop, owner, "王堃")
    assert settle(shell.context.jobs.busy)
    waits: list[int] = []
    monkeypatch.setattr(QTimer, "singleShot", lambda ms, *_: waits.append(ms))
    shell.hands_off = lambda: False
    shell.warm_up()
    assert "customer" not in shell._pages
    assert len(waits) == 1  # it looks again
    shell.hands_off = lambda: True
    shell.warm_up()
    assert "customer" in shell._pages


def test_the_window_knows_whose_hands_are_on_it(
    window: Window, house: House, tmp_path: Path
) -> None:
    wish = NewShop(tmp_path / "Tea.shuke", "Tea", "", "four words of a song", anywhere=True)
    window.enter(house.make(wish))
    window.idle.touch()
    assert not window.shell().hands_off()
    window.idle._touched = (-10.0, -10.0)
    assert window.shell().hands_off()
