"""The occasions of 老王茶叶店 equal its truth file, for every card and all three start days."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.core.actor import Actor
from app.core.reminders.kinds import OccasionKind
from app.core.reminders.occurrences import MonthDay
from app.core.reminders.queries import upcoming
from app.core.store.shop import Shop
from app.core.store.unit import Unit
from app.i18n import N_
from tests.core.reminders.people import lay_customer

TRUTH: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "data" / "laowang" / "truth.json").read_text("utf-8")
)
KINDS = (
    OccasionKind.BIRTHDAY,
    OccasionKind.WEDDING,
    OccasionKind.SPOUSE_BIRTHDAY,
    OccasionKind.CHILD_BIRTHDAY,
)


def month_day(told: dict[str, Any] | None) -> MonthDay | None:
    if not told or told["status"] != "ok" or not told["d"] or not told["m"]:
        return None
    return MonthDay(told["calendar"], told["m"], told["d"], told["leap"])


def lay_row(unit: Unit, row: dict[str, Any]) -> None:
    told = {
        "birthday": row["birthday"],
        "wedding": row["wedding"],
        "spouse_birthday": row["spouse_birthday"],
    }
    days: dict[str | tuple[str, int], MonthDay] = {
        kind: day for kind, each in told.items() if (day := month_day(each))
    }
    for position, child in enumerate(row["children"], 1):
        if day := month_day(child["birthday"]):
            days["child_birthday", position] = day
    lay_customer(unit, row["card"], days, deceased=int(row["deceased"]))


@pytest.mark.parametrize("start", sorted(TRUTH["occasions"]))
def test_occasions_of_the_tea_shop(shop: Shop, owner: Actor, start: str) -> None:
    with shop.write(owner, N_("Add customer")) as unit:
        for row in TRUTH["members"]["rows"]:
            if row["status"] == "importable":
                lay_row(unit, row)
    with shop.read(owner) as reader:
        found = upcoming(reader, date.fromisoformat(start), 31, KINDS)
    names = ("number", "kind", "on", "calendar", "month", "day", "leap")
    ours = sorted(tuple(str(getattr(each, name)) for name in names) for each in found)
    names = ("card", "kind", "date", "calendar", "month", "day", "leap")
    theirs = [tuple(str(each[name]) for name in names) for each in TRUTH["occasions"][start]]
    assert ours == sorted(theirs)
