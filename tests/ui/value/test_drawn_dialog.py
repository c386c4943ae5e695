"""What draws her: the dialog says why it suggests, and writes what is chosen into her file."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.catalogue.membership import Extras
from app.core.actor import Actor
from app.core.customers.profile import profile
from app.core.purchases.attraction import PRICE, SERVICE, Drawn
from app.core.store.shop import Shop
from app.i18n import N_
from app.ui.context import Context
from app.ui.screens import settle
from app.ui.value.drawn_dialog import DrawnDialog, Noted, ask_what_draws, noted, why
from tests.factories import make_customer

GUESS = Drawn(
    PRICE,
    N_("{part} of {whole} lines were bought with a discount."),
    {"part": 6, "whole": 10},
    10,
)


def test_the_suggestion_has_its_numbers() -> None:
    assert why(None) == "Her receipts suggest nothing: ask her."
    assert why(GUESS) == (
        "Perhaps the price draws them: 6 of 10 lines were bought with a discount."
    )


def test_what_is_chosen_stands_in_the_file(
    shop: Shop, owner: Actor, context: Context, qtbot: QtBot
) -> None:
    who, parent = make_customer(shop, owner), QWidget()
    qtbot.addWidget(parent)
    dialog = DrawnDialog(context, parent, who, Noted(Extras.drawn_by, None, GUESS))
    assert dialog.what.value() == PRICE
    dialog.what.choose(SERVICE)
    dialog.keep()
    assert settle(context.jobs.busy)
    with shop.read(owner) as reader:
        assert profile(reader, who).value(Extras.drawn_by) == SERVICE
        assert noted(reader, who) == Noted(Extras.drawn_by, SERVICE, None)
    assert context.undo.last() is not None


def test_the_file_comes_before_the_guess(context: Context, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = DrawnDialog(context, parent, 1, Noted(Extras.drawn_by, SERVICE, GUESS))
    assert dialog.what.value() == SERVICE


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
