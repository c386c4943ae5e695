"""Makes customers and purchases through the services, as the window does."""

from datetime import date
from typing import Any

from app.catalogue.basics import Basics
from app.catalogue.enterprise import CompanyBasics
from app.catalogue.field import Field
from app.core.actor import Actor
from app.core.customers import service as customers
from app.core.purchases import service as purchases
from app.core.store.shop import Shop


def make_customer(
    shop: Shop,
    actor: Actor,
    name: str = "陈晓云",
    number: str | None = None,
    *,
    texts: dict[Field[Any], str] | None = None,
) -> int:
    """An individual; further values as texts."""
    with shop.write(actor, "New customer") as unit:
        return customers.create(
            unit, "individual", {Basics.name: name}, number=number, texts=texts or {}
        )


def make_company(
    shop: Shop,
    actor: Actor,
    name: str = "青坪茶叶有限公司",
    number: str | None = None,
    *,
    texts: dict[Field[Any], str] | None = None,
) -> int:
    """A company; further values as texts."""
    with shop.write(actor, "New company") as unit:
        return customers.create(
            unit, "company", {CompanyBasics.company_name: name}, number=number, texts=texts or {}
        )


def make_purchase(shop: Shop, actor: Actor, customer_id: int, on: date, amount: int) -> int:
    """A plain purchase; the amount in fen."""
    with shop.write(actor, "New purchase") as unit:
        return purchases.enter(unit, customer_id, on, amount)
