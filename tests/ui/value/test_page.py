"""The value page: figures, chart, table twin, hover, click, saving, emptiness."""

from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.purchases import bulk, service
from app.core.purchases.records import to_day
from app.core.store.changes import ALL
from app.core.store.shop import Shop
from app.core.value.groups import Group
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.screens import settle
from app.ui.value.page import ValuePage, make_page
from tests.conftest import TODAY
from tests.core.purchases.people import add_customer, add_customers
from tests.ui.conftest import Answers

V9 = {
    "A": [300, 300, 300],
    "B": [900],
    "C": [50, 60, 40, 50],
    "D": [80],
    "E": [500, 700],
    "F": [30, 30],
}


def ago(days: int) -> int:
    return to_day(TODAY - timedelta(days=days))


@pytest.fixture
def people(shop: Shop, owner: Actor) -> dict[str, int]:
    """The six of V9, last month, and one purchase of A two years ago."""
    with shop.write(owner, "Import") as unit:
        ids = add_customers(unit, V9)
        new = [
            bulk.NewReceipt(ago(30), yuan * 100, ids[name.casefold()])
            for name, sums in V9.items()
            for yuan in sums
        ]
        new.append(bulk.NewReceipt(ago(730), 100, ids["a"]))
        bulk.finish(unit, *bulk.add_receipts(unit, new), ALL)
    return ids


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> ValuePage:
    """The page, shown and not yet settled."""
    made = make_page(context)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    return made


def show(page: ValuePage) -> None:
    page.show()
    assert settle(page.context.jobs.busy)


def said(page: ValuePage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def point(page: ValuePage, customer: int) -> tuple[int, QPointF]:
    painting = page.canvas._painting
    assert painting is not None
    assert page.found is not None
    row = page.found.matrix.ids.tolist().index(customer)
    return row, QPointF(painting.x[row], painting.y[row])


def test_counts_shares_and_advice_stand_beside_the_chart(
    people: dict[str, int], page: ValuePage
) -> None:
    show(page)
    assert page.found is not None
    assert [page.found.matrix.count(group) for group in Group] == [1, 2, 1, 2]
    words = said(page)
    assert "6 customers bought, from 2025-11-23 to 2026-11-22." in words
    assert "63% of revenue, ¥2,100" in words
    assert "Bring them back more often" in words


def test_the_chart_names_the_customer_under_the_pointer(
    people: dict[str, int], page: ValuePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(page)
    row, where = point(page, people["e"])
    told: list[str] = []
    monkeypatch.setattr(page.canvas, "tell", told.append)
    assert page.canvas.row_at(where) == row
    page.canvas.near_changed.emit(row)
    assert settle(page.context.jobs.busy)
    assert told == ["客人E E\n2 purchases · ¥600 at a time\nBig spenders"]
    assert page.canvas.row_at(QPointF(-500, -500)) is None


def test_a_click_opens_her_file(people: dict[str, int], page: ValuePage) -> None:
    show(page)
    _, where = point(page, people["b"])
    opened: list[Place] = []
    page.context.navigation.opened.connect(opened.append)
    QTest.mouseClick(page.canvas, Qt.MouseButton.LeftButton, pos=where.toPoint())
    assert opened == [Place("customer", record=people["b"])]


def test_other_days_and_companies_are_asked_anew(
    people: dict[str, int], page: ValuePage, shop: Shop, owner: Actor
) -> None:
    with shop.write(owner, "Import") as unit:
        company = add_customer(unit, "G1", kind="company")
        new = [bulk.NewReceipt(ago(1), 500, company)]
        bulk.finish(unit, *bulk.add_receipts(unit, new), [company])
    show(page)
    assert page.found is not None
    assert page.found.matrix.total_purchases == 13
    page.periods.choose(None)
    assert settle(page.context.jobs.busy)
    assert page.found.matrix.total_purchases == 14
    page._choose_kind(True)
    assert settle(page.context.jobs.busy)
    assert page.found.matrix.ids.tolist() == [company]


def test_the_table_says_what_the_chart_says(people: dict[str, int], page: ValuePage) -> None:
    show(page)
    page.views.choose("table")
    assert settle(page.context.jobs.busy)
    records = page.table.records.records
    assert list(records.ids) == [people[name] for name in "ebacdf"]
    first = records.row(0)
    assert first is not None
    assert (first.number, first.purchases, first.average, first.revenue, first.group) == (
        ("E", 2, 60000, 120000, "Big spenders")
    )
    page.table.records.sort_wanted.emit("purchases", False)
    assert [list(records.ids)[place] for place in (0, -1)] == [people["b"], people["c"]]


def test_the_table_sorts_only_when_it_is_seen(people: dict[str, int], page: ValuePage) -> None:
    show(page)
    records = page.table.records.records
    assert list(records.ids) == []
    page.views.choose("table")
    assert list(records.ids) == [people[name] for name in "ebacdf"]
    page.views.choose("chart")
    page.context.jobs.write("Enter", lambda unit: service.enter(unit, people["f"], TODAY, 500000))
    assert settle(page.context.jobs.busy)
    assert records.ids[0] == people["e"]
    page.views.choose("table")
    assert records.ids[0] == people["f"]


def test_a_word_stands_where_the_first_picture_will(
    people: dict[str, int], page: ValuePage, context: Context
) -> None:
    waiting = page.canvas.grab().toImage()
    surface = QColor(context.theme.colours.surface)
    places = product(range(waiting.width()), range(waiting.height()))
    inked = [place for place in places if waiting.pixelColor(*place) != surface]
    assert inked
    middle = sum(x for x, _ in inked) / len(inked) / waiting.width()
    assert middle == pytest.approx(0.5, abs=0.05)
    show(page)
    assert page.canvas.grab().toImage() != waiting


def test_a_group_is_listed_from_its_card(people: dict[str, int], page: ValuePage) -> None:
    show(page)
    links = [each for each in page.findChildren(QPushButton) if "Frequent" in each.accessibleName()]
    next(each for each in links if each.accessibleName().startswith("Show")).click()
    assert list(page.table.records.records.ids) == [people["c"]]
    assert page.middle.currentIndex() == 1


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_the_chart_is_saved_as_its_suffix_says(
    people: dict[str, int], page: ValuePage, dialogs: Answers, tmp_path: Path, suffix: str
) -> None:
    show(page)
    dialogs.file = tmp_path / f"价值.{suffix}"
    page.save_button.click()
    assert settle(page.context.jobs.busy)
    starts = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}
    assert dialogs.file.read_bytes().startswith(starts[suffix])


def test_without_purchases_it_says_what_to_do(page: ValuePage) -> None:
    show(page)
    assert "No purchases in these days." in said(page)
    assert not page.save_button.isEnabled()


def test_what_lies_in_the_future_is_told(
    people: dict[str, int], page: ValuePage, shop: Shop, owner: Actor
) -> None:
    with shop.write(owner, "Import") as unit:
        late = [bulk.NewReceipt(to_day(date(2026, 11, 23)), 500, people["a"])]
        bulk.finish(unit, *bulk.add_receipts(unit, late), [people["a"]])
    show(page)
    assert "1 receipt is dated in the future and counts nowhere yet." in said(page)
    assert page.found is not None
    assert page.found.matrix.total_purchases == 13


def test_a_new_purchase_reaches_the_page_at_once(people: dict[str, int], page: ValuePage) -> None:
    show(page)
    page.context.jobs.write("Enter", lambda unit: service.enter(unit, people["a"], TODAY, 1))
    assert settle(page.context.jobs.busy)
    assert page.found is not None
    assert page.found.matrix.total_purchases == 14
