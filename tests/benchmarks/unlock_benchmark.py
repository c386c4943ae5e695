"""Unlock to Today painted, on 100,000 customers with 1,000,000 purchases.

    python -m tests.benchmarks.unlock_benchmark [--customers N] [--purchases M] [--rounds R]

From the click on Unlock to Today painted with all its answers, the key derivation (timed on
the same keyring in the same run) taken off. The first round is the first of the process: it
imports and makes every page.
"""

import argparse
import time
from pathlib import Path
from statistics import median

from app.core.vault.folder import ShopFolder, read_keyring
from app.core.vault.slots import unwrap
from tests.benchmarks.shops import PASSWORD, SMALL, Size, folder_of, show
from tests.benchmarks.windows import at_the_door

MOST = 1.5


def main() -> None:
    """Unlock several times; print each and the median."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=SMALL.customers)
    parser.add_argument("--purchases", type=int, default=SMALL.purchases)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    folder = folder_of(Size(options.customers, options.purchases))
    times = []
    for _ in range(options.rounds):
        derived = derivation(folder)
        with at_the_door(folder) as bench:
            took = bench.unlock()
        times.append(took - derived)
        show(f"unlock {took:.2f} s, of it key derivation {derived:.2f} s: {times[-1]:.2f} s")
    show(f"first {times[0]:.2f} s, median {median(times):.2f} s (limit {MOST} s)")


def derivation(folder: Path) -> float:
    """Seconds to derive the owner's key."""
    keyring, _ = read_keyring(ShopFolder(folder))
    began = time.perf_counter()
    unwrap(keyring.vault_id, keyring.slots[0], PASSWORD)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
