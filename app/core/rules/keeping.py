"""Keeps what looking through the book came to, and knows what has to be looked at again.

`seen` in the file is the last act that was looked at and the day; both are written in the
same unit as the findings, so that an end in the middle loses nothing and tells nothing twice.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.dialects.sqlite import insert

from app.core.rules.examining import Verdict, Whom
from app.core.rules.found import Found
from app.core.rules.records import firing
from app.core.store.changes import ALL, MOST_IDS
from app.core.store.reader import Reader
from app.core.store.tables import meta
from app.core.store.unit import Unit

SEEN = "rules.seen"
MOST_ACTS = 200  # looked at again and again; above it `seen` is moved even for nothing
_FOR_ALL = ("product", "rule")  # what changes of these may matter to anybody
_AT_A_TIME = 10_000  # findings in one statement: a text of two megabytes
_MOST_ROWS = 2000  # of history; above it everybody is looked at

# A finding follows from the book: it needs no history, and whoever went meanwhile gets none.
_ADD = text("""
INSERT OR IGNORE INTO firing
    (customer_id, rule_id, key, reason, stake, found_on, due_on, about_id, state)
SELECT c.id, r.id, json_extract(f.value, '$[1]'), json_extract(f.value, '$[2]'),
       json_extract(f.value, '$[3]'), :today, json_extract(f.value, '$[4]'),
       json_extract(f.value, '$[5]'), json_extract(f.value, '$[6]')
FROM json_each(:found) AS f
JOIN customer AS c ON c.id = json_extract(f.value, '$[0]') AND c.binned_on IS NULL
JOIN rule AS r ON r.id = :rule
""")
_GONE = text("UPDATE firing SET gone_on = :day WHERE id IN (SELECT value FROM json_each(:ids))")
_REMOVE = text("""
DELETE FROM firing WHERE id IN (SELECT value FROM json_each(:ids))
  AND state = 'open' AND settled_on IS NULL
""")
# Whose receipts, or whose children, were touched since: as they are now, and as they were.
_TOUCHED = text("""
SELECT h.table_name, h.kind, h.column_name, h.record_id, p.customer_id AS now,
       CASE WHEN h.kind = 'delete' AND h.table_name = 'purchase'
                THEN json_extract(h.old, '$.customer_id')
            WHEN h.column_name = 'customer_id' THEN CAST(h.old AS INTEGER) END AS before,
       o.customer_id AS lowered
FROM history AS h
LEFT JOIN purchase AS p ON p.id = h.record_id AND h.record_table = 'purchase'
LEFT JOIN purchase AS o ON o.id = p.original_id
WHERE h.act_id > :seen AND (
    h.table_name IN ('purchase', 'purchase_line', 'sensitive', 'relative', 'rule')
    OR h.table_name = 'customer' AND h.kind = 'create'
    OR h.table_name = 'product' AND h.kind = 'update'
        AND h.column_name IN ('life_months', 'stage', 'category', 'merged_into'))
LIMIT :most
""")


@dataclass(frozen=True)
class Seen:
    """Up to which act, and on which day, the rules were gone through."""

    act: int
    day: date


@dataclass(frozen=True)
class Task:
    """What has to be looked at now; `last` is the newest act that this covers."""

    whom: Whom
    last: int
    acts: int

    @property
    def whole(self) -> bool:
        """Everybody?"""
        return self.whom.customers is None


def task(reader: Reader) -> Task | None:
    """What changed since the rules were gone through; everybody on a new day."""
    seen, last = seen_in(reader), _last_act(reader)
    if seen is None or seen.day != reader.today:
        return Task(Whom(), last, 0)
    if last <= seen.act:
        return None
    whom, acts = _touched(reader, seen.act), last - seen.act
    nobody = whom.customers is not None and not whom.customers
    return None if nobody and acts <= MOST_ACTS else Task(whom, last, acts)


def keep(unit: Unit, verdicts: Iterable[Verdict], last: int) -> int:
    """Write what was found and that it was looked for; returns how many are to be told."""
    told = 0
    for each in verdicts:
        told += add(unit, each.rule_id, each.new)
        _set_gone(unit, each.gone, unit.today)
        _set_gone(unit, each.back, None)
        _remove(unit, each.removed)
    put_seen(unit, last)
    return told


def add(unit: Unit, rule_id: int, found: Sequence[Found], *, quietly: bool = False) -> int:
    """Keep findings; `quietly` notes them all without telling anybody."""
    if not found:
        return 0
    made = 0
    for low in range(0, len(found), _AT_A_TIME):
        rows = [_row(each, quietly) for each in found[low : low + _AT_A_TIME]]
        bound = {"found": json.dumps(rows), "rule": rule_id, "today": unit.today.isoformat()}
        made += unit.bulk(_ADD, bound, tables=())
    unit.changes.add(firing.name, ALL)
    return 0 if quietly else min(made, sum(not each.logged for each in found))


def seen_in(reader: Reader) -> Seen | None:
    """When the rules were gone through last; None: never."""
    found = reader.connection.execute(select(meta.c.value).where(meta.c.key == SEEN)).scalar()
    if found is None:
        return None
    act, day = json.loads(found)
    return Seen(act, date.fromisoformat(day))


def put_seen(unit: Unit, last: int) -> None:
    """Remember that everything up to this act was looked at today."""
    value = json.dumps([last, unit.today.isoformat()])
    put = insert(meta).values(key=SEEN, value=value)
    put = put.on_conflict_do_update(index_elements=["key"], set_={"value": value})
    unit.bulk(put, tables=("meta",))


def _row(each: Found, quietly: bool) -> list[object]:
    due = each.due_on.isoformat() if each.due_on else None
    reason = json.dumps(each.reason, ensure_ascii=False)
    state = "logged" if quietly or each.logged else "open"
    return [each.customer_id, each.key, reason, each.stake, due, each.about_id, state]


def _set_gone(unit: Unit, ids: Sequence[int], day: date | None) -> None:
    if ids:
        bound = {"ids": json.dumps(ids), "day": day.isoformat() if day else None}
        unit.bulk(_GONE, bound, tables=())
        unit.changes.add(firing.name, ids if len(ids) <= MOST_IDS else ALL)


def _remove(unit: Unit, ids: Sequence[int]) -> None:
    if ids:
        unit.bulk(_REMOVE, {"ids": json.dumps(ids)}, tables=())
        unit.changes.add(firing.name, ids if len(ids) <= MOST_IDS else ALL)


def _last_act(reader: Reader) -> int:
    last = text("SELECT MAX(id) FROM act")
    return int(reader.connection.execute(last).scalar() or 0)


def _touched(reader: Reader, seen: int) -> Whom:
    rows = reader.connection.execute(_TOUCHED, {"seen": seen, "most": _MOST_ROWS + 1}).all()
    if len(rows) > _MOST_ROWS or any(row.table_name in _FOR_ALL for row in rows):
        return Whom()
    touched: set[int | None] = set()
    bereft: set[int] = set()
    for row in rows:
        touched |= {row.now, row.before, row.lowered}
        if row.table_name in ("sensitive", "relative", "customer"):
            touched.add(row.record_id)
        if row.before is not None:
            bereft.add(row.before)
    return Whom(frozenset(each for each in touched if each is not None), frozenset(bereft))
