"""Where there is one of something, no page speaks of several (English)."""

import re

from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.ui.context import Context
from tests.ui.every_page import every_page
from tests.ui.test_bad_books import people, sell

SEVERAL = re.compile(
    r"(?<![\d.,–-])1 (customers|companies|months|days|years|purchases|receipts|units|things|"
    r"people|visits|weeks)\b"
)


def test_one_customer_one_month(shop: Shop, owner: Actor, context: Context, qtbot: QtBot) -> None:
    (who,) = people(shop, owner, 1)
    sell(shop, owner, [(who, days, 5_000) for days in (1, 31, 61, 91, 121, 400)])
    said = {each.key: SEVERAL.findall(each.said()) for each in every_page(context, qtbot)()}
    assert {key: words for key, words in said.items() if words} == {}
