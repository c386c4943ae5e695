"""The bin on the screen: when each leaves, and emptying it only by a typed number."""

from datetime import timedelta

import pytest

from app.core.actor import Actor
from app.core.customers import queries, service
from app.core.customers.queries import ListQuery
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.customers.list_page import ListPage
from app.ui.navigation import Place
from app.ui.screens import settle
from tests.conftest import TODAY
from tests.factories import make_customer, make_purchase


@pytest.fixture
def page(context: Context, shop: Shop, owner: Actor) -> ListPage:
    """The list at the bin, in which 陈晓云 lies; 王堃 is in the book."""
    make_customer(shop, owner, "王堃")
    gone = make_customer(shop, owner, "陈晓云")
    make_purchase(shop, owner, gone, TODAY, 2500)
    with shop.write(owner, "Bin") as unit:
        service.move_to_bin(unit, gone)
    made = ListPage(context)
    made.resize(1200, 800)
    made.show()
    made.show_place(Place("customers", detail="bin"))
    assert settle(context.jobs.busy)
    return made


def titles(page: ListPage) -> list[str]:
    return [each.key for each in page.table.records.columns]


def test_each_row_says_when_she_leaves(page: ListPage, context: Context) -> None:
    column = titles(page).index("leaves")
    assert not page.table.isColumnHidden(column)
    model = page.table.records
    assert model.index(0, column).data() == (TODAY + timedelta(days=30)).isoformat()
    assert "30" in page.bin_line.words.text()
    page.ways.choose("all")
    assert settle(context.jobs.busy)
    assert "leaves" not in titles(page)
    assert not page.bin_line.isVisible()


def test_only_the_typed_number_empties_it(
    page: ListPage, context: Context, shop: Shop, owner: Actor
) -> None:
    page.bin_line.empty.click()
    dialog = page.bin_line.dialog
    assert dialog is not None
    dialog.typed.setText("2")
    assert not dialog.go.isEnabled()
    dialog.typed.setText("1")
    dialog.go.click()
    assert settle(context.jobs.busy)
    with shop.read(owner) as reader:
        assert queries.count(reader, ListQuery(bin=True)) == 0
        assert queries.count(reader, ListQuery()) == 1
        found = reader.connection.exec_driver_sql("SELECT sum(net) FROM purchase").scalar()
        assert found == 2500
    assert context.undo.last() is None
