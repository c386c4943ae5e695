"""The value matrix on 1,000,000 purchases of 100,000 customers, as ratios to bare SQL.

    python -m tests.benchmarks.value_benchmark [--customers N] [--purchases M]

Both sides run on the same encrypted file, warm, in turn; the medians of several rounds, of the
processor's time, so that other work on the machine does not count. Bare
SQL fetches its rows as tuples. Ours is everything up to the painted picture: query, groups,
counts, chart. A window is a day longer in each round (25 to 35 days for 30), so that its
figures have not been drawn before.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from app.charts.look import look
from app.charts.matrix_chart import Caption
from app.core import upkeep
from app.core.opening import open_shop
from app.core.purchases.records import to_day
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.value import queries
from app.core.value.groups import Group
from app.core.value.window import Window, all_time, last_days
from app.ui.value.painting import Sheet, paint
from tests.benchmarks.shops import OWNER, PASSWORD, SMALL, TODAY, Size, clock, copied, show

ROUNDS = 11
SHEET = Sheet(880, 580, 1.0)
UNINDEXED = """CREATE TABLE bare AS
 SELECT id, number, customer_id, customer_number, bought_day, bought_time, kind, amount, net,
 counted, payment FROM purchase"""
ALL_TIME = "SELECT customer_id, SUM(counted), SUM(net) FROM bare GROUP BY customer_id"
WINDOW = """SELECT customer_id, SUM(counted), SUM(net) FROM purchase INDEXED BY ix_purchase_window
 WHERE bought_day BETWEEN ? AND ? AND customer_id IS NOT NULL GROUP BY customer_id"""


def main() -> None:
    """Copy the shop, measure, print a table."""
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
        measure(shop)
        shop.close()


def measure(shop: Shop) -> None:
    """Time bare SQL and ours side by side."""
    with shop.writer.connect() as writer:
        writer.exec_driver_sql(UNINDEXED)
        writer.commit()
    with shop.read(OWNER) as reader:
        paint_matrix(reader, all_time(TODAY))  # imports matplotlib, warms its caches
        show(f"{'':16}{'bare SQL':>10}{'matrix':>10}{'painted':>10}{'ratio':>8}{'allowed':>9}")
        report("all time", reader, ALL_TIME, [all_time(TODAY)] * ROUNDS, 0.3)
        for days in (30, 90, 365, 730):
            windows = [last_days(TODAY, days + more - ROUNDS // 2) for more in range(ROUNDS)]
            report(f"{days} days", reader, WINDOW, windows, 1.5)


def report(name: str, reader: Reader, sql: str, windows: list[Window], allowed: float) -> None:
    """One line of the table, in milliseconds."""
    bare_time, query_time, whole_time = medians(
        windows,
        lambda window: fetched(reader, sql, window),
        lambda window: queries.matrix(reader, window),
        lambda window: paint_matrix(reader, window),
    )
    times = "".join(f"{1000 * each:>10.1f}" for each in (bare_time, query_time, whole_time))
    show(f"{name:16}{times}{whole_time / bare_time:>8.2f}{allowed:>9.1f}")


def fetched(reader: Reader, sql: str, window: Window) -> object:
    """The rows of the bare SQL."""
    values = (to_day(window.first), to_day(window.last)) if window.first else ()
    return reader.connection.exec_driver_sql(sql, values).cursor.fetchall()


def paint_matrix(reader: Reader, window: Window) -> object:
    """Everything the page shows: groups, counts, shares, picture."""
    matrix = queries.matrix(reader, window)
    told = [(matrix.count(group), matrix.revenue_share(group)) for group in Group]
    return told, paint(matrix, look(), Caption(window, title=False), SHEET)


def medians(windows: list[Window], *dos: Callable[[Window], object]) -> list[float]:
    """The median seconds of each, run in turn, so that all share the machine's weather."""
    times: list[list[float]] = [[] for _ in dos]
    for window in windows:
        for do, spent in zip(dos, times, strict=True):
            began = time.process_time()
            do(window)
            spent.append(time.process_time() - began)
    return [median(spent) for spent in times]


if __name__ == "__main__":
    main()
