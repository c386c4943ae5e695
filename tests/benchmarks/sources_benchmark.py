"""Times the lists of old values and of conflicts on a large shop that has aged three years.

Run: python -m tests.benchmarks.sources_benchmark [CUSTOMERS]
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta, timezone
from pathlib import Path

from app.core import upkeep
from app.core.actor import Actor, Role
from app.core.clock import fixed_clock
from app.core.demo.filling import Size, fill
from app.core.sources import queries, service
from app.core.store.files import make_data_file, open_data_file
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.vault.keys import Keys

KEYS = Keys(db=bytes(range(32)), sens=bytes(range(32, 64)))
VAULT = "00000000-0000-4000-8000-000000000001"
OWNER = Actor("owner-1", "老王", Role.OWNER, "session-1")
ZONE = timezone(timedelta(hours=8))
MADE, LATER = date(2023, 11, 1), date(2026, 11, 22)
ROUNDS = 5


def opened(folder: Path, day: date) -> Shop:
    """The shop on a day."""
    clock = fixed_clock(day, ZONE)
    return open_data_file(folder, KEYS, vault_id=VAULT, clock=clock, upkeep=upkeep.ALL)


def say(words: str, seconds: float) -> None:
    """One line of the answer."""
    sys.stdout.write(f"{words}: {seconds * 1000:.0f} ms\n")
    sys.stdout.flush()


def timed(shop: Shop, words: str, ask: Callable[[Reader], object]) -> None:
    """Print the median of some rounds in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        with shop.read(OWNER) as reader:
            ask(reader)
        times.append(time.perf_counter() - begun)
    say(words, sorted(times)[ROUNDS // 2])


def main(customers: int) -> None:
    """Make the shop, let it age, ask."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "shop.shuke"
        folder.mkdir()
        make_data_file(folder, KEYS, vault_id=VAULT, name="benchmark")
        shop = opened(folder, MADE)
        fill(shop, OWNER, Size(customers, customers))
        shop.close()
        shop = opened(folder, LATER)
        timed(shop, f"count of old values, {customers:,} customers", queries.count_old)
        timed(shop, "the 200 most pressing old values", queries.worth_checking)
        timed(shop, "count of conflicts", queries.count_conflicts)
        with shop.read(OWNER) as reader:
            first = queries.worth_checking(reader, 1)[0]
        begun = time.perf_counter()
        with shop.write(OWNER, "Still true") as unit:
            service.confirm(unit, first.customer_id, [first.field], first.row_id)
        say("still true", time.perf_counter() - begun)
        shop.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
