"""Opening a file: from the change of place to the painting in which its values stand.

    python -m tests.benchmarks.file_benchmark [--rounds N] [--stages]

In the real window: two customers with every field filled and 500 entries each (purchases,
contacts, visits, notes, promises, changes) are opened in turn. The first opening comes after the
window had a quiet second to make the page; the later ones show another customer in it. Beside each
time stands that of the processor, which says more where the machine is busy.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtWidgets import QWidget

from app.catalogue import CATALOGUES
from app.catalogue.basics import Basics
from app.catalogue.field import Field, Group
from app.core.customers import service as customers
from app.core.customers.bulk import NewCustomer
from app.core.customers.making import make
from app.core.purchases import service as purchases
from app.core.sources.origin import Origin
from app.core.store.shop import Shop
from app.core.store.unit import Unit
from app.core.timeline import service as timeline
from app.core.timeline.service import Said
from app.core.vault.folder import ShopFolder, write_keyring
from app.core.vault.keyring import Keyring
from app.core.vault.keys import Kdf
from app.core.vault.slots import owner_slot
from app.ui.customers.file_page import FilePage
from app.ui.customers.seen import see
from app.ui.navigation import Place
from tests.benchmarks import shops
from tests.benchmarks.shops import show
from tests.benchmarks.windows import Bench, Painted, at_the_door, percentile, until

MOST = 50.0
ENTRIES = 500
CHANGES = 60  # of them: edits, each an act of its own
ROWS = 3  # of each repeating group


def main() -> None:
    """Open one file after the other; print first, median, 95th percentile and slowest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "file.shuke"
        people = make_shop(folder)
        with at_the_door(folder) as bench:
            bench.unlock()
            show(f"query alone {query(bench, people[0]):.0f} ms")
            bench.shell.warm_up()  # as the window does by itself after a quiet second
            bench.settle()
            show("first opening {:.0f} ms (processor {:.0f})".format(*opening(bench, people[0])))
            found = [opening(bench, people[n % 2]) for n in range(1, options.rounds + 1)]
    times, busy = (sorted(each) for each in zip(*found, strict=True))
    show(f"{len(times)} openings: median {median(times):.0f} ms (processor {median(busy):.0f}),")
    show(f"p95 {percentile(times, 0.95):.0f} ms, slowest {times[-1]:.0f} ms (limit {MOST:.0f} ms)")


def query(bench: Bench, record: int) -> float:
    """Milliseconds of what the reader thread does."""
    context = bench.session.context
    with context.shop.read(context.actor) as reader:
        see(reader, record, reveal=False)
        began = time.perf_counter()
        see(reader, record, reveal=False)
        return (time.perf_counter() - began) * 1000


def opening(bench: Bench, record: int) -> tuple[float, float]:
    """Milliseconds from the change of place to the painted values, and of the processor."""
    began, busy = time.perf_counter(), time.process_time()
    bench.session.context.navigation.open(Place("customer", record=record))
    page = bench.shell.page()
    assert isinstance(page, FilePage)
    painted = Painted(page)
    until(lambda: _shows(page, record))
    before = painted.count
    until(lambda: painted.count > before)
    took = (time.perf_counter() - began) * 1000, (time.process_time() - busy) * 1000
    painted.close()
    bench.settle()
    assert values_painted(page)
    return took


def _shows(page: FilePage, record: int) -> bool:
    return page._seen is not None and page._seen.id == record


def values_painted(page: FilePage) -> bool:
    """Do values stand in the part that can be seen?"""
    first: QWidget = next(iter(page.cards.values()))
    return first.isVisible() and first.height() > 0


def make_shop(folder: Path) -> list[int]:
    """A shop of two people who have told everything about themselves."""
    draft = ShopFolder(folder)
    folder.mkdir(parents=True)
    draft.prepare()
    shop = shops.empty(folder)
    try:
        with shop.write(shops.OWNER, "Fill") as unit:
            people = [_full_customer(unit, seed) for seed in (1, 2)]
        for each in people:
            _change(shop, each)
    finally:
        shop.close()
    slot = owner_slot(shops.VAULT_ID, "", shops.PASSWORD, shops.KEYS, Kdf.CHEAP)
    write_keyring(draft, Keyring(shops.VAULT_ID, 1, (slot,)))
    return people


def _full_customer(unit: Unit, seed: int) -> int:
    chance = random.Random(seed)
    catalogue = CATALOGUES["individual"]
    own = {f: f.kind.sample(chance) for f in catalogue if f.group is None}
    own.pop(catalogue.field("customer_no"), None)
    own[Basics.name] = f"陈晓云{seed}"
    rows = {group: list(_rows(group, chance)) for group in catalogue.groups()}
    made = make(unit, NewCustomer("individual", f"F{seed}", own, rows, []), Origin("demo"))
    for number in range(ENTRIES - CHANGES):
        _WRITTEN[number % len(_WRITTEN)](unit, made, shops.TODAY - timedelta(days=number))
    return made


def _bought(unit: Unit, made: int, day: date) -> None:
    purchases.enter(unit, made, day, 8800, note="明前龙井两盒")


def _called(unit: Unit, made: int, day: date) -> None:
    timeline.log_touch(unit, made, Said("phone", "in", "问新茶", outcome="留两盒", on=day))


def _visited(unit: Unit, made: int, day: date) -> None:
    timeline.visit(unit, made, Said("visit", "out", same="爱喝茶", different="不要糖", on=day))


def _noted(unit: Unit, made: int, day: date) -> None:
    timeline.add_note(unit, made, "每周三下午来，坐窗边", kind="note", on=day)


def _promised(unit: Unit, made: int, day: date) -> None:
    due = day + timedelta(days=7)
    each = timeline.promise(unit, made, "留两盒明前龙井", due, made_on=day)
    if day < shops.TODAY - timedelta(days=20):
        timeline.keep_promise(unit, each)


_WRITTEN = (_bought, _called, _bought, _noted, _bought, _visited, _bought, _promised)


def _change(shop: Shop, record: int) -> None:
    for number in range(CHANGES):
        with shop.write(shops.OWNER, "Edit customer") as unit:
            customers.edit_text(unit, record, {Basics.native_place: f"绍兴{number}"})


def _rows(group: type[Group], chance: random.Random) -> Iterator[dict[Field[Any], Any]]:
    for _ in range(ROWS):
        yield {field: field.kind.sample(chance) for field in group.fields}


if __name__ == "__main__":
    main()
