"""What purchases bring along travels with them: merging, undoing, the shop's currency."""

from datetime import date

import pytest
from sqlalchemy import event

from app.core.actor import Actor
from app.core.duplicates.service import merge
from app.core.errors import Refused
from app.core.purchases import queries
from app.core.purchases.credit import account, receive
from app.core.purchases.entry import EntryLine, NewEntry, enter_receipt
from app.core.purchases.returning import Pick, give_back, remaining
from app.core.purchases.service import void
from app.core.settings import declared
from app.core.settings.queries import get
from app.core.settings.service import put
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from tests.factories import make_company, make_customer

DAY = date(2026, 11, 3)


def test_a_merge_brings_receipts_and_payments_along(shop: Shop, owner: Actor) -> None:
    ours, theirs = make_company(shop, owner), make_company(shop, owner, "青坪茶叶")
    with shop.write(owner, "Sell") as unit:
        line = EntryLine("茶", price=100_00, serial="SN1")
        enter_receipt(unit, NewEntry(theirs, DAY, (line,), payment="挂账", clerk="小李"))
        receive(unit, theirs, 30_00, DAY)
    with shop.write(owner, "Merge") as unit:
        merge(unit, ours, [theirs])
    act = unit.act_id
    with shop.read(owner) as reader:
        assert account(reader, ours).balance == 70_00
        (found,) = queries.of_customer(reader, ours)
        assert (found.clerk, queries.lines(reader, found.id)[0].serial) == ("小李", "SN1")
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    with shop.read(owner) as reader:
        assert account(reader, theirs).balance == 70_00
        assert account(reader, ours).balance == 0


def test_a_walk_ins_receipt_is_right_after_void_and_undo(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Sell") as unit:
        sale = enter_receipt(unit, NewEntry(None, DAY, (EntryLine("茶", price=100),)))
    with shop.write(owner, "Void") as unit:
        void(unit, sale)
    act = unit.act_id
    with shop.read(owner) as reader:
        found = queries.get(reader, sale)
        assert found is not None
        assert (found.net, found.counts) == (0, False)
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    with shop.read(owner) as reader:
        found = queries.get(reader, sale)
        assert found is not None
        assert (found.net, found.counts) == (100, True)


def test_a_return_for_somebody_else_lowers_the_buyers_receipt(shop: Shop, owner: Actor) -> None:
    buyer, other = make_customer(shop, owner), make_customer(shop, owner, "李梅")
    with shop.write(owner, "Sell") as unit:
        sale = enter_receipt(unit, NewEntry(buyer, DAY, (EntryLine("茶", price=100),)))
        lines = (EntryLine("茶", -1_000_000, price=100, original_position=1),)
        enter_receipt(unit, NewEntry(other, DAY, lines, original_id=sale))
    with shop.read(owner) as reader:
        assert queries.summary(reader, buyer) is None
        assert queries.summary(reader, other) is None
        assert [each.quantity for each in remaining(reader, sale)] == [0]
    with pytest.raises(Refused), shop.write(owner, "Return") as unit:
        give_back(unit, sale, [Pick(1)], DAY)


def test_the_currency_stays_once_there_are_sums(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Settings") as unit:
        put(unit, declared.CURRENCY, "HKD")
        enter_receipt(unit, NewEntry(None, DAY, amount=100))
    with shop.write(owner, "Settings") as unit:
        put(unit, declared.CURRENCY, "HKD")
    with pytest.raises(Refused, match="not converted"), shop.write(owner, "Settings") as unit:
        put(unit, declared.CURRENCY, "USD")
    wrong: list[str] = ["XYZ", "", None]  # type: ignore[list-item]
    for value in wrong:
        with pytest.raises(Refused), shop.write(owner, "Settings") as unit:
            put(unit, declared.CURRENCY, value)
    with shop.read(owner) as reader:
        assert get(reader, declared.CURRENCY) == "HKD"
        assert get(reader, declared.WEEK_START) == "monday"
        assert get(reader, declared.FISCAL_MONTH) == 1


def test_an_entry_adds_up_her_own_returns_alone(shop: Shop, owner: Actor) -> None:
    """Else the till would wait for as long as all returns of the shop take: seconds."""
    who = make_company(shop, owner)
    asked: list[tuple[str, object]] = []

    def note(_c: object, _d: object, statement: str, bound: object, *_: object) -> None:
        if "linked" in statement:
            asked.append((statement, bound))

    event.listen(shop.writer, "before_cursor_execute", note)
    with shop.write(owner, "Sell") as unit:
        enter_receipt(unit, NewEntry(who, DAY, (EntryLine("茶", price=100_00),)))
        event.remove(shop.writer, "before_cursor_execute", note)
        ((statement, bound),) = asked
        plan = unit.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", bound).all()  # type: ignore[arg-type]
    steps = [row[3] for row in plan]
    assert any(
        "entry USING COVERING INDEX ix_purchase_original (original_id=?)" in each for each in steps
    )
    assert not any("original_id>?" in each for each in steps), steps
