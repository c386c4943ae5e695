"""The counter card on 1,000,000 customers: from the second letter to the painted card.

    python -m tests.benchmarks.counter_benchmark [--customers N] [--purchases M]

In the real window: Ctrl+G, one letter, then the second; the watch stops at the painting in
which the card of the first hit stands.
"""

import argparse
import time
from statistics import median

from app.ui.customers.counter_card import CounterCard
from tests.benchmarks.shops import BIG, Size, show
from tests.benchmarks.windows import Bench, Painted, inside, percentile, until

MOST = 100.0
ROUNDS = 3
PAIRS = ("王建", "李娜", "wj", "ln", "zw", "zh", "li", "ch", "54", "12", "张伟", "陈", "xy", "王")


def main() -> None:
    """Type the pairs; print median, 95th percentile and the slowest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=BIG.customers)
    parser.add_argument("--purchases", type=int, default=BIG.purchases)
    options = parser.parse_args()
    with inside(Size(options.customers, options.purchases)) as bench:
        bench.shell.open_counter()
        card = bench.shell.findChild(CounterCard)
        assert isinstance(card, CounterCard)
        typed(bench, card, "wk")  # loads pinyin's tables, once a day
        times = [typed(bench, card, pair) for _ in range(ROUNDS) for pair in PAIRS]
    times.sort()
    show(f"{len(times)} cards: median {median(times):.0f} ms, p95 {percentile(times, 0.95):.0f},")
    show(f"slowest {times[-1]:.0f} ms (limit {MOST:.0f} ms)")


def typed(bench: Bench, card: CounterCard, letters: str) -> float:
    """Milliseconds from the second letter to the painted card."""
    card.start()
    card.line.setText(letters[:-1])
    bench.settle()
    card.record = None
    painted = Painted(card.view)
    began = time.perf_counter()
    card.line.setText(letters)
    until(lambda: card.record is not None or not bench.session.jobs.busy())
    assert card.record is not None, letters
    before = painted.count
    card.view.update()
    until(lambda: painted.count > before)
    took = (time.perf_counter() - began) * 1000
    painted.close()
    bench.settle()
    return took


if __name__ == "__main__":
    main()
