"""The ledger's pieces are kept by themselves, a step at a time, and only in a big shop."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from app.core.actor import Actor
from app.core.purchases import bulk
from app.core.purchases.bulk import NewReceipt
from app.core.purchases.records import to_day
from app.core.store.changes import ALL
from app.core.store.shop import Shop
from app.core.value import keeping
from app.core.value.records import kept_block
from app.ui.context import Context
from app.ui.screens import settle
from app.ui.value import watch as watching
from app.ui.value.watch import Watch
from tests.conftest import TODAY
from tests.factories import make_customer, make_purchase

Keep = Callable[[Shop, Actor], bool]


def pieces(shop: Shop, owner: Actor) -> int:
    with shop.read(owner) as reader:
        counted = select(func.count()).select_from(kept_block)
        return int(reader.connection.execute(counted).scalar_one())


def test_steps_until_all_is_kept(
    shop: Shop, owner: Actor, context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_purchase(shop, owner, make_customer(shop, owner), TODAY, 5_000)
    assert settle(context.jobs.busy)
    monkeypatch.setattr(keeping, "FEWEST_ROWS", 0)
    monkeypatch.setattr(watching, "NEXT", 0)
    steps: list[bool] = []
    monkeypatch.setattr(keeping, "keep_next", _counted(steps, keeping.keep_next))
    watch = Watch(context)
    watch.step()
    qtbot.waitUntil(lambda: steps == [True, False])
    assert pieces(shop, owner) == 1


def test_a_small_shop_keeps_nothing(shop: Shop, owner: Actor, context: Context) -> None:
    make_purchase(shop, owner, make_customer(shop, owner), TODAY, 5_000)
    assert settle(context.jobs.busy)
    Watch(context).step()
    assert settle(context.jobs.busy)
    assert pieces(shop, owner) == 0


@pytest.mark.parametrize(("many", "pieces_kept"), [(True, 1), (False, 0)])
def test_at_once_after_a_large_import(
    shop: Shop,
    owner: Actor,
    context: Context,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    many: bool,
    pieces_kept: int,
) -> None:
    who = make_customer(shop, owner)
    monkeypatch.setattr(keeping, "FEWEST_ROWS", 0)
    monkeypatch.setattr(watching, "BUSY", 0)
    steps: list[bool] = []
    monkeypatch.setattr(keeping, "keep_next", _counted(steps, keeping.keep_next))
    watch = Watch(context)
    receipts = [NewReceipt(to_day(TODAY), 900, who)]
    context.jobs.write(
        "Import",
        lambda unit: bulk.finish(unit, *bulk.add_receipts(unit, receipts), ALL if many else [who]),
    )
    if many:
        qtbot.waitUntil(lambda: steps[:1] == [True])
    assert settle(context.jobs.busy)
    assert watch is not None
    assert pieces(shop, owner) == pieces_kept


def _counted(steps: list[bool], real: Keep) -> Keep:
    def step(shop: Shop, actor: Actor) -> bool:
        steps.append(real(shop, actor))
        return steps[-1]

    return step
