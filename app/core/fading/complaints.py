"""Who complained lately: being silent after a complaint is a reason to hurry."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, or_, select

from app.core.actor import Right, needs
from app.core.complaints.records import complaint
from app.core.fading.hints import Fading
from app.core.fading.rhythm import Integers
from app.core.purchases.records import from_day, to_day
from app.core.store.idlist import id_list
from app.core.store.reader import Reader

_LATELY, _HEAVIER = 180, 2  # days; times what would be lost
_WEIGHS = complaint.c.customer_id.is_not(None)


@needs(Right.SEE_FIGURES)
def weights(reader: Reader, found: Fading) -> NDArray[np.int8]:
    """One for each row: 2 for whoever complained in 180 days or waits for an end of it, else 1."""
    made = np.ones(len(found.ids), np.int8)
    ids = _complainers(reader)
    if len(ids) and len(made):
        place = np.minimum(np.searchsorted(found.ids, ids), len(made) - 1)
        made[place[found.ids[place] == ids]] = _HEAVIER
    return made


@needs(Right.SEE_CUSTOMERS)
def complained(reader: Reader, customers: Sequence[int]) -> dict[int, date]:
    """The day of the last complaint that weighs, of these customers alone."""
    cells = complaint.c
    asked = (
        select(cells.customer_id, func.max(cells.received_day))
        .where(cells.customer_id.in_(id_list(customers)))
        .where(or_(cells.received_day > _since(reader), cells.settled_at.is_(None)))
        .group_by(cells.customer_id)
    )
    return {who: from_day(day) for who, day in reader.connection.execute(asked)}


def _complainers(reader: Reader) -> Integers:
    """Two small searches, each by its own index, instead of one over all complaints."""
    lately = select(complaint.c.customer_id).where(
        _WEIGHS, complaint.c.received_day > _since(reader)
    )
    waiting = select(complaint.c.customer_id).where(_WEIGHS, complaint.c.settled_at.is_(None))
    rows = reader.connection.scalars(lately.union(waiting)).all()
    return np.array(rows, np.int64)


def _since(reader: Reader) -> int:
    return to_day(reader.today) - _LATELY
