"""Customers and companies from a foreign list: staged, compared, then moved as a batch."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from app.core.actor import Actor
from app.core.customers import bulk as customers_bulk
from app.core.customers.bulk import Bulk
from app.core.customers.service import rules_of
from app.core.exchange import duplicates, staging
from app.core.exchange.customer_rows import (
    CARD_REPEATED,
    REPEATED_HEADING,
    CustomerReader,
    CustomerRow,
)
from app.core.exchange.layout import Layout, TableView
from app.core.exchange.matching import Candidate, Match, Matcher, candidate, is_record_id
from app.core.exchange.merging import DIFFERS, compare
from app.core.exchange.options import Existing, Options
from app.core.exchange.report import Report, Status, Tally
from app.core.exchange.row_stream import DataRow, RowStream
from app.core.exchange.source import Source
from app.core.exchange.staging import ROWS, TRACES, StagedRow
from app.core.progress import Progress, stop_if_cancelled
from app.core.store.profiles import load_many
from app.core.store.reader import Reader
from app.core.store.shop import Shop

_CHUNK = 1_000  # rows in one short transaction
OTHER_KIND = "number_of_other_kind"


@dataclass
class _Staging:
    """What goes on while rows are staged."""

    shop: Shop
    actor: Actor
    layout: Layout
    options: Options
    bulk: Bulk
    tally: Tally = field(default_factory=Tally)
    matcher: Matcher = field(default_factory=Matcher)
    numbers: dict[str, str] = field(default_factory=dict)  # folded → as it stood higher up
    repeated: list[tuple[str, str]] = field(default_factory=list)
    traces: list[tuple[int | None, int | None, int]] = field(default_factory=list)
    looks: list[StagedRow] = field(default_factory=list)


@dataclass(frozen=True)
class _Read:
    """A row that is a customer, and where it stood."""

    data: DataRow
    each: Candidate


def stage(
    shop: Shop,
    actor: Actor,
    source: Source,
    layout: Layout,
    options: Options,
    progress: Progress,
) -> Report:
    """Read every row into the staging tables and reckon what the import would come to."""
    bulk = Bulk(
        seal=shop.session.seal,
        source="import",
        now=shop.clock.now(),
        first=customers_bulk.STAGED_IDS,
    )
    work = _Staging(shop, actor, layout, options, bulk)
    with shop.aside() as connection:
        staging.begin(connection, ROWS, TRACES)
        customers_bulk.create_staging(connection)
    for table in layout.fitting(options.sheet):
        _stage_table(work, source, table, progress)
    with shop.aside() as connection:
        found = duplicates.find(connection)
    return _report(work, found)


def _report(work: _Staging, found: Sequence[tuple[str, str, str]]) -> Report:
    same_card = [(above, below, duplicates.SAME_CARD) for above, below in sorted(work.repeated)]
    return Report(
        what=work.layout.what,
        counts=work.tally.counts,
        warnings=work.tally.warnings,
        reasons=work.tally.reasons,
        mapping=work.layout.mapping(work.options.sheet),
        duplicates=(*found, *same_card),
        blank_rows=work.tally.blank_rows,
    )


def _stage_table(work: _Staging, source: Source, table: TableView, progress: Progress) -> None:
    with work.shop.read(work.actor) as look:
        reader = CustomerReader(table, work.layout.what, rules_of(look))
    stream = RowStream(source, table)
    rows = stream.rows(progress)
    while chunk := list(islice(rows, _CHUNK)):
        stop_if_cancelled(progress)
        read = _read(work, reader, table, chunk)
        with work.shop.read(work.actor) as look:
            _judge(work, look, table, read)
        _flush(work)
        progress.report(stream.read, table.rows)
    work.tally.blank_rows += stream.blank


def _read(
    work: _Staging, reader: CustomerReader, table: TableView, chunk: Sequence[DataRow]
) -> list[_Read]:
    """The rows of a chunk that are customers; the others are rejected or held back."""
    found: list[_Read] = []
    for data in chunk:
        row = REPEATED_HEADING if data.repeated else reader.read(data.cells)
        if isinstance(row, str):
            work.tally.note(Status.REJECTED, row)
            work.looks.append(_look(table, data, Status.REJECTED, row))
            continue
        each = candidate(row)
        if each.number_key is not None and each.number_key in work.numbers:
            work.repeated.append((work.numbers[each.number_key], row.number or ""))
            _hold_back(work, table, data, row, CARD_REPEATED)
            continue
        if each.number_key is not None:
            work.numbers[each.number_key] = row.number or ""
        found.append(_Read(data, each))
    return found


def _judge(work: _Staging, look: Reader, table: TableView, read: Sequence[_Read]) -> None:
    """New customers are encoded; known ones are compared with what we have."""
    matches = work.matcher.match(look, [each.each for each in read])
    known = [match.customer_id for match in matches if match and not _is_settled(work, match)]
    stored = load_many(look, known, sealed=True) if known else {}
    for each, match in zip(read, matches, strict=True):
        row = each.each.row
        if match is None:
            staged = _add(work.bulk, row)
            work.traces.append((staged, None, each.each.digest))
            _note(work, table, each, Status.CREATED)
        elif match.kind != row.kind:
            _hold_back(work, table, each.data, row, OTHER_KIND)
        elif _is_settled(work, match):
            _note(work, table, each, Status.UNCHANGED)
        else:
            changes = compare(row, stored[match.customer_id], work.options.existing)
            if changes.differs:
                row.warnings.add(DIFFERS)
            work.traces.append((None, match.customer_id, each.each.digest))
            status = Status.UPDATED if changes else Status.UNCHANGED
            _note(work, table, each, status, match.customer_id)


def _is_settled(work: _Staging, match: Match) -> bool:
    """Nothing to compare: we keep ours anyway, or the very same text was imported before."""
    existing = work.options.existing
    return existing is Existing.SKIP or (existing is Existing.FILL and match.same_text)


def _add(bulk: Bulk, row: CustomerRow) -> int:
    """Encode a customer to be made; returns the staged id."""
    number = row.number or ""
    if is_record_id(number):
        number = ""
    return bulk.add_encoded(row.kind, number, row.encoded, row.rows, row.doubts)


def _note(
    work: _Staging, table: TableView, read: _Read, status: Status, customer_id: int | None = None
) -> None:
    """Count an importable row; keep it where someone should look or the move needs it."""
    row = read.each.row
    work.tally.note(status)
    for warning in row.warnings:
        work.tally.warnings[warning] += 1
    if row.warnings or status is Status.UPDATED:
        look = _look(table, read.data, status, "", row)
        work.looks.append(_with_customer(look, customer_id))


def _hold_back(
    work: _Staging, table: TableView, data: DataRow, row: CustomerRow, reason: str
) -> None:
    work.tally.note(Status.HELD_BACK, reason)
    work.looks.append(_look(table, data, Status.HELD_BACK, reason, row))


def _look(
    table: TableView, data: DataRow, status: Status, reason: str, row: CustomerRow | None = None
) -> StagedRow:
    warnings = tuple(sorted(row.warnings)) if row else ()
    number = row.number if row else None
    return StagedRow(table.name, data.number, status, reason, warnings, number, tuple(data.cells))


def _with_customer(look: StagedRow, customer_id: int | None) -> StagedRow:
    values: dict[str, Any] = {**look.__dict__, "customer_id": customer_id}
    return StagedRow(**values)


def _flush(work: _Staging) -> None:
    """Write what one chunk came to, in one short transaction."""
    tuples = work.bulk.take()
    with work.shop.aside() as connection:
        customers_bulk.stage(connection, tuples)
        staging.add_traces(connection, work.traces)
        staging.add_rows(connection, work.looks)
    work.traces.clear()
    work.looks.clear()
