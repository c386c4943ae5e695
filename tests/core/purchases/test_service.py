"""Purchases typed by hand: entering, noting, taking back, joining a customer."""

from datetime import date, time

import pytest
from sqlalchemy import select

from app.core.actor import Actor
from app.core.customers.records import customer
from app.core.errors import NotAllowed, Refused
from app.core.purchases import bulk, queries, service
from app.core.purchases.records import PurchaseKind, purchase, quantity_text, to_day
from app.core.purchases.summaries import upkeep
from app.core.store.changes import ALL
from app.core.store.shop import Shop
from app.core.store.unit import Unit
from tests.core.purchases.people import add_customer

DAY = date(2026, 11, 3)


def figures(unit: Unit, who: int) -> tuple[int, int, int | None]:
    columns = (customer.c.purchases, customer.c.revenue, customer.c.last_purchase_day)
    row = unit.connection.execute(select(*columns).where(customer.c.id == who)).one()
    return row.purchases, row.revenue, row.last_purchase_day


def test_a_plain_purchase_is_kept_and_summed_up(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Enter") as unit:
        who = add_customer(unit, "K1")
        made = service.enter(unit, who, DAY, 12850, " 送礼 ", payment="微信", at=time(14, 5))
        assert figures(unit, who) == (1, 12850, to_day(DAY))
    with shop.read(owner) as reader:
        found = queries.get(reader, made)
        assert found is not None
        assert (found.on, found.at, found.amount, found.net) == (DAY, "14:05", 12850, 12850)
        assert (found.note, found.payment, found.kind) == ("送礼", "微信", PurchaseKind.SALE)
        assert (found.customer_number, found.counts) == ("K1", True)
        assert queries.of_customer(reader, who) == (found,)
        assert queries.count_of_customer(reader, who) == 1
        assert queries.summary(reader, who) == queries.Summary(1, 12850, DAY, DAY)
    assert unit.changes.touches("customer", who)


def test_money_given_back_is_a_refund_and_no_purchase(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Enter") as unit:
        who = add_customer(unit)
        service.enter(unit, who, DAY, 1000)
        service.enter(unit, who, date(2026, 11, 9), -300)
        assert figures(unit, who) == (1, 700, to_day(DAY))


def test_free_goods_are_a_purchase(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Enter") as unit:
        who = add_customer(unit)
        service.enter(unit, who, DAY, 0)
        assert figures(unit, who) == (1, 0, to_day(DAY))


def test_a_day_in_the_future_is_refused(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Add") as unit:
        who = add_customer(unit)
    with pytest.raises(Refused), shop.write(owner, "Enter") as unit:
        service.enter(unit, who, date(2026, 11, 23), 1000)
    with shop.read(owner) as reader:
        assert queries.count_of_customer(reader, who) == 0


def test_nobody_buys_from_the_bin(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Add") as unit:
        who = add_customer(unit)
        unit.update(customer, who, binned_on=unit.now)
    with pytest.raises(Refused), shop.write(owner, "Enter") as unit:
        service.enter(unit, who, DAY, 1000)


def test_taking_back_keeps_the_entry_and_adds_a_reverse_one(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Enter") as unit:
        who = add_customer(unit)
        first = service.enter(unit, who, DAY, 1000)
        service.enter(unit, who, date(2026, 11, 1), 500)
    with shop.write(owner, "Void") as unit:
        reverse = service.void(unit, first, "打错了")
        assert figures(unit, who) == (1, 500, to_day(date(2026, 11, 1)))
    with shop.read(owner) as reader:
        entry, taken = queries.get(reader, first), queries.get(reader, reverse)
        assert entry is not None
        assert taken is not None
        assert (entry.amount, entry.net, entry.is_taken_back) == (1000, 0, True)
        assert (taken.amount, taken.kind, taken.reverses_id) == (-1000, PurchaseKind.REVERSE, first)
    for again in (first, reverse):
        with pytest.raises(Refused), shop.write(owner, "Void") as unit:
            service.void(unit, again)


def test_taking_back_a_refund_brings_the_money_back(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Enter") as unit:
        who = add_customer(unit)
        service.enter(unit, who, DAY, 1000)
        refund = service.enter(unit, who, DAY, -300)
        service.void(unit, refund)
        assert figures(unit, who) == (1, 1000, to_day(DAY))


def test_taking_back_a_full_return_makes_it_a_purchase_again(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Enter") as unit:
        who = add_customer(unit)
        day = to_day(DAY)
        new = [
            bulk.NewReceipt(day, 1000, who, number="S1"),
            bulk.NewReceipt(day + 1, -1000, who, number="T1", original_number=" s1 "),
        ]
        first, last = bulk.add_receipts(unit, new)
        bulk.finish(unit, first, last, [who])
        assert figures(unit, who) == (0, 0, None)
        service.void(unit, last)
        assert figures(unit, who) == (1, 1000, day)


def test_a_note_is_corrected(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Enter") as unit:
        made = service.enter(unit, add_customer(unit), DAY, 1000, "old")
    with shop.write(owner, "Edit") as unit:
        assert service.edit_note(unit, made, " new ")
    with shop.write(owner, "Edit") as unit:
        assert not service.edit_note(unit, made, "new")
    with pytest.raises(Refused), shop.write(owner, "Edit") as unit:
        service.edit_note(unit, made + 99, "x")


def test_waiting_purchases_join_the_customer_of_their_number(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Import") as unit:
        new = [
            bulk.NewReceipt(to_day(DAY), 700, customer_number=text) for text in (" k7", "K7", "K8")
        ]
        bulk.finish(unit, *bulk.add_receipts(unit, new), ALL)
    with shop.read(owner) as reader:
        assert sorted(queries.unknown_customers(reader).values()) == [1, 2]
    with shop.write(owner, "Add") as unit:
        who = add_customer(unit, "K7")
        assert service.attach_unknown(unit, who, "k7") == 2
        assert figures(unit, who) == (2, 1400, to_day(DAY))
    with shop.write(owner, "Add") as unit:
        other = add_customer(unit, "K8")
        assert service.attach_all_unknown(unit) == 1
        assert figures(unit, other) == (1, 700, to_day(DAY))
        assert service.attach_all_unknown(unit) == 0


def test_after_an_undo_the_figures_are_true_again(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Enter") as unit:
        who = add_customer(unit)
        service.enter(unit, who, DAY, 1000)
        second = service.enter(unit, who, DAY, 500)
    with shop.write(owner, "Undo") as unit:
        unit.delete_where(purchase, purchase.c.id == second)
        upkeep(unit, unit.changes)
        assert figures(unit, who) == (1, 1000, to_day(DAY))


def test_the_custodian_enters_nothing(shop: Shop, owner: Actor, custodian: Actor) -> None:
    with shop.write(owner, "Add") as unit:
        who = add_customer(unit)
    with pytest.raises(NotAllowed), shop.write(custodian, "Enter") as unit:
        service.enter(unit, who, DAY, 1000)


def test_receipts_of_the_future_are_listed(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Import") as unit:
        who = add_customer(unit)
        new = [bulk.NewReceipt(to_day(date(2026, 11, day)), 100, who) for day in (22, 23)]
        bulk.finish(unit, *bulk.add_receipts(unit, new), [who])
    with shop.read(owner) as reader:
        assert [each.on.day for each in queries.in_the_future(reader)] == [23]
        assert queries.summary(reader, who) == queries.Summary(
            1, 100, date(2026, 11, 22), date(2026, 11, 22)
        )


def test_lines_stand_in_their_order(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Import") as unit:
        who = add_customer(unit)
        lines = (
            bulk.NewLine(7450, "铁观音", "乌龙", 250_000, "斤", 29800),
            bulk.NewLine(500, "纸袋", quantity=2_000_000),
            bulk.NewLine(-50),
        )
        first, last = bulk.add_receipts(unit, [bulk.NewReceipt(1, 7900, who, lines=lines)])
        bulk.finish(unit, first, last, [who])
    with shop.read(owner) as reader:
        found = queries.lines(reader, first)
        receipt = queries.get(reader, first)
    assert [line.quantity_text for line in found] == ["0.25", "2", ""]
    assert [line.amount for line in found] == [7450, 500, -50]
    assert receipt is not None
    assert receipt.lines == 3
    assert quantity_text(-1_500_000) == "-1.5"
