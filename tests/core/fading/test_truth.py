"""Who is slipping away from the tea shop: every card, every number of its truth file."""

from collections.abc import Iterator

import numpy as np
import pytest

from app.core.actor import Actor
from app.core.fading.hints import Fading, Standing, fading
from app.core.purchases import bulk
from app.core.store.changes import ALL
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.value import queries
from app.core.value.ledger import ledger
from tests.core.purchases.people import add_customers
from tests.core.purchases.till import LAOWANG, laowang_receipts, truth


@pytest.fixture
def laowang(shop: Shop, owner: Actor) -> Iterator[Reader]:
    """The tea shop's members (cards only) and their whole till."""
    told = truth(LAOWANG)
    rows = told["members"]["rows"]
    cards = [row["card"] for row in rows if row["status"] == "importable"]
    bad = {entry["record"] for entry in told["purchases"]["rejected"]}
    with shop.write(owner, "Import") as unit:
        ids = add_customers(unit, cards)
        bulk.finish(unit, *bulk.add_receipts(unit, laowang_receipts(ids, bad)), ALL)
    with shop.read(owner) as reader:
        yield reader


def told_of(found: Fading, row: int) -> dict[str, float | None]:
    known = bool(found.rhythms.known[row])
    return {
        "silent": int(found.silent[row]),
        "median_gap": float(found.rhythms.median[row]) if known else None,
        "gaps": int(found.rhythms.gaps[row]),
        "f_recent": int(found.visits_recent[row]),
        "f_prev": int(found.visits_before[row]),
        "m_recent": int(found.money_recent[row]) / 100,
        "m_prev": int(found.money_before[row]) / 100,
    }


def test_every_card_of_the_tea_shop(laowang: Reader) -> None:
    found = fading(ledger(laowang))
    names = queries.named(laowang, found.ids.tolist())
    hinted = found.rows(Standing.FADING)
    hints = {names[int(found.ids[row])].number: told_of(found, row) for row in hinted}
    assert hints == truth(LAOWANG)["churn"]["hints"]
    gone = {names[int(found.ids[row])].number for row in found.rows(Standing.LAPSED)}
    assert gone == set(truth(LAOWANG)["churn"]["lapsed_or_one_time"])
    assert not np.isnan(found.rhythms.median[found.rhythms.known]).any()
