"""Resident memory with 1,000,000 customers: Today, Customers and a file opened, then a chart.

    python -m tests.benchmarks.memory_benchmark [--customers N] [--purchases M]

The resident set of the whole process (Linux), after each screen, and the peak so far.
"""

import argparse
from pathlib import Path

from app.ui.customers.list_page import ListPage
from tests.benchmarks.shops import BIG, Size, show
from tests.benchmarks.windows import Bench, inside

MOST, MOST_WITH_CHART = 350, 450


def main() -> None:
    """Open one screen after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=BIG.customers)
    parser.add_argument("--purchases", type=int, default=BIG.purchases)
    options = parser.parse_args()
    with inside(Size(options.customers, options.purchases)) as bench:
        show(f"Today: {resident()}")
        walk(bench)


def walk(bench: Bench) -> None:
    """Today, Customers, a file: the first limit; then the chart: the second."""
    bench.open("customers")
    page = bench.shell.page()
    assert isinstance(page, ListPage)
    for share in (0.1, 0.5, 0.9):
        bar = page.table.verticalScrollBar()
        bar.setValue(int(bar.maximum() * share))
        bench.settle()
    show(f"+ Customers, scrolled: {resident()}")
    bench.open("customer", page.table.records.ids[0])
    show(f"+ a file: {resident()} (limit {MOST} MB)")
    bench.open("value")
    show(f"+ the chart: {resident()} (limit {MOST_WITH_CHART} MB)")


def resident() -> str:
    """The resident memory now and at its highest."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    sizes = {line.split(":")[0]: int(line.split()[1]) // 1024 for line in lines if "kB" in line}
    return f"{sizes['VmRSS']} MB, peak {sizes['VmHWM']} MB"


if __name__ == "__main__":
    main()
