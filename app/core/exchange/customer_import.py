"""Customers and companies from a foreign list: staged, compared, then moved as a batch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from app.core.actor import Actor
from app.core.customers import bulk as customers_bulk
from app.core.customers.bulk import Bulk
from app.core.customers.service import rules_of
from app.core.customers.tuples import Tuples
from app.core.exchange import duplicates, staging
from app.core.exchange.blocks import Block, BlockReader
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
from app.core.exchange.totals import is_total
from app.core.progress import Progress, stop_if_cancelled
from app.core.store.profiles import Stored, load_many
from app.core.store.reader import Reader
from app.core.store.shop import Shop

_CHUNK = 2_000  # rows in one short transaction
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
    traces: list[tuple[int, int, int]] = field(default_factory=list)
    looks: list[StagedRow] = field(default_factory=list)


@dataclass(slots=True)
class _Read:
    """A row that is a customer, and where it stood in the file and in its block."""

    data: DataRow
    each: Candidate
    place: int


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
        source=options.origin.channel,
        now=shop.clock.now(),
        first=customers_bulk.STAGED_IDS,
        learnt_on=options.origin.day(shop.clock.today()),
    )
    work = _Staging(shop, actor, layout, options, bulk)
    in_memory = source.is_moderate(layout.fitting(options.sheet))
    with shop.aside() as connection:
        staging.begin(connection, ROWS)
        staging.begin(connection, TRACES, in_memory=in_memory)
        customers_bulk.create_staging(connection, in_memory=in_memory)
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
        about = (work.layout.what, rules_of(look), look.catalogues)
        readers = _Readers(table, CustomerReader(table, *about))
    stream = RowStream(source, table)
    rows = stream.rows(progress)
    while chunk := list(islice(rows, _CHUNK)):
        stop_if_cancelled(progress)
        block = readers.blocks.read([data.cells for data in chunk])
        read = _read(work, readers, chunk, block)
        with work.shop.read(work.actor) as look:
            news = _judge(work, look, readers, read)
        _flush(work, _encoded(work, readers, block, news))
        progress.report(stream.read, table.rows)
    work.tally.blank_rows += stream.blank


class _Readers:
    """How one table is read: most rows in blocks, those that say something odd one by one."""

    def __init__(self, table: TableView, rows: CustomerReader) -> None:
        self.table, self.rows = table, rows
        self.blocks = BlockReader(rows)


def _read(work: _Staging, readers: _Readers, chunk: Sequence[DataRow], block: Block) -> list[_Read]:
    """The rows of a chunk that are customers; the others are rejected or held back."""
    found: list[_Read] = []
    for place, data in enumerate(chunk):
        each = _candidate(readers, data, block, place)
        if isinstance(each, str):
            work.tally.note(Status.REJECTED, each)
            work.looks.append(_look(readers.table, data, Status.REJECTED, each))
        elif each.number_key is not None and each.number_key in work.numbers:
            work.repeated.append((work.numbers[each.number_key], each.number))
            _hold_back(work, readers.table, data, each, CARD_REPEATED)
        else:
            if each.number_key is not None:
                work.numbers[each.number_key] = each.number
            found.append(_Read(data, each, place))
    return found


def _candidate(readers: _Readers, data: DataRow, block: Block, place: int) -> Candidate | str:
    if data.repeated:
        return REPEATED_HEADING
    if block.plain[place] and not is_total(data.cells):
        number, key = block.numbers[place], block.keys[place]
        phones = () if number else readers.blocks.phones(block, place)
        kind, name = readers.rows.kind, block.names[place]
        return Candidate(kind, name, number, key or None, block.digests[place], phones)
    row = readers.rows.read(data.cells)
    return row if isinstance(row, str) else candidate(row)


def _judge(work: _Staging, look: Reader, readers: _Readers, read: Sequence[_Read]) -> list[_Read]:
    """Compare known customers with what we have; returns the new ones that a block holds."""
    matches = work.matcher.match(look, [each.each for each in read])
    known = [match.customer_id for match in matches if match and not _is_settled(work, match)]
    stored = load_many(look, known, sealed=True) if known else {}
    news: list[_Read] = []
    for each, match in zip(read, matches, strict=True):
        if match is not None:
            _judge_known(work, readers, each, match, stored)
        elif each.each.row is None and not is_record_id(each.each.number):
            news.append(each)
        else:
            row = _whole(readers, each)
            work.traces.append((_add(work.bulk, row), 0, each.each.digest))
            _note(work, readers.table, each.data, row, Status.CREATED)
    return news


def _judge_known(
    work: _Staging, readers: _Readers, each: _Read, match: Match, stored: Mapping[int, Stored]
) -> None:
    if match.kind != each.each.kind:
        _hold_back(work, readers.table, each.data, each.each, OTHER_KIND)
        return
    row = _whole(readers, each)
    if _is_settled(work, match):
        _note(work, readers.table, each.data, row, Status.UNCHANGED)
        return
    changes = compare(row, stored[match.customer_id], work.options.existing)
    if changes.differs:
        row.warnings.add(DIFFERS)
    work.traces.append((0, match.customer_id, each.each.digest))
    status = Status.UPDATED if changes else Status.UNCHANGED
    _note(work, readers.table, each.data, row, status, match.customer_id)


def _whole(readers: _Readers, each: _Read) -> CustomerRow:
    """The row in full, read anew where only its block was read."""
    row = each.each.row or readers.rows.read(each.data.cells)
    assert isinstance(row, CustomerRow)
    return row


def _encoded(work: _Staging, readers: _Readers, block: Block, news: Sequence[_Read]) -> Tuples:
    """Encode the new customers of a block, which leave nothing to look at."""
    if not news:
        return {}
    chosen = [each.place for each in news]
    ids, tuples = readers.blocks.encode(work.bulk, block, chosen)
    digests = block.digests
    work.traces += [(row, 0, digests[place]) for row, place in zip(ids, chosen, strict=True)]
    work.tally.counts[Status.CREATED] += len(chosen)
    return tuples


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
    work: _Staging,
    table: TableView,
    data: DataRow,
    row: CustomerRow,
    status: Status,
    customer_id: int | None = None,
) -> None:
    """Count an importable row; keep it where someone should look or the move needs it."""
    work.tally.note(status)
    for warning in row.warnings:
        work.tally.warnings[warning] += 1
    if row.warnings or status is Status.UPDATED:
        look = _look(table, data, status, "", row.number, tuple(sorted(row.warnings)))
        work.looks.append(replace(look, customer_id=customer_id))


def _hold_back(
    work: _Staging, table: TableView, data: DataRow, each: Candidate, reason: str
) -> None:
    work.tally.note(Status.HELD_BACK, reason)
    warnings = tuple(sorted(each.row.warnings)) if each.row else ()
    work.looks.append(_look(table, data, Status.HELD_BACK, reason, each.number or None, warnings))


def _look(
    table: TableView,
    data: DataRow,
    status: Status,
    reason: str,
    number: str | None = None,
    warnings: tuple[str, ...] = (),
) -> StagedRow:
    return StagedRow(table.name, data.number, status, reason, warnings, number, tuple(data.cells))


def _flush(work: _Staging, tuples: Tuples) -> None:
    """Write what one chunk came to, in one short transaction."""
    others = work.bulk.take()
    with work.shop.aside() as connection:
        customers_bulk.stage(connection, tuples)
        customers_bulk.stage(connection, others)
        staging.add_traces(connection, work.traces)
        staging.add_rows(connection, work.looks)
    work.traces.clear()
    work.looks.clear()
