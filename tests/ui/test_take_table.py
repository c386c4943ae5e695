"""The tables of pages that have no chart go into a file with one press, and the log knows."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from app.core.actor import Actor
from app.core.audit import queries as audit
from app.core.products.service import NewProduct, add
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.fading import falling_card, model_card, next_card, slipping_card
from app.ui.lending import LentCard
from app.ui.purchases import products_card
from app.ui.rules import week_card
from app.ui.screens import settle
from app.ui.wallet import board_card
from app.ui.worth import tiers_card
from tests.ui.conftest import Answers

MAKE = {
    "products": products_card.make_card,
    "fading": slipping_card.make_card,
    "falling": falling_card.make_card,
    "next": next_card.make_card,
    "model": model_card.make_card,
    "shares": board_card.make_card,
    "tiers": tiers_card.make_card,
    "week": week_card.make_card,
}


@pytest.mark.parametrize("what", list(MAKE))
def test_each_of_them(
    what: str, context: Context, qtbot: QtBot, dialogs: Answers, tmp_path: Path,
    shop: Shop, owner: Actor,
) -> None:  # fmt: skip
    with shop.write(owner, "Product") as unit:
        add(unit, NewProduct("龙井"))
    make: Callable[[Context], LentCard] = MAKE[what]
    card = make(context)
    qtbot.addWidget(card)
    card.show()
    assert settle(context.jobs.busy)
    dialogs.file = tmp_path / "table"
    (press,) = (each for each in card.findChildren(QToolButton)
                if each.accessibleName() == "Export this table…")  # fmt: skip
    press.click()
    assert settle(context.jobs.busy)
    rows = CalamineWorkbook.from_path(tmp_path / "table.xlsx").get_sheet_by_index(0).to_python()
    assert len(rows) == (2 if what == "products" else 1)
    with shop.read(owner) as reader:
        entry = next(each for each in audit.entries(reader) if each.action == "export")
    assert entry.detail["what"] == what
