"""What draws her: the dialog says why it suggests, and keeps what is chosen."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.core.value.attraction import Draw, Drawn, Lines, drawn
from app.ui.context import Context
from app.ui.screens import settle
from app.ui.value.drawn_dialog import DrawnDialog, ask_what_draws, why
from tests.factories import make_customer


def test_the_suggestion_has_its_numbers() -> None:
    few = Drawn(None, None, Lines(1))
    assert why(few) == "Her receipts have 1 line: too few to suggest anything."
    price = Drawn(None, Draw.PRICE, Lines(10, 6))
    assert why(price) == "The price, it seems: 6 of 10 lines had something off."
    goods = Drawn(None, Draw.PRODUCT, Lines(10, 0, 0, 7, "绿茶"))
    assert why(goods) == "The product, it seems: 7 of 10 lines were 绿茶."
    assert why(Drawn(None, None, Lines(10))) == "Her 10 lines favour nothing: ask her."


def test_what_is_chosen_is_kept(shop: Shop, owner: Actor, context: Context, qtbot: QtBot) -> None:
    who, parent = make_customer(shop, owner), QWidget()
    qtbot.addWidget(parent)
    dialog = DrawnDialog(context, parent, who, Drawn(None, Draw.PRICE, Lines(10, 6)))
    assert dialog.what.value() is Draw.PRICE
    dialog.what.choose(Draw.SERVICE)
    dialog.keep()
    assert settle(context.jobs.busy)
    with shop.read(owner) as reader:
        assert drawn(reader, who).noted is Draw.SERVICE
    assert context.undo.last() is not None


def test_asked_from_a_file(shop: Shop, owner: Actor, context: Context, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    ask_what_draws(context, make_customer(shop, owner))
    assert settle(context.jobs.busy)
    for each in window.findChildren(DrawnDialog):
        assert each.what.value() is None
        each.reject()
