"""What stands on the sample shop's receipts beside the sums: who served, discounts, delivery."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random
from typing import Any

from app.core.demo import goods
from app.core.products.service import NewProduct, add
from app.core.purchases.credit import account, receive
from app.core.purchases.records import to_day
from app.core.store.unit import Unit

_BARGAIN_HUNTER = 9  # one in so many waits for the discount
_REGULAR_CLERK = 0.7
_PROMISED_DAYS = 3
_DELAYS = (-1, 0, 0, 0, 0, 0, 1, 2, 5)
_GIFTS = ("礼盒", "茶叶")


class Orders:
    """Dice of their own, so that who buys what and when stays as it was."""

    def __init__(self, seed: int, today: date) -> None:
        """`today`: nothing is delivered after it."""
        self._random = Random(f"orders {seed}")
        self._today = to_day(today)

    def head(self, day: int, buyer: int, company: bool) -> dict[str, Any]:
        """Channel, clerk, and the days of a delivery."""
        own = goods.CLERKS[buyer % len(goods.CLERKS)]
        regular = self._random.random() < _REGULAR_CLERK
        clerk = own if regular else self._random.choice(goods.CLERKS)
        if not company:
            return {"channel": self._random.choice(goods.CHANNELS), "clerk": clerk}
        promised = day + _PROMISED_DAYS
        delivered = max(day, promised + self._random.choice(_DELAYS))
        there = delivered <= self._today
        return {
            "channel": "电话",
            "clerk": clerk,
            "promised_day": promised,
            "delivered_day": delivered if there else None,
        }

    def discount(self, full: int, buyer: int, company: bool) -> int:
        """Companies have theirs, and some people wait for it."""
        if company:
            return full - full * 95 // 100
        if buyer % _BARGAIN_HUNTER == 0 and self._random.random() < 0.8:
            return full // 10
        return 0

    def is_gift(self, item: goods.Item) -> bool:
        """Is it bought for somebody else?"""
        return item.category in _GIFTS and self._random.random() < 0.3


def add_products(unit: Unit) -> dict[str, int]:
    """The shop's products; the item's name → its id."""
    return {item.name: add(unit, _product(item)) for item in goods.ITEMS}


def tell_payments(unit: Unit, companies: Iterable[int]) -> None:
    """Companies on account have paid most of what they owe."""
    for company in companies:
        owed = account(unit, company)
        if owed.balance > 0:
            paid = owed.balance * (90 if company % 3 else 60) // 100
            receive(unit, company, paid, unit.today - timedelta(days=5), payment="转账")


def _product(item: goods.Item) -> NewProduct:
    return NewProduct(
        item.name,
        category=item.category,
        brand=item.brand or None,
        price_band=item.band,
        unit=item.unit,
        price=item.price,
        life_months=item.life_months,
        stage=item.stage,
        service=item.service,
    )
