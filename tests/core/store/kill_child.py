"""The program that the kill test kills: it edits a shop and says what is done.

Each act makes one customer with many parts, and changes the one before. Lines on stdout:
"B 7" when act 7 has begun, "A 7" when it is acknowledged. With `lying` it acknowledges
before the commit, which the test must notice.
"""

import os
import sys
from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from app.core.actor import Actor, Role
from app.core.clock import fixed_clock
from app.core.customers.records import customer, doubt
from app.core.store.files import open_data_file
from app.core.store.shop import Shop
from app.core.vault.keys import Keys
from tests.core.store.rows import add_customer

PARTS = 400


def main(folder: str, vault_id: str, db_key: str, how: str) -> None:
    """Edit until killed."""
    keys = Keys(bytes.fromhex(db_key))
    clock = fixed_clock(date(2026, 11, 22))
    shop = open_data_file(Path(folder), keys, vault_id=vault_id, clock=clock)
    actor = Actor("owner-1", "老王", Role.OWNER, "session-1")
    with shop.read(actor) as reader:
        done = reader.connection.execute(select(func.count()).select_from(customer)).scalar_one()
    while True:
        done += 1
        _one_act(shop, actor, done, lying=how == "lying")
        if how != "lying":
            _say("A", done)


def _one_act(shop: Shop, actor: Actor, number: int, *, lying: bool) -> None:
    with shop.write(actor, "Edit") as unit:
        _say("B", number)
        if lying:
            _say("A", number)
        made = add_customer(unit, str(number))
        row = {"customer_id": made, "field": "note", "reason": "differs", "typed": "字" * 50}
        for part in range(PARTS // 10):
            unit.insert_many(doubt, [{**row, "row_id": part * 10 + i} for i in range(10)])
        before = select(func.max(customer.c.id)).where(customer.c.id < made)
        last = unit.connection.execute(before).scalar()
        if last is not None:
            unit.update(customer, last, handler=f"after {number}")


def _say(what: str, number: int) -> None:
    os.write(1, f"{what} {number}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
