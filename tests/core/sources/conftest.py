"""A shop whose clock can be moved, and a customer whom three sources speak of."""

from collections.abc import Callable
from datetime import date

import pytest

from app.catalogue.basics import Basics
from app.catalogue.life import Life
from app.core import upkeep
from app.core.actor import Actor
from app.core.clock import fixed_clock
from app.core.customers import service
from app.core.sources.origin import Origin
from app.core.store.files import open_data_file
from app.core.store.shop import Shop
from app.core.vault.keys import Keys
from tests.conftest import SHANGHAI, VAULT_ID

AtDay = Callable[[date], Shop]


@pytest.fixture
def at_day(shop: Shop, keys: Keys) -> AtDay:
    """The same shop on another day; the one before is closed."""
    shops = [shop]

    def move(day: date) -> Shop:
        folder = shops[-1].folder
        shops[-1].close()
        clock = fixed_clock(day, SHANGHAI)
        moved = open_data_file(folder, keys, vault_id=VAULT_ID, clock=clock, upkeep=upkeep.ALL)
        shops.append(moved)
        return moved

    return move


@pytest.fixture
def lan(shop: Shop, owner: Actor) -> int:
    """周若兰, met at a fair, with what she said there."""
    fair = Origin("fair", date(2026, 3, 1))
    with shop.write(owner, "New customer") as unit:
        return service.create(
            unit,
            "individual",
            {Basics.name: "周若兰"},
            texts={Life.favourite_dishes: "清蒸鲈鱼", Basics.job_title: "会计"},
            origin=fair,
        )
