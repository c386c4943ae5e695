"""A long file's stream and a great handover: first page, later pages, 100,000 customers.

    python -m tests.benchmarks.timeline_benchmark [--customers N] [--entries N]

Makes its own shop in a temporary folder. The stream's aim is 10 ms for the first 50 of 500
and more entries; a handover and its undo are set-based, like a bulk edit (10 s for 100,000).
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

from app.catalogue.basics import Basics
from app.catalogue.life import Life
from app.core import upkeep
from app.core.clock import fixed_clock
from app.core.customers import bulk
from app.core.customers import service as customers
from app.core.demo.people import everybody
from app.core.purchases import service as purchases
from app.core.store.files import make_data_file, open_data_file
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.timeline import queries, service
from app.core.timeline.queries import Who
from app.core.timeline.service import Said
from app.core.vault.keys import Keys
from tests.benchmarks.shops import OWNER, TODAY, show

ROUNDS = 60
_VAULT_ID = "00000000-0000-4000-8000-000000000004"


def main() -> None:
    """Make the shop and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--entries", type=int, default=500)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        shop = _shop(Path(folder))
        one = _long_file(shop, options.entries)
        _measure_stream(shop, one)
        _fill(shop, options.customers)
        _measure_handover(shop)
        shop.close()


def _shop(folder: Path) -> Shop:
    keys = Keys(db=bytes(range(32)), sens=bytes(range(32, 64)))
    make_data_file(folder, keys, vault_id=_VAULT_ID, name="Benchmark")
    clock = fixed_clock(TODAY)
    return open_data_file(folder, keys, vault_id=_VAULT_ID, clock=clock, upkeep=upkeep.ALL)


def _long_file(shop: Shop, entries: int) -> int:
    """A fifth each of notes, contacts, promises, purchases and edits."""
    with shop.write(OWNER, "New customer") as unit:
        one: int = customers.create(unit, "individual", {Basics.name: "陈晓云"})
    for number in range(entries // 5):
        day = TODAY - timedelta(days=number)
        with shop.write(OWNER, "Entries") as unit:
            service.add_note(unit, one, f"note {number}", on=day)
            service.log_touch(unit, one, Said(topic=f"contact {number}", on=day))
            service.promise(unit, one, f"promise {number}", made_on=day)
            purchases.enter(unit, one, day, 12_850)
        with shop.write(OWNER, "Edit customer") as unit:
            customers.edit_text(unit, one, {Life.favourite_dishes: f"dish {number}"})
    return one


def _measure_stream(shop: Shop, one: int) -> None:
    with shop.read(OWNER) as reader:
        first = queries.stream(reader, one)
        before = first[-1].key
        asked: dict[str, Callable[[], Any]] = {
            "first page": lambda: queries.stream(reader, one),
            "second page": lambda: queries.stream(reader, one, before=before),
            "first page of changes": lambda: queries.stream(reader, one, ["change"]),
            "status, last touch, open": lambda: (
                queries.status(reader, one),
                queries.last_touch(reader, one),
                queries.open_promises(reader, one),
            ),
        }
        for name, ask in asked.items():
            begun = time.process_time()
            times = sorted(_seconds(ask) for _ in range(ROUNDS))
            own = (time.process_time() - begun) / ROUNDS
            p95 = times[int(ROUNDS * 0.95)]
            shown = f"median {median(times) * 1000:.1f} ms, p95 {p95 * 1000:.1f} ms"
            show(f"{name}: {shown}, of the processor's time {own * 1000:.1f} ms")


def _fill(shop: Shop, count: int) -> None:
    with shop.write(OWNER, "Fill") as unit:
        encoder = bulk.Bulk(seal=unit.seal, source="demo", now=unit.now, first=bulk.next_ids(unit))
        made = [encoder.add(each) for each in everybody(count, 1, TODAY)]
        bulk.write(unit, encoder.take())
        bulk.finish(unit, (made[0], made[-1]))


def _measure_handover(shop: Shop) -> None:
    whose = Who("")
    with shop.read(OWNER) as reader:
        show(f"preview: {_seconds(lambda: queries.preview(reader, whose, '小孙')):.2f} s")
    acts: list[int] = []

    def hand_over() -> None:
        with shop.write(OWNER, "Hand over customers") as unit:
            show(f"{service.hand_over(unit, whose, '小孙')} customers")
            acts.append(unit.act_id)

    def undo() -> None:
        with shop.write(OWNER, "Undo") as unit:
            undo_act(unit, acts[0])

    show(f"handing over: {_seconds(hand_over):.2f} s")
    show(f"undoing it: {_seconds(undo):.2f} s")


def _seconds(do: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
