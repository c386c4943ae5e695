"""Going through the shop's rules: everybody, whoever just bought, and what an entry waits for.

    python -m tests.benchmarks.rules_benchmark [--customers N] [--purchases M]

A copy of the shop gets a line on each receipt, every tenth of a product that lasts two years
and every twentieth of baby goods, and one rule of each kind. Times are the processor's.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

from sqlalchemy import text

from app.core import upkeep
from app.core.opening import open_shop
from app.core.purchases import service as purchases
from app.core.rules import queries, service
from app.core.rules.examining import Whom, examine
from app.core.rules.periods import PeriodKind
from app.core.rules.ready import ready
from app.core.rules.rule import NewRule, rules_in
from app.core.rules.terms import RuleKind, ThresholdTerms
from app.core.rules.thresholds import Level
from app.core.store.shop import Shop
from tests.benchmarks.shops import OWNER, PASSWORD, SMALL, TODAY, Size, clock, copied, show
from tests.benchmarks.up_to_date import bring_up_to_date

ROUNDS = 20
T = TypeVar("T")
_PRODUCTS = """INSERT INTO product (id, name, name_key, life_months, stage, service, made_at) VALUES
 (1, '煮茶器', '煮茶器', 24, NULL, 0, '2026-11-22T00:00:00Z'),
 (2, '满月茶礼', '满月茶礼', NULL, 'baby', 0, '2026-11-22T00:00:00Z')"""
_LINES = """INSERT INTO purchase_line (purchase_id, position, amount, quantity, product_id)
 SELECT id, 1, amount, 1000000, CASE WHEN id % 10 = 0 THEN 1 WHEN id % 20 = 1 THEN 2 END
 FROM purchase"""
_BARE = """SELECT customer_id, SUM(net) FROM purchase WHERE customer_id IS NOT NULL
 GROUP BY customer_id HAVING SUM(net) >= 10000000"""


def main() -> None:
    """Copy the shop, give it goods and rules, print what each look costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=SMALL.customers)
    parser.add_argument("--purchases", type=int, default=SMALL.purchases)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        folder = copied(Size(options.customers, options.purchases), place / "copy.shuke")
        shop, _ = open_shop(
            folder, None, PASSWORD, clock=clock(), app_state=place, upkeep=upkeep.ALL
        )
        with shop.writer.connect() as writer, writer.begin():
            bring_up_to_date(writer)
            writer.execute(text(_PRODUCTS))
            writer.execute(text(_LINES))
        measure(shop)
        shop.close()


def measure(shop: Shop) -> None:
    """One rule of each kind, then everything that follows from them."""
    with shop.write(OWNER, "Rules") as unit:
        for kind in RuleKind:
            service.add_rule(unit, ready(kind))
    with shop.read(OWNER) as reader:
        timed("Bare sum by customer", lambda: reader.connection.execute(text(_BARE)).all())
        for each in rules_in(reader):
            found = timed(f"Everybody, {each.kind}", partial(examine, reader, [each], Whom()))
            show(f"    {sum(len(verdict.new) for verdict in found):,} found")
    timed("Everybody, found and kept", lambda: service.look_after(OWNER, shop))
    timed("Everybody again, nothing new", lambda: _again(shop))
    timed("A look when nothing changed", lambda: service.look_after(OWNER, shop), ROUNDS)
    with shop.read(OWNER) as reader:
        timed("The week's list", lambda: queries.week(reader, most=10), ROUNDS)
        timed("Today's card", lambda: queries.first_few(reader, 3), ROUNDS)
        level = ThresholdTerms((Level(20_000_000, "a"),))
        new = NewRule("x", level, PeriodKind.CALENDAR_YEAR)
        timed("A preview", lambda: queries.preview(reader, new), 3)
        whom = reader.connection.execute(text("SELECT max(id) / 2 FROM customer")).scalar()
    entries, looks = [], []
    for _ in range(ROUNDS):
        entries.append(spent(lambda: _enter(shop, int(whom or 1)))[0])
        looks.append(spent(lambda: service.look_after(OWNER, shop))[0])
    show(f"An entry {median(entries) * 1000:.0f} ms; its look {median(looks) * 1000:.0f} ms")


def timed(name: str, ask: Callable[[], T], rounds: int = 1) -> T:
    """Print the best of several rounds."""
    found = [spent(ask) for _ in range(rounds)]
    show(f"{name}: {min(time for time, _ in found) * 1000:,.0f} ms")
    return found[-1][1]


def spent(ask: Callable[[], T]) -> tuple[float, T]:
    """The processor's seconds, and the answer."""
    began = time.process_time()
    answer = ask()
    return time.process_time() - began, answer


def _again(shop: Shop) -> None:
    with shop.read(OWNER) as reader:
        examine(reader, rules_in(reader), Whom())


def _enter(shop: Shop, customer_id: int) -> None:
    with shop.write(OWNER, "New purchase") as unit:
        purchases.enter(unit, customer_id, TODAY, 50_000)


if __name__ == "__main__":
    main()
