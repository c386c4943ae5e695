"""Complaints from an owner's list: read whole, then written into the shop as one batch."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.core.complaints import deriving, lists
from app.core.complaints.clocks import local
from app.core.complaints.records import Step, complaint, complaint_category, complaint_step
from app.core.customers.records import customer
from app.core.exchange import staging
from app.core.exchange.complaint_rows import ComplaintReader, ReadComplaint, known_by
from app.core.exchange.customer_rows import REPEATED_HEADING, TOTAL_ROW
from app.core.exchange.layout import Layout, TableView
from app.core.exchange.options import Options
from app.core.exchange.report import Report, Status, Tally
from app.core.exchange.row_stream import DataRow, RowStream
from app.core.exchange.source import Source
from app.core.exchange.staging import ROWS, StagedRow
from app.core.exchange.totals import is_total
from app.core.products.records import product
from app.core.progress import Progress, stop_if_cancelled
from app.core.purchases.records import fold_number
from app.core.store.shop import Shop
from app.core.store.unit import Unit

_EVERY = 500


@dataclass
class Prepared:
    """What a list came to: its new complaints, each with the key it is known by again."""

    new: list[tuple[str, ReadComplaint]] = field(default_factory=list)


def stage(
    shop: Shop, source: Source, layout: Layout, options: Options, progress: Progress
) -> tuple[Report, Prepared]:
    """Read every row and reckon what the import would come to; nothing in the shop changes."""
    tally, prepared, bad = Tally(), Prepared(), list[StagedRow]()
    with shop.aside() as connection:
        staging.begin(connection, ROWS)
        known, there = _known(connection, shop)
    seen: Counter[str] = Counter()
    for table in layout.fitting(options.sheet):
        stream = RowStream(source, table)
        reader = ComplaintReader(table, local(shop.clock.now(), shop.clock.zone))
        for row in stream.rows(progress):
            if tally.counts.total() % _EVERY == 0:
                stop_if_cancelled(progress)
                progress.report(stream.read, table.rows)
            found = _reason(row) or reader.read(row.cells)
            if isinstance(found, str):
                tally.note(Status.REJECTED, found)
                bad.append(_needs_a_look(table, row, found))
                continue
            tally.warnings.update(found.warnings)
            ordinal = seen[found.known_by]
            key = f"{found.known_by}-{ordinal}"
            seen[found.known_by] += 1
            old = key in known or ordinal < there[found.known_by]
            tally.note(Status.UNCHANGED if old else Status.CREATED)
            if not old:
                prepared.new.append((key, found))
        tally.blank_rows += stream.blank
    with shop.aside() as connection:
        staging.add_rows(connection, bad)
        unknown = _unknown(connection, prepared)
    return _report(layout, options, tally, unknown), prepared


def move(unit: Unit, prepared: Prepared, batch: int) -> None:
    """Write all new complaints with their steps, inside one unit."""
    keys = {fold_number(each.texts.get("customer_no", "")) for _, each in prepared.new}
    bearers = _bearers(unit, keys)
    listed = _Lists(unit)
    rows = [_row(unit, key, each, bearers, listed, batch) for key, each in prepared.new]
    if not rows:
        return
    ids = unit.insert_many(complaint, rows)
    steps = [
        step
        for made, (_, each) in zip(ids, prepared.new, strict=True)
        for step in _steps(unit, made, each)
    ]
    unit.insert_many(complaint_step, steps)
    deriving.refresh(unit, ids)


def _known(connection: Any, shop: Shop) -> tuple[frozenset[str], Counter[str]]:
    """By what complaints were known when they were imported, and by what they are now."""
    c = complaint.c
    asked = select(
        *(c.import_key, c.received_at, c.customer_number, c.person),
        *(complaint_category.c.name, c.item, c.words),
    ).outerjoin(complaint_category, complaint_category.c.id == c.category_id)
    imported, now = set[str](), Counter[str]()
    for key, received, *texts in connection.execute(asked):
        imported.add(key)
        now[known_by(local(received, shop.clock.zone), *(each or "" for each in texts))] += 1
    return frozenset(imported), now


class _Lists:
    """Categories, causes and products by their names, made or found once."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._categories: dict[str, int] = {}
        self._causes: dict[str, int] = {}
        asked = select(product.c.name_key, product.c.id)
        self._products = {row.name_key: int(row.id) for row in unit.connection.execute(asked)}

    def category(self, name: str) -> int | None:
        if name and name not in self._categories:
            other = name.casefold() in ("其他", "其它", "other", "others")
            self._categories[name] = lists.add_category(self._unit, name, other=other)
        return self._categories.get(name)

    def cause(self, name: str) -> int | None:
        if name and name not in self._causes:
            self._causes[name] = lists.add_cause(self._unit, name)
        return self._causes.get(name)

    def product(self, name: str) -> int | None:
        return self._products.get(fold_number(name)) if name else None


def _row(
    unit: Unit,
    key: str,
    each: ReadComplaint,
    bearers: dict[str, int],
    listed: _Lists,
    batch: int,
) -> dict[str, Any]:
    said = each.texts
    number = said.get("customer_no", "")
    return {
        "customer_id": bearers.get(fold_number(number)),
        "customer_number": number or None,
        "customer_key": fold_number(number) or None,
        "person": said.get("person") or None,
        "received_at": _instant(unit, each.received),
        "received_day": each.received.date().toordinal(),
        "channel": said.get("channel") or None,
        "category_id": listed.category(said.get("category", "")),
        "cause_id": listed.cause(said.get("cause", "")),
        "product_id": listed.product(said.get("item", "")),
        "item": said.get("item") or None,
        "severity": each.severity.value,
        "words": said.get("words") or said.get("category", ""),
        "wish": said.get("wish") or None,
        "promised_at": _instant(unit, each.moments.get("promised_at")),
        "remedy": said.get("remedy") or None,
        "owner": said.get("owner") or None,
        "cost": each.cost,
        "satisfaction": each.satisfaction,
        "reopened_once": int(each.reopened),
        "batch_id": batch,
        "import_key": key,
    }


def _steps(unit: Unit, made: int, each: ReadComplaint) -> list[dict[str, Any]]:
    taken = [(Step.RECEIVED, each.received)]
    for kind, name in ((Step.ANSWERED, "answered_at"), (Step.CLOSED, "settled_at")):
        if name in each.moments:
            taken.append((kind, each.moments[name]))
    return [
        {
            "complaint_id": made,
            "kind": kind.value,
            "at": _instant(unit, at),
            "who": None,
            "words": None,
        }
        for kind, at in taken
    ]


def _instant(unit: Unit, moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=unit.clock.zone)


def _bearers(unit: Unit, keys: set[str]) -> dict[str, int]:
    asked = select(customer.c.number_key, customer.c.id).where(
        customer.c.number_key.is_not(None), customer.c.binned_on.is_(None)
    )
    rows = unit.connection.execute(asked)
    return {row.number_key: int(row.id) for row in rows if row.number_key in keys}


def _unknown(connection: Any, prepared: Prepared) -> dict[str, int]:
    """Numbers of the list that nobody bears, with how many complaints."""
    asked = select(customer.c.number_key).where(
        customer.c.number_key.is_not(None), customer.c.binned_on.is_(None)
    )
    known = frozenset(connection.scalars(asked))
    told = (each.texts.get("customer_no", "") for _, each in prepared.new)
    return dict(Counter(each for each in told if each and fold_number(each) not in known))


def _report(layout: Layout, options: Options, tally: Tally, unknown: dict[str, int]) -> Report:
    return Report(
        what=layout.what,
        counts=tally.counts,
        warnings=tally.warnings,
        reasons=tally.reasons,
        mapping=layout.mapping(options.sheet),
        unknown_customers=unknown,
        blank_rows=tally.blank_rows,
    )


def _reason(row: DataRow) -> str:
    if row.repeated:
        return REPEATED_HEADING
    return TOTAL_ROW if is_total(row.cells) else ""


def _needs_a_look(table: TableView, row: DataRow, reason: str) -> StagedRow:
    cells = tuple(row.cells)
    return StagedRow(table.name, row.number, Status.REJECTED, reason, (), None, cells)
