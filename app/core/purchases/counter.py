"""What whoever stands at the till should know of a customer before the sale."""

from dataclasses import dataclass

from app.core.actor import Right, needs
from app.core.customers.profile import profile
from app.core.purchases import queries
from app.core.purchases.credit import Account, account
from app.core.purchases.delivery import open_orders
from app.core.purchases.queries import Purchase
from app.core.store.reader import Reader
from app.core.timeline import notes
from app.core.timeline.promises import Promise, open_promises

_FEW = 3


@dataclass(frozen=True)
class AtCounter:
    """A customer as the page of a new purchase shows her; money in fen."""

    id: int
    name: str
    number: str | None
    is_company: bool
    last: Purchase | None
    last_items: tuple[str, ...]
    orders: tuple[Purchase, ...]
    promises: tuple[Promise, ...]
    minds: tuple[str, ...]
    account: Account


@needs(Right.SEE_CUSTOMERS)
def at_counter(reader: Reader, customer_id: int) -> AtCounter:
    """The last purchase, what is open, what to mind, and what is owed."""
    found = profile(reader, customer_id)
    last = queries.last_sale(reader, customer_id)
    items = queries.lines(reader, last.id) if last else ()
    return AtCounter(
        id=customer_id,
        name=found.name,
        number=found.number,
        is_company=found.kind == "company",
        last=last,
        last_items=tuple(each.item for each in items if each.item)[:_FEW],
        orders=open_orders(reader, customer_id, _FEW),
        promises=open_promises(reader, customer_id, _FEW),
        minds=tuple(each.text for each in notes.avoids(reader, customer_id, _FEW)),
        account=account(reader, customer_id),
    )
