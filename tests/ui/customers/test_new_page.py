"""New customers and companies by hand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.catalogue.basics import Basics
from app.catalogue.enterprise import CompanyBasics
from app.core.actor import Actor
from app.core.customers import queries
from app.core.customers.queries import ListQuery
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.customers.new_page import NewPage
from app.ui.navigation import Place
from app.ui.screens import settle
from tests.factories import make_company, make_customer


def shown(context: Context, qtbot: QtBot, kind: str = "individual") -> NewPage:
    page = NewPage(context, kind)
    qtbot.addWidget(page)
    page.show()
    assert settle(context.jobs.busy)
    return page


def type_in(qtbot: QtBot, page: NewPage, key: str, words: str) -> None:
    line = page.editors[key].first()
    assert isinstance(line, QLineEdit)
    line.insert(words)  # as an input method commits it


def test_the_next_number_stands_there(
    context: Context, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    make_customer(shop, owner, "王堃", "LW0592")
    page = shown(context, qtbot)
    assert page.editors["customer_no"].typed() == "LW0593"


def test_saving_makes_the_customer_and_opens_the_file(
    context: Context, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    page = shown(context, qtbot)
    type_in(qtbot, page, "name", "王堃")
    type_in(qtbot, page, "mobile", "154 1234 5678")
    page.save()
    assert settle(context.jobs.busy)
    place = context.navigation.here
    assert place.screen == "customer"
    assert place.record is not None
    with shop.read(owner) as reader:
        profile = queries.profile(reader, place.record)
    assert profile.name == "王堃"
    assert profile.value(Basics.mobile) is not None


def test_escape_leaves_a_blank_form_and_keeps_a_written_one(context: Context, qtbot: QtBot) -> None:
    context.navigation.open(Place("customers"))
    context.navigation.open(Place("new_customer"))
    page = shown(context, qtbot)
    type_in(qtbot, page, "name", "王堃")
    qtbot.keyClick(page.editors["name"].first(), Qt.Key.Key_Escape)
    assert context.navigation.here.screen == "new_customer"
    page.editors["name"].put("")
    qtbot.keyClick(page.editors["mobile"].first(), Qt.Key.Key_Escape)
    assert context.navigation.here.screen == "customers"


def test_without_a_name_nothing_is_kept(
    context: Context, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    page = shown(context, qtbot)
    page.save()
    assert settle(context.jobs.busy)
    assert page.lines["name"].below.isVisible()
    with shop.read(owner) as reader:
        assert queries.count(reader, ListQuery()) == 0


def test_a_number_that_is_taken_is_refused_and_what_was_typed_stays(
    context: Context, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    make_customer(shop, owner, "陈欣", "A1")
    page = shown(context, qtbot)
    type_in(qtbot, page, "name", "王堃")
    page.editors["customer_no"].put("a1 ")
    page.save()
    assert settle(context.jobs.busy)
    assert "belongs to 陈欣" in page.lines["customer_no"].below.text()
    assert page.editors["name"].typed() == "王堃"


def test_save_and_next_starts_a_blank_form(
    context: Context, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    page = shown(context, qtbot, "company")
    type_in(qtbot, page, "company_name", "青坪茶叶有限公司")
    page.save_and_next()
    assert settle(context.jobs.busy)
    assert page.editors["company_name"].typed() == ""
    assert context.navigation.here == Place("today") or context.navigation.here.record is None


def perhaps(page: NewPage) -> list[str]:
    page.perhaps.look()
    assert settle(page.context.jobs.busy)
    words = page.perhaps.findChildren(QLabel)
    return [each.text() for each in words] if page.perhaps.isVisible() else []


def test_a_known_phone_is_told_while_typing(
    context: Context, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    record = make_customer(shop, owner, "王堃", "A1", texts={Basics.mobile: "154 0000 0001"})
    page = shown(context, qtbot)
    type_in(qtbot, page, "name", "王堃")
    page.editors["name"].changed.emit()
    assert perhaps(page) == []  # many are called so
    type_in(qtbot, page, "mobile", "15400000001")
    page.editors["mobile"].changed.emit()
    assert perhaps(page) == ["Perhaps 王堃 (A1): same name, same phone"]
    page.perhaps.findChildren(QPushButton)[0].click()
    assert context.navigation.here == Place("customer", record=record)


def test_a_known_phone_of_a_company_is_told_and_saving_goes_on(
    context: Context, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    texts = {CompanyBasics.company_phone: "15400000002"}
    company = make_company(shop, owner, "金日商贸", "C1", texts=texts)
    page = shown(context, qtbot, "company")
    type_in(qtbot, page, "company_name", "金日")
    type_in(qtbot, page, "company_phone", "15400000002")
    page.editors["company_phone"].changed.emit()
    assert perhaps(page) == ["Perhaps 金日商贸 (C1): same phone"]
    page.save()
    assert settle(context.jobs.busy)
    assert context.navigation.here.record not in (None, company)
