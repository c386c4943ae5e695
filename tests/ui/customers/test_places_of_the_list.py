"""Which customers a place of the list shows, and what stays when one comes back."""

import pytest

from app.core.actor import Actor
from app.core.customers.queries import ListQuery
from app.core.segments import service
from app.core.store.shop import Shop
from app.ui.customers.list_page import ListPage
from app.ui.navigation import Place
from app.ui.saved_lists import SAVED
from tests.ui.customers.test_list_page import names, show
from tests.ui.customers.test_lists import TEA, page, people, ready

__all__ = ["page", "people"]


@pytest.mark.parametrize("detail", ["saved", "starred", "bin"])
def test_the_customers_themselves_are_everybody_again(
    page: ListPage, people: list[int], shop: Shop, owner: Actor, detail: str
) -> None:
    with shop.write(owner, "Save") as unit:
        saved = service.save(unit, "Tea", ListQuery(filter=TEA))
    show(page)
    ready(page)
    there = Place("customers", detail=f"{SAVED}{saved}" if detail == "saved" else detail)
    page.show_place(there)
    ready(page)
    assert len(names(page)) < len(people)
    page.show_place(there)  # back from a file
    ready(page)
    assert len(names(page)) < len(people)
    page.show_place(Place("customers"))
    ready(page)
    assert len(names(page)) == len(people)


def test_a_filter_of_ones_own_stays(page: ListPage, people: list[int]) -> None:
    page.show_place(Place("customers"))
    show(page)
    ready(page)
    page.set_filter(TEA)
    ready(page)
    page.show_place(Place("customers"))
    ready(page)
    assert names(page) == ["陈欣"]
