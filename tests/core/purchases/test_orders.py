"""Promised days, accounts, units found again, and what draws a customer."""

from datetime import date, timedelta
from fractions import Fraction
from functools import partial

import pytest

from app.catalogue.basics import Basics
from app.catalogue.enterprise import Dealings
from app.core.actor import Actor
from app.core.errors import Refused
from app.core.products.service import NewProduct, add
from app.core.purchases import attraction, delivery, queries
from app.core.purchases.credit import account, receive
from app.core.purchases.entry import EntryLine, NewEntry, enter_receipt
from app.core.purchases.finding import find_units
from app.core.purchases.payments import is_on_account, method_of
from app.core.purchases.returning import Pick, give_back
from app.core.purchases.service import void
from app.core.store.shop import Shop
from tests.conftest import TODAY
from tests.core.purchases.people import add_customer
from tests.factories import make_company, make_customer

DAY = date(2026, 11, 3)


def order(shop: Shop, owner: Actor, promised: date, delivered: date | None = None) -> int:
    with shop.write(owner, "Order") as unit:
        new = NewEntry(
            None, DAY, (EntryLine("茶", price=100),), promised_on=promised, delivered_on=delivered
        )
        return enter_receipt(unit, new)


def test_how_promised_days_were_kept(shop: Shop, owner: Actor) -> None:
    order(shop, owner, date(2026, 11, 10), date(2026, 11, 9))
    order(shop, owner, date(2026, 11, 10), date(2026, 11, 14))
    late = order(shop, owner, date(2026, 11, 12))
    order(shop, owner, TODAY)
    order(shop, owner, TODAY + timedelta(5))
    with shop.write(owner, "Void") as unit:
        void(unit, order_gone := enter_receipt(
            unit, NewEntry(None, DAY, amount=5, promised_on=date(2026, 11, 5))
        ))  # fmt: skip
    with shop.read(owner) as reader:
        found = delivery.kept(reader, DAY, TODAY + timedelta(30))
        assert (found.due, found.on_time, found.late, found.late_open) == (4, 1, 1, 1)
        assert (found.share, found.median_delay) == (Fraction(1, 3), Fraction(3, 2))
        nothing = delivery.kept(reader, date(2025, 1, 1), date(2025, 1, 2))
        assert (nothing.due, nothing.share, nothing.median_delay) == (0, None, None)
        open_ = delivery.open_orders(reader)
        assert open_[0].id == late
        assert len(open_) == 3
        assert order_gone not in [each.id for each in open_]
    with shop.write(owner, "Deliver") as unit:
        assert delivery.deliver(unit, late, date(2026, 11, 12))
    with shop.read(owner) as reader:
        assert delivery.kept(reader, DAY, TODAY).on_time == 2
    with shop.write(owner, "Deliver") as unit:
        assert delivery.not_delivered(unit, late)
        assert delivery.promise(unit, late, None)
    with shop.read(owner) as reader:
        assert delivery.kept(reader, DAY, TODAY).due == 3


def test_days_that_cannot_be_are_refused(shop: Shop, owner: Actor) -> None:
    made = order(shop, owner, TODAY)
    for on in (TODAY + timedelta(1), DAY - timedelta(1)):
        with pytest.raises(Refused), shop.write(owner, "Deliver") as unit:
            delivery.deliver(unit, made, on)
    with pytest.raises(Refused), shop.write(owner, "Promise") as unit:
        delivery.promise(unit, made, DAY - timedelta(1))
    with shop.write(owner, "Return") as unit:
        back = give_back(unit, made, [Pick(1)], TODAY)
    with pytest.raises(Refused), shop.write(owner, "Deliver") as unit:
        delivery.deliver(unit, back, TODAY)


def on_account(shop: Shop, owner: Actor, who: int, on: date, amount: int) -> int:
    with shop.write(owner, "Sell") as unit:
        return enter_receipt(unit, NewEntry(who, on, amount=amount, payment="挂账"))


def test_what_a_company_owes(shop: Shop, owner: Actor) -> None:
    texts = {Dealings.credit_status: "A 10000元", Dealings.trade_terms: "月结"}
    who = make_company(shop, owner, texts=texts)
    on_account(shop, owner, who, date(2026, 8, 1), 300_00)
    on_account(shop, owner, who, date(2026, 10, 1), 500_00)
    on_account(shop, owner, who, date(2026, 11, 20), 100_00)
    with shop.write(owner, "Sell") as unit:
        enter_receipt(unit, NewEntry(who, DAY, amount=999, payment="现金"))
        receive(unit, who, 350_00, date(2026, 11, 1), payment="转账")
    with shop.read(owner) as reader:
        found = account(reader, who)
    assert (found.limit, found.balance, found.left) == (10_000_00, 550_00, 9_450_00)
    assert (found.overdue, found.since, found.days) == (450_00, date(2026, 10, 1), 30)
    assert found.is_used
    assert "A" in found.standing
    assert found.terms


def test_returns_lower_what_is_owed_and_paying_ahead_is_said(shop: Shop, owner: Actor) -> None:
    who = make_company(shop, owner)
    with shop.read(owner) as reader:
        assert not account(reader, who).is_used
    sale = on_account(shop, owner, who, date(2026, 8, 1), 300_00)
    with shop.write(owner, "Void") as unit:
        void(unit, sale)
        receive(unit, who, 50_00, DAY)
    with shop.read(owner) as reader:
        found = account(reader, who)
    assert (found.balance, found.overdue, found.since, found.left) == (-50_00, 0, None, None)


def test_a_payment_needs_a_sum_a_day_and_somebody(shop: Shop, owner: Actor) -> None:
    who = make_customer(shop, owner)
    for said in ((who, 0, DAY), (who, 5, TODAY + timedelta(1)), (99, 5, DAY)):
        with pytest.raises(Refused), shop.write(owner, "Pay") as unit:
            receive(unit, *said)
    with shop.read(owner) as reader:
        assert account(reader, who).limit is None


def test_ways_to_pay_are_known_in_both_languages() -> None:
    assert [method_of(text) for text in ("微信", " WX ", "Alipay", "刷卡", "券", None)] == [
        "wechat", "wechat", "alipay", "card", None, None,
    ]  # fmt: skip
    assert is_on_account("月结")
    assert not is_on_account("现金")


def test_a_unit_is_found_by_serial_receipt_and_phone(shop: Shop, owner: Actor) -> None:
    who = make_customer(shop, owner, texts={Basics.mobile: "15400001234"})
    with shop.write(owner, "Sell") as unit:
        stove = add(unit, NewProduct("炉子", life_months=60))
        first = enter_receipt(
            unit,
            NewEntry(who, DAY, (EntryLine(product_id=stove, price=9, serial="SN-77a"),)),
        )
        second = enter_receipt(unit, NewEntry(None, DAY, (EntryLine("锅", price=9),), number="R5"))
    with shop.read(owner) as reader:
        (unit_found,) = find_units(reader, "sn-7")
        assert (unit_found.purchase_id, unit_found.found_by) == (first, "serial")
        assert (unit_found.life_months, unit_found.customer_id) == (60, who)
        assert [each.purchase_id for each in find_units(reader, " r5 ")] == [second]
        assert [each.found_by for each in find_units(reader, "15400001234")] == ["customer"]
        assert [each.purchase_id for each in find_units(reader, "1234")] == [first]
        assert find_units(reader, "  ") == find_units(reader, "SN-78") == ()


def lines(number: int, **said: object) -> list[attraction._Bought]:
    plain: dict[str, object] = {
        "amount": 100, "discount": None, "service": False, "brand": None, "category": None,
        "clerk": None,
    }  # fmt: skip
    return [attraction._Bought(**{**plain, **said}) for _ in range(number)]  # type: ignore[arg-type]


def test_what_draws_her_is_guessed_with_its_reason() -> None:
    judge = partial(attraction.judge, others_sell=lambda clerk: clerk == "小李")
    assert judge(lines(4, discount=5)) is None
    by_price = judge([*lines(3, discount=5), *lines(3)])
    assert by_price is not None
    assert (by_price.by, by_price.values) == (attraction.PRICE, {"part": 3, "whole": 6})
    by_work = judge([*lines(3, service=True), *lines(3)])
    assert by_work is not None
    assert by_work.by == attraction.SERVICE
    by_clerk = judge([*lines(4, clerk="小李"), *lines(1, clerk="小王")])
    assert by_clerk is not None
    assert by_clerk.values == {"part": 4, "whole": 5, "clerk": "小李"}
    assert judge(lines(6, clerk="老王")) is None  # he alone stands at the counter
    always_hers = judge(lines(6, clerk="小李"))
    assert always_hers is not None
    assert always_hers.values == {"part": 6, "whole": 6, "clerk": "小李"}
    by_brand = judge([*lines(3, brand="青坪"), *lines(2, brand="别家")])
    assert by_brand is not None
    assert by_brand.values == {"name": "青坪", "percent": 60, "whole": 5}
    by_kind = judge([*lines(3, category="绿茶"), *lines(1, category="红茶"), *lines(1)])
    assert by_kind is not None
    assert by_kind.by == attraction.PRODUCT
    assert judge([*lines(3, brand="a"), *lines(3, brand="b")]) is None
    assert judge(lines(6, brand="a", amount=0)) is None


def test_a_clerk_draws_only_where_others_serve_too(shop: Shop, owner: Actor) -> None:
    def sold(who: int, clerk: str, day: date = DAY) -> None:
        with shop.write(owner, "Sell") as unit:
            enter_receipt(unit, NewEntry(who, day, (EntryLine("茶", price=10),), clerk=clerk))

    def guess(who: int) -> str | None:
        with shop.read(owner) as reader:
            found = attraction.drawn_by(reader, who)
            return None if found is None else found.values.get("clerk")

    hers, other = make_customer(shop, owner), make_customer(shop, owner)
    for _ in range(5):
        sold(hers, "小李")
    sold(other, "")
    assert guess(hers) is None
    sold(other, "小王")
    assert guess(hers) == "小李"


def test_the_guess_reads_her_own_lines_up_to_today(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Sell") as unit:
        who = add_customer(unit, "K1")
        cut = add(unit, NewProduct("理发", service=True))
        work, gift = EntryLine(product_id=cut, price=10), EntryLine("花", price=10, gift=True)
        for _ in range(5):
            enter_receipt(unit, NewEntry(who, DAY, (work, gift, gift)))
    with shop.read(owner) as reader:
        found = attraction.drawn_by(reader, who)
        assert found is not None
        assert (found.by, found.lines) == (attraction.SERVICE, 5)
        assert attraction.drawn_by(reader, who + 1) is None
        assert queries.count_of_customer(reader, who) == 5
