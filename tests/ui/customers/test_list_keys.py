"""What other screens lend to the list is done by its keys, for the chosen ones or for all."""

from PySide6.QtGui import QShortcut
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.i18n import N_
from app.ui.context import Context
from app.ui.customers.list_page import ListPage
from app.ui.lending import Chosen, Entry
from app.ui.navigation import Place
from app.ui.screens import settle
from app.ui.shortcuts import TABLE
from tests.factories import make_customer


def test_keys_mean_everybody_until_several_are_chosen(
    context: Context, shop: Shop, owner: Actor, qtbot: QtBot
) -> None:
    ids = [make_customer(shop, owner, name) for name in ("王堃", "陈静", "李龑")]
    asked: list[Chosen] = []
    entry = Entry[Chosen](N_("Print"), "printer", lambda _, c: asked.append(c), keys="labels")
    page = ListPage(context, [entry])
    qtbot.addWidget(page)
    page.show()
    page.show_place(Place("customers"))
    assert settle(context.jobs.busy)
    (keys,) = TABLE["labels"].keys
    (shortcut,) = [each for each in page.findChildren(QShortcut) if each.key().toString() == keys]
    shortcut.activated.emit()
    assert (asked[0].ids, asked[0].count) == (None, 3)
    page.table.selectRow(0)
    page.table.selectionModel().select(
        page.table.model().index(1, 0),
        page.table.selectionModel().SelectionFlag.Select
        | page.table.selectionModel().SelectionFlag.Rows,
    )
    shortcut.activated.emit()
    assert asked[1].count == 2
    assert set(asked[1].ids or ()) < set(ids)
