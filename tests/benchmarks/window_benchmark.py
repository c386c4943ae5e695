"""All pages about value opened one after the other in one real window, and what it holds then.

    python -m tests.benchmarks.window_benchmark --folder COPY

`COPY` is a shop that `pages_benchmark` made ready (it is written to). Each page is opened
as an owner does, painted off-screen, and left for the next one; then all of them once more, and
again after a purchase was entered. A line says what opening took (processor's seconds, the
clock's in brackets), the resident memory afterwards, and the most while it was opened.
"""

import argparse
import re
import time
from pathlib import Path

from app.core.purchases import service as purchases
from app.core.store.unit import Unit
from app.ui.navigation import Place
from tests.benchmarks import shops
from tests.benchmarks.windows import Bench, at_the_door

PAGES = (
    *(("value", tab) for tab in ("matrix", "who", "rfm", "concentration", "growth")),
    *(("fading", tab) for tab in ("slipping", "falling", "next")),
    *(("wallet", tab) for tab in ("rad", "tiers")),
    ("week", "todo"),
    ("purchases", "receipts"),
)
_STATUS = Path("/proc/self/status")


def main() -> None:
    """Open them all, thrice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args()
    with at_the_door(options.folder) as bench:
        bench.unlock()
        most = told("Today", 0, 0)
        for round_ in ("first", "again", "after a purchase"):
            shops.show(f"-- {round_}")
            if round_ == "after a purchase":
                enter(bench)
            most = max(most, *(opened(bench, *page) for page in PAGES))
        shops.show(f"the window with every page opened: at most {most} MB")


def opened(bench: Bench, screen: str, tab: str) -> int:
    """Go to a page and wait until it has all its answers; the most it took."""
    busy, clock = time.process_time(), time.perf_counter()
    bench.session.context.navigation.open(Place(screen, detail=tab))
    bench.settle()
    return told(f"{screen} {tab}", time.process_time() - busy, time.perf_counter() - clock)


def enter(bench: Bench) -> None:
    """One purchase, as from the till, while the last page is shown."""

    def act(unit: Unit) -> None:
        purchases.enter(unit, 5, shops.TODAY, 12_800)

    bench.session.jobs.write("Enter a purchase", act)
    bench.settle()


def told(name: str, busy: float, clock: float) -> int:
    """One line; the most since the line before, in MB."""
    text = _STATUS.read_text(encoding="ascii")
    now, most = (int(re.findall(rf"{key}:\s+(\d+)", text)[0]) // 1024 for key in ("VmRSS", "VmHWM"))
    shops.show(f"{name:24}{busy:6.2f} s ({clock:.2f}), {now} MB, at most {most}")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # begins the most anew
    return most


if __name__ == "__main__":
    main()
