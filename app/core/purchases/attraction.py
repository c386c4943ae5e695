"""What seems to draw a customer: the product, the service or the price; a guess with its why.

The guess is never kept by itself: somebody says so, and then it is a field of the file.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import func, select

from app.core.actor import Right, needs
from app.core.products.records import product
from app.core.purchases.records import PurchaseKind, purchase, purchase_line, to_day
from app.core.store.reader import Reader
from app.i18n import N_

FEWEST = 5
"""Fewer lines say nothing."""
PRICE, SERVICE, PRODUCT = "price", "service", "product"
_PRICE_SHARE = Fraction(1, 2)
_SERVICE_SHARE = Fraction(1, 2)
_ONE_CLERK = Fraction(4, 5)
_ONE_KIND = Fraction(3, 5)
_NEWEST = 200  # receipts of the whole shop: who serves in it now
PERHAPS = {
    PRICE: N_("Perhaps the price draws them: {why}"),
    SERVICE: N_("Perhaps the service draws them: {why}"),
    PRODUCT: N_("Perhaps the goods draw them: {why}"),
}
"""The guess in a sentence."""


@dataclass(frozen=True)
class Drawn:
    """A guess: what draws her, and the marked sentence that says why, with its figures."""

    by: str
    why: str
    values: dict[str, Any]
    lines: int


@dataclass(frozen=True)
class _Bought:
    amount: int
    discount: int | None
    service: bool
    brand: str | None
    category: str | None
    clerk: str | None


@needs(Right.SEE_CUSTOMERS)
def drawn_by(reader: Reader, customer_id: int) -> Drawn | None:
    """The best guess from what she bought up to today; None when the lines don't say."""
    return judge(_lines(reader, customer_id), lambda clerk: _others_sell(reader, clerk))


def judge(lines: Sequence[Any], others_sell: Callable[[str], bool]) -> Drawn | None:
    """Price before service before product: the first that holds, with its sentence.

    `others_sell`: does anybody but this clerk serve in the shop? Asked where it matters.
    """
    number = len(lines)
    if number < FEWEST:
        return None
    return (
        _by_price(lines, number)
        or _by_work(lines, number)
        or _by_clerk(lines, number, others_sell)
        or _by_product(lines, number)
    )


def _by_price(lines: Sequence[Any], number: int) -> Drawn | None:
    cheaper = sum(1 for line in lines if line.discount and line.discount > 0)
    if Fraction(cheaper, number) < _PRICE_SHARE:
        return None
    why = N_("{part} of {whole} lines were bought with a discount.")
    return Drawn(PRICE, why, {"part": cheaper, "whole": number}, number)


def _by_work(lines: Sequence[Any], number: int) -> Drawn | None:
    work = sum(1 for line in lines if line.service)
    if Fraction(work, number) < _SERVICE_SHARE:
        return None
    why = N_("{part} of {whole} lines are services.")
    return Drawn(SERVICE, why, {"part": work, "whole": number}, number)


def _by_clerk(
    lines: Sequence[Any], number: int, others_sell: Callable[[str], bool]
) -> Drawn | None:
    clerks = Counter(line.clerk for line in lines if line.clerk)
    served = sum(clerks.values())
    if served < FEWEST:
        return None
    clerk, times = clerks.most_common(1)[0]
    if Fraction(times, served) < _ONE_CLERK:
        return None
    if len(clerks) == 1 and not others_sell(clerk):  # where one serves all, she chose nobody
        return None
    why = N_("{part} of {whole} lines were sold by {clerk}.")
    return Drawn(SERVICE, why, {"part": times, "whole": served, "clerk": clerk}, number)


def _by_product(lines: Sequence[Any], number: int) -> Drawn | None:
    total = sum(line.amount for line in lines)
    for kind in ("brand", "category"):
        sums: Counter[str] = Counter()
        for line in lines:
            if getattr(line, kind):
                sums[getattr(line, kind)] += line.amount
        if not sums or total <= 0:
            continue
        name, amount = sums.most_common(1)[0]
        if Fraction(amount, total) >= _ONE_KIND:
            why = N_("{name} makes up {percent}% of what was spent ({whole} lines).")
            values = {"name": name, "percent": amount * 100 // total, "whole": number}
            return Drawn(PRODUCT, why, values, number)
    return None


def _others_sell(reader: Reader, clerk: str) -> bool:
    newest = (
        select(purchase.c.clerk)
        .where(purchase.c.bought_day <= to_day(reader.today))
        .order_by(purchase.c.bought_day.desc())
        .limit(_NEWEST)
        .subquery()
    )
    asked = select(newest.c.clerk).where(newest.c.clerk != clerk, newest.c.clerk != "").limit(1)
    return reader.connection.execute(asked).first() is not None


def _lines(reader: Reader, customer_id: int) -> list[_Bought]:
    line = purchase_line.c
    asked = (
        select(
            line.amount,
            line.discount,
            func.ifnull(product.c.service, 0).label("service"),
            product.c.brand,
            func.ifnull(line.category, product.c.category).label("category"),
            purchase.c.clerk,
        )
        .select_from(
            purchase.join(purchase_line, line.purchase_id == purchase.c.id).outerjoin(
                product, product.c.id == line.product_id
            )
        )
        .where(
            purchase.c.customer_id == customer_id,
            purchase.c.kind == PurchaseKind.SALE,
            purchase.c.counted == 1,
            purchase.c.bought_day <= to_day(reader.today),
            func.ifnull(line.gift, 0) == 0,  # what she gives away says nothing of her
        )
    )
    return [
        _Bought(row.amount, row.discount, bool(row.service), row.brand, row.category, row.clerk)
        for row in reader.connection.execute(asked)
    ]
