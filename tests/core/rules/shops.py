"""Customers, receipts with goods and rules for the tests of rules."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app.core.actor import Actor
from app.core.products import service as products
from app.core.products.service import NewProduct
from app.core.purchases import service as purchases
from app.core.purchases.records import QUANTITY_UNIT, PurchaseKind, purchase, purchase_line, to_day
from app.core.purchases.summaries import refresh_summaries
from app.core.rules import queries, service
from app.core.rules.firings import Firing
from app.core.rules.rule import NewRule
from app.core.rules.terms import Terms
from app.core.rules.thresholds import Level
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from tests.core.purchases.people import add_customer

TODAY = date(2026, 11, 22)
LEVEL = Level(100_000, "九折券")


@dataclass
class Book:
    """A shop under test and the person in it; short verbs."""

    shop: Shop
    owner: Actor
    acts: list[int] = field(default_factory=list)

    def person(self, number: str | None = None) -> int:
        with self.shop.write(self.owner, "New customer") as unit:
            return add_customer(unit, number)

    def buy(self, customer_id: int, amount: int, days_ago: int = 0) -> int:
        with self.shop.write(self.owner, "New purchase") as unit:
            self.acts.append(unit.act_id)
            return purchases.enter(unit, customer_id, TODAY - timedelta(days_ago), amount)

    def void(self, purchase_id: int) -> None:
        with self.shop.write(self.owner, "Void") as unit:
            purchases.void(unit, purchase_id)

    def undo(self, act: int | None = None) -> int:
        with self.shop.write(self.owner, "Undo") as unit:
            undo_act(unit, self.acts[-1] if act is None else act)
            return unit.act_id

    def product(self, name: str, **said: Any) -> int:
        with self.shop.write(self.owner, "New product") as unit:
            return products.add(unit, NewProduct(name, **said))

    def unit_sold(
        self,
        customer_id: int,
        product_id: int,
        on: date,
        *,
        gift: bool = False,
        returns: int | None = None,
        paid: int = 300_000,
    ) -> int:
        """A receipt of one line; `returns` names the receipt that it takes a unit back from."""
        sign = 1 if returns is None else -1
        with self.shop.write(self.owner, "New purchase") as unit:
            self.acts.append(unit.act_id)
            made = unit.insert(
                purchase,
                customer_id=customer_id,
                bought_day=to_day(on),
                kind=PurchaseKind.SALE if returns is None else PurchaseKind.RETURN,
                amount=sign * paid,
                original_id=returns,
                counted=0,
                net=0,
            )
            unit.insert(
                purchase_line,
                purchase_id=made,
                position=1,
                quantity=sign * QUANTITY_UNIT,
                amount=sign * paid,
                product_id=product_id,
                gift=int(gift),
            )
            refresh_summaries(unit, [customer_id])
            return made

    def rule(self, terms: Terms, *, quietly: bool = False, **more: Any) -> int:
        with self.shop.write(self.owner, "New rule") as unit:
            self.acts.append(unit.act_id)
            return service.add_rule(
                unit, NewRule(more.pop("name", "A rule"), terms, **more), quietly=quietly
            )

    def look(self) -> int:
        return service.look_after(self.owner, self.shop)

    def waiting(self, customer_id: int | None = None) -> list[Firing]:
        with self.shop.read(self.owner) as reader:
            found = queries.week(reader, customer_id=customer_id)
        return [each for group in found.groups for each in group.firings]

    def says(self, customer_id: int) -> list[str]:
        return [each.why(TODAY) for each in self.waiting(customer_id)]
