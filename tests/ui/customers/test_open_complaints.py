"""An open complaint stands on the strip and on the counter card until it is settled."""

from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.complaints import service
from app.core.complaints.records import Step
from app.core.complaints.service import NewComplaint
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.customers.counter_view import CounterView
from app.ui.customers.glance import CounterGlance, at_the_counter, line_words
from tests.factories import make_customer


def look(shop: Shop, owner: Actor, who: int) -> CounterGlance:
    with shop.read(owner) as reader:
        found = at_the_counter(reader, who)
    assert found is not None
    return found


def test_it_is_said_until_it_is_settled(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor
) -> None:
    who = make_customer(shop, owner, "王堃")
    with shop.write(owner, "Complaint") as unit:
        made = service.receive(unit, NewComplaint("茶叶受潮", customer_id=who))
    found = look(shop, owner, who)
    today = context.clock.today()
    assert line_words(found.glance, today)["complaint"] == f"茶叶受潮 (since {today})"
    view = CounterView(context)
    qtbot.addWidget(view)
    view.show_card(found)
    assert "茶叶受潮" in view.words()
    with shop.write(owner, "Step") as unit:
        service.take_step(unit, made, Step.CONFIRMED)
    after = look(shop, owner, who)
    assert line_words(after.glance, today)["complaint"] == ""
    view.show_card(after)
    assert "茶叶受潮" not in view.words()
