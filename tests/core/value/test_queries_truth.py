"""The tea shop's and CDNOW's matrix and scores equal their truth files, customer by customer."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.core.actor import Actor
from app.core.purchases import bulk
from app.core.purchases.records import purchase, to_day
from app.core.store.changes import ALL
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.value import answers, queries
from app.core.value.concentration import concentration
from app.core.value.groups import Group
from app.core.value.matrix import Matrix
from app.core.value.months import Span, first_of
from app.core.value.takings import revenue_by_month
from app.core.value.window import all_time, last_days
from tests.conftest import TODAY
from tests.core.purchases.people import add_customers
from tests.core.purchases.till import CDNOW, LAOWANG, cdnow_rows, laowang_receipts, truth
from tests.ready_shops import ReadyShops

TRUTH_WORDS = {"best": 0, "spender": 1, "frequent": 2, "uncertain": 3}


def tea_shop(shop: Shop, owner: Actor) -> None:
    """The tea shop's members (cards only) and their whole till."""
    told = truth(LAOWANG)
    rows = told["members"]["rows"]
    cards = [row["card"] for row in rows if row["status"] == "importable"]
    bad = {entry["record"] for entry in told["purchases"]["rejected"]}
    with shop.write(owner, "Import") as unit:
        ids = add_customers(unit, cards)
        bulk.finish(unit, *bulk.add_receipts(unit, laowang_receipts(ids, bad)), ALL)


@pytest.fixture
def laowang(ready: ReadyShops, owner: Actor, tmp_path: Path) -> Iterator[Reader]:
    """That shop, open to be read."""
    copied = ready.copy(tea_shop, owner, tmp_path / "tea.shuke")
    with copied as shop, shop.read(owner) as reader:
        yield reader


@pytest.fixture
def cdnow(shop: Shop, owner: Actor) -> Iterator[Reader]:
    """CDNOW's customers and purchases."""
    if not CDNOW.exists():
        pytest.skip("CDNOW's purchases are not here")
    rows = list(cdnow_rows())
    with shop.write(owner, "Import") as unit:
        ids = add_customers(unit, dict.fromkeys(row[0] for row in rows))
        new = (bulk.NewReceipt(to_day(day), fen, ids[who]) for who, day, fen in rows)
        bulk.finish(unit, *bulk.add_receipts(unit, new), ALL)
    with shop.read(owner) as reader:
        yield reader


def rounded(value: Fraction | None, places: int = 6) -> float:
    assert value is not None
    return float(round(value, places))


def counts(found: Matrix) -> dict[str, int]:
    return {word: found.count(Group(code)) for word, code in TRUTH_WORDS.items()}


@pytest.mark.parametrize("part", ["last_365_days", "all_time"])
def test_every_card_of_the_tea_shop(laowang: Reader, part: str) -> None:
    told = truth(LAOWANG)["marcus"][part]
    window = all_time(TODAY) if part == "all_time" else last_days(TODAY)
    found = queries.matrix(laowang, window)
    names = queries.named(laowang, found.ids.tolist())
    cards = {
        str(names[int(who)].number): {"n": n, "v": v / 100, "cls": list(TRUTH_WORDS)[code]}
        for who, n, v, code in zip(
            found.ids,
            *(each.tolist() for each in (found.purchases, found.revenue, found.groups)),
            strict=True,
        )
    }
    assert cards == told["cards"]
    assert counts(found) == told["counts"]
    assert (found.customers, found.total_purchases) == (told["customers"], told["purchases"])
    assert found.total_revenue == round(told["revenue"] * 100)
    assert rounded(found.purchases_per_customer) == told["f"]
    assert rounded(found.average_purchase and found.average_purchase / 100) == told["a"]


def test_all_time_added_up_is_all_time_kept(laowang: Reader) -> None:
    kept = queries.matrix(laowang, all_time(TODAY))
    walked = queries.matrix(laowang, last_days(TODAY, 4000))
    for column in ("ids", "purchases", "revenue", "groups"):
        assert (getattr(kept, column) == getattr(walked, column)).all()


def test_rfm_of_every_card(laowang: Reader) -> None:
    told = truth(LAOWANG)["rfm"]
    found = queries.rfm(laowang, all_time(TODAY))
    names = queries.named(laowang, found.ids.tolist())
    cards = {
        str(names[int(who)].number): {
            "days": int(found.days[row]),
            "f": int(found.purchases[row]),
            "m": int(found.revenue[row]) / 100,
            "score": found.score(row),
        }
        for row, who in enumerate(found.ids)
    }
    assert cards == told


def test_the_till_of_the_tea_shop(laowang: Reader) -> None:
    told = truth(LAOWANG)["purchases"]
    asked = select(purchase.c.kind, func.count()).group_by(purchase.c.kind)
    kinds = {kind: count for kind, count in laowang.connection.execute(asked)}
    assert kinds == {
        "sale": told["sale_receipts"],
        "return": told["return_receipts"],
        "refund": told["unlinked_refunds"],
    }
    gone = select(func.count()).where(purchase.c.kind == "sale", purchase.c.counted == 0)
    assert laowang.connection.execute(gone).scalar() == told["fully_returned_receipts"]
    net = laowang.connection.execute(select(func.sum(purchase.c.net))).scalar()
    assert net == round(told["total_amount"] * 100)
    assert queries.matrix(laowang, all_time(TODAY)).customers == told["customers_with_purchases"]


def test_revenue_by_month(laowang: Reader) -> None:
    told = truth(LAOWANG)["purchases"]["revenue_by_month"]
    found = {
        f"{first_of(month):%Y-%m}": fen / 100 for month, fen in revenue_by_month(laowang).items()
    }
    assert found == told
    grown = answers.grown(laowang, Span.MONTH)
    assert grown.total.sum() == round(sum(told.values()) * 100)


def test_the_pages_say_the_same(laowang: Reader) -> None:
    """What the pages reckon on the ledger is what the command line says."""
    for window in (all_time(TODAY), last_days(TODAY)):
        found, told = answers.matrix_moved(laowang, window).matrix, queries.matrix(laowang, window)
        for column in ("ids", "purchases", "revenue", "groups"):
            assert (getattr(found, column) == getattr(told, column)).all()
    found_rfm = answers.rfm_scores(laowang, all_time(TODAY)).rfm
    told_rfm = queries.rfm(laowang, all_time(TODAY))
    assert (found_rfm.composite == told_rfm.composite).all()


def test_cdnow(cdnow: Reader) -> None:
    walk = last_days(date(1998, 6, 30), 546)
    parts = {False: "marcus_every_line_a_purchase", True: "marcus_same_day_merged"}
    for merge, part in parts.items():
        told = truth(CDNOW)[part]
        for window in (all_time(TODAY), walk):
            found = queries.matrix(cdnow, window, merge_days=merge)
            assert (found.customers, found.total_purchases) == (
                told["customers"],
                told["purchases"],
            )
            assert rounded(found.purchases_per_customer) == told["f"]
            assert rounded(found.average_purchase and found.average_purchase / 100) == told["a"]
            assert counts(found) == told["counts"]
    spread = truth(CDNOW)["revenue_concentration"]
    abc = concentration(queries.matrix(cdnow, all_time(TODAY)).revenue.tolist())
    assert rounded(abc.gini) == spread["gini"]
    assert rounded(abc.gini_small_sample) == spread["gini_small_sample"]
    assert {letter: abc.letters.count(letter) for letter in "ABC"} == spread["abc"]
