"""Which days come up: the window's month-days looked up among the customers' occasions."""

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import text

from app.core.actor import Right, needs
from app.core.reminders.ages import is_milestone
from app.core.reminders.kinds import ALL_KINDS, OccasionKind
from app.core.reminders.names import named
from app.core.reminders.occurrences import DEFAULT_RULES, DayRules, MonthDay, Occurrence, falling
from app.core.reminders.upcoming import Mark, Upcoming
from app.core.store.unit import Reader

_LONGEST_MEMBERSHIP = 150  # years that are asked for
_FIRST_DAYS = 1  # the first piece of a window that is cut off at a limit

# Whoever became a customer is reminded of under her own name, once: `stand_in` says who.
# A window is some ninety month-days whatever its customers, so that a million of them
# cost no more than the rows found.
_DAYS = """
WITH falling AS MATERIALIZED (
    SELECT json_extract(value, '$[0]') AS occurs_on, json_extract(value, '$[1]') AS rule,
           json_extract(value, '$[2]') AS calendar, json_extract(value, '$[3]') AS month,
           json_extract(value, '$[4]') AS day, json_extract(value, '$[5]') AS leap
    FROM json_each(:days)
), joining AS MATERIALIZED (
    SELECT json_extract(value, '$[0]') AS occurs_on, json_extract(value, '$[1]') AS rule,
           json_extract(value, '$[2]') AS joined_on, json_extract(value, '$[3]') AS years
    FROM json_each(:joined)
), found AS (
    SELECT f.occurs_on, f.rule, o.customer_id, o.kind, o.row_id, o.calendar, o.month, o.day,
           o.leap, NULL AS years
    FROM {occasions}
    WHERE o.calendar = f.calendar AND o.month = f.month AND o.day = f.day AND o.leap = f.leap
      AND o.kind IN (SELECT value FROM json_each(:kinds)) AND o.kind <> 'joined'
      AND NOT EXISTS (
        SELECT 1 FROM stand_in AS s
        JOIN customer AS herself ON herself.id = s.other_id AND herself.binned_on IS NULL
        JOIN occasion AS own ON own.customer_id = herself.id AND own.kind = 'birthday'
        WHERE s.customer_id = o.customer_id AND s.place || '_birthday' = o.kind
          AND s.row_id = o.row_id)
    UNION ALL
    SELECT j.occurs_on, j.rule, m.id, 'joined', 0, 'solar',
           CAST(substr(j.joined_on, 6, 2) AS INTEGER), CAST(substr(j.joined_on, 9) AS INTEGER),
           0, j.years
    FROM {members}
    WHERE m.binned_on IS NULL AND m.joined_on = j.joined_on
)
SELECT found.*, c.uuid, c.number, c.name, c.kind AS customer_kind,
       k.state, k.word, k.until
FROM found JOIN customer AS c ON c.id = found.customer_id
LEFT JOIN reminder_mark AS k ON k.customer_id = found.customer_id AND k.kind = found.kind
    AND k.row_id = found.row_id AND k.occurs_on = found.occurs_on
WHERE c.binned_on IS NULL AND c.deceased = 0
ORDER BY found.occurs_on, found.kind, c.sort_key, c.id, found.row_id
LIMIT :limit
"""
_OF_ALL = _DAYS.format(
    occasions="falling AS f CROSS JOIN occasion AS o",
    members="joining AS j CROSS JOIN customer AS m",
)
_OF_SOME = _DAYS.format(
    occasions="json_each(:customers) AS i CROSS JOIN occasion AS o ON o.customer_id = i.value"
    " CROSS JOIN falling AS f",
    members="json_each(:customers) AS i CROSS JOIN customer AS m ON m.id = i.value"
    " CROSS JOIN joining AS j",
)


@needs(Right.SEE_CUSTOMERS)
def upcoming(
    reader: Reader,
    start: date,
    days: int,
    kinds: Collection[OccasionKind] = ALL_KINDS,
    rules: DayRules = DEFAULT_RULES,
    *,
    limit: int | None = None,
    customers: Collection[int] | None = None,
) -> tuple[Upcoming, ...]:
    """What comes up in `days` days from `start`, in order, at most `limit` of it.

    The deceased and what lies in the bin never appear; of joining only the first, fifth,
    tenth … year does. Sealed names are filled in only while the seal is held.
    """
    found: list[Upcoming] = []
    for first, length in _pieces(start, days, limit):
        left = -1 if limit is None else limit - len(found)
        found += _found(reader, falling(first, length, rules), kinds, left, customers)
        if len(found) == limit:
            break
    return named(reader, found)


def _pieces(start: date, days: int, limit: int | None) -> Iterator[tuple[date, int]]:
    # With a limit the first days usually suffice, so they are asked first.
    length = days if limit is None else _FIRST_DAYS
    while days > 0:
        length = min(length, days)
        yield start, length
        start, days, length = start + timedelta(days=length), days - length, length * 4


def _found(
    reader: Reader,
    window: Sequence[tuple[Occurrence, MonthDay]],
    kinds: Collection[OccasionKind],
    limit: int,
    customers: Collection[int] | None,
) -> list[Upcoming]:
    asked = {
        "days": json.dumps([_falling_row(each, day) for each, day in window]),
        "joined": json.dumps(_joined_rows(window) if OccasionKind.JOINED in kinds else []),
        "kinds": json.dumps(list(kinds)),
        "limit": limit,
    }
    if customers is not None:
        asked["customers"] = json.dumps(list(customers))
    statement = text(_OF_ALL if customers is None else _OF_SOME)
    return [_upcoming(row) for row in reader.connection.execute(statement, asked)]


def _falling_row(each: Occurrence, day: MonthDay) -> list[Any]:
    return [each.on.isoformat(), each.rule, day.calendar, day.month, day.day, int(day.leap)]


def _joined_rows(window: Sequence[tuple[Occurrence, MonthDay]]) -> list[list[Any]]:
    return [
        [each.on.isoformat(), each.rule, f"{each.on.year - n:04}-{day.month:02}-{day.day:02}", n]
        for each, day in window
        if day.calendar == "solar"
        for n in range(1, min(_LONGEST_MEMBERSHIP, each.on.year - 1) + 1)
        if is_milestone(n)
    ]


def _upcoming(row: Any) -> Upcoming:
    return Upcoming(
        customer_id=row.customer_id,
        uuid=row.uuid,
        number=row.number,
        customer=row.name,
        customer_kind=row.customer_kind,
        kind=OccasionKind(row.kind),
        row_id=row.row_id,
        on=date.fromisoformat(row.occurs_on),
        calendar=row.calendar,
        month=row.month,
        day=row.day,
        leap=bool(row.leap),
        rule=row.rule,
        years=row.years,
        mark=_mark(row) if row.state else None,
    )


def _mark(row: Any) -> Mark:
    return Mark(row.state, row.word, date.fromisoformat(row.until) if row.until else None)
