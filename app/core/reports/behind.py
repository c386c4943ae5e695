"""Who stands behind a number of the monthly report."""

from datetime import timedelta

import numpy as np
from sqlalchemy import select

from app.core.actor import Right, needs
from app.core.complaints.records import complaint
from app.core.fading.complaints import weights
from app.core.fading.hints import Standing
from app.core.fading.queries import who_slips
from app.core.fading.ranking import ranked
from app.core.products.queries import buyers
from app.core.purchases.records import to_day
from app.core.reports.visits import visitors
from app.core.store.reader import Reader
from app.core.value.answers import matrix_moved
from app.core.value.groups import Group
from app.core.value.ledger import ledger
from app.core.value.months import first_of
from app.core.value.window import Window, last_days

GROUP_DAYS = 365
BOUGHT, NEW, BOUGHT_BEFORE, NEW_BEFORE = "bought", "new", "bought-before", "new-before"
LEAVING, COMPLAINED, GROUP, PRODUCT = "leaving", "complained", "group", "product"


@needs(Right.SEE_FIGURES)
def behind(reader: Reader, month: int, key: str) -> tuple[int, ...]:
    """The customers whom a number counts; `key` is one of the above, some with ":" and an id."""
    window = days_of(reader, month)
    name, _, detail = key.partition(":")
    if name == LEAVING:
        found = who_slips(reader)
        ids = found.ids[ranked(found, found.rows(Standing.FADING), weights(reader, found))]
    elif name == GROUP:
        matrix = matrix_moved(reader, last_days(window.last, GROUP_DAYS)).matrix
        ids = matrix.members(Group(int(detail)))
    elif name == PRODUCT:
        ids = np.array(buyers(reader, int(detail), window), np.int64)
    elif name == COMPLAINED:
        ids = np.array(_complained(reader, window), np.int64)
    else:
        ids = _visited(reader, month, key)
    return tuple(ids.tolist())


def days_of(reader: Reader, month: int) -> Window:
    """The days of a month, of the present one those up to today."""
    end = first_of(month + 1) - timedelta(days=1)
    return Window(first_of(month), min(end, reader.today))


def _visited(reader: Reader, month: int, key: str) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    window = days_of(reader, month - 1 if key in (BOUGHT_BEFORE, NEW_BEFORE) else month)
    found = visitors(ledger(reader), window)
    return found.new if key in (NEW, NEW_BEFORE) else found.whom


def _complained(reader: Reader, window: Window) -> list[int]:
    assert window.first is not None
    c = complaint.c
    days = c.received_day.between(to_day(window.first), to_day(window.last))
    asked = select(c.customer_id).distinct().where(days, c.customer_id.is_not(None))
    return list(reader.connection.execute(asked).scalars())
