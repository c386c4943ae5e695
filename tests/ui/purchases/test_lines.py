"""Lines of a receipt by keyboard, and what stands beside the customer before the sale."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.catalogue.enterprise import Dealings
from app.core.actor import Actor
from app.core.products.queries import by_name
from app.core.products.service import NewProduct, add, edit, retire
from app.core.purchases import bulk, queries
from app.core.purchases.counter import at_counter
from app.core.purchases.entry import EntryLine, NewEntry, enter_receipt
from app.core.purchases.records import QUANTITY_UNIT, to_day
from app.core.purchases.service import void
from app.core.store.changes import ALL
from app.core.store.shop import Shop
from app.core.timeline.service import promise
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.purchases.cells import Cell
from app.ui.purchases.new_page import PurchasePage, make_page
from app.ui.purchases.payment_dialog import PaymentDialog
from app.ui.purchases.sums import read_quantity, sum_text
from app.ui.screens import settle
from tests.conftest import TODAY
from tests.factories import make_company, make_customer


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> PurchasePage:
    made = make_page(context)
    assert isinstance(made, PurchasePage)
    qtbot.addWidget(made)
    return made


def show(page: PurchasePage, place: Place | None = None) -> None:
    page.show_place(place or Place("new_purchase"))
    page.show()
    assert settle(page.context.jobs.busy)


def typed(page: PurchasePage, qtbot: QtBot, cell: Cell, text: str) -> None:
    cell.insert(text)
    assert settle(page.context.jobs.busy)


def enter(qtbot: QtBot, cell: QWidget) -> None:
    qtbot.keyClick(cell, Qt.Key.Key_Return)


def save_next(page: PurchasePage) -> None:
    page.save_and_next()
    assert settle(page.context.jobs.busy)


def said(page: PurchasePage) -> str:
    return "\n".join(each.text() for each in page.strip.findChildren(QLabel))


def sold(shop: Shop, owner: Actor) -> tuple[queries.Purchase, tuple[queries.Line, ...]]:
    with shop.read(owner) as reader:
        last = reader.connection.exec_driver_sql("SELECT max(id) FROM purchase").scalar_one()
        found = queries.get(reader, last)
        assert found is not None
        return found, queries.lines(reader, last)


def test_item_quantity_price_by_enter_alone(
    page: PurchasePage, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    who = make_customer(shop, owner, "王堃")
    with shop.write(owner, "Add") as unit:
        add(unit, NewProduct("明前龙井", price=12800, unit="两"))
    show(page, Place("new_purchase", record=who))
    first, second = page.rows.rows[:2]
    typed(page, qtbot, first.item, "mqlj")
    assert page.rows.offer.isVisibleTo(page.window())
    enter(qtbot, first.item)  # takes what is offered
    assert (first.item.text(), first.price.text()) == ("明前龙井", "128")
    qtbot.keyClicks(first.quantity, "2")
    for cell in (first.quantity, first.price, first.discount, first.total):
        enter(qtbot, cell)
    typed(page, qtbot, second.item, "礼盒")
    enter(qtbot, second.item)  # nothing fits: just this once
    enter(qtbot, second.quantity)
    qtbot.keyClicks(second.price, "30")
    qtbot.keyClicks(second.discount, "0.5")
    second.gift.setChecked(True)
    qtbot.keyClicks(second.serial, "SN1")
    assert page.rows.total() == 285_50
    assert not page.amount.editor.isEnabled()
    page.paid.choose("wechat")
    save_next(page)
    found, lines = sold(shop, owner)
    assert (found.amount, found.customer_id, found.on) == (285_50, who, TODAY)
    assert found.payment == "WeChat Pay"
    assert [(e.item, e.quantity, e.amount, e.discount) for e in lines] == [
        ("明前龙井", 2 * QUANTITY_UNIT, 256_00, None), ("礼盒", QUANTITY_UNIT, 29_50, 50),
    ]  # fmt: skip
    assert lines[0].product_id is not None
    assert (lines[1].product_id, lines[1].gift, lines[1].serial) == (None, True, "SN1")
    assert page.rows.filled() == []
    assert page.finder.line.text() == ""
    assert page.paid.value() == "wechat"  # remembered


def test_enter_on_an_empty_row_goes_to_the_total(page: PurchasePage, qtbot: QtBot) -> None:
    show(page)
    went: list[bool] = []
    page.rows.finished.connect(lambda: went.append(True))
    enter(qtbot, page.rows.rows[0].item)
    assert went == [True]


def test_a_new_row_comes_when_the_last_is_left(page: PurchasePage, qtbot: QtBot) -> None:
    show(page)
    for place in range(2):
        page.rows.rows[place].item.setText("茶")
        enter(qtbot, page.rows.rows[place].total)
    assert len(page.rows.rows) == 3


def test_a_word_is_kept_as_a_product_when_asked(
    page: PurchasePage, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    show(page)
    row = page.rows.rows[0]
    typed(page, qtbot, row.item, "新茶")
    qtbot.keyClick(row.item, Qt.Key.Key_Down)
    enter(qtbot, row.item)
    qtbot.keyClicks(row.price, "5")
    save_next(page)
    with shop.read(owner) as reader:
        found = by_name(reader, "新茶")
        assert found is not None
        assert found.price == 500


def test_a_typed_sum_stays_until_it_is_cleared(page: PurchasePage, qtbot: QtBot) -> None:
    show(page)
    row = page.rows.rows[0]
    qtbot.keyClicks(row.price, "10")
    assert row.total.text() == "10"
    row.total.clear()
    qtbot.keyClicks(row.total, "8.8")
    qtbot.keyClicks(row.quantity, "2")
    line = row.line()
    assert line is not None
    assert (line.total, line.quantity) == (880, 2 * QUANTITY_UNIT)
    for _ in range(3):
        qtbot.keyClick(row.total, Qt.Key.Key_Backspace)
    assert row.total.text() == "20"


def test_a_figure_that_cannot_be_read_is_marked(
    page: PurchasePage, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    show(page)
    row = page.rows.rows[0]
    row.item.setText("茶")
    qtbot.keyClicks(row.quantity, "two")
    save_next(page)
    assert row.quantity.property("look") == "wrong"
    assert "128.50" in page.told.text()
    with shop.read(owner) as reader:
        assert reader.connection.exec_driver_sql("SELECT count(*) FROM purchase").scalar() == 0


def test_a_line_without_a_sum_is_asked_for(page: PurchasePage) -> None:
    show(page)
    page.rows.rows[0].item.setText("茶")
    page.save()
    assert "128.50" in page.amount.below.text()


def test_a_walk_in_needs_no_name_but_a_name_needs_somebody(
    page: PurchasePage, shop: Shop, owner: Actor
) -> None:
    show(page)
    page.finder.line.setText("nobody")
    editor = page.amount.editor
    assert isinstance(editor, QLineEdit)
    editor.setText("5")
    save_next(page)
    assert page.who.below.text()
    page.finder.line.clear()
    save_next(page)
    assert sold(shop, owner)[0].customer_id is None


def test_typing_another_name_lets_the_customer_go(
    page: PurchasePage, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    who = make_customer(shop, owner, "王堃")
    show(page, Place("new_purchase", record=who))
    assert page.strip.isVisibleTo(page)
    qtbot.keyClicks(page.finder.line, "x")
    assert not page.strip.isVisibleTo(page)
    page.save()
    assert page.who.below.text()


def test_a_promised_day_makes_an_order(page: PurchasePage, shop: Shop, owner: Actor) -> None:
    show(page)
    page.rows.rows[0].item.setText("茶")
    page.rows.rows[0].price.setText("5")
    page.rows.rows[0]._reckon()
    page.promised.put("not a day")
    page.save_and_next()
    assert page.deliver.below.text()
    page.promised.put("2026-11-30")
    save_next(page)
    assert sold(shop, owner)[0].promised_on == date(2026, 11, 30)


def test_what_to_know_of_a_company_before_the_sale(
    page: PurchasePage, shop: Shop, owner: Actor
) -> None:
    texts = {Dealings.credit_status: "B 500元", Dealings.trade_terms: "月结"}
    who = make_company(shop, owner, texts=texts)
    old = TODAY - timedelta(days=90)
    with shop.write(owner, "Sell") as unit:
        line = (EntryLine("龙井", price=600_00),)
        enter_receipt(unit, NewEntry(who, old, line, payment="挂账", promised_on=old))
        promise(unit, who, "带样品来", due_on=TODAY + timedelta(days=3))
    show(page, Place("new_purchase", record=who))
    words = said(page)
    for part in ("¥500.00", "¥600.00", "-¥100.00", "Overdue", "带样品来", "龙井", "delivered on"):
        assert part in words


def test_what_came_back_was_no_last_purchase(page: PurchasePage, shop: Shop, owner: Actor) -> None:
    who = make_customer(shop, owner)
    with shop.write(owner, "Sell") as unit:
        kept = enter_receipt(
            unit, NewEntry(who, TODAY - timedelta(days=9), (EntryLine("杯", price=45_00),))
        )
        gone = enter_receipt(unit, NewEntry(who, TODAY, (EntryLine("龙井", price=600_00),)))
        void(unit, gone)
        enter_receipt(unit, NewEntry(who, TODAY, amount=-5_00))
    show(page, Place("new_purchase", record=who))
    assert page.customer is not None
    assert page.customer.last is not None
    assert (page.customer.last.id, page.customer.last_items) == (kept, ("杯",))
    page.strip.again.emit(page.customer.last.id)
    assert settle(page.context.jobs.busy)
    assert page.rows.total() == 45_00


def test_a_sale_of_tomorrow_was_not_the_last_one(shop: Shop, owner: Actor) -> None:
    who = make_customer(shop, owner)
    with shop.write(owner, "Import") as unit:
        late = bulk.NewReceipt(to_day(TODAY.replace(year=2099)), 100, who)
        bulk.finish(unit, *bulk.add_receipts(unit, [late]), ALL)
    with shop.read(owner) as reader:
        assert at_counter(reader, who).last is None


def test_the_same_again_at_todays_prices(page: PurchasePage, shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Sell") as unit:
        tea, cup = add(unit, NewProduct("龙井", price=100)), add(unit, NewProduct("杯", price=5))
        lines = (EntryLine(product_id=tea, price=100), EntryLine(product_id=cup, price=5))
        made = enter_receipt(unit, NewEntry(None, TODAY, lines))
        edit(unit, tea, price=120)
        retire(unit, cup)
    show(page, Place("new_purchase", detail=f"repeat:{made}"))
    assert [each.item.text() for each in page.rows.filled()] == ["龙井", "杯"]
    assert "¥1.20" in page.told.text()
    assert "杯" in page.told.text()
    save_next(page)
    found, again = sold(shop, owner)
    assert (found.amount, [each.product_id for each in again]) == (125, [tea, cup])


def test_return_or_void_leads_to_her_receipts(page: PurchasePage, shop: Shop, owner: Actor) -> None:
    who = make_customer(shop, owner)
    show(page, Place("new_purchase", record=who))
    page.strip.give_back.emit(who)
    assert page.context.navigation.here == Place("purchases", record=who, detail="receipts")


@pytest.mark.parametrize(
    ("words", "millionths"),
    [
        ("2", 2_000_000),
        ("0.25", 250_000),
        (".5", 500_000),
        ("-1", -1_000_000),
        ("", None),
        ("a", None),
    ],
)
def test_quantities(words: str, millionths: int | None) -> None:
    assert read_quantity(words) == millionths


def test_sums_are_written_as_one_types_them() -> None:
    assert [sum_text(fen) for fen in (12850, 100, -5, 0, None)] == [
        "128.50", "1", "-0.05", "0", "",
    ]  # fmt: skip


def test_a_payment_lowers_what_is_owed_and_leaves_what_is_typed(
    page: PurchasePage, shop: Shop, owner: Actor
) -> None:
    who = make_company(shop, owner)
    with shop.write(owner, "Sell") as unit:
        enter_receipt(unit, NewEntry(who, TODAY, amount=600_00, payment="挂账"))
    show(page, Place("new_purchase", record=who))
    assert "¥600.00" in said(page)
    page.rows.rows[0].item.setText("茶")
    with shop.read(owner) as reader:
        found = at_counter(reader, who)
    dialog = PaymentDialog(page.context, page, found)
    assert dialog.amount.text() == "600"
    dialog.amount.setText("much")
    dialog.keep()
    assert dialog.wrong.text()
    dialog.amount.setText("250")
    dialog.keep()
    assert settle(page.context.jobs.busy)
    with shop.read(owner) as reader:
        assert at_counter(reader, who).account.balance == 350_00
    shown = [each.text() for each in page.strip.findChildren(QLabel) if each.isVisible()]
    assert any("¥350.00" in each for each in shown)
    assert page.rows.rows[0].item.text() == "茶"
