"""The scan of a whole book for duplicates: found, judged and sorted.

python -m tests.benchmarks.duplicates_benchmark [--customers N] [--purchases M]
"""

import argparse
import time

from app.core.duplicates.finding import scan
from tests.benchmarks.shops import SMALL, Size, opened, show

ROUNDS = 3


def main() -> None:
    """Scan several times; the first one is cold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=SMALL.customers)
    parser.add_argument("--purchases", type=int, default=SMALL.purchases)
    options = parser.parse_args()
    shop, actor = opened(Size(options.customers, options.purchases))
    try:
        for _ in range(ROUNDS):
            began, worked = time.perf_counter(), time.process_time()
            with shop.read(actor) as reader:
                found = scan(reader)
            took, used = time.perf_counter() - began, time.process_time() - worked
            show(f"{options.customers:,}: {len(found):,} pairs, {took:.1f} s ({used:.1f} s busy)")
    finally:
        shop.close()


if __name__ == "__main__":
    main()
