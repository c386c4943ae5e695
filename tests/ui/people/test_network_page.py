"""The picture of a network and its list: walked by keyboard, opened by Enter or a click."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.customers import service as customers
from app.core.people import service
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.people.network_page import NetworkPage, make_page
from app.ui.screens import settle
from tests.factories import make_customer
from tests.ui.people.conftest import Circle


@pytest.fixture
def page(context: Context, qtbot: QtBot, circle: Circle) -> NetworkPage:
    made = make_page(context)
    assert isinstance(made, NetworkPage)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show_place(Place("network", record=circle.chen))
    made.show()
    assert settle(context.jobs.busy)
    return made


def listed(page: NetworkPage) -> list[str]:
    return [page.model.item(row).text() for row in range(page.model.rowCount())]


def middle_of(page: NetworkPage, name: str) -> QPoint:
    picture = page.picture
    for x in range(0, picture.width(), 6):
        for y in range(0, picture.height(), 6):
            node = picture.node_at(QPoint(x, y).toPointF())
            if node is not None and node.name == name:
                return QPoint(x, y)
    raise AssertionError(f"{name} is not drawn")


def test_the_list_says_what_the_picture_shows(page: NetworkPage) -> None:
    assert page.head.text() == "Around 陈晓云"
    assert listed(page) == [
        "陈晓云", "李素芬: parent", "王秀英: 外婆, no customer", "李建国: spouse, no customer",
    ]  # fmt: skip


def test_arrows_walk_and_the_list_follows(page: NetworkPage, qtbot: QtBot) -> None:
    page.picture.setFocus()
    qtbot.keyClick(page.picture, Qt.Key.Key_Right)
    here = page.picture.here()
    assert here is not None
    assert here.name == "李素芬"
    assert page.list.currentIndex().row() == 1
    assert page.picture.accessibleDescription() == "李素芬: parent"
    qtbot.keyClick(page.picture, Qt.Key.Key_Left)
    qtbot.keyClick(page.picture, Qt.Key.Key_Left)
    assert page.list.currentIndex().row() == 3
    qtbot.keyClick(page.picture, Qt.Key.Key_Home)
    assert page.list.currentIndex().row() == 0


def test_the_picture_follows_the_list(page: NetworkPage) -> None:
    page.list.setCurrentIndex(page.model.index(2, 0))
    here = page.picture.here()
    assert here is not None
    assert here.name == "王秀英"


def test_enter_opens_a_customer_and_nobody_else(
    page: NetworkPage, qtbot: QtBot, circle: Circle
) -> None:
    before = page.context.navigation.here
    page.picture.go_to(f"r{circle.grandma}")
    qtbot.keyClick(page.picture, Qt.Key.Key_Return)
    assert page.context.navigation.here == before
    page.picture.go_to(f"c{circle.mother}")
    qtbot.keyClick(page.picture, Qt.Key.Key_Return)
    assert page.context.navigation.here == Place("customer", record=circle.mother)


def test_a_click_opens(page: NetworkPage, qtbot: QtBot, circle: Circle) -> None:
    where = middle_of(page, "李素芬")
    qtbot.mouseClick(page.picture, Qt.MouseButton.LeftButton, pos=where)
    assert page.context.navigation.here == Place("customer", record=circle.mother)


def test_the_list_and_the_button_open_too(page: NetworkPage, circle: Circle) -> None:
    page.list.activated.emit(page.model.index(1, 0))
    assert page.context.navigation.here == Place("customer", record=circle.mother)
    page.back.click()
    assert page.context.navigation.here == Place("customer", record=circle.chen)


def test_a_new_link_is_drawn_at_once(
    page: NetworkPage, shop: Shop, owner: Actor, circle: Circle
) -> None:
    with shop.write(owner, "Link") as unit:
        service.add_link(unit, circle.mother, circle.wang, "friend")
    assert settle(page.context.jobs.busy)
    assert "王堃, two steps away" in listed(page)


def test_a_crowd_is_painted_too(
    page: NetworkPage, shop: Shop, owner: Actor, circle: Circle
) -> None:
    with shop.write(owner, "Crowd") as unit:
        for number in range(20):
            one = customers.create(unit, "individual", {}, number=f"X{number:03}")
            service.add_link(unit, circle.chen, one, "colleague")
    assert settle(page.context.jobs.busy)
    assert not page.picture.grab().isNull()
    assert len(listed(page)) == 24


def test_alone_it_says_so(page: NetworkPage, shop: Shop, owner: Actor) -> None:
    alone = make_customer(shop, owner, "独一")
    page.show_place(Place("network", record=alone))
    assert settle(page.context.jobs.busy)
    assert page.words.text().startswith("Nobody is linked yet")


def test_large_text_in_a_small_picture_leaves_room_for_names(
    page: NetworkPage, context: Context
) -> None:
    page.resize(1280, 900)
    assert settle(context.jobs.busy)
    context.looks.set_text_size(150)
    small = NetworkPage(context)
    small.show_place(page.place or Place("network"))
    small.resize(900, 560)
    small.show()
    assert settle(context.jobs.busy)
    assert drawn_radius(small) < drawn_radius(page) * 1.5
    small.close()
    small.deleteLater()


def drawn_radius(page: NetworkPage) -> int:
    """How far to the right of its middle a neighbour is still hit."""
    wide, high = range(page.picture.width()), range(page.picture.height())
    roughly = hits(page, wide[::8], high[::8])
    across = wide[max(min(x for x, _ in roughly) - 8, 0) : max(x for x, _ in roughly) + 8 : 2]
    down = high[max(min(y for _, y in roughly) - 8, 0) : max(y for _, y in roughly) + 8 : 2]
    found = [x for x, _ in hits(page, across, down)]
    return (max(found) - min(found)) // 2


def hits(page: NetworkPage, across: range, down: range) -> list[tuple[int, int]]:
    """The points of a grid where the neighbour is hit."""
    node_at = page.picture.node_at
    points = [(x, y) for x in across for y in down]
    return [
        point
        for point in points
        if (node := node_at(QPoint(*point).toPointF())) is not None and node.name == "李素芬"
    ]
