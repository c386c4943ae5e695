"""The people behind a figure open as a list: narrowed further, kept as a group, left again."""

import pytest
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.customers.lists import Among, ListQuery, list_ids
from app.core.segments import queries as segments
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.customers.list_page import ListPage, make_page
from app.ui.navigation import people
from app.ui.screens import settle
from tests.factories import make_customer


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> ListPage:
    made = make_page(context)
    assert isinstance(made, ListPage)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    return made


def test_exactly_these_are_listed_and_can_be_narrowed(shop: Shop, owner: Actor) -> None:
    ids = [make_customer(shop, owner, name) for name in ("王堃", "单雄", "陈欣", "王莉")]
    with shop.read(owner) as reader:
        among = Among("Big spenders", (ids[0], ids[1], ids[3]))
        assert list_ids(reader, ListQuery(among=among)).tolist() == [ids[1], ids[0], ids[3]]
        assert list_ids(reader, ListQuery(text="王", among=among)).tolist() == [ids[0], ids[3]]
        assert list_ids(reader, ListQuery(among=Among("Nobody", ()))).tolist() == []


def test_a_place_opens_them_and_a_chip_says_whose_they_are(
    page: ListPage, shop: Shop, owner: Actor
) -> None:
    ids = [make_customer(shop, owner, name) for name in ("王堃", "单雄", "陈欣")]
    page.show_place(people("Big spenders", ids[:2]))
    page.show()
    assert settle(page.context.jobs.busy)
    assert sorted(page.table.records.ids) == sorted(ids[:2])
    assert page.chips.words() == ("Big spenders",)
    page.chips.chips()[0].click()
    assert settle(page.context.jobs.busy)
    assert sorted(page.table.records.ids) == sorted(ids)


def test_one_click_and_a_name_keep_them_as_a_group(
    page: ListPage, shop: Shop, owner: Actor
) -> None:
    ids = [make_customer(shop, owner, name) for name in ("王堃", "单雄", "陈欣")]
    page.saved.ask = lambda title, name: "Invite in May"
    page.show_place(people("Big spenders", ids[:2]))
    page.show()
    assert settle(page.context.jobs.busy)
    page.chips.save_wanted.emit()
    assert settle(page.context.jobs.busy)
    page.saved.save(page.chosen().query)  # "save this filter" knows no rule for them either
    assert settle(page.context.jobs.busy)
    with shop.read(owner) as reader:
        kept = segments.by_name(reader, "invite in may")
        assert sorted(segments.ids(reader, kept)) == sorted(ids[:2])
        assert len(segments.list_saved(reader)) == 1
