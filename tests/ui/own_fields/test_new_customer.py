"""The shop's own fields on the page of a new customer."""

from pytestqt.qtbot import QtBot

from app.catalogue.field import Tier
from app.core.actor import Actor
from app.core.own_fields import service
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.customers.new_page import NewPage
from app.ui.screens import settle
from tests.core.own_fields.shops import add_field, field_of, file_of


def opened(context: Context, qtbot: QtBot) -> NewPage:
    """The page with its blank form."""
    page = NewPage(context, "individual")
    qtbot.addWidget(page)
    page.show()
    assert settle(context.jobs.busy)
    return page


def test_own_fields_stand_below_the_first_ones(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor
) -> None:
    field = field_of(shop, owner, add_field(shop, owner))
    add_field(shop, owner, name="秘密", name_en="Secret", tier=Tier.SEALED)
    hidden = add_field(shop, owner, name="旧的", name_en="Old")
    with shop.write(owner, "Hide") as unit:
        service.hide(unit, "individual", f"own.{hidden}")
        service.hide(unit, "individual", "sex")
    page = opened(context, qtbot)
    assert [key for key in page.editors if key.startswith("own.")] == [field.key]
    assert "sex" not in page.editors
    page.editors["name"].put("王芳")
    page.editors[field.key].put("窗边")
    page.save()
    settle(context.jobs.busy)
    record = context.navigation.here.record
    assert record is not None
    assert file_of(shop, owner, record).value(field) == "窗边"
