"""Who gets no mailings: a win-back failed, mailings were stopped, and she has not bought since."""

from collections.abc import Iterable

from sqlalchemy import exists, select

from app.core.fading.records import as_ordinal, mailing_stop
from app.core.purchases.records import purchase, to_day
from app.core.store.idlist import id_list
from app.core.store.reader import Reader


def stopped(reader: Reader, customers: Iterable[int]) -> frozenset[int]:
    """Those among them whose mailings are stopped today."""
    stop = mailing_stop.c
    bought_since = exists().where(
        purchase.c.customer_id == stop.customer_id,
        purchase.c.counted == 1,
        purchase.c.bought_day.between(as_ordinal(stop.since), to_day(reader.today)),
    )
    asked = select(stop.customer_id).where(
        stop.customer_id.in_(id_list(customers)), stop.since <= reader.today, ~bought_since
    )
    return frozenset(reader.connection.execute(asked).scalars())
