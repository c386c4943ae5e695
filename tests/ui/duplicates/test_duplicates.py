"""Likely duplicates are listed, compared, merged or kept apart, by the owner alone."""

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.catalogue.basics import Basics
from app.catalogue.membership import Extras
from app.core.actor import Actor
from app.core.customers import queries
from app.core.customers.queries import ListQuery
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.duplicates.ask import OtherFile, merge_chosen
from app.ui.duplicates.merge_page import MergePage
from app.ui.duplicates.scan_card import ScanCard
from app.ui.lending import Chosen
from app.ui.navigation import Place
from app.ui.screens import settle
from tests.core.duplicates.test_merge import two
from tests.factories import make_customer


def words(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel)]


def press(widget: QWidget, start: str) -> None:
    found = widget.findChildren(QPushButton)
    next(each for each in found if each.accessibleName().startswith(start)).click()


def shown(qtbot: QtBot, context: Context, widget: QWidget) -> Any:
    qtbot.addWidget(widget)
    widget.show()
    settle(context.jobs.busy)
    return widget


@pytest.fixture
def wangs(shop: Shop, owner: Actor) -> tuple[int, int]:
    """One man in two files."""
    return two(shop, owner)


@pytest.fixture
def page(qtbot: QtBot, context: Context, wangs: tuple[int, int]) -> MergePage:
    made = MergePage(context)
    made.show_place(Place("merge", wangs[0], str(wangs[1])))
    found: MergePage = shown(qtbot, context, made)
    return found


def alike(shop: Shop, owner: Actor) -> tuple[int, int]:
    texts = {Basics.mobile: "15400000001"}
    one, other = (make_customer(shop, owner, name, texts=texts) for name in ("陈静", "陈敬"))
    return one, other


def test_a_pair_is_found_and_kept_apart_for_good(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor
) -> None:
    alike(shop, owner)
    card = shown(qtbot, context, ScanCard(context))
    card.scan()
    settle(context.jobs.busy)
    assert "陈静 · 陈敬" in words(card)
    assert "names alike, same phone" in words(card)
    press(card, "Not the same person")
    settle(context.jobs.busy)
    assert "No two files look like one customer" in words(card)
    card.scan()
    settle(context.jobs.busy)
    assert card.found == ()


def test_a_pair_leads_to_both_files(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor
) -> None:
    one, other = alike(shop, owner)
    card = shown(qtbot, context, ScanCard(context))
    card.scan()
    settle(context.jobs.busy)
    press(card, "Compare…")
    assert context.navigation.here == Place("merge", one, str(other))


def test_what_is_chosen_stays(
    page: MergePage, context: Context, shop: Shop, owner: Actor, wangs: tuple[int, int]
) -> None:
    offered = {each.accessibleName(): each for each in page.findChildren(QRadioButton)}
    assert offered["Note: Both: 爱喝胡萝卜汁 怕辣"].isChecked()
    offered["Name: 王坤"].click()
    settle(context.jobs.busy)
    page.merge()
    settle(context.jobs.busy)
    with shop.read(owner) as reader:
        merged = queries.profile(reader, wangs[0])
        assert merged.name == "王坤"
        assert merged.value(Extras.note) == "爱喝胡萝卜汁\n怕辣"
        assert queries.count(reader, ListQuery()) == 1
    assert context.navigation.here == Place("customer", wangs[0])
    context.undo.undo()
    settle(context.jobs.busy)
    with shop.read(owner) as reader:
        assert queries.count(reader, ListQuery()) == 2


def test_sealed_values_are_hidden_until_asked(
    page: MergePage, context: Context, shop: Shop, owner: Actor
) -> None:
    assert "•••••• hidden" in words(page)
    assert not any("990000" in each for each in words(page))
    page.revealing.ask()
    settle(context.jobs.busy)
    assert any("990000" in each.replace(" ", "") for each in words(page))
    with shop.read(owner) as reader:
        asked = "SELECT count(*) FROM audit WHERE action = 'customer.reveal'"
        assert reader.connection.exec_driver_sql(asked).scalar() == 2


def test_the_other_file_may_stay_instead(
    page: MergePage, context: Context, wangs: tuple[int, int]
) -> None:
    page.swap()
    settle(context.jobs.busy)
    assert page.found is not None
    assert (page.found.ours.id, page.found.theirs.id) == (wangs[1], wangs[0])


def test_what_is_gone_is_said(
    page: MergePage, context: Context, wangs: tuple[int, int], qtbot: QtBot
) -> None:
    page.merge()
    settle(context.jobs.busy)
    page.reload()
    settle(context.jobs.busy)
    assert "One of the two is not there any more." in words(page)
    assert not page.go.isVisible()


def test_two_of_the_list(context: Context, wangs: tuple[int, int]) -> None:
    merge_chosen(context, Chosen(ListQuery(), wangs, 2))
    assert context.navigation.here == Place("merge", wangs[0], str(wangs[1]))


def test_the_other_file_is_found_by_name(
    qtbot: QtBot, context: Context, wangs: tuple[int, int]
) -> None:
    dialog = shown(qtbot, context, OtherFile(context, wangs[0], None))
    dialog.finder.start("王坤")
    settle(context.jobs.busy)
    dialog.finder.hits.choose()
    dialog.accept()
    assert context.navigation.here == Place("merge", wangs[0], str(wangs[1]))
