"""A shop with an NPS wave, and one with two waves of twelve pairs."""

import pytest

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.core.surveys import queries, service
from app.core.surveys.entering import FilledSheet
from app.core.surveys.records import Half
from tests.core.surveys.sheets import add_tea_survey
from tests.factories import make_customer
from tests.ui.satisfaction.shown import Made, look


@pytest.fixture
def made(shop: Shop, owner: Actor) -> Made:
    """NPS with one wave, nobody asked yet."""
    with shop.write(owner, "Survey") as unit:
        service.add_wave(unit, service.copy_sheet(unit, "nps", "推荐"), "五月")
    return look(shop, owner)


@pytest.fixture
def tea(shop: Shop, owner: Actor) -> Made:
    """Twelve pairs, two waves; in the second one everybody is happier."""
    who = make_customer(shop, owner, "王堃", "LW0001")
    with shop.write(owner, "Survey") as unit:
        survey = add_tea_survey(unit)
        items = queries.items(unit, queries.surveys(unit)[0].version_id)
        for wave, better in (("上半年", 0), ("下半年", 1)):
            wave_id = service.add_wave(unit, survey, wave)
            for number in range(6):
                answers: dict[tuple[int, Half], int | str] = {}
                for place, each in enumerate(items[:12]):
                    answers[each.id, Half.IMPORTANCE] = 1 + (place + number) % 5
                    answers[each.id, Half.SATISFACTION] = min(5, 1 + (place % 4) + better)
                answers[items[12].id, Half.ONLY] = 3 + better
                answers[items[13].id, Half.ONLY] = 6 + number % 5
                answers[items[14].id, Half.ONLY] = f"{wave}第{number}句话"
                sheet = FilledSheet(answers, customer_id=None if number else who)
                service.enter_whole(unit, wave_id, sheet)
    return look(shop, owner)
