"""What a real shop holds, read back as the cells of the plain model."""

from typing import Any

from sqlalchemy import select

from app.catalogue.family import Child
from app.core.actor import Actor
from app.core.customers.records import contact, customer, search_text
from app.core.people.records import customer_link, relative
from app.core.purchases.records import purchase, purchase_summary
from app.core.store.profiles import load_many
from app.core.store.shop import Shop
from app.core.timeline.records import note, promise
from tests.core.paper_shop import Cells


def seen(shop: Shop, owner: Actor) -> Cells:
    """All cells of the model, as the file holds them."""
    found: Cells = {}
    with shop.read(owner) as reader:
        rows = reader.connection.execute(select(customer)).all()
        for stored in load_many(reader, [row.id for row in rows], sealed=True).values():
            found |= _cells_of(stored)
        for row in reader.connection.execute(select(note)):
            found["note", row.text] = row.customer_id
        for row in reader.connection.execute(select(relative)):
            found["relative", row.name] = row.customer_id
        for row in reader.connection.execute(select(promise)):
            found["promise", row.what] = (row.customer_id, row.state)
        for row in reader.connection.execute(select(purchase)):
            found["purchase", row.note] = (row.customer_id, row.amount)
        for row in reader.connection.execute(select(customer_link)):
            found["link", row.customer_id, row.other_id] = True
    return found


def derived(shop: Shop, owner: Actor) -> list[list[tuple[Any, ...]]]:
    """What is made from other values: list columns, search text, contacts, sums."""
    asked = [
        select(customer).order_by(customer.c.id),
        select(contact.c.customer_id, contact.c.field, contact.c.value).order_by(
            contact.c.customer_id, contact.c.field, contact.c.value
        ),
        select(purchase_summary).order_by(purchase_summary.c.customer_id),
        select(purchase).order_by(purchase.c.id),
    ]
    words = select(search_text.c.id, search_text.c.terms).order_by(search_text.c.id)
    with shop.read(owner) as reader:
        run = reader.connection.execute
        found = [[tuple(row) for row in run(each)] for each in asked]
        return [*found, [(row.id, sorted(row.terms.split())) for row in run(words)]]


def _cells_of(stored: Any) -> Cells:
    one, record = stored.record["id"], stored.record
    heir, binned = record["merged_into"], record["binned_on"]
    found: Cells = {("file", one): ("merged", heir) if heir else "bin" if binned else "list"}
    for each, value in stored.values.items():
        if each.key != "customer_no":
            found["value", one, each.key] = value
    for row in stored.rows.get(Child, ()):
        found["child", one, row.values[Child.name]] = True
    return found


def row_of(shop: Shop, owner: Actor, table: Any, column: Any, word: str) -> int:
    """The row of a table that bears this word."""
    with shop.read(owner) as reader:
        asked = select(table.c.id).where(column == word)
        return int(reader.connection.execute(asked).scalar_one())


def child_row(shop: Shop, owner: Actor, one: int, name: str) -> int:
    """The row of her child of this name."""
    with shop.read(owner) as reader:
        rows = load_many(reader, [one], sealed=True)[one].rows[Child]
    return next(row.id for row in rows if row.values[Child.name] == name)
