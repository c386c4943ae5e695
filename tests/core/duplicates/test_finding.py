"""The scan lists who is likely one customer, and never two of one name who are two people."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.catalogue.basics import Basics
from app.catalogue.enterprise import CompanyExtras
from app.core.actor import Actor
from app.core.customers import service as customers
from app.core.duplicates.finding import Pair, like_this, scan
from app.core.duplicates.service import keep_apart, merge
from app.core.errors import Cancelled
from app.core.exchange.layout import What
from app.core.exchange.session import ImportSession
from app.core.people import service as people
from app.core.store.shop import Shop
from tests.factories import make_company, make_customer

LAOWANG = Path(__file__).resolve().parents[2] / "data" / "laowang"


def pairs(shop: Shop, owner: Actor) -> tuple[Pair, ...]:
    with shop.read(owner) as reader:
        return scan(reader)


def person(
    shop: Shop, owner: Actor, name: str, phone: str = "", born: str = "", **more: Any
) -> int:
    texts: dict[Any, str] = {Basics.mobile: phone, Basics.birth_date: born}
    return make_customer(shop, owner, name, **more, texts={f: t for f, t in texts.items() if t})


@pytest.mark.timeout(120)
def test_the_tea_shop(shop: Shop, owner: Actor) -> None:
    """All suspected pairs of truth.json but the three held back, and no homonym."""
    truth = json.loads((LAOWANG / "truth.json").read_text("utf-8"))["members"]
    with ImportSession(shop, owner, LAOWANG / "members.xlsx", What.CUSTOMERS) as session:
        session.run()
    with shop.read(owner) as reader:
        rows = reader.connection.exec_driver_sql("SELECT id, number FROM customer").all()
        numbers = {row[0]: row[1] for row in rows}
        found = {
            tuple(sorted((str(numbers[p.one]), str(numbers[p.other])))): p.likely
            for p in scan(reader)
        }
    expected = {
        tuple(sorted(each["cards"]))
        for each in truth["suspected_duplicates"]
        if each["kind"] != "same_card"  # one number: the second never came in
    }
    apart = {tuple(sorted(each["cards"])) for each in truth["known_non_duplicates"]}
    assert expected <= {pair for pair, likely in found.items() if likely > 1}
    assert not apart & set(found)


@pytest.mark.parametrize(
    ("one", "other", "likely"),
    [
        (("王堃", "15400000001", ""), ("王坤", "15400000001", ""), 3),
        (("王堃", "15400000001", "1990-01-01"), ("王堃", "15400000002", "1990-01-01"), 3),
        (("王堃", "", "农历1990年正月初五"), ("王堃", "", "1990-01-31"), 3),
        (("陈静静", "", "1990-01-01"), ("陈静敬", "", "1990-01-01"), 2),
        (("王堃", "15400000001", "1990-01-01"), ("王堃", "15400000001", "1991-01-01"), 2),
        (("王堃", "15400000001", ""), ("李梅", "15400000001", ""), 1),
        (("王堃", "15400000001", "1990-01-01"), ("王堃", "15400000002", "1991-01-01"), 0),
        (("王堃", "", ""), ("王堃", "", ""), 0),
        (("王堃", "", "1990-01-01"), ("李梅", "", "1990-01-01"), 0),
    ],
)
def test_how_likely(shop: Shop, owner: Actor, one: Any, other: Any, likely: int) -> None:
    person(shop, owner, *one)
    person(shop, owner, *other)
    assert [each.likely for each in pairs(shop, owner)] == ([likely] if likely else [])


def test_card_numbers_that_differ_in_dressing(shop: Shop, owner: Actor) -> None:
    person(shop, owner, "王堃", number="A-0012")
    person(shop, owner, "王堃", number="A12")
    (found,) = pairs(shop, owner)
    assert found.reasons == ("same_name", "same_card")


def test_two_companies_with_one_code(shop: Shop, owner: Actor) -> None:
    code = CompanyExtras.uscc.kind.sample(Random(1))
    for name in ("青坪茶叶有限公司", "云溪商贸"):
        made = make_company(shop, owner, name)
        with shop.write(owner, "Edit customer") as unit:
            customers.edit(unit, made, {CompanyExtras.uscc: code})
    assert [(each.likely, each.reasons) for each in pairs(shop, owner)] == [(3, ("same_code",))]


def test_what_was_said_is_remembered(shop: Shop, owner: Actor) -> None:
    one = person(shop, owner, "王堃", "15400000001")
    other = person(shop, owner, "王坤", "15400000001")
    with shop.write(owner, "Not the same person") as unit:
        keep_apart(unit, other, one)
    assert pairs(shop, owner) == ()


def test_a_couple_with_one_phone_is_no_duplicate(shop: Shop, owner: Actor) -> None:
    one = person(shop, owner, "王堃", "15400000001")
    other = person(shop, owner, "李梅", "15400000001")
    with shop.write(owner, "Link") as unit:
        people.add_link(unit, one, other, "spouse")
    assert pairs(shop, owner) == ()


def test_a_merged_pair_is_settled(shop: Shop, owner: Actor) -> None:
    one = person(shop, owner, "王堃", "15400000001")
    other = person(shop, owner, "王坤", "15400000001")
    with shop.write(owner, "Merge two files") as unit:
        merge(unit, one, [other])
    assert pairs(shop, owner) == ()


def test_the_shops_own_phone_makes_nobody_alike(shop: Shop, owner: Actor) -> None:
    for number in range(25):
        person(shop, owner, f"客{number:02}", "15400000001")
    assert pairs(shop, owner) == ()


def test_while_typing(shop: Shop, owner: Actor) -> None:
    one = person(shop, owner, "王堃", "15400000001", "1990-01-01")
    with shop.read(owner) as reader:
        assert [p.other for p in like_this(reader, "王坤", ["+8615400000001"])] == [one]
        assert [p.other for p in like_this(reader, "王堃", [], "1990-01-01")] == [one]
        assert like_this(reader, "王堃", ["+8615400000009"], "1991-01-01") == ()
        assert like_this(reader, "王堃") == ()


class Cancelling:
    def report(self, done: int, total: int, text: str = "") -> None: ...

    def is_cancelled(self) -> bool:
        return True


def test_cancel_stops_the_scan(shop: Shop, owner: Actor) -> None:
    person(shop, owner, "王堃", "15400000001")
    person(shop, owner, "王坤", "15400000001")
    with shop.read(owner) as reader, pytest.raises(Cancelled):
        scan(reader, Cancelling())
