"""Gives the sample shop three years of complaints, and a board with something in every column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from app.core.actor import Right, needs
from app.core.complaints import deriving, queries
from app.core.complaints.lists import CHANNELS, begin_lists
from app.core.complaints.records import Severity, Step, complaint, complaint_step
from app.core.demo import goods
from app.core.demo.grievances import GRIEVANCES, STRANGERS, Grievance
from app.core.demo.shopping import Buyer
from app.core.purchases.records import fold_number, from_day, to_day
from app.core.store.unit import Unit
from app.i18n import tr

_OF_HUNDRED, _LEAST, _MOST = 9, 14, 3_000  # complaints for so many customers
_DAYS = 1000
_OPENS, _SHUTS = 9, 20
_STRANGERS = 0.08


@dataclass(frozen=True)
class _Scene:
    """One that stands on the board today: how long ago, what was done after how many hours."""

    days: int
    steps: tuple[tuple[Step, int], ...] = ()
    promised: int | None = None
    """Hours after the receipt."""
    severity: Severity | None = None


_TOLD, _SEEN, _ANSWER = (Step.ACKNOWLEDGED, 1), (Step.ASSESSED, 3), (Step.ANSWERED, 5)
_OFFER, _DONE = (Step.OFFERED, 20), (Step.REMEDIED, 30)
_BOARD = (
    _Scene(0),
    _Scene(1, (_TOLD,)),
    _Scene(9),  # nobody has answered: late
    _Scene(2, (_TOLD, _SEEN)),
    _Scene(6, (_TOLD, _SEEN, _ANSWER), promised=96, severity=Severity.SEVERE),  # promise broken
    _Scene(5, (_TOLD, _SEEN, _ANSWER, _OFFER), promised=144),  # soon
    _Scene(5, (_TOLD, _SEEN, _ANSWER, _OFFER, _DONE), promised=240),
    _Scene(20, (_SEEN, _ANSWER, _OFFER, _DONE, (Step.CONFIRMED, 80), (Step.REOPENED, 380))),
    _Scene(8, (_TOLD, _ANSWER, _DONE, (Step.CLOSED, 60))),  # closed, not confirmed
    _Scene(6, (_TOLD, _SEEN, _ANSWER, _DONE, (Step.CONFIRMED, 90))),
)


@dataclass
class _Rows:
    """What is written at one go."""

    complaints: list[dict[str, Any]] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)


@needs(Right.IMPORT)
def tell_complaints(unit: Unit, buyers: Sequence[Buyer], seed: int = 1) -> int:
    """As many as so many customers bring; returns how many. The same for the same seed."""
    if not buyers:
        return 0
    begin_lists(unit)
    teller = _Teller(unit, buyers, Random(f"complaints {seed}"))
    number = max(_LEAST, min(_MOST, len(buyers) * _OF_HUNDRED // 100))
    for scene in _BOARD:
        teller.tell_scene(scene)
    for _ in range(number - len(_BOARD)):
        teller.tell_ended()
    ids = unit.insert_many(complaint, teller.rows.complaints)
    steps = [each | {"complaint_id": ids[each["complaint_id"]]} for each in teller.rows.steps]
    unit.insert_many(complaint_step, steps)
    deriving.refresh(unit, ids)
    return len(ids)


class _Teller:
    """Makes the rows; nothing is written."""

    def __init__(self, unit: Unit, buyers: Sequence[Buyer], random: Random) -> None:
        self.rows = _Rows()
        self._unit, self._buyers, self._random = unit, buyers, random
        self._now = unit.clock.local().replace(tzinfo=None, second=0, microsecond=0)
        self._categories = [each.id for each in queries.categories(unit)]
        every = queries.causes(unit)
        uppers = [each.id for each in every if each.parent_id is None]
        self._causes = [[c.id for c in every if c.parent_id == upper] for upper in uppers]
        self._often = [each.often for each in GRIEVANCES]

    def tell_scene(self, scene: _Scene) -> None:
        """One of today's board."""
        at = self._moment(from_day(to_day(self._now.date()) - scene.days))
        steps = [(kind, at + timedelta(hours=hours)) for kind, hours in scene.steps]
        told = self._random.choice(GRIEVANCES)
        cells: dict[str, Any] = {"severity": scene.severity or Severity.NORMAL}
        if scene.promised is not None:
            cells |= {"promised": told.remedy, "promised_at": at + timedelta(hours=scene.promised)}
        self._add(told, at, steps, cells)

    def tell_ended(self) -> None:
        """One of the years before, settled in one way or another."""
        random = self._random
        at = self._moment(from_day(to_day(self._now.date()) - random.randint(12, _DAYS)))
        told = random.choices(GRIEVANCES, self._often)[0]
        steps = list(_way(at, random))
        promised = at + timedelta(days=random.choice((3, 5, 7, 10)))
        cells: dict[str, Any] = {"severity": told.severity, "promised": told.remedy}
        cells["promised_at"] = promised
        self._add(told, at, [each for each in steps if each[1] < self._now], cells)

    def _add(
        self,
        told: Grievance,
        at: datetime,
        steps: Sequence[tuple[Step, datetime]],
        cells: dict[str, Any],
    ) -> None:
        ended = bool(steps) and steps[-1][0] in (Step.CONFIRMED, Step.CLOSED)
        clerk = self._random.choice(goods.CLERKS)
        for name, value in cells.items():
            if isinstance(value, datetime):
                cells[name] = self._utc(value)
        place = len(self.rows.complaints)
        self.rows.complaints.append(
            _BLANK
            | self._whose(at)
            | self._about(told, steps)
            | (self._outcome(told, steps[-1][0]) if ended else {})
            | {"received_at": self._utc(at), "received_day": to_day(at.date()), "owner": clerk}
            | cells
        )
        for kind, moment in ((Step.RECEIVED, at), *steps):
            step = {"complaint_id": place, "kind": kind.value, "at": self._utc(moment)}
            self.rows.steps.append(step | {"who": clerk, "words": None})

    def _whose(self, at: datetime) -> dict[str, Any]:
        """A customer who had joined by then; now and then a stranger."""
        buyer = self._buyers[int(len(self._buyers) * self._random.random() ** 2)]
        if self._random.random() < _STRANGERS or buyer.joined_day > to_day(at.date()):
            return {"person": self._random.choice(STRANGERS)}
        key = fold_number(buyer.number) or None
        return {
            "customer_id": buyer.id,
            "customer_number": buyer.number or None,
            "customer_key": key,
        }

    def _about(self, told: Grievance, steps: Sequence[tuple[Step, datetime]]) -> dict[str, Any]:
        """What was said; the cause only once somebody looked into it."""
        upper, below = told.cause
        return {
            "words": told.words,
            "category_id": self._categories[told.category],
            "cause_id": self._causes[upper][below] if len(steps) > 1 else None,
            "item": told.item or None,
            "wish": told.wish or None,
            "channel": tr(self._random.choice(CHANNELS)),
        }

    def _outcome(self, told: Grievance, end: Step) -> dict[str, Any]:
        random = self._random
        confirmed = end is Step.CONFIRMED
        grades = (5, 5, 4, 4, 4, 3) if confirmed else (1, 2, 2, 3, None)
        return {
            "remedy": told.remedy,
            "compensation": told.compensation or None,
            "apology": int(random.random() < 0.8),
            "cost": None if told.yuan is None else told.yuan * 100,
            "satisfaction": random.choice(grades),
        }

    def _moment(self, day: Any) -> datetime:
        """While the shop is open; of today, an hour ago."""
        if day == self._now.date():
            return self._now - timedelta(minutes=40)
        minutes = self._random.randrange(60 * (_SHUTS - _OPENS))
        return datetime.combine(day, time(_OPENS)) + timedelta(minutes=minutes)

    def _utc(self, at: datetime) -> datetime:
        return at.replace(tzinfo=self._unit.clock.zone)


def _way(at: datetime, random: Random) -> Iterator[tuple[Step, datetime]]:
    """Most are settled by her own word in days, some without it, a few come back."""
    for kind, least, most in (
        (Step.ACKNOWLEDGED, 0.2, 4),
        (Step.ASSESSED, 0.5, 12),
        (Step.ANSWERED, 1, 48),
        (Step.REMEDIED, 4, 72),
    ):
        at += timedelta(minutes=round(60 * random.uniform(least, most) * random.random()) + 1)
        yield kind, at
    at += timedelta(minutes=random.randrange(60, 6_000))
    how = random.random()
    yield (Step.CLOSED if how < 0.15 else Step.CONFIRMED), at
    if how > 0.92:
        yield Step.REOPENED, at + timedelta(days=2)
        yield Step.CONFIRMED, at + timedelta(days=2 + random.randint(1, 6))


_BLANK: dict[str, Any] = dict.fromkeys(
    (
        *("customer_id", "customer_number", "customer_key", "person", "promised", "promised_at"),
        *("remedy", "compensation", "apology", "cost", "satisfaction"),
    )
)
