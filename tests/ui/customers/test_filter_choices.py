"""Conditions whose value is ticked: months, channels, groups."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.catalogue.basics import Basics
from app.catalogue.channels import CHANNELS
from app.core.actor import Actor
from app.core.segments.filter import Condition, Filter
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.customers.list_page import ListPage
from tests.factories import make_customer
from tests.ui.customers.test_list_page import names, show
from tests.ui.customers.test_lists import choose_field, ready


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> ListPage:
    made = ListPage(context)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    return made


@pytest.fixture
def people(shop: Shop, owner: Actor) -> list[int]:
    born = {"王堃": "1990-08-05", "陈静": "1985-03-01"}
    return [
        make_customer(shop, owner, name, texts={Basics.birth_date: day})
        for name, day in born.items()
    ]


def test_months_are_ticked(page: ListPage, people: list[int]) -> None:
    show(page)
    page.show_filter_rows()
    choose_field(page, "birth_date", "month")
    editor = page.panel.rows[0].editor
    assert editor is not None
    august = editor.sheet.boxes[7]  # type: ignore[attr-defined]
    august.click()
    ready(page)
    assert names(page) == ["王堃"]
    assert page.query.filter == Filter((Condition("birth_date", "month", ("8",)),))


def test_a_long_choice_is_cut_on_its_button(page: ListPage, people: list[int]) -> None:
    show(page)
    codes = tuple(CHANNELS)
    page.panel.put(Filter((Condition("source", "any", codes),)))
    page.show_filter_rows()
    button = page.panel.rows[0].editor.first()  # type: ignore[union-attr]
    assert isinstance(button, QPushButton)
    assert button.text().endswith("…")
    assert button.sizeHint().width() < 300
    assert button.toolTip().count(",") == len(codes) - 1
    assert "Media" in button.accessibleName()
