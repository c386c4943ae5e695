"""Every score on every page has its sentence: of whom, since when, how many; few is said."""

import re
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.purchases import bulk
from app.core.store.changes import ALL
from app.core.store.shop import Shop
from app.core.wallet import service as wallet
from app.core.wallet.service import NewEstimate
from app.ui.context import Context
from app.ui.screens import settle
from app.ui.worth.lifetime_card import LifetimeCard
from tests.factories import make_customer
from tests.ui.every_page import Opened, every_page
from tests.ui.value.six import ago

N = re.compile(r"\b6 (customers|of 6 customers|of them)|\b6 of 6 customers|\b6 bought")
WINDOW = re.compile(r"\d{4}-\d{2}-\d{2}|\d{4}-\d{2}|\d+ (days|months)")
FEW = re.compile(r"Only 6 customers|[Ff]ew|guesswork")
SCORES = {
    "matrix", "who", "rfm", "concentration", "growth", "monthly", "slipping", "falling", "next",
    "model", "rad", "lifetime", "losing", "tiers",
}  # fmt: skip
CALCULATORS = {"lifetime", "losing"}
"""Their charts are of what is typed: rate, spacing and number stand in the sentence instead."""


@pytest.fixture
def opened(shop: Shop, owner: Actor, context: Context, qtbot: QtBot) -> list[Opened]:
    """All pages of a shop of six customers who come every month."""
    whom = [make_customer(shop, owner, f"客人{n}") for n in range(6)]
    with shop.write(owner, "Import") as unit:
        new = [
            bulk.NewReceipt(ago(30 * month + place), 5_000 * (place + 1), who)
            for place, who in enumerate(whom)
            for month in range(26)
        ]
        bulk.finish(unit, *bulk.add_receipts(unit, new), ALL)
        for who in whom:
            wallet.add_estimate(unit, who, NewEstimate("said", 90_000_000, ours=30_000))
    several = list(every_page(context, qtbot)())
    for each in several:
        if isinstance(each.card, LifetimeCard):
            each.card.source.setCurrentIndex(each.card.source.findData("people"))
    assert settle(context.jobs.busy)
    return several


def test_each_page_says_of_whom_since_when_and_that_they_are_few(opened: list[Opened]) -> None:
    said = {each.key: each.said() for each in opened}
    assert set(said) >= SCORES
    missing: dict[str, list[str]] = {}
    checks: dict[str, Callable[[str], object]] = {
        "n": N.search, "window": WINDOW.search, "few": FEW.search,
    }  # fmt: skip
    for key in SCORES:
        wrong = [name for name, check in checks.items() if not check(said[key])]
        if wrong:
            missing[key] = wrong
    assert missing == {}, {key: said[key] for key in missing}


def test_each_chart_has_its_sentence_and_stands_by_its_window(opened: list[Opened]) -> None:
    for each in opened:
        for chart in each.charts():
            assert chart.sentence, (each.key, chart.title)
            assert re.search(r"\d", chart.sentence), (each.key, chart.sentence)
            if each.key not in CALCULATORS:
                dated = WINDOW.search(chart.sentence) or WINDOW.search(each.said())
                assert dated, (each.key, chart.sentence)
