"""A half-written quick note waits for its own customer: over another file, and over locking."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.core.timeline import queries as timeline
from app.ui.context import Context
from app.ui.customers.file_page import FilePage
from app.ui.drafts import Drafts
from app.ui.navigation import Place
from app.ui.screens import settle
from tests.factories import make_customer


@pytest.fixture
def files(shop: Shop, owner: Actor) -> tuple[int, int]:
    return make_customer(shop, owner, "王堃"), make_customer(shop, owner, "陈晓云")


@pytest.fixture
def opened(context: Context, qtbot: QtBot) -> Callable[[int], FilePage]:
    """A page made anew, as after unlocking, at somebody's file."""

    def show(record: int) -> FilePage:
        made = FilePage(context)
        qtbot.addWidget(made)
        made.show_place(Place("customer", record=record))
        made.show()
        assert settle(context.jobs.busy)
        return made

    return show


def test_it_waits_while_another_file_is_open(
    opened: Callable[[int], FilePage], files: tuple[int, int], shop: Shop, owner: Actor
) -> None:
    hers, other = files
    page = opened(hers)
    page.quick.line.setText("不喝酒")
    page.quick.kinds.choose("note")
    page.show_place(Place("customer", record=other))
    assert page.quick.line.text() == ""
    page.quick.line.setText("爱喝茶")
    page.show_place(Place("customer", record=hers))
    assert (page.quick.line.text(), page.quick.kinds.value()) == ("不喝酒", "note")
    page.quick.keep()
    assert settle(page.context.jobs.busy)
    assert page.quick.line.text() == ""
    with shop.read(owner) as reader:
        assert [each.text for each in timeline.notes(reader, hers, "note")] == ["不喝酒"]
        assert timeline.preferences(reader, other) == ()
    page.show_place(Place("customer", record=other))
    assert page.quick.line.text() == "爱喝茶"


def test_it_waits_while_the_shop_is_locked(
    opened: Callable[[int], FilePage], files: tuple[int, int], context: Context
) -> None:
    hers, other = files
    page = opened(hers)
    assert context.drafts.to_keep() is None
    page.quick.line.setText("half")
    context.drafts.collect()
    found = Drafts()
    found.load(context.drafts.to_keep() or {})
    (key,) = found.waiting()
    assert found.place_of(key) == Place("customer", record=hers)
    assert opened(other).quick.line.text() == ""
    again = opened(hers)
    assert again.quick.line.text() == "half"
    again.quick.give_up()
    assert context.drafts.to_keep() == {}


def test_a_note_kept_late_leaves_what_is_written_of_another(
    opened: Callable[[int], FilePage], files: tuple[int, int]
) -> None:
    hers, other = files
    page = opened(hers)
    page.quick.line.setText("同样的话")
    page.quick.keep()
    page.show_place(Place("customer", record=other))
    page.quick.line.setText("同样的话")
    assert settle(page.context.jobs.busy)
    assert page.quick.line.text() == "同样的话"
    page.show_place(Place("customer", record=hers))
    assert page.quick.line.text() == ""
