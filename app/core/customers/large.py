"""How large a book is: in a large one an answer about everybody is not kept for nobody."""

from sqlalchemy import func, select

from app.core.customers.records import customer
from app.core.store.engine import let_caches_go
from app.core.store.reader import Reader
from app.core.store.shelf import LARGE


def is_large(reader: Reader) -> bool:
    """Do answers about everybody take so much memory that only those looked at are kept?

    Told by the newest number, which an index knows at once; the bin counts, too.
    """
    newest = reader.connection.execute(select(func.max(customer.c.id))).scalar()
    return (newest or 0) >= LARGE


def leave(reader: Reader) -> bool:
    """A page was left: should it let its answer go? Then what was read for it goes first."""
    large = is_large(reader)
    if large:
        let_caches_go(reader.connection)
    return large
