"""Former values, a former file, and the list of all that was done, each with its way back."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.catalogue.basics import Basics
from app.catalogue.education_career import Education
from app.core.actor import Actor
from app.core.customers import queries, service
from app.core.store.shop import Shop
from app.core.store.unit import Unit
from app.ui.context import Context
from app.ui.history.done_card import DoneCard
from app.ui.history.past_page import PastPage
from app.ui.history.value_dialog import ValueDialog
from app.ui.joints import FILE_ENTRIES, TIDY_CARDS, VALUE_ENTRIES
from app.ui.lending import ValuePlace
from app.ui.navigation import Place
from app.ui.screens import settle
from tests.conftest import TODAY
from tests.core.history.test_past import on
from tests.factories import make_customer
from tests.ui.conftest import Answers


def words(widget: QWidget) -> list[str]:
    """What stands on a widget, in the order in which it was made."""
    return [each.text() for each in widget.findChildren(QLabel)]


def buttons(widget: QWidget, start: str) -> list[QPushButton]:
    found = widget.findChildren(QPushButton)
    return [each for each in found if each.accessibleName().startswith(start)]


def mobile(shop: Shop, owner: Actor, customer_id: int) -> str:
    with shop.read(owner) as reader:
        found = queries.profile(reader, customer_id).value(Basics.mobile)
    return found[0].typed if found else ""


def edit(shop: Shop, owner: Actor, customer_id: int, texts: dict[Any, str]) -> None:
    with shop.write(owner, "Edit customer") as unit:
        service.edit_text(unit, customer_id, texts)


@pytest.fixture
def chen(shop: Shop, owner: Actor) -> int:
    """A customer with a second mobile number since the next day."""
    customer_id = make_customer(shop, owner, "陈晓云", texts={Basics.mobile: "15400000001"})
    on(shop, TODAY + timedelta(days=1))
    edit(shop, owner, customer_id, {Basics.mobile: "15400000002", Education.major: "茶学"})
    return customer_id


def shown(qtbot: QtBot, context: Context, widget: QWidget) -> Any:
    qtbot.addWidget(widget)
    widget.show()
    settle(context.jobs.busy)
    return widget


def test_a_former_value_is_given_back(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor, chen: int
) -> None:
    dialog = shown(qtbot, context, ValueDialog(context, ValuePlace(chen, Basics.mobile), None))
    assert [w for w in words(dialog) if "154 0000" in w] == ["154 0000 0002", "154 0000 0001"]
    (back,) = buttons(dialog, "Give back")
    back.click()
    settle(context.jobs.busy)
    assert mobile(shop, owner, chen).endswith("1")
    context.undo.undo()
    settle(context.jobs.busy)
    assert mobile(shop, owner, chen).endswith("2")


def test_a_sealed_field_keeps_its_past_hidden_until_asked(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor, chen: int
) -> None:
    edit(shop, owner, chen, {Basics.id_number: "990000199001010017"})
    place = ValuePlace(chen, Basics.id_number)
    dialog = shown(qtbot, context, ValueDialog(context, place, None))
    assert not any("9900" in each for each in words(dialog))
    dialog.revealing.ask()
    settle(context.jobs.busy)
    assert any("9900" in each for each in words(dialog))
    with shop.read(owner) as reader:
        asked = "SELECT action FROM audit ORDER BY seq DESC LIMIT 1"
        assert reader.connection.exec_driver_sql(asked).scalar() == "customer.reveal"


def test_the_file_of_yesterday_beside_today(
    qtbot: QtBot, context: Context, shop: Shop, chen: int
) -> None:
    page = PastPage(context)
    page.show_place(Place("past", chen, TODAY.isoformat()))
    shown(qtbot, context, page)
    told = words(page)
    assert "陈晓云, as it stood on 2026-11-22" in told
    assert "154 0000 0001" in told
    assert "now: 154 0000 0002" in told
    assert "now: 茶学" in told
    assert "2 values are different now; they stand beside." in told


def test_a_day_before_there_was_a_file(qtbot: QtBot, context: Context, chen: int) -> None:
    page = PastPage(context)
    page.show_place(Place("past", chen, "2020-01-01"))
    shown(qtbot, context, page)
    assert "There was no file of this customer on that day" in words(page)


def test_an_old_act_is_undone_from_the_list(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor, chen: int
) -> None:
    on(shop, TODAY + timedelta(days=40))
    card = shown(qtbot, context, DoneCard(context))
    assert [each.title for each in card.found] == ["Edit customer", "New customer"]
    buttons(card, "Undo: Edit customer")[0].click()
    settle(context.jobs.busy)
    assert mobile(shop, owner, chen).endswith("1")
    assert [each.undone for each in card.found] == [False, True, False]
    buttons(card, "Do it again")[0].click()
    settle(context.jobs.busy)
    assert mobile(shop, owner, chen).endswith("2")


def test_what_changed_since_is_named_and_may_stay(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor, chen: int, dialogs: Answers
) -> None:
    edit(shop, owner, chen, {Basics.mobile: "15400000003"})
    card = shown(qtbot, context, DoneCard(context))
    dialogs.yes = False
    card.undo(card.found[1])
    settle(context.jobs.busy)
    assert dialogs.asked == ["Some of it was changed since"]
    assert mobile(shop, owner, chen).endswith("3")


def test_an_empty_book_says_so(qtbot: QtBot, context: Context) -> None:
    card = shown(qtbot, context, DoneCard(context))
    assert "Nothing was done yet" in words(card)


def test_many_acts_come_fifty_at_a_time(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor, chen: int
) -> None:
    for number in range(60):
        with shop.write(owner, "Edit customer") as unit:
            _note(unit, chen, number)
    card = shown(qtbot, context, DoneCard(context))
    assert len(card.found) == 50
    card.more()
    settle(context.jobs.busy)
    assert len(card.found) == 62


def _note(unit: Unit, customer_id: int, number: int) -> None:
    service.edit_text(unit, customer_id, {Education.major: f"专业{number}"})


def test_the_file_and_the_page_of_order_offer_them() -> None:
    assert "Earlier values…" in [each.title for each in VALUE_ENTRIES]
    assert "As it stood on a day…" in [each.title for each in FILE_ENTRIES]
    assert any(make.__name__ == "done_card" for make in TIDY_CARDS)
