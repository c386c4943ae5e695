"""The list: filtered while typing, sorted by SQL, the bin, the gist beside it."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.customers.list_page import ListPage, make_page
from app.ui.navigation import Place
from app.ui.screens import settle
from tests.factories import make_company, make_customer


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> ListPage:
    made = make_page(context)
    assert isinstance(made, ListPage)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    return made


def show(page: ListPage) -> None:
    page.show()
    assert settle(page.context.jobs.busy)


def names(page: ListPage) -> list[str]:
    model = page.table.records
    for row in range(model.rowCount()):
        model.index(row, 0).data()
    settle(page.context.jobs.busy)
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def said(page: ListPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def test_an_empty_book_says_what_to_do(page: ListPage) -> None:
    show(page)
    assert "Nobody is in the book yet" in said(page)


def test_sorted_by_the_surnames_reading(page: ListPage, shop: Shop, owner: Actor) -> None:
    for name in ("王堃", "单雄", "陈欣"):
        make_customer(shop, owner, name)
    show(page)
    assert names(page) == ["陈欣", "单雄", "王堃"]


def test_typing_filters(page: ListPage, shop: Shop, owner: Actor, qtbot: QtBot) -> None:
    for name in ("王堃", "单雄", "陈欣"):
        make_customer(shop, owner, name)
    show(page)
    qtbot.keyClicks(page.filter, "sx")
    assert settle(page.context.jobs.busy)
    assert names(page) == ["单雄"]
    page.filter.setText("nobody of this name")
    assert settle(page.context.jobs.busy)
    assert "Nobody found" in said(page)


def test_people_and_companies(page: ListPage, shop: Shop, owner: Actor) -> None:
    make_customer(shop, owner, "王堃")
    make_company(shop, owner, "青坪茶叶有限公司")
    show(page)
    page.ways.choose("company")
    assert settle(page.context.jobs.busy)
    assert names(page) == ["青坪茶叶有限公司"]


def test_to_the_bin_and_back(page: ListPage, shop: Shop, owner: Actor) -> None:
    make_customer(shop, owner, "王堃")
    make_customer(shop, owner, "陈欣")
    show(page)
    page.table.selectAll()
    page.acts.to_bin()
    assert settle(page.context.jobs.busy)
    assert names(page) == []
    page.ways.choose("bin")
    assert settle(page.context.jobs.busy)
    assert len(names(page)) == 2
    page.table.selectAll()
    page.acts.to_bin()
    page.ways.choose("all")
    assert settle(page.context.jobs.busy)
    assert len(names(page)) == 2


def test_a_place_may_ask_for_the_doubtful_ones(page: ListPage, shop: Shop, owner: Actor) -> None:
    from app.catalogue.basics import Basics

    make_customer(shop, owner, "王堃", texts={Basics.birth_date: "1985-2-30"})
    make_customer(shop, owner, "陈欣")
    page.show_place(Place("customers", detail="doubts"))
    show(page)
    assert names(page) == ["王堃"]


def test_the_gist_stands_beside(page: ListPage, shop: Shop, owner: Actor) -> None:
    from app.catalogue.life import Life

    make_customer(shop, owner, "王堃", texts={Life.favourite_dishes: "胡萝卜汁"})
    show(page)
    settle(page.context.jobs.busy)
    assert "胡萝卜汁" in said(page)


def test_opening_goes_to_the_file(page: ListPage, shop: Shop, owner: Actor) -> None:
    record = make_customer(shop, owner, "王堃")
    show(page)
    page.table.opened.emit(record)
    assert page.context.navigation.here == Place("customer", record=record)


def test_an_added_column_sorts(page: ListPage, shop: Shop, owner: Actor, qtbot: QtBot) -> None:
    from app.catalogue.basics import Basics

    towns = {"王堃": "北京", "单雄": "苏州", "陈欣": ""}
    for name, town in towns.items():
        make_customer(shop, owner, name, texts={Basics.native_place: town} if town else {})
    show(page)
    keys = [each.key for each in page.table.records.columns]
    place = keys.index("native_place")
    page.table.show_column(place, shown=True)
    assert settle(page.context.jobs.busy)
    header = page.table.horizontalHeader()
    for expected in (["王堃", "单雄", "陈欣"], ["单雄", "王堃", "陈欣"]):
        header.sectionClicked.emit(place)
        assert settle(page.context.jobs.busy)
        assert names(page) == expected
        assert header.sortIndicatorSection() == place
