"""Big shops of invented people, made once under the temporary folder and used again.

    python -m tests.benchmarks.shops [--customers N] [--purchases M]

Each is a whole shop with a keyring (password below, cheap cost), filled by the bulk paths:
people as `demo` invents them, purchases without lines, as uneven as people buy.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta, timezone
from itertools import islice
from pathlib import Path

from app.core import upkeep
from app.core.actor import Actor, Role
from app.core.clock import Clock, fixed_clock
from app.core.customers import bulk
from app.core.demo.people import everybody
from app.core.opening import open_shop
from app.core.purchases import bulk as purchases_bulk
from app.core.purchases.records import to_day
from app.core.store.changes import ALL
from app.core.store.files import make_data_file, open_data_file
from app.core.store.shop import Shop
from app.core.store.unit import Unit
from app.core.vault.folder import ShopFolder, write_keyring
from app.core.vault.keyring import Keyring
from app.core.vault.keys import Kdf, Keys
from app.core.vault.slots import owner_slot

TODAY = date(2026, 11, 22)
DAYS = 1095
PASSWORD = "invented for benchmarks"  # the shops hold nobody real
OWNER = Actor("owner", "Owner", Role.OWNER)
VAULT_ID = "00000000-0000-4000-8000-000000000003"
KEYS = Keys(db=bytes(range(32)), sens=bytes(range(32, 64)))
_CHUNK = 20_000


@dataclass(frozen=True)
class Size:
    """How many of each."""

    customers: int
    purchases: int


SMALL = Size(100_000, 1_000_000)
BIG = Size(1_000_000, 1_000_000)


def show(line: str) -> None:
    """One line to the terminal."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def clock() -> Clock:
    """The day on which all of this happens."""
    return fixed_clock(TODAY, timezone(timedelta(hours=8)))


def folder_of(size: Size) -> Path:
    """Where a shop of this size stands, made first if it is not there."""
    place = Path(tempfile.gettempdir()) / "shuke-benchmarks"
    folder = place / f"{size.customers}-{size.purchases}.shuke"
    if not folder.exists():
        draft = ShopFolder(place / f"{folder.name}.unfinished")
        shutil.rmtree(draft.path, ignore_errors=True)
        _make(draft, size)
        draft.path.rename(folder)
    return folder


def opened(size: Size) -> tuple[Shop, Actor]:
    """The shop of this size, open."""
    folder = folder_of(size)
    state = folder.with_suffix(".state")
    return open_shop(folder, None, PASSWORD, clock=clock(), app_state=state, upkeep=upkeep.ALL)


def copied(size: Size, to: Path) -> Path:
    """A copy to change."""
    return Path(shutil.copytree(folder_of(size), to))


def empty(folder: Path) -> Shop:
    """A new empty shop, open, without a keyring."""
    make_data_file(folder, KEYS, vault_id=VAULT_ID, name="Benchmark")
    return open_data_file(folder, KEYS, vault_id=VAULT_ID, clock=clock(), upkeep=upkeep.ALL)


def _make(draft: ShopFolder, size: Size) -> None:
    draft.path.mkdir(parents=True)
    draft.prepare()
    shop = empty(draft.path)
    try:
        began = time.perf_counter()
        with shop.write(OWNER, "Fill with customers") as unit:
            people = _add_people(unit, size.customers)
        show(f"{size.customers:,} customers in {time.perf_counter() - began:.0f} s")
        began = time.perf_counter()
        with shop.write(OWNER, "Fill with purchases") as unit:
            first, last = purchases_bulk.add_receipts(unit, _receipts(people, size.purchases))
            purchases_bulk.finish(unit, first, last, ALL)
        show(f"{size.purchases:,} purchases in {time.perf_counter() - began:.0f} s")
    finally:
        shop.close()
    slot = owner_slot(VAULT_ID, "", PASSWORD, KEYS, Kdf.CHEAP)
    write_keyring(draft, Keyring(VAULT_ID, 1, (slot,)))


def _add_people(unit: Unit, count: int) -> list[tuple[int, str]]:
    people = everybody(count, 1, TODAY)
    encoder = bulk.Bulk(seal=unit.seal, source="demo", now=unit.now, first=bulk.next_ids(unit))
    made: list[tuple[int, str]] = []
    while several := list(islice(people, _CHUNK)):
        made += [(encoder.add(each), each.number or "") for each in several]
        bulk.write(unit, encoder.take())
    bulk.finish(unit, (made[0][0], made[-1][0]))
    return made


def _receipts(people: list[tuple[int, str]], count: int) -> Iterator[purchases_bulk.NewReceipt]:
    chance, size = random.Random(7), len(people)
    days = sorted(chance.randrange(DAYS) for _ in range(count))
    for number, day in enumerate(days):
        who = people[int(size * chance.random() ** 2)]
        yield purchases_bulk.NewReceipt(
            day=to_day(TODAY) - DAYS + 1 + day,
            amount=int(chance.lognormvariate(9, 0.9)),
            customer_id=who[0],
            customer_number=who[1],
            number=f"S{number}",
            time="14:20",
            payment="微信",
        )


def main() -> None:
    """Make one, or say where it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=SMALL.customers)
    parser.add_argument("--purchases", type=int, default=SMALL.purchases)
    options = parser.parse_args()
    show(str(folder_of(Size(options.customers, options.purchases))))


if __name__ == "__main__":
    main()
