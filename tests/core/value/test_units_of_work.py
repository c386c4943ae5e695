"""What a unit of work saw may be taken back, so nothing that is kept for others rests on it."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import numpy as np
import pytest

from app.catalogue.membership import Extras
from app.core.actor import Actor
from app.core.customers import service
from app.core.fading.quantities import less_bought
from app.core.fading.thresholds import USUAL
from app.core.purchases.entry import EntryLine, NewEntry, enter_receipt
from app.core.purchases.records import QUANTITY_UNIT
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.store.unit import Unit
from app.core.value.sold_through import sold_through
from app.core.value.traits import traits
from tests.conftest import TODAY
from tests.factories import make_customer


def sell(unit: Unit, who: int, ago: int, quantity: int, channel: str = "") -> None:
    line = EntryLine("茶", quantity * QUANTITY_UNIT, amount=10_000, unit="斤")
    enter_receipt(unit, NewEntry(who, TODAY - timedelta(ago), (line,), channel=channel))


def channels(reader: Reader, who: int) -> list[str]:
    found = sold_through(reader, np.array([who], np.int64))
    return [found.values[code] for code in found.codes.tolist() if code >= 0]


def sexes(reader: Reader, _: int) -> list[str]:
    found = traits(reader).columns["sex"]
    return [found.values[code] for code in found.codes.tolist() if code >= 0]


def falling(reader: Reader, _: int) -> list[int]:
    found: list[int] = less_bought(reader, USUAL).ids.tolist()
    return found


LOOKS: dict[str, Callable[[Reader, int], Sequence[object]]] = {
    "channel": channels,
    "goods": falling,
    "sex": sexes,
}


def goes_wrong(shop: Shop, owner: Actor, who: int, look: str) -> None:
    """Something is written and looked at, and then goes wrong."""
    with shop.write(owner, "Goes wrong") as unit:
        sell(unit, who, 200, 10, "电话")
        service.edit_text(unit, who, {Extras.sex: "男"})
        assert LOOKS[look](unit, who)
        raise ZeroDivisionError


@pytest.mark.parametrize("look", LOOKS)
def test_what_went_wrong_is_known_to_nobody(shop: Shop, owner: Actor, look: str) -> None:
    who = make_customer(shop, owner)
    with shop.write(owner, "Sales") as unit:
        for ago in (340, 300, 260, 220, 150, 100, 50, 10):
            sell(unit, who, ago, 1)
    with pytest.raises(ZeroDivisionError):
        goes_wrong(shop, owner, who, look)
    make_customer(shop, owner)  # the number of the act that went wrong is its now
    with shop.read(owner) as reader:
        assert not LOOKS[look](reader, who)
