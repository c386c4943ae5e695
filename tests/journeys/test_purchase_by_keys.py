"""A purchase of two lines by keyboard alone, counted key by key: what takes no 15 seconds.

Somebody who types a key every half second needs 30 of them for 15 seconds. A known customer's
two lines take 16 key presses here, of which two are with Ctrl; a third line takes 7 more.
"""

from app.core.actor import Actor, Role
from app.core.products.service import NewProduct, add
from app.core.purchases import queries
from app.core.purchases.records import QUANTITY_UNIT
from app.core.store.shop import Shop
from app.ui.house import Inside
from app.ui.purchases.new_page import PurchasePage
from tests.factories import make_customer
from tests.journeys.keyboard import CTRL, Key, Keyboard

OWNER = Actor("owner", "老王", Role.OWNER, "session-1")
MOST = 20


class Counted:
    """Presses keys and counts them; waits for answers as a person's eye does."""

    def __init__(self, keyboard: Keyboard) -> None:
        self.keyboard, self.keys = keyboard, 0

    def write(self, letters: str) -> None:
        self.keyboard.write(letters)
        self.keys += len(letters)
        self.keyboard.page(PurchasePage)

    def enter(self, times: int = 1) -> None:
        for _ in range(times):
            self.press(Key.Key_Return)

    def press(self, key: Key, ctrl: bool = False) -> None:
        self.keyboard.press(key, CTRL) if ctrl else self.keyboard.press(key)
        self.keys += 1
        self.keyboard.page(PurchasePage)


def test_two_lines_in_at_most_twenty_keys(keyboard: Keyboard, shop: Shop) -> None:
    who = make_customer(shop, OWNER, "王堃")
    make_customer(shop, OWNER, "李娜")
    with shop.write(OWNER, "Products") as unit:
        for name, price in (("明前龙井", 12_800), ("熟普洱饼", 9_000), ("白瓷盖碗", 4_500)):
            add(unit, NewProduct(name, price=price, unit="两"))
    keyboard.window.enter(Inside(shop, OWNER))
    keyboard.settle()
    hand = Counted(keyboard)
    hand.press(Key.Key_B, ctrl=True)
    hand.write("wk")
    hand.enter()
    hand.write("lj")
    hand.enter()
    hand.write("2")
    hand.enter(4)  # quantity, price, discount, sum: as they stand
    hand.write("pe")
    hand.enter()
    hand.press(Key.Key_Return, ctrl=True)
    with shop.read(OWNER) as reader:
        (found,) = queries.of_customer(reader, who)
        lines = queries.lines(reader, found.id)
    assert found.amount == 2 * 12_800 + 9_000
    assert [(each.item, each.quantity) for each in lines] == [
        ("明前龙井", 2 * QUANTITY_UNIT),
        ("熟普洱饼", QUANTITY_UNIT),
    ]
    assert hand.keys <= MOST, f"{hand.keys} key presses"
    assert hand.keys == 16  # what the first lines of this file say
    keyboard.window.close()
    keyboard.wait_for(lambda: not keyboard.window.isVisible())
