"""Search and lists on 1,000,000 customers: from a committed text to its painted hits.

    python -m tests.benchmarks.search_benchmark [--customers N] [--purchases M] [--query]

In the real window: the text is put into the search field, the watch stops when the hits are
painted. `--query` times the bare queries of search and list on a reader connection instead.
"""

import argparse
import random
import time
from statistics import median

from app.core.customers.queries import SORTS, ListQuery, list_ids, list_rows, search
from app.core.store.reader import Reader
from tests.benchmarks.shops import BIG, OWNER, Size, opened, show
from tests.benchmarks.windows import Bench, Painted, inside, percentile, until

MOST = 30.0
ROUNDS = 3
# What people type, letter by letter: broad beginnings as well as what they end in.
TYPED = (
    *("王", "王建", "王建国", "国", "茶", "李娜", "公司", "w", "wj", "wjg", "jg", "l", "li", "lin"),
    *("lina", "z", "zh", "zha", "zhan", "zhang", "zhangw", "zhangwei", "wei", "xiao", "x", "yan"),
    *("8", "80", "800", "8000", "15", "154", "1540", "15400", "154000", "1540001", "12345"),
    *("k", "k0", "k00", "k0012", "K0012345", "老客户", "王 8000", "wang 12", "zhang wei", "nobody"),
)


def main() -> None:
    """Measure the window, or the queries alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=BIG.customers)
    parser.add_argument("--purchases", type=int, default=BIG.purchases)
    parser.add_argument("--query", action="store_true")
    options = parser.parse_args()
    size = Size(options.customers, options.purchases)
    if options.query:
        shop, _ = opened(size)
        with shop.read(OWNER) as reader:
            measure_search(reader)
            measure_lists(reader)
        shop.close()
        return
    with inside(size) as bench:
        measure_window(bench)


def measure_window(bench: Bench) -> None:
    """Each text several times, from its being typed to the painting of its hits."""
    times: list[float] = []
    slowest: dict[str, float] = {}
    for _ in range(ROUNDS):
        for text in random.Random(1).sample(TYPED, len(TYPED)):
            took = painted_hits(bench, text)
            times.append(took)
            slowest[text] = took
    tell("text to painted hits", times, slowest)
    show(f"limit {MOST:.0f} ms p95")


def painted_hits(bench: Bench, text: str) -> float:
    """Milliseconds from the text's being there to its hits' being painted."""
    box, filled = bench.shell.search, list[int]()
    painted, model = Painted(box.results), box.lines.model()

    def note() -> None:
        filled.append(painted.count)

    model.modelReset.connect(note)
    began = time.perf_counter()
    box.setText(text)
    until(lambda: bool(filled) and not bench.session.jobs.busy())
    if painted.count == filled[-1]:
        box.results.update()  # the same words as before would not be painted again
    until(lambda: painted.count > filled[-1])
    took = (time.perf_counter() - began) * 1000
    model.modelReset.disconnect(note)
    painted.close()
    return took


def tell(what: str, times: list[float], slowest: dict[str, float]) -> None:
    """Median, 95th percentile and the slowest ones."""
    show(f"{what}: median {median(times):.1f} ms, p95 {percentile(times, 0.95):.1f} ms,")
    show(f"        slowest {max(times):.1f} ms")
    for text, took in sorted(slowest.items(), key=lambda each: -each[1])[:8]:
        show(f"    {text}: {took:.1f} ms")


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
    tell("search query", times, slowest)


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
