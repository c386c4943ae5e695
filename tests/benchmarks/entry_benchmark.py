"""What is typed in at the counter: a receipt, a customer, a value, and one of them taken back.

    python -m tests.benchmarks.entry_benchmark [--customers N] [--purchases M]

Each is one act, kept with its history and searchable, against a bare INSERT of one row with
its commit on another encrypted file of the same disk, in turns. Processor's time, since a
commit waits for the disk.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from statistics import median

from app.catalogue.life import Life
from app.core import upkeep
from app.core.actor import Actor
from app.core.customers import service as customers
from app.core.opening import open_shop
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from tests.benchmarks.shops import PASSWORD, SMALL, TODAY, Size, clock, copied, empty, show
from tests.factories import make_customer, make_purchase

ROUNDS = 60
_NUMBER = count(1)


def main() -> None:
    """Copy the shop, type in, print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=SMALL.customers)
    parser.add_argument("--purchases", type=int, default=SMALL.purchases)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        folder = copied(Size(options.customers, options.purchases), place / "copy.shuke")
        shop, actor = open_shop(
            folder, None, PASSWORD, clock=clock(), app_state=place, upkeep=upkeep.ALL
        )
        (place / "bare.shuke").mkdir()
        bare = empty(place / "bare.shuke")
        try:
            measure(deeds(shop, actor, options.customers), bare_insert(bare))
        finally:
            shop.close()
            bare.close()


def deeds(shop: Shop, actor: Actor, people: int) -> dict[str, Callable[[], object]]:
    """What is measured, by name."""

    def whom() -> int:
        return 1 + next(_NUMBER) * 37 % people

    def receipt() -> int:
        return make_purchase(shop, actor, whom(), TODAY, 1000)

    def value() -> int:
        with shop.write(actor, "Edit") as unit:
            customers.edit_text(unit, whom(), {Life.favourite_dishes: f"茶{next(_NUMBER)}"})
            return unit.act_id

    def value_and_back() -> None:
        act = value()
        with shop.write(actor, "Undo") as unit:
            undo_act(unit, act)

    return {
        "a receipt": receipt,
        "a customer": lambda: make_customer(shop, actor, f"王堃{next(_NUMBER)}"),
        "a value": value,
        "a value, and taken back": value_and_back,
    }


def bare_insert(shop: Shop) -> Callable[[], object]:
    """One row and its commit."""
    with shop.aside() as connection:
        connection.exec_driver_sql("CREATE TABLE bare (id INTEGER PRIMARY KEY, day, amount)")

    def insert() -> None:
        with shop.aside() as connection:
            connection.exec_driver_sql("INSERT INTO bare (day, amount) VALUES (?, ?)", (1, 2))

    return insert


def measure(named: dict[str, Callable[[], object]], bare: Callable[[], object]) -> None:
    """In turns, the first of each left out."""
    times: dict[str, list[float]] = {name: [] for name in ("bare", *named)}
    for _ in range(ROUNDS):
        for name, deed in (("bare", bare), *named.items()):
            began = time.process_time()
            deed()
            times[name].append(1000 * (time.process_time() - began))
    least = median(times["bare"][1:])
    show(f"a bare row and its commit: {least:.2f} ms")
    for name in named:
        found = median(times[name][1:])
        show(f"{name}: {found:.1f} ms ({found / least:.0f} x)")


if __name__ == "__main__":
    main()
