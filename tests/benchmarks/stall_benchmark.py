"""The window's longest stall while 100,000 customers × 20 columns are imported.

    python -m tests.benchmarks.stall_benchmark [--customers N]

The real window, the Import page shown; opening, checking, safety copy and import run as its
jobs do. A timer that is always due measures the waits between rounds of the event loop; the
same is measured before, while nothing happens, to know the machine's own unrest.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from app.core.exchange import service
from app.core.exchange.layout import What
from app.core.exchange.phases import SAFETY_COPY
from app.core.exchange.xlsx_writer import write_xlsx
from app.core.progress import Progress
from app.ui.screens import settle
from tests.benchmarks.import_benchmark import people
from tests.benchmarks.shops import Size, copied, show
from tests.benchmarks.windows import Bench, Stalls, at_the_door, until

MOST = 100.0
FIRST = Size(2_000, 5_000)  # the shop is in use already
_IDLE = 5.0


class Steps:
    """The steps of the import with the time each took; handed to the window as a long job."""

    def __init__(self, bench: Bench, path: Path) -> None:
        """Nothing done."""
        self.bench, self.path = bench, path
        self.took: dict[str, float] = {}
        self.done = False

    def work(self, progress: Progress) -> None:
        """Open, check, import."""
        inside = self.bench.session.inside
        began = time.perf_counter()
        with service.inspect(
            inside.actor, inside.shop, self.path, What.CUSTOMERS, progress=progress
        ) as session:
            began = self._note("open", began)
            service.dry_run(inside.actor, session, progress=progress)
            began = self._note("check", began)
            service.run(inside.actor, session, progress=progress)
            self._note("copy and move", began)

    def _note(self, step: str, began: float) -> float:
        now = time.perf_counter()
        self.took[step] = now - began
        return now

    def end(self, _: object) -> None:
        """The window has heard of it."""
        self.done = True


def main() -> None:
    """Make the file, watch the window idle, watch it while the import runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        path = place / "members.xlsx"
        with path.open("wb") as file:
            write_xlsx(file, [("会员", people(options.customers))])
        with at_the_door(copied(FIRST, place / "copy.shuke")) as bench:
            bench.unlock()
            bench.open("import")
            measure(bench, path)


def measure(bench: Bench, path: Path) -> None:
    """Print both and the steps."""
    idle = watched(lambda: settle_for(_IDLE))
    steps = Steps(bench, path)

    def imported() -> None:
        bench.session.jobs.long(SAFETY_COPY, steps.work, steps.end)
        until(lambda: steps.done and not bench.session.jobs.busy())

    busy = watched(imported)
    show(", ".join(f"{step} {took:.1f} s" for step, took in steps.took.items()))
    show(f"longest waits while idle: {longest(idle)} ms")
    show(f"longest waits during the import: {longest(busy)} ms (limit {MOST:.0f} ms)")


def watched(do: Callable[[], object]) -> list[float]:
    """The waits while something is done."""
    stalls = Stalls()
    stalls.start()
    do()
    return stalls.stop()


def settle_for(seconds: float) -> None:
    """Let the window be."""
    end = time.perf_counter() + seconds
    until(lambda: time.perf_counter() > end)
    settle(lambda: False)


def longest(waits: list[float]) -> str:
    """The five longest."""
    return ", ".join(f"{each:.0f}" for each in waits[:5])


if __name__ == "__main__":
    main()
