"""Scrolling 1,000,000 rows: from a jump of the scroll bar to its rows painted.

    python -m tests.benchmarks.scroll_benchmark [--customers N] [--purchases M] [--jumps J]

In the real window, the customers' list as it stands: the bar is put anywhere, the watch stops
at the painting in which every row in sight has its texts.
"""

import argparse
import random
import time
from statistics import median

from app.ui.customers.list_page import ListPage
from app.ui.screens import settle
from app.ui.widgets.record_table import RecordTable
from tests.benchmarks.shops import BIG, Size, show
from tests.benchmarks.windows import Bench, Painted, inside, percentile, until

MOST = 50.0


def main() -> None:
    """Open the list and jump about in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=BIG.customers)
    parser.add_argument("--purchases", type=int, default=BIG.purchases)
    parser.add_argument("--jumps", type=int, default=200)
    options = parser.parse_args()
    with inside(Size(options.customers, options.purchases)) as bench:
        began = time.perf_counter()
        bench.open("customers")
        show(f"list of {options.customers:,} opened in {time.perf_counter() - began:.2f} s")
        page = bench.shell.page()
        assert isinstance(page, ListPage)
        tell("at once, beside what Today asked for", bench, page.table, options.jumps)
        settle(lambda: bench.window.background.busy() or page.context.jobs.busy())
        tell("then, to other places", bench, page.table, options.jumps)


def tell(when: str, bench: Bench, table: RecordTable, jumps: int) -> None:
    """Jump about; print median, 95th percentile and the slowest."""
    chance, times = random.Random(when), list[float]()
    for _ in range(jumps):
        bench.window.idle.touch()  # as a hand on the wheel does
        times.append(jump(table, chance.random()))
    times.sort()
    middle, most = median(times), percentile(times, 0.95)
    show(f"{len(times)} jumps {when}: median {middle:.0f} ms, p95 {most:.0f} ms,")
    show(f"slowest {times[-1]:.0f} ms (limit {MOST:.0f} ms)")


def jump(table: RecordTable, share: float) -> float:
    """Milliseconds to the painted rows."""
    bar = table.verticalScrollBar()
    painted = Painted(table.viewport())
    began = time.perf_counter()
    bar.setValue(int(bar.maximum() * share))
    until(lambda: in_sight(table))
    before = painted.count
    table.viewport().update()
    until(lambda: painted.count > before)
    took = (time.perf_counter() - began) * 1000
    painted.close()
    return took


def in_sight(table: RecordTable) -> bool:
    """Has every row that can be seen arrived?"""
    first = table.rowAt(1)
    last = table.rowAt(table.viewport().height() - 2)
    last = last if last >= 0 else len(table.records.ids) - 1
    return all(table.records.row(row) is not None for row in (first, last))


if __name__ == "__main__":
    main()
