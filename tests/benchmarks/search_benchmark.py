"""Search and lists on 1,000,000 customers: the time from a text to its first hits.

    python -m tests.benchmarks.search_benchmark [--customers N] [--folder KEPT]

`--folder` keeps the shop there and uses it again. The time is that of the whole query
function on a reader connection, the total included; what the window adds is painting.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta, timezone
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from app.core.actor import Actor, Role
from app.core.clock import fixed_clock
from app.core.customers import bulk
from app.core.customers.queries import SORTS, ListQuery, list_ids, list_rows, search
from app.core.demo.people import everybody
from app.core.store.files import DATA_FILE, make_data_file, open_data_file
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.vault.keys import Keys

TODAY = date(2026, 11, 22)
VAULT_ID = "00000000-0000-4000-8000-000000000003"
OWNER = Actor("owner", "Owner", Role.OWNER)
CHUNK = 20_000
ROUNDS = 3
# What people type, letter by letter: broad beginnings as well as what they end in.
TYPED = (
    *("王", "王建", "王建国", "国", "茶", "李娜", "公司", "w", "wj", "wjg", "jg", "l", "li", "lin"),
    *("lina", "z", "zh", "zha", "zhan", "zhang", "zhangw", "zhangwei", "wei", "xiao", "x", "yan"),
    *("8", "80", "800", "8000", "15", "154", "1540", "15400", "154000", "1540001", "12345"),
    *("k", "k0", "k00", "k0012", "K0012345", "老客户", "王 8000", "wang 12", "zhang wei", "nobody"),
)


def show(line: str) -> None:
    """One line to the terminal."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Make or open the shop, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        shop = opened(folder, options.customers)
        with shop.read(OWNER) as reader:
            measure_search(reader)
            measure_lists(reader)
        shop.close()


def opened(folder: Path, customers: int) -> Shop:
    """The shop in the folder, made first if it is not there."""
    keys = Keys(db=bytes(range(32)), sens=bytes(range(32, 64)))
    new = not (folder / DATA_FILE).exists()
    if new:
        make_data_file(folder, keys, vault_id=VAULT_ID, name="Benchmark")
    clock = fixed_clock(TODAY, timezone(timedelta(hours=8)))
    shop = open_data_file(folder, keys, vault_id=VAULT_ID, clock=clock)
    if new:
        fill(shop, customers)
    return shop


def fill(shop: Shop, customers: int) -> None:
    """Invented customers by the bulk path."""
    people = everybody(customers, 1, TODAY)
    spent = {"invent": 0.0, "encode": 0.0, "write": 0.0}
    with shop.write(OWNER, "Fill") as unit:
        encoder = bulk.Bulk(seal=unit.seal, source="demo", now=unit.now, first=bulk.next_ids(unit))
        ids: list[int] = []
        while several := timed(spent, "invent", lambda: list(islice(people, CHUNK))):
            ids += timed(spent, "encode", partial(_encode, encoder, several))
            timed(spent, "write", lambda: bulk.write(unit, encoder.take()))
        began = time.perf_counter()
        bulk.finish(unit, (ids[0], ids[-1]))
        spent["finish"] = time.perf_counter() - began
    shares = ", ".join(f"{what} {took / customers * 1e6:.0f} µs" for what, took in spent.items())
    show(f"{customers} customers, each: {shares}")


def _encode(encoder: bulk.Bulk, several: list[bulk.NewCustomer]) -> list[int]:
    return [encoder.add(each) for each in several]


def timed(spent: dict[str, float], what: str, work: Callable[[], Any]) -> Any:
    """Add the time of some work to its account."""
    began = time.perf_counter()
    result = work()
    spent[what] += time.perf_counter() - began
    return result


def measure_search(reader: Reader) -> None:
    """Each text several times, the first (cold) round counted too."""
    times: list[float] = []
    slowest: dict[str, float] = {}
    for _ in range(ROUNDS):
        for text in random.Random(1).sample(TYPED, len(TYPED)):
            began = time.perf_counter()
            result = search(reader, text, 100)
            took = (time.perf_counter() - began) * 1000
            times.append(took)
            slowest[f"{text} ({result.total}{'+' * result.more})"] = took
    show(f"search: median {median(times):.1f} ms, p95 {percentile(times, 0.95):.1f} ms,")
    show(f"        slowest {max(times):.1f} ms")
    for text, took in sorted(slowest.items(), key=lambda each: -each[1])[:8]:
        show(f"    {text}: {took:.1f} ms")


def percentile(times: Iterable[float], share: float) -> float:
    """The value below which this share lies."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def measure_lists(reader: Reader) -> None:
    """All ids in each order, then pages after jumps."""
    ids = list_ids(reader, ListQuery())
    for query in (
        *(ListQuery(sort=sort, descending=True) for sort in SORTS if sort != "binned"),
        ListQuery(kind="company"),
        ListQuery(kind="individual"),
        ListQuery(text="王"),
    ):
        began = time.perf_counter()
        found = list_ids(reader, query)
        took = (time.perf_counter() - began) * 1000
        show(f"ids by {query.sort} {query.kind or ''}{query.text}: {len(found)} in {took:.0f} ms")
    times: list[float] = []
    for _ in range(200):
        start = random.Random(len(times)).randrange(max(1, len(ids) - 64))
        began = time.perf_counter()
        list_rows(reader, ids[start : start + 64])
        times.append((time.perf_counter() - began) * 1000)
    show(f"page of 64 rows: median {median(times):.1f} ms, p95 {percentile(times, 0.95):.1f} ms")


if __name__ == "__main__":
    main()
