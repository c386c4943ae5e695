"""The value matrix on 1,000,000 purchases of 100,000 customers, as ratios to bare SQL.

    python -m tests.benchmarks.value_benchmark [--customers N] [--purchases M]

Both sides run on the same encrypted file, warm, the best of several rounds. Bare SQL fetches
its rows as tuples. Ours is everything up to the painted picture: query, groups, counts, chart.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID

from app.charts.look import look
from app.charts.matrix_chart import Caption
from app.core.actor import Actor, Role
from app.core.clock import fixed_clock
from app.core.customers.records import customer
from app.core.purchases import bulk
from app.core.purchases.records import to_day
from app.core.store.changes import ALL
from app.core.store.files import make_data_file, open_data_file
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.store.unit import Unit
from app.core.value import queries
from app.core.value.groups import Group
from app.core.value.window import Window, all_time, last_days
from app.core.vault.keys import Keys
from app.ui.value.painting import Sheet, paint

TODAY = date(2026, 11, 22)
DAYS = 1095
ROUNDS = 5
SHEET = Sheet(880, 580, 1.0)
VAULT_ID = "00000000-0000-4000-8000-000000000002"
OWNER = Actor("owner", "Owner", Role.OWNER)
UNINDEXED = """CREATE TABLE bare AS
 SELECT id, number, customer_id, customer_number, bought_day, bought_time, kind, amount, net,
 counted, payment FROM purchase"""
ALL_TIME = "SELECT customer_id, SUM(counted), SUM(net) FROM bare GROUP BY customer_id"
WINDOW = """SELECT customer_id, SUM(counted), SUM(net) FROM purchase INDEXED BY ix_purchase_window
 WHERE bought_day BETWEEN ? AND ? AND customer_id IS NOT NULL GROUP BY customer_id"""


def show(line: str) -> None:
    """One line to the terminal."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Make the shop, measure, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--purchases", type=int, default=1_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        shop = make_shop(Path(folder), options.customers, options.purchases)
        measure(shop)
        shop.close()


def make_shop(folder: Path, customers: int, purchases: int) -> Shop:
    """A shop whose customers buy as unevenly as people do."""
    keys = Keys(db=bytes(range(32)), sens=bytes(range(32, 64)))
    make_data_file(folder, keys, vault_id=VAULT_ID, name="Benchmark")
    clock = fixed_clock(TODAY, timezone(timedelta(hours=8)))
    shop = open_data_file(folder, keys, vault_id=VAULT_ID, clock=clock)
    with shop.write(OWNER, "Fill") as unit:
        people = unit.insert_many(customer, [_person(unit, i) for i in range(customers)])
        began = time.perf_counter()
        first, last = bulk.add_receipts(unit, _receipts(people, purchases))
        added = time.perf_counter()
        bulk.finish(unit, first, last, ALL)
        show(f"receipts in {added - began:.1f} s, summaries {time.perf_counter() - added:.1f} s")
    return shop


def _person(unit: Unit, number: int) -> dict[str, Any]:
    named = {"number": f"K{number:06}", "number_key": f"k{number:06}", "name": f"客人{number}"}
    return {"uuid": str(UUID(int=number)), "kind": "individual", "created_at": unit.now, **named}


def _receipts(people: list[int], purchases: int) -> Iterator[bulk.NewReceipt]:
    chance, size = random.Random(7), len(people)
    days = sorted(chance.randrange(DAYS) for _ in range(purchases))
    for number, day in enumerate(days):
        who = int(size * chance.random() ** 2)
        yield bulk.NewReceipt(
            day=to_day(TODAY) - DAYS + 1 + day,
            amount=int(chance.lognormvariate(9, 0.9)),
            customer_id=people[who],
            customer_number=f"K{who:06}",
            number=f"S{number}",
            time="14:20",
            payment="微信",
        )


def measure(shop: Shop) -> None:
    """Time bare SQL and ours side by side."""
    with shop.writer.connect() as writer:
        writer.exec_driver_sql(UNINDEXED)
        writer.commit()
    with shop.read(OWNER) as reader:
        paint_matrix(reader, all_time(TODAY))  # imports matplotlib, warms its caches
        show(f"{'':16}{'bare SQL':>10}{'matrix':>10}{'painted':>10}{'ratio':>8}{'allowed':>9}")
        report("all time", _fetched(reader, ALL_TIME), reader, all_time(TODAY), 0.3)
        for days in (30, 90, 365, 730):
            window = last_days(TODAY, days)
            bounds = (to_day(window.first or TODAY), to_day(TODAY))
            report(f"{days} days", _fetched(reader, WINDOW, bounds), reader, window, 1.5)


def _fetched(reader: Reader, sql: str, values: tuple[int, ...] = ()) -> Callable[[], object]:
    return lambda: reader.connection.exec_driver_sql(sql, values).cursor.fetchall()


def report(
    name: str, bare: Callable[[], object], reader: Reader, window: Window, allowed: float
) -> None:
    """One line of the table, in milliseconds."""
    bare_time = best(bare)
    query_time = best(lambda: queries.matrix(reader, window))
    whole_time = best(lambda: paint_matrix(reader, window))
    times = "".join(f"{1000 * each:>10.1f}" for each in (bare_time, query_time, whole_time))
    show(f"{name:16}{times}{whole_time / bare_time:>8.2f}{allowed:>9.1f}")


def paint_matrix(reader: Reader, window: Window) -> object:
    """Everything the page shows: groups, counts, shares, picture."""
    matrix = queries.matrix(reader, window)
    told = [(matrix.count(group), matrix.revenue_share(group)) for group in Group]
    return told, paint(matrix, look(), Caption(window, title=False), SHEET)


def best(do: Callable[[], object]) -> float:
    """The quickest of several rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        do()
        times.append(time.perf_counter() - began)
    return min(times)


if __name__ == "__main__":
    main()
