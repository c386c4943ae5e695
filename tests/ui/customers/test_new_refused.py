"""What is refused of a new customer is said at its field, in sight, with the cursor there."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.customers import queries
from app.core.customers.queries import ListQuery
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.customers.new_page import NewPage
from app.ui.screens import settle
from tests.factories import make_customer


def shown(context: Context, qtbot: QtBot, kind: str = "individual") -> NewPage:
    """Lower than the form is: what stands at its end is out of sight."""
    page = NewPage(context, kind)
    qtbot.addWidget(page)
    page.resize(900, 420)
    page.show()
    assert settle(context.jobs.busy)
    return page


def in_sight(page: NewPage, there: QWidget) -> bool:
    """Is all of it within what the page shows now?"""
    top = there.mapTo(page.area.viewport(), QPoint(0, 0)).y()
    return top >= 0 and top + there.height() <= page.area.viewport().height()


def line_of(page: NewPage, key: str) -> QLineEdit:
    found = page.editors[key].first()
    assert isinstance(found, QLineEdit)
    return found


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("individual", "name", "Please give a name first."),
        ("company", "company_name", "Please give the company's name first."),
    ],
)
def test_without_a_name_it_is_said_at_the_name(
    context: Context, qtbot: QtBot, shop: Shop, owner: Actor, kind: str, name: str, said: str
) -> None:
    page = shown(context, qtbot, kind)
    assert not line_of(page, "customer_no").hasSelectedText()
    bar = page.area.verticalScrollBar()
    last = page.editors["note"].first()
    last.setFocus()
    bar.setValue(bar.maximum())
    line, below = line_of(page, name), page.lines[name].below
    assert not in_sight(page, line)
    qtbot.keyClick(last, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert settle(context.jobs.busy)
    assert below.text() == said
    assert in_sight(page, line)
    assert in_sight(page, below)
    assert page.focusWidget() is line
    assert line.property("look") == "wrong"
    assert page.problem.isHidden()
    with shop.read(owner) as reader:
        assert queries.count(reader, ListQuery()) == 0
    qtbot.keyClicks(line, "W")
    assert below.isHidden()
    assert not line.property("look")
    page.save()
    assert settle(context.jobs.busy)
    with shop.read(owner) as reader:
        assert queries.count(reader, ListQuery()) == 1


def test_a_number_that_is_taken_is_said_at_the_number(
    context: Context, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    make_customer(shop, owner, "陈欣", "A1")
    page = shown(context, qtbot)
    line_of(page, "name").insert("王堃")
    page.editors["customer_no"].put("a1")
    page.save()
    assert settle(context.jobs.busy)
    line = line_of(page, "customer_no")
    assert "belongs to 陈欣" in page.lines["customer_no"].below.text()
    assert page.focusWidget() is line
    assert line.property("look") == "wrong"
    page.editors["name"].put("")
    page.save()  # the next refusal takes the first one back
    assert not page.lines["customer_no"].below.text()
    assert not line.property("look")
    assert page.focusWidget() is line_of(page, "name")


def test_what_is_about_no_field_is_scrolled_to(context: Context, qtbot: QtBot) -> None:
    page = shown(context, qtbot)
    page._failed(RuntimeError("the disk is full"))
    assert page.problem.text() == "the disk is full"
    assert in_sight(page, page.problem)
