"""Shops that have heard much: 100,000 complaints, or 1,000,000 answers of a survey."""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from sqlalchemy import insert

from app.core.complaints import queries as complaints
from app.core.complaints import service as complaint_service
from app.core.complaints.records import complaint
from app.core.store.shop import Shop
from app.core.store.unit import Unit
from app.core.surveys import queries, service
from app.core.surveys.drafts import halves
from app.core.surveys.records import survey_answer, survey_response
from tests.benchmarks.shops import OWNER, TODAY, clock, empty, show
from tests.core.purchases.people import add_customer

T = TypeVar("T")
COMPLAINTS, OPEN, ANSWERS, PEOPLE = 100_000, 3_000, 1_000_000, 5_000
_DAYS, _CHUNK, _ROUNDS, _WRITES = 1095, 5_000, 3, 20


def made(folder: Path, heard: Callable[[Unit, list[int]], object]) -> Shop:
    """A new shop with people in it, and what `heard` writes."""
    folder.mkdir()
    shop = empty(folder)
    with shop.write(OWNER, "Fill") as unit:
        heard(unit, [add_customer(unit) for _ in range(PEOPLE)])
    return shop


def complain(unit: Unit, people: list[int]) -> None:
    """Three years of complaints; the last of them wait for an end."""
    complaint_service.begin_lists(unit)
    kinds = [each.id for each in complaints.categories(unit)]
    causes = [each.id for each in complaints.causes(unit)]
    chance, now = Random(5), clock().now()
    rows: list[dict[str, Any]] = []
    for number in range(COMPLAINTS):
        done = number >= OPEN
        ago = chance.randrange(3, _DAYS) if done else chance.randrange(20)
        at = now - timedelta(days=ago, minutes=chance.randrange(600))
        lasted = chance.randrange(60, 4000)
        rows.append({
            "customer_id": chance.choice(people), "received_at": at,
            "received_day": (TODAY - timedelta(days=ago)).toordinal(),
            "channel": f"channel {number % 5}", "category_id": chance.choice(kinds),
            "cause_id": chance.choice(causes), "item": f"tea {number % 40}",
            "severity": "normal", "words": f"complaint {number}", "owner": f"clerk {number % 9}",
            "cost": number % 5000 if number % 3 else None,
            "satisfaction": 1 + number % 5 if done else None,
            "stage": "closed" if done else "checking", "confirmed": number % 2 if done else None,
            "settled_at": at + timedelta(minutes=lasted) if done else None,
            "answered_at": at + timedelta(minutes=30), "answered_minutes": 30 + number % 900,
            "settled_minutes": lasted if done else None,
            "settled_open_minutes": lasted // 3 if done else None,
        })  # fmt: skip
    unit.connection.execute(insert(complaint), rows)


def answer(unit: Unit, people: list[int]) -> None:
    """Two waves of a sheet with pairs, each person asked several times."""
    survey = service.copy_sheet(unit, "csi")
    version = queries.surveys(unit)[0]
    items = queries.items(unit, version.version_id)
    asked = [(each, half) for each in items for half in halves(each.kind, version.model)]
    asked = [pair for pair in asked if pair[0].kind.value != "text"]
    remark = next(each.id for each in items if each.kind.value == "text")
    chance = Random(6)
    for number in (1, 2):
        wave = service.add_wave(unit, survey, f"wave {number}")
        for _ in range(ANSWERS // len(asked) // 2 // _CHUNK + 1):
            ids = _sheets(unit, wave, asked, people, chance)
            unit.connection.execute(insert(survey_answer), [
                {"response_id": each, "wave_id": wave, "item_id": remark, "half": "only",
                 "words": f"remark {each}", "became": None if number == 2 else "read"}
                for each in ids[::_WRITES]
            ])  # fmt: skip


def _sheets(unit: Unit, wave: int, asked: list[Any], people: list[int], chance: Random) -> range:
    first = 1 + (unit.connection.exec_driver_sql(
        "SELECT coalesce(max(id), 0) FROM survey_response").scalar_one())  # fmt: skip
    ids = range(first, first + _CHUNK)
    unit.connection.execute(insert(survey_response), [
        {"id": each, "wave_id": wave, "customer_id": chance.choice(people), "way": "counter",
         "filled_on": TODAY, "finished": 1} for each in ids
    ])  # fmt: skip
    unit.connection.execute(insert(survey_answer), [
        {"response_id": each, "wave_id": wave, "item_id": item.id, "half": half.value,
         "value": chance.randint(item.low or 0, item.high or 1)}
        for each in ids for item, half in asked
    ])  # fmt: skip
    return ids


def timed(name: str, deed: Callable[[], T], bare: float | None = None) -> tuple[T, float]:
    """The processor's time, the best of three, printed beside bare SQL."""
    best = float("inf")
    for _ in range(_ROUNDS):
        began = time.process_time()
        found = deed()
        best = min(best, time.process_time() - began)
    beside = "" if bare is None else f"  ({best / bare:.2f} x bare SQL)"
    show(f"{name}: {1000 * best:.0f} ms{beside}")
    return found, best
