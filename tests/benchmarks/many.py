"""A shop of 1,000,000 customers with 10,000,000 purchases, a line on each, made once.

    python -m tests.benchmarks.many [--purchases M]

It begins as a copy of the shop of a million purchases; the rest goes straight into its tables,
without their indexes, which are made at the end. One receipt in fifty is a return of an
earlier one; every tenth product lasts two years, every twentieth is for babies.
"""

import argparse
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Connection, inspect, text

from app.core import upkeep
from app.core.products.bulk import products_for
from app.core.purchases.records import purchase, purchase_line, to_day
from app.core.purchases.summaries import refresh_summaries
from app.core.store.changes import ALL
from app.core.store.files import open_data_file
from app.core.store.shop import Shop
from tests.benchmarks import shops
from tests.benchmarks.up_to_date import bring_up_to_date

MANY = shops.Size(1_000_000, 10_000_000)
_AT_A_TIME = 250_000
_PRODUCTS = 3_000
_RETURNS = 50
_BACK_FROM = 50_001  # a return names a receipt so many rows above it: some days earlier
_INSERT = (
    "INSERT INTO purchase (id, number, number_key, customer_id, bought_day, bought_time, kind,"
    " amount, original_number, original_key, payment, counted, net)"
    " VALUES (?, ?, ?, ?, ?, '14:20', ?, ?, ?, ?, '微信', ?, ?)"
)
_LINES = f"""INSERT INTO purchase_line (purchase_id, position, item, category, quantity, unit,
 price, amount, product_id) SELECT id, 1, '茶' || (id * 7919 % {_PRODUCTS}), '类' || (id % 9),
 1000000, '盒', amount, amount, 1 + id * 7919 % {_PRODUCTS} FROM purchase"""
_KINDS = (
    "UPDATE product SET life_months = 24 WHERE id % 10 = 0",
    "UPDATE product SET stage = 'baby' WHERE id % 20 = 1",
)


def folder_of(size: shops.Size = MANY) -> Path:
    """Where it stands, made first if it is not there."""
    start = shops.folder_of(replace(size, purchases=shops.BIG.purchases))
    folder = start.with_name(f"{size.customers}-{size.purchases}.shuke")
    if not folder.exists():
        draft = folder.with_suffix(".unfinished")
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(start, draft)
        shop = open_data_file(
            draft, shops.KEYS, vault_id=shops.VAULT_ID, clock=shops.clock(), upkeep=upkeep.ALL
        )
        try:
            fill(shop, size.purchases)
        finally:
            shop.close()
        draft.rename(folder)
    return folder


def fill(shop: Shop, purchases: int) -> None:
    """More receipts, a line on each, then everything that is derived of them."""
    with shop.writer.connect() as writer, writer.begin():
        bring_up_to_date(writer)
        _drop_indexes(writer)
        have = int(writer.execute(text("SELECT max(id) FROM purchase")).scalar() or 0)
        people = [int(row) for row in writer.scalars(text("SELECT id FROM customer ORDER BY id"))]
    with shop.write(shops.OWNER, "Fill with products") as unit:
        products_for(unit, ({"item": f"茶{n}"} for n in range(_PRODUCTS)), None)
    for rows in _receipts(np.array(people), have, purchases - have):
        with shop.writer.connect() as writer, writer.begin():
            _driver(writer).executemany(_INSERT, rows)
        shops.show(f"{rows[-1][0]:,} purchases")
    with shop.writer.connect() as writer, writer.begin():
        for statement in (*_KINDS, _LINES):
            writer.execute(text(statement))
    shops.show("lines are there")
    with shop.writer.connect() as writer, writer.begin():
        bring_up_to_date(writer)
    shops.show("indexes are there")
    with shop.write(shops.OWNER, "Fill with purchases") as unit:
        refresh_summaries(unit, ALL)


def _driver(writer: Connection) -> Any:
    return writer.connection.driver_connection


def _drop_indexes(writer: Connection) -> None:
    for table in (purchase, purchase_line):
        for index in inspect(writer).get_indexes(table.name):
            writer.execute(text(f"DROP INDEX {index['name']}"))


def _receipts(people: Any, have: int, count: int) -> Iterator[list[tuple[Any, ...]]]:
    chance = np.random.default_rng(7)
    first = to_day(shops.TODAY) - shops.DAYS + 1
    days = np.sort(chance.integers(0, shops.DAYS, count)) + first
    whom = people[(len(people) * chance.random(count) ** 2).astype(np.int64)]
    money = chance.lognormal(9, 0.9, count).astype(np.int64)
    for low in range(0, count, _AT_A_TIME):
        places = range(low, min(low + _AT_A_TIME, count))
        yield [_row(k, have, days, whom, money) for k in places]


def _row(place: int, have: int, days: Any, whom: Any, money: Any) -> tuple[Any, ...]:
    row_id, number, day = have + place + 1, f"S{have + place}", int(days[place])
    earlier = place - _BACK_FROM
    if place % _RETURNS or earlier < 0 or not earlier % _RETURNS:
        who, paid = int(whom[place]), int(money[place])
        return (row_id, number, number.lower(), who, day, "sale", paid, None, None, 1, paid)
    who, named = int(whom[earlier]), f"S{have + earlier}"
    given = -int(money[earlier]) // (1 + place // _RETURNS % 2)  # every second one: half of it
    return (row_id, number, number.lower(), who, day, "return", given, named, named.lower(), 0, 0)


def main() -> None:
    """Make it, or say where it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=MANY.customers)
    parser.add_argument("--purchases", type=int, default=MANY.purchases)
    options = parser.parse_args()
    shops.show(str(folder_of(shops.Size(options.customers, options.purchases))))


if __name__ == "__main__":
    main()
