"""The shop's own fields in a customer's file: filled by keyboard, hidden, shown when filled."""

import pytest
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.own_fields import service
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.customers.file_page import FilePage
from app.ui.navigation import Place
from app.ui.screens import settle
from tests.core.own_fields.shops import add_field, field_of, file_of
from tests.factories import make_customer


def opened(qtbot: QtBot, context: Context, record: int) -> FilePage:
    """The file, shown and settled."""
    page = FilePage(context)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show_place(Place("customer", record))
    page.show()
    settle(context.jobs.busy)
    page.body.show_all()
    return page


def hide(shop: Shop, actor: Actor, key: str, *, part: bool = False) -> None:
    """Hide something of an individual's file."""
    with shop.write(actor, "Hide") as unit:
        service.hide(unit, "individual", key, part=part)


@pytest.mark.parametrize(
    ("kind", "text"), [("text", "窗边"), ("choice", "Medium"), ("day", "2020-05-12")]
)
def test_an_own_field_is_filled_in_the_file(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor, kind: str, text: str
) -> None:
    field = field_of(shop, owner, add_field(shop, owner, kind))
    customer = make_customer(shop, owner)
    page = opened(qtbot, context, customer)
    page.edit_field(field)
    line = page.cards["extras"].line(field)
    assert line is not None
    assert line.editor is not None
    line.editor.put(text)
    line.editor.finished.emit()
    settle(context.jobs.busy)
    value = file_of(shop, owner, customer).value(field)
    assert value is not None
    assert field.kind.edit_text(value) == text
    context.undo.undo()
    settle(context.jobs.busy)
    assert file_of(shop, owner, customer).value(field) is None


def test_a_hidden_field_is_not_asked_for(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor
) -> None:
    hide(shop, owner, "wechat")
    hide(shop, owner, "child")
    page = opened(qtbot, context, make_customer(shop, owner))
    for card in page.cards.values():
        card.unfold()
    shown = {line.shown.field.key for card in page.cards.values() for line in card.lines}
    assert "sex" in shown
    assert not {"wechat", "child.name"} & shown


def test_a_filled_hidden_field_is_still_shown_and_marked(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor
) -> None:
    field = field_of(shop, owner, add_field(shop, owner))
    customer = make_customer(shop, owner, texts={field: "窗边"})
    hide(shop, owner, field.key)
    page = opened(qtbot, context, customer)
    line = page.cards["extras"].line(field_of(shop, owner, field.own))
    assert line is not None
    assert line.shown.words == "窗边"
    assert "no longer asked for" in line.accessibleName()


def test_a_hidden_part_shows_only_where_something_is_in_it(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor
) -> None:
    own = add_field(shop, owner, individual_part="life")
    field = field_of(shop, owner, own)
    bare, full = make_customer(shop, owner), make_customer(shop, owner, texts={field: "窗边"})
    hide(shop, owner, "life", part=True)
    page = opened(qtbot, context, bare)
    assert "life" not in page.cards
    page.show_place(Place("customer", full))
    settle(context.jobs.busy)
    assert "life" in page.cards


def test_an_open_file_follows_the_shops_order(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor
) -> None:
    page = opened(qtbot, context, make_customer(shop, owner))
    before = list(page.cards)
    context.jobs.write(
        "Order", lambda unit: service.arrange_parts(unit, "individual", before[::-1])
    )
    settle(context.jobs.busy)
    assert list(page.cards) == before[::-1]


def test_what_is_hidden_counts_for_nothing(shop: Shop, owner: Actor) -> None:
    from app.core.customers.completeness import completeness

    with shop.read(owner) as reader:
        before = completeness(reader.catalogues["individual"], (), {})
    hide(shop, owner, before.ask[-1].key)
    with shop.read(owner) as reader:
        after = completeness(reader.catalogues["individual"], (), {})
    assert before.ask[-1].key not in {each.key for each in after.ask}
    assert after.score.whole < before.score.whole
