"""Filters of five conditions, and edits of many customers, against the bare SQL.

    python -m tests.benchmarks.filter_benchmark [--customers N] [--purchases M] [--folder F]

`--folder` names a shop made before (key and password of `shops`); it is copied for the edits.
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from app.catalogue.values import Link
from app.core import upkeep
from app.core.customers.queries import ListQuery, first_ids, list_ids
from app.core.opening import open_shop
from app.core.segments import service
from app.core.segments.bulk_preview import Chosen, Mode
from app.core.segments.filter import Condition, Filter
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.store.unit import Unit
from tests.benchmarks.shops import BIG, OWNER, PASSWORD, Size, clock, folder_of, show

MOST_FIRST = 200.0
MOST_TIMES = 2.0
MOST_EDIT = 10.0
EDITED = 100_000


def condition(field: str, op: str, value: object = None) -> Condition:
    """A row of a filter."""
    return Condition(field, op, value)


FILTERS: dict[str, tuple[Filter, str]] = {
    "birthday month, dish, silent, spent, tag": (
        Filter(
            (
                condition("birth_date", "month", ("8",)),
                condition("favourite_dishes", "any", ("茶",)),
                condition("silent_days", "more", 90),
                condition("revenue", "at_least", 1000),
                condition("tags", "any", ("老客户", "常客")),
            )
        ),
        """SELECT c.id FROM customer AS c WHERE c.binned_on IS NULL
        AND EXISTS (SELECT 1 FROM occasion AS o WHERE o.customer_id = c.id
            AND o.kind = 'birthday' AND +o.calendar = 'solar' AND +o.month = 8)
        AND EXISTS (SELECT 1 FROM individual AS i WHERE i.id = c.id
            AND i.favourite_dishes LIKE '%茶%')
        AND c.last_purchase_day < 739852 AND c.revenue >= 1000
        AND (instr(c.tags, '"老客户"') > 0 OR instr(c.tags, '"常客"') > 0)
        ORDER BY +c.sort_key, c.id""",
    ),
    "phone tail, and four plain ones": (
        Filter(
            (
                condition("mobile", "ends", "1234"),
                condition("purchases", "at_least", 0),
                condition("kind", "any", ("individual",)),
                condition("name", "filled"),
                condition("favourite_dishes", "none", ("可乐",)),
            )
        ),
        """SELECT c.id FROM customer AS c JOIN individual AS i ON i.id = c.id
        WHERE c.binned_on IS NULL AND i.mobile LIKE '%1234","typed"%' AND c.purchases >= 0
        AND c.kind = 'individual' AND c.name <> ''
        AND coalesce(i.favourite_dishes, '') NOT LIKE '%可乐%' ORDER BY +c.sort_key, c.id""",
    ),
    "five that no index knows": (
        Filter(
            (
                condition("favourite_dishes", "any", ("茶",)),
                condition("home_address", "filled"),
                condition("sex", "any", ("female",)),
                condition("name", "lacks", "王"),
                condition("silent_days", "more", 30),
            )
        ),
        """SELECT c.id FROM customer AS c JOIN individual AS i ON i.id = c.id
        WHERE c.binned_on IS NULL AND i.favourite_dishes LIKE '%茶%'
        AND i.home_address IS NOT NULL AND i.sex = 'female' AND c.name NOT LIKE '%王%'
        AND c.last_purchase_day < 739912 ORDER BY +c.sort_key, c.id""",
    ),
    "any of three": (
        Filter(
            (
                condition("favourite_dishes", "any", ("茶",)),
                condition("revenue", "more", 500_000),
                condition("birth_date", "month", ("2",)),
            ),
            any=True,
        ),
        """SELECT c.id FROM customer AS c WHERE c.binned_on IS NULL AND (c.revenue > 500000
        OR EXISTS (SELECT 1 FROM individual AS i WHERE i.id = c.id
            AND i.favourite_dishes LIKE '%茶%')
        OR EXISTS (SELECT 1 FROM occasion AS o WHERE o.customer_id = c.id
            AND o.kind = 'birthday' AND +o.calendar = 'solar' AND +o.month = 2))
        ORDER BY +c.sort_key, c.id""",
    ),
}


def main() -> None:
    """Measure filters, then edits on a copy."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=BIG.customers)
    parser.add_argument("--purchases", type=int, default=BIG.purchases)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--no-edits", action="store_true")
    options = parser.parse_args()
    folder = options.folder or folder_of(Size(options.customers, options.purchases))
    shop = opened(folder)
    with shop.read(OWNER) as reader:
        list_ids(reader, ListQuery())  # the pages of the narrow table are read once
        for name, (asked, bare) in FILTERS.items():
            measure(reader, name, asked, bare)
    shop.close()
    if not options.no_edits:
        with tempfile.TemporaryDirectory() as place:
            measure_edits(opened(Path(shutil.copytree(folder, Path(place) / folder.name))))


def opened(folder: Path) -> Shop:
    """The shop in a folder."""
    state = folder.with_suffix(".state")
    return open_shop(folder, None, PASSWORD, clock=clock(), app_state=state, upkeep=upkeep.ALL)[0]


def measure(reader: Reader, name: str, asked: Filter, bare: str) -> None:
    """First rows, everybody, and the bare SQL in the same run."""
    query = ListQuery(filter=asked)
    soon = milliseconds(lambda: first_ids(reader, query))
    whole = milliseconds(lambda: list_ids(reader, query))
    alone = milliseconds(lambda: reader.connection.exec_driver_sql(bare).all())
    found = len(list_ids(reader, query))
    first = first_ids(reader, query)
    times = whole / alone
    show(f"{name}: {found} found")
    show(f"    first {len(first)} rows {soon:.0f} ms (limit {MOST_FIRST:.0f}),")
    show(f"    all {whole:.0f} ms, bare SQL {alone:.0f} ms: {times:.2f} x (limit {MOST_TIMES})")


def milliseconds(do: Callable[[], object]) -> float:
    """The better of two runs."""
    times = []
    for _ in range(2):
        began = time.perf_counter()
        do()
        times.append((time.perf_counter() - began) * 1000)
    return min(times)


def measure_edits(shop: Shop) -> None:
    """100,000 customers edited, and the edit undone."""
    with shop.read(OWNER) as reader:
        ids = tuple(list_ids(reader, ListQuery())[:EDITED])
    chosen = Chosen(ListQuery(), ids)
    edits: dict[str, Callable[[Unit], int]] = {
        "handler": lambda unit: service.edit_many(unit, chosen, "handler", "小李"),
        "motto": lambda unit: service.edit_many(unit, chosen, "motto", "早起"),
        "employer, which is found": lambda unit: service.edit_many(
            unit, chosen, "employer_name", Link("恒通公司")
        ),
        "dishes, added to": lambda unit: service.edit_many(
            unit, chosen, "favourite_dishes", ("粤菜",), Mode.ADD
        ),
        "tags": lambda unit: service.add_tags(unit, chosen, ("新标签",)),
        "to the bin": lambda unit: service.move_many_to_bin(unit, chosen),
    }
    for name, edit in edits.items():
        began, busy = time.perf_counter(), time.process_time()
        with shop.write(OWNER, "Edit many") as unit:
            changed = edit(unit)
        done, done_busy = time.perf_counter() - began, time.process_time() - busy
        began, busy = time.perf_counter(), time.process_time()
        with shop.write(OWNER, "Undo") as undo:
            undo_act(undo, unit.act_id)
        back, back_busy = time.perf_counter() - began, time.process_time() - busy
        show(
            f"{name}: {changed} changed in {done:.1f} s (processor {done_busy:.1f}),"
            f" undone in {back:.1f} s (processor {back_busy:.1f}; limit {MOST_EDIT})"
        )
    shop.close()


if __name__ == "__main__":
    main()
