"""A customer's file: read first, corrected in place, undone, hidden until asked for."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.catalogue.basics import Basics
from app.catalogue.family import Child, Family
from app.catalogue.field import Field
from app.catalogue.life import Life
from app.core.actor import Actor
from app.core.audit import queries as audit
from app.core.customers import queries, service
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.customers.file_page import FilePage, make_page
from app.ui.customers.value_line import ValueLine
from app.ui.navigation import Place
from app.ui.screens import settle
from tests.factories import make_company, make_customer, make_purchase


@pytest.fixture
def wang(shop: Shop, owner: Actor) -> int:
    texts: dict[Field[Any], str] = {
        Basics.mobile: "15412345678",
        Basics.birth_date: "1985-02-30",
        Life.favourite_dishes: "胡萝卜汁",
        Life.medical_history: "高血压",
    }
    return make_customer(shop, owner, "王堃", "LW0001", texts=texts)


@pytest.fixture
def page(context: Context, qtbot: QtBot, wang: int) -> FilePage:
    made = make_page(context)
    assert isinstance(made, FilePage)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    show(made, wang)
    return made


def show(page: FilePage, record: int) -> None:
    page.show_place(Place("customer", record=record))
    page.show()
    assert settle(page.context.jobs.busy)


def line(page: FilePage, field: Field[Any]) -> ValueLine:
    found = [card.line(field) for card in page.cards.values()]
    return next(each for each in found if each is not None)


def said(page: FilePage) -> str:
    labels = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    lines = [each.accessibleName() for each in page.findChildren(ValueLine) if each.isVisible()]
    doubts = [words for each in page.findChildren(ValueLine) for words in each.doubt_words()]
    return "\n".join([*labels, *lines, *doubts])


def test_only_what_is_filled_is_shown(page: FilePage) -> None:
    words = said(page)
    assert "王堃" in words
    assert "胡萝卜汁" in words
    assert "Height" not in words


def test_the_empty_fields_unfold(page: FilePage) -> None:
    page.cards["basic"].unfold()
    assert settle(page.context.jobs.busy)
    assert "Height" in said(page)


def test_a_value_is_edited_in_place_and_saved_when_left(
    page: FilePage, qtbot: QtBot, shop: Shop, owner: Actor, wang: int
) -> None:
    mobile = line(page, Basics.mobile)
    qtbot.mouseClick(mobile, Qt.MouseButton.LeftButton)
    assert mobile.editor is not None
    mobile.editor.put("15487654321")
    qtbot.keyClick(mobile.editor.first(), Qt.Key.Key_Return)
    assert settle(page.context.jobs.busy)
    with shop.read(owner) as reader:
        phones = queries.profile(reader, wang).value(Basics.mobile)
    assert phones is not None
    assert phones[0].e164 == "+8615487654321"
    assert "154 8765 4321" in said(page)


def test_escape_restores(page: FilePage, qtbot: QtBot, shop: Shop, owner: Actor, wang: int) -> None:
    mobile = line(page, Basics.mobile)
    mobile.edit()
    assert mobile.editor is not None
    mobile.editor.put("1")
    qtbot.keyClick(mobile.editor.first(), Qt.Key.Key_Escape)
    assert settle(page.context.jobs.busy)
    assert mobile.editor is None
    assert "154 1234 5678" in said(page)


def test_opening_and_leaving_writes_nothing(
    page: FilePage, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    with shop.read(owner) as reader:
        before = audit.entries(reader)
    mobile = line(page, Basics.mobile)
    mobile.edit()
    assert mobile.editor is not None
    qtbot.keyClick(mobile.editor.first(), Qt.Key.Key_Return)
    assert settle(page.context.jobs.busy)
    with shop.read(owner) as reader:
        assert audit.entries(reader) == before


def test_undo_brings_the_old_value_back(page: FilePage, qtbot: QtBot) -> None:
    mobile = line(page, Basics.mobile)
    mobile.edit()
    assert mobile.editor is not None
    mobile.editor.put("15487654321")
    qtbot.keyClick(mobile.editor.first(), Qt.Key.Key_Return)
    assert settle(page.context.jobs.busy)
    page.context.undo.undo()
    assert settle(page.context.jobs.busy)
    assert "154 1234 5678" in said(page)


def test_a_doubt_is_shown_as_typed(page: FilePage) -> None:
    words = said(page)
    assert "1985-02-30" in words
    assert "no such date" in words


def test_what_is_sealed_is_hidden_until_asked_for_and_that_is_noted(
    page: FilePage, shop: Shop, owner: Actor
) -> None:
    assert "高血压" not in said(page)
    page.reveal()
    assert settle(page.context.jobs.busy)
    assert "高血压" in said(page)
    with shop.read(owner) as reader:
        assert any(each.action == "customer.reveal" for each in audit.entries(reader))


def test_another_customer_is_hidden_again(
    page: FilePage, shop: Shop, owner: Actor, wang: int
) -> None:
    page.reveal()
    assert settle(page.context.jobs.busy)
    show(page, make_customer(shop, owner, "李龑"))
    show(page, wang)
    assert "高血压" not in said(page)


def test_a_row_is_added_and_deleted(page: FilePage, shop: Shop, owner: Actor, wang: int) -> None:
    page.reveal()
    assert settle(page.context.jobs.busy)
    page.writes.save_row(Child, None, Child.name, "朵朵")
    assert settle(page.context.jobs.busy)
    assert "朵朵" in said(page)
    with shop.read(owner) as reader:
        rows = queries.profile(reader, wang, reveal=True).rows(Child)
    page.writes.delete_row(Child, rows[0].id)
    assert settle(page.context.jobs.busy)
    assert "朵朵" not in said(page)


def test_purchases_stand_below(page: FilePage, shop: Shop, owner: Actor, wang: int) -> None:
    make_purchase(shop, owner, wang, date(2026, 11, 3), 21000)
    assert settle(page.context.jobs.busy)
    words = said(page)
    assert "¥210.00" in words
    assert "1 purchase for" in words


def test_the_bin_and_back(page: FilePage, shop: Shop, owner: Actor, wang: int) -> None:
    page.to_bin()
    assert settle(page.context.jobs.busy)
    with shop.read(owner) as reader:
        assert queries.profile(reader, wang).binned
    assert page.context.navigation.here == Place("customers")


def test_a_customer_that_is_gone_says_so(
    page: FilePage, shop: Shop, owner: Actor, wang: int
) -> None:
    show(page, wang + 999)
    assert "no longer here" in said(page)


def test_a_company_has_its_five_parts(page: FilePage, shop: Shop, owner: Actor) -> None:
    show(page, make_company(shop, owner, "青坪茶叶有限公司", "C001"))
    assert list(page.cards) == [
        "company_basics", "features", "business", "dealings", "persons", "company_extras",
    ]  # fmt: skip


def test_an_edit_elsewhere_is_seen(page: FilePage, shop: Shop, owner: Actor, wang: int) -> None:
    with shop.write(owner, "Edit") as unit:
        service.edit_text(unit, wang, {Family.spouse_name: "金哲"})
    assert settle(page.context.jobs.busy)
    assert "金哲" in said(page)
