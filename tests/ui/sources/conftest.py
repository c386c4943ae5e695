"""周若兰, whom a fair, a talk and a bought list speak of."""

from datetime import date

import pytest

from app.catalogue.basics import Basics
from app.catalogue.life import Life
from app.core.actor import Actor
from app.core.customers import service
from app.core.sources.origin import Origin
from app.core.store.shop import Shop

TALK = Origin("service.talk", date(2026, 11, 20))
LIST = Origin("bought.rented", date(2026, 11, 21), basis="consent: form")


@pytest.fixture
def lan(shop: Shop, owner: Actor) -> int:
    """Met at a fair three years ago; one value is disputed, two are old."""
    with shop.write(owner, "New customer") as unit:
        made = service.create(
            unit,
            "individual",
            {Basics.name: "周若兰"},
            texts={
                Life.favourite_dishes: "清蒸鲈鱼",
                Basics.job_title: "会计",
                Life.medical_history: "对花生过敏",
            },
            origin=Origin("fair", date(2023, 11, 1)),
        )
    for text, told in (("财务经理", TALK), ("出纳", LIST)):
        with shop.write(owner, "Edit customer") as unit:
            service.edit_text(unit, made, {Basics.job_title: text}, origin=told)
    return made
