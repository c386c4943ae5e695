"""The shop's own fields as columns of the customer list."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.catalogue.field import Tier
from app.core.actor import Actor
from app.core.customers import queries
from app.core.own_fields import service
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.customers.list_page import ListPage
from app.ui.screens import settle
from tests.core.own_fields.shops import add_field, field_of
from tests.factories import make_customer


def opened(context: Context, qtbot: QtBot) -> ListPage:
    """The list, shown and settled."""
    page = ListPage(context)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    assert settle(context.jobs.busy)
    return page


def titles(page: ListPage) -> list[str]:
    """What the chooser offers."""
    return [action.text() for action in page.table.columns_menu().actions()]


def test_an_own_field_is_a_column_to_choose(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor
) -> None:
    field = field_of(shop, owner, add_field(shop, owner, "choice"))
    make_customer(shop, owner, texts={field: "中杯"})
    page = opened(context, qtbot)
    number = titles(page).index("Usual seat")
    assert page.table.isColumnHidden(number)
    page.table.show_column(number, shown=True)
    settle(context.jobs.busy)
    index = page.table.records.index(0, number)
    page.table.records.data(index)
    settle(context.jobs.busy)
    assert page.table.records.data(index, Qt.ItemDataRole.DisplayRole) == "Medium"
    again = opened(context, qtbot)
    assert not again.table.isColumnHidden(number)


def test_a_field_added_meanwhile_is_offered_and_the_cursor_stays(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor
) -> None:
    make_customer(shop, owner, "王芳")
    second = make_customer(shop, owner, "李伟")
    page = opened(context, qtbot)
    page.table.go_to(second)
    new = service.NewField("座位", "Seat", "text", "extras")
    context.jobs.write("Add", lambda unit: service.add(unit, new))
    settle(context.jobs.busy)
    assert "Seat" in titles(page)
    assert page.table.current_id() == second


def test_closely_kept_and_hidden_ones_are_no_columns(shop: Shop, owner: Actor) -> None:
    for tier in (Tier.GUARDED, Tier.SEALED):
        field = field_of(
            shop, owner, add_field(shop, owner, name=f"密{tier}", tier=tier, name_en="")
        )
        customer = make_customer(shop, owner, texts={field: "不给看"})
        with shop.read(owner) as reader:
            assert queries.own_columns(reader) == ()
            assert queries.list_rows(reader, [customer])[0].own == {}
    own = add_field(shop, owner)
    with shop.write(owner, "Hide") as unit:
        service.hide(unit, "individual", f"own.{own}")
    with shop.read(owner) as reader:
        assert queries.own_columns(reader) == ()
