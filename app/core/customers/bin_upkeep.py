"""The bin once a day: who has lain there for 30 days leaves for good, quietly."""

from datetime import timedelta

from sqlalchemy import select

from app.core.actor import Actor, Right
from app.core.customers.bin import DAYS, empty_bin, lying_since
from app.core.customers.records import customer
from app.core.settings.declared import EMPTY_BIN
from app.core.settings.queries import get
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.store.tables import audit
from app.i18n import N_

TITLE = N_("Empty the bin")


def keep_up(actor: Actor, shop: Shop) -> int:
    """Empty the bin of whoever is due, if this shop and this person may; returns how many."""
    if shop.read_only or not actor.may(Right.EDIT_CUSTOMERS):
        return 0
    with shop.read(actor) as reader:
        if not (get(reader, EMPTY_BIN) and _anybody_due(reader) and _clock_is_trusted(reader)):
            return 0
    with shop.write(actor, TITLE) as unit:
        return empty_bin(unit)


def _anybody_due(reader: Reader) -> bool:
    due = select(customer.c.id).where(lying_since(reader.clock.now() - timedelta(days=DAYS)))
    return reader.connection.execute(due.limit(1)).first() is not None


def _clock_is_trusted(reader: Reader) -> bool:
    """Was somebody here on an earlier day of the last 30? A clock that jumped deletes nobody."""
    now = reader.clock.now()
    earlier = select(audit.c.at).where(audit.c.at < (now - timedelta(hours=12)).isoformat())
    last = reader.connection.execute(earlier.order_by(audit.c.seq.desc()).limit(1)).scalar()
    return last is not None and last >= (now - timedelta(days=DAYS)).isoformat()
