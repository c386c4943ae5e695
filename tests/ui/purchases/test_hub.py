"""The door of purchases: receipts, a unit that was sold, products."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.products import queries as products
from app.core.products.service import NewProduct, add
from app.core.purchases import queries
from app.core.purchases.entry import EntryLine, NewEntry, enter_receipt
from app.core.purchases.receipts import ReceiptQuery, Totals, receipt_ids, totals_of, words_used
from app.core.purchases.records import QUANTITY_UNIT
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.joints import PURCHASE_TABS
from app.ui.navigation import Place
from app.ui.purchases import receipts_card
from app.ui.purchases.find_card import FindCard
from app.ui.purchases.give_back import GiveBack
from app.ui.purchases.hub_page import PurchasesPage, make_page
from app.ui.purchases.merge_products import MergeProducts
from app.ui.purchases.products_card import AskNew, ProductsCard
from app.ui.purchases.receipt_paper import html
from app.ui.purchases.receipts_card import ReceiptsCard
from app.ui.screens import settle
from tests.conftest import TODAY
from tests.factories import make_customer
from tests.ui.conftest import Answers


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> PurchasesPage:
    made = make_page(context, PURCHASE_TABS)
    assert isinstance(made, PurchasesPage)
    qtbot.addWidget(made)
    return made


def show(page: PurchasesPage, place: Place | None = None) -> None:
    page.show_place(place or Place("purchases"))
    page.show()
    calm(page)


def calm(page: PurchasesPage) -> None:
    assert settle(page.context.jobs.busy)


def card(page: PurchasesPage, kind: type[Any]) -> Any:
    return next(each for each in page.lent if isinstance(each, kind))


def sell(
    shop: Shop, owner: Actor, who: int | None, *lines: EntryLine, on: date = TODAY, **said: Any
) -> int:
    with shop.write(owner, "Sell") as unit:
        return enter_receipt(unit, NewEntry(who, on, lines, **said))


def words(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel))


def button(widget: QWidget, text: str) -> QPushButton:
    return next(each for each in widget.findChildren(QPushButton) if each.text() == text)


TEA = EntryLine("龙井", 2 * QUANTITY_UNIT, price=100_00, discount=5_00, gift=True, serial="SN-9")


def test_an_empty_shop_says_what_to_do(page: PurchasesPage) -> None:
    show(page)
    receipts = card(page, ReceiptsCard)
    assert receipts.body.currentIndex() == 1
    page.tabs.setCurrentIndex(2)
    calm(page)
    assert card(page, ProductsCard).body.currentIndex() == 1
    page.tabs.setCurrentIndex(1)
    calm(page)
    assert "Which unit" in words(card(page, FindCard))


def test_all_receipts_are_counted_where_only_the_newest_are_listed(
    page: PurchasesPage, shop: Shop, owner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = make_customer(shop, owner, "王堃")
    for month in (8, 9, 10):
        sell(shop, owner, who, EntryLine("茶", price=500), on=date(2026, month, 1))
    monkeypatch.setattr(receipts_card, "receipt_ids", partial(receipt_ids, limit=2))
    show(page)
    receipts = card(page, ReceiptsCard)
    assert len(receipts.table.records.ids) == 2
    assert receipts.found.text().startswith("3 receipts · ¥15")
    assert "The newest 2 are listed" in receipts.kept.text()


def test_receipts_newest_first_with_their_lines(
    page: PurchasesPage, shop: Shop, owner: Actor
) -> None:
    who = make_customer(shop, owner, "王堃")
    old = sell(shop, owner, who, EntryLine("茶", price=5), on=date(2026, 10, 1), clerk="小李")
    new = sell(shop, owner, None, TEA, payment="微信", note="送人")
    show(page)
    receipts: ReceiptsCard = card(page, ReceiptsCard)
    assert list(receipts.table.records.ids) == [new, old]
    assert "2 receipts" in receipts.found.text()
    shown = words(receipts.view)
    for part in ("龙井", "2 × ¥100.00, less ¥5.00", "SN-9", "gift", "¥195.00", "微信", "送人"):
        assert part in shown
    receipts.ways.choose("week")
    calm(page)
    assert list(receipts.table.records.ids) == [new]
    receipts.ways.choose("all")
    receipts.filter.setText("wk")
    receipts._typed()
    calm(page)
    assert list(receipts.table.records.ids) == [old]


def test_a_place_narrows_the_receipts(page: PurchasesPage, shop: Shop, owner: Actor) -> None:
    who = make_customer(shop, owner, "王堃")
    with shop.write(owner, "Add") as unit:
        tea = add(unit, NewProduct("龙井"))
    hers = sell(shop, owner, who, EntryLine("茶", price=5))
    with_tea = sell(shop, owner, None, TEA)
    show(page, Place("purchases", record=who, detail="receipts"))
    receipts: ReceiptsCard = card(page, ReceiptsCard)
    assert list(receipts.table.records.ids) == [hers]
    assert receipts.whose.text() == "王堃"
    show(page, Place("purchases", record=tea, detail="product"))
    assert list(receipts.table.records.ids) == [with_tea]
    receipts.whose.click()
    calm(page)
    assert len(receipts.table.records.ids) == 2
    show(page, Place("purchases", record=hers, detail="receipt"))
    assert receipts.view.seen is not None
    assert receipts.view.seen.receipt.id == hers


def test_part_of_a_receipt_comes_back(page: PurchasesPage, shop: Shop, owner: Actor) -> None:
    sale = sell(shop, owner, None, TEA)
    show(page)
    view = card(page, ReceiptsCard).view
    view.give_back()
    calm(page)
    (dialog,) = page.window().findChildren(GiveBack)
    dialog.numbers[0].setText("three")
    dialog.keep()
    assert dialog.wrong.text()
    dialog.everything()
    assert dialog.numbers[0].text() == "2"
    dialog.numbers[0].setText("1")
    dialog.keep()
    calm(page)
    with shop.read(owner) as reader:
        found = queries.get(reader, sale)
        assert found is not None
        assert found.net == 97_50
    view.show_receipt(sale)
    calm(page)
    assert "¥97.50" in words(view)
    doors = [each.text() for each in view.findChildren(QPushButton)]
    assert any("Return" in each for each in doors)


def test_a_receipt_is_voided_after_a_question(
    page: PurchasesPage, shop: Shop, owner: Actor, dialogs: Answers
) -> None:
    sale = sell(shop, owner, None, TEA)
    show(page)
    view = card(page, ReceiptsCard).view
    dialogs.yes = False
    view.void()
    calm(page)
    dialogs.yes = True
    with shop.read(owner) as reader:
        assert queries.linked_to(reader, sale) == ()
    view.void()
    calm(page)
    with shop.read(owner) as reader:
        assert [each.amount for each in queries.linked_to(reader, sale)] == [-195_00]
    view.show_receipt(sale)
    calm(page)
    texts = [each.text() for each in view.findChildren(QPushButton)]
    assert "Void…" not in texts
    assert "Give back…" not in texts
    assert "The same again" in texts
    view.show_receipt(sale + 1)
    calm(page)
    again = [each.text() for each in view.findChildren(QPushButton)]
    assert "The same again" not in again  # it would sell less than nothing


def test_an_order_is_delivered(page: PurchasesPage, shop: Shop, owner: Actor) -> None:
    early = TODAY - timedelta(days=9)
    sale = sell(shop, owner, None, TEA, on=early, promised_on=TODAY - timedelta(days=2))
    show(page)
    receipts: ReceiptsCard = card(page, ReceiptsCard)
    receipts.ways.choose("open")
    calm(page)
    assert "2 days overdue" in words(receipts.view)
    button(receipts.view, "Delivered today").click()
    calm(page)
    with shop.read(owner) as reader:
        found = queries.get(reader, sale)
        assert found is not None
        assert found.delivered_on == TODAY
    assert list(receipts.table.records.ids) == []


def test_the_same_again_leads_to_a_new_purchase(
    page: PurchasesPage, shop: Shop, owner: Actor
) -> None:
    who = make_customer(shop, owner)
    sale = sell(shop, owner, who, TEA)
    show(page)
    button(card(page, ReceiptsCard).view, "The same again").click()
    assert page.context.navigation.here == Place("new_purchase", who, f"repeat:{sale}")


def test_a_receipt_on_paper_escapes_what_others_wrote(
    page: PurchasesPage, shop: Shop, owner: Actor
) -> None:
    sale = sell(shop, owner, None, EntryLine("<b>茶</b>", price=5), note="a & b")
    with shop.read(owner) as reader:
        found, lines = queries.get(reader, sale), queries.lines(reader, sale)
    assert found is not None
    made = html(page.context, found, lines)
    assert "&lt;b&gt;茶" in made
    assert "a &amp; b" in made
    assert "¥0.05" in made


def test_a_unit_is_found_by_what_stands_on_it(
    page: PurchasesPage, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    who = make_customer(shop, owner, "王堃")
    sale = sell(shop, owner, who, TEA)
    show(page, Place("purchases", detail="units"))
    find: FindCard = card(page, FindCard)
    qtbot.keyClicks(find.line, "sn-9")
    qtbot.keyClick(find.line, Qt.Key.Key_Return)
    calm(page)
    assert [each.purchase_id for each in find.found] == [sale]
    button(find, "王堃").click()
    assert page.context.navigation.here == Place("customer", record=who)
    find.line.setText("zzz")
    find.reload()
    calm(page)
    assert "Nothing was sold" in words(find)


def test_products_are_changed_in_place(page: PurchasesPage, shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Add") as unit:
        tea = add(unit, NewProduct("龙井", price=100_00))
        add(unit, NewProduct("杯"))
    show(page, Place("purchases", detail="products"))
    shown: ProductsCard = card(page, ProductsCard)
    assert "2 products" in shown.found.text()
    shown.filter.setText("lj")
    shown.reload()
    calm(page)
    form = shown.form
    assert form.product is not None
    assert form.product.id == tea
    for name, text in (("price", "120"), ("life_months", "18"), ("brand", "青坪")):
        form.editor(name).setText(text)
        form.editor(name).editingFinished.emit()
        calm(page)
    box = form.editor("stage")
    box.setCurrentIndex(box.findData("baby"))
    box.activated.emit(box.currentIndex())
    calm(page)
    with shop.read(owner) as reader:
        found = products.get(reader, tea)
        assert found is not None
        assert (found.price, found.life_months, found.brand, found.stage) == (
            120_00, 18, "青坪", "baby",
        )  # fmt: skip
    form.editor("price").setText("much")
    form.editor("price").editingFinished.emit()
    assert form.lines["price"].below.text()
    form.editor("name").setText("杯")
    form.editor("name").editingFinished.emit()
    calm(page)
    assert "杯" in form.lines["name"].below.text()


def test_a_product_is_added_retired_and_sold_again(
    page: PurchasesPage, shop: Shop, owner: Actor
) -> None:
    show(page, Place("purchases", detail="products"))
    shown: ProductsCard = card(page, ProductsCard)
    dialog = AskNew(page.context, shown)
    dialog.keep()
    calm(page)
    assert dialog.wrong.text()
    dialog.name.setText("新茶")
    dialog.keep()
    calm(page)
    assert shown.form.product is not None
    shown.form.retire()
    calm(page)
    assert list(shown.table.records.ids) == []
    shown.ways.choose("retired")
    calm(page)
    shown.form.bring_back()
    calm(page)
    with shop.read(owner) as reader:
        assert products.count(reader) == 1


def test_best_sellers_come_first(page: PurchasesPage, shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Add") as unit:
        tea, cup, idle = (add(unit, NewProduct(name)) for name in ("茶", "杯", "壶"))
    sell(shop, owner, None, EntryLine(product_id=tea, price=5_00))
    sell(shop, owner, None, EntryLine(product_id=cup, price=9_00))
    old = TODAY - timedelta(days=365)
    sell(shop, owner, None, EntryLine(product_id=idle, price=99_00), on=old)
    show(page, Place("purchases", detail="products"))
    shown: ProductsCard = card(page, ProductsCard)
    assert len(shown.table.records.ids) == 3
    shown.ways.choose("best")
    calm(page)
    assert list(shown.table.records.ids) == [cup, tea]
    assert shown.form.product is not None
    assert shown._sold_text(shown.form.product) == "¥9.00"


def test_how_promises_were_kept_is_said_with_window_and_number(
    page: PurchasesPage, shop: Shop, owner: Actor
) -> None:
    show(page)
    receipts: ReceiptsCard = card(page, ReceiptsCard)
    assert not receipts.kept.isVisibleTo(page)
    day = TODAY - timedelta(days=20)
    for delay in (-1, 0, 1, 4):
        due = day + timedelta(days=5)
        sell(
            shop, owner, None, TEA, on=day, promised_on=due,
            delivered_on=due + timedelta(days=delay),
        )  # fmt: skip
    calm(page)
    said = receipts.kept.text()
    assert "2 of 4 orders came on time" in said
    assert "0.5 days" in said
    assert "%" not in said
    assert "Few orders" in said
    sell(shop, owner, None, TEA, on=day, promised_on=day)
    calm(page)
    assert "2 of 5 orders came on time (40%)" in receipts.kept.text()
    assert "1 is overdue" in receipts.kept.text()


def test_two_spellings_are_merged_by_hand(page: PurchasesPage, shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Add") as unit:
        kept, other = add(unit, NewProduct("龙井")), add(unit, NewProduct("龍井茶"))
    show(page, Place("purchases", detail="products"))
    with shop.read(owner) as reader:
        found = products.get(reader, kept)
    assert found is not None
    dialog = MergeProducts(page.context, page, found)
    dialog.line.insert("龍")
    calm(page)
    dialog.keep()  # takes the one that was found
    assert dialog.other == other
    dialog.keep()
    calm(page)
    with shop.read(owner) as reader:
        assert [each.id for each in products.spellings(reader, kept)] == [other]


def test_lists_of_receipts_for_everybody(shop: Shop, owner: Actor) -> None:
    who = make_customer(shop, owner, "王堃")
    first = sell(shop, owner, who, TEA, number="A1", clerk="小李", channel="门店")
    second = sell(shop, owner, None, EntryLine("茶", price=5), clerk="小李", payment="现金")
    with shop.read(owner) as reader:

        def ids(**said: Any) -> list[int]:
            return list(receipt_ids(reader, ReceiptQuery(**said)))

        assert ids() == [second, first]
        assert ids(text="a1") == [first]
        assert ids(customer_id=who) == [first]
        assert ids(first=TODAY + timedelta(days=1)) == []
        assert totals_of(reader, ReceiptQuery()) == Totals(2, 195_05)
        assert len(receipt_ids(reader, ReceiptQuery(), 1)) == 1
        used = words_used(reader)
        assert (used.clerks, used.channels, used.payments) == (("小李",), ("门店",), ("现金",))
