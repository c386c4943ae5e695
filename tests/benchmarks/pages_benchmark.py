"""Each page about value in a process of its own: cold, warm, after a purchase, and its memory.

    python -m tests.benchmarks.pages_benchmark [--customers N] [--purchases M] [--folder COPY]

On a copy of the shop (of ten million purchases unless told otherwise; `--folder` is one made
before, which is written to). First the ledger as it is read when no pieces of it are kept, and
how long it takes to keep them; then every page: processor's seconds, with the clock's in
brackets. Charts are drawn as the window draws them. `--page` asks for one, in this process.
Everybody gets a share of wallet, one in three a plan, every second receipt the channel it was
sold through, and there is one rule of each kind, gone through for everybody first. At the end all
of them in one window (`window_benchmark`).
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, text

from app.core.purchases.delivery import kept as kept_promises
from app.core.purchases.receipts import ReceiptQuery, receipt_ids, receipt_rows, totals_of
from app.core.rules import queries as rules
from app.core.rules import service as rules_service
from app.core.rules.ready import ready
from app.core.rules.rule import rules_in
from app.core.rules.terms import RuleKind
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.value import keeping
from app.core.value.ledger import ledger
from app.core.value.months import Span
from app.ui.fading import next_card
from app.ui.fading.answers import FALLING, SLIPPING
from app.ui.fading.answers import ask as ask_fading
from app.ui.revenue.answers import ask_growth, ask_spread
from app.ui.rfm.answers import ask as ask_rfm
from app.ui.value.answers import ask as ask_matrix
from app.ui.value.who_answers import EVERYBODY
from app.ui.value.who_answers import ask as ask_who
from app.ui.wallet.answers import ask as ask_wallet
from app.ui.widgets.chart_painting import paint
from app.ui.widgets.window_bar import Asked
from app.ui.worth.tier_answers import ask as ask_tiers
from tests.benchmarks import many, shops, value_benchmark, wallet_benchmark, window_benchmark
from tests.benchmarks.up_to_date import bring_up_to_date
from tests.benchmarks.value_benchmark import LOOK, SHEET, enter, opened, warm_matplotlib

DAYS = 365
Page = Callable[[Reader], object]


def _receipts(reader: Reader) -> object:
    everything = ReceiptQuery()
    found = receipt_ids(reader, everything)
    year = shops.TODAY.replace(year=shops.TODAY.year - 1)
    return (
        totals_of(reader, everything),
        kept_promises(reader, year, shops.TODAY),
        receipt_rows(reader, found[:32]),
    )


def _asked() -> Asked:
    return Asked(DAYS)


PAGES: dict[str, Page] = {
    "matrix": lambda reader: ask_matrix(reader, _asked()),
    "who are they": lambda reader: ask_who(reader, EVERYBODY, _asked()),
    "RFM": lambda reader: ask_rfm(reader, _asked()),
    "concentration": lambda reader: ask_spread(reader, _asked()),
    "growth, cohorts": lambda reader: ask_growth(reader, _asked(), Span.MONTH),
    "slipping": lambda reader: ask_fading(reader, SLIPPING),
    "falling": lambda reader: ask_fading(reader, FALLING),
    "next purchases": next_card.ask,
    "tiers": lambda reader: ask_tiers(reader, companies=False),
    "RAD board": ask_wallet,
    "the week": lambda reader: rules.week(reader, most=10),
    "purchases": _receipts,
}
_CHANNELS = (
    "UPDATE purchase SET channel = CASE id % 10 WHEN 0 THEN '电话' ELSE '柜台' END"
    " WHERE id % 2 = 0 AND channel IS NULL"
)


DRAWN = {name: page for name, _, page in value_benchmark.PAGES}


def main() -> None:
    """Make the copy, then a process for each page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=many.MANY.customers)
    parser.add_argument("--purchases", type=int, default=many.MANY.purchases)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--page")
    options = parser.parse_args()
    if options.page:
        show_page(options.folder, options.page)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or _copy(options, Path(temporary) / "copy.shuke")
        first_time(folder)
        for name in (*PAGES, *DRAWN_PAGES):
            command = [sys.executable, "-m", __spec__.name, "--folder", str(folder)]
            subprocess.run([*command, "--page", name], check=True)
        window = [sys.executable, "-m", window_benchmark.__name__, "--folder", str(folder)]
        subprocess.run(window, check=True)


DRAWN_PAGES = tuple(f"drawn: {name}" for name in DRAWN)


def _copy(options: argparse.Namespace, to: Path) -> Path:
    size = shops.Size(options.customers, options.purchases)
    if size.purchases > shops.BIG.purchases:
        many.folder_of(size)
    return shops.copied(size, to)


def first_time(folder: Path) -> None:
    """The ledger without its pieces; then the pieces are kept, one short write after another."""
    with tempfile.TemporaryDirectory() as place:
        shop = opened(folder, Path(place))
        with shop.writer.connect() as writer, writer.begin():
            bring_up_to_date(writer)
            fill_more(writer)
        look(shop)
        with shop.read(shops.OWNER) as reader:
            shops.show(f"{'the ledger anew':24}{Spent(lambda: ledger(reader))}")
        steps = []
        while True:
            step = Spent(lambda: keeping.keep_next(shop, shops.OWNER))
            if not step.answer:
                break
            steps.append(step)
        shops.show(
            f"all pieces kept in {len(steps)} steps, {sum(each.busy for each in steps):.1f} s, "
            f"the longest step {max((each.busy for each in steps), default=0):.2f} s"
        )
        shop.close()


def fill_more(writer: Connection) -> None:
    """Shares, plans and channels, once."""
    if not writer.execute(text("SELECT 1 FROM wallet_estimate LIMIT 1")).first():
        for statement in wallet_benchmark.FILL:
            writer.execute(text(statement))
    if not writer.execute(text("SELECT 1 FROM purchase WHERE channel IS NOT NULL LIMIT 1")).first():
        writer.execute(text(_CHANNELS))


def look(shop: Shop) -> None:
    """One rule of each kind, gone through for everybody."""
    with shop.read(shops.OWNER) as reader:
        there = bool(rules_in(reader))
    if not there:
        with shop.write(shops.OWNER, "Rules") as unit:
            for kind in RuleKind:
                rules_service.add_rule(unit, ready(kind))
    spent = Spent(lambda: rules_service.look_after(shops.OWNER, shop))
    shops.show(f"{'rules gone through':24}{spent}, {spent.answer} new, {most_memory()} MB")


def most_memory() -> int:
    """The most that this process ever held, in MB, not counting who started it."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) // 1024


def show_page(folder: Path, name: str) -> None:
    """One line: cold, warm, after a purchase, memory."""
    page = _drawn(DRAWN[name.partition(": ")[2]]) if name.startswith("drawn") else PAGES[name]
    if name.startswith("drawn"):
        warm_matplotlib()
    with tempfile.TemporaryDirectory() as place:
        shop = opened(folder, Path(place))
        with shop.read(shops.OWNER) as reader:
            cold = Spent(lambda: page(reader))
            cold.answer = None  # a page holds one answer, the newest
            warm = Spent(lambda: page(reader))
        enter(shop)
        with shop.read(shops.OWNER) as reader:
            again = Spent(lambda: page(reader))
        shop.close()
    times = f"cold {cold}, warm {warm}, after a purchase {again}"
    shops.show(f"{name:24}{times}, {most_memory()} MB")


def _drawn(page: value_benchmark.Drawn) -> Page:
    def draw(reader: Reader) -> object:
        return paint(lambda look, size, _: page(reader, look, size), LOOK, SHEET)

    return draw


class Spent:
    """An answer, the processor's seconds and the clock's."""

    def __init__(self, do: Callable[[], object]) -> None:
        """Do it."""
        busy, clock = time.process_time(), time.perf_counter()
        self.answer: object = do()
        self.busy = time.process_time() - busy
        self.clock = time.perf_counter() - clock

    def __str__(self) -> str:
        return f"{self.busy:.2f} s ({self.clock:.2f})"


if __name__ == "__main__":
    main()
