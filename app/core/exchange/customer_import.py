"""Customers and companies from a foreign list: staged, compared, then moved as a batch."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import repeat
from typing import Any, NamedTuple

from app.core.actor import Actor
from app.core.customers import bulk as customers_bulk
from app.core.customers.bulk import Bulk
from app.core.customers.service import rules_of
from app.core.customers.tuples import Tuples
from app.core.exchange import duplicates, staging
from app.core.exchange.block_stream import Order
from app.core.exchange.child import Chunk
from app.core.exchange.customer_rows import (
    CARD_REPEATED,
    REPEATED_HEADING,
    CustomerReader,
    CustomerRow,
)
from app.core.exchange.destinations import Destination, StagingTables
from app.core.exchange.encoded_block import EncodedBlock, tuples_of
from app.core.exchange.layout import Layout, TableView
from app.core.exchange.matching import Candidate, Match, Matcher, candidate, is_record_id
from app.core.exchange.merging import DIFFERS, compare
from app.core.exchange.newcomers import places_of_new
from app.core.exchange.options import Existing, Options
from app.core.exchange.report import Report, Status, Tally
from app.core.exchange.row_judge import unguarded_row
from app.core.exchange.source import Source
from app.core.exchange.staging import ROWS, TRACES, StagedRow
from app.core.progress import Progress, stop_if_cancelled
from app.core.store.profiles import Stored, load_many
from app.core.store.reader import Reader
from app.core.store.shop import Shop

_MOST_LOOKS = 2_000  # kept in memory before they are written
OTHER_KIND = "number_of_other_kind"


@dataclass
class Work:
    """What goes on while rows are read."""

    shop: Shop
    actor: Actor
    layout: Layout
    options: Options
    bulk: Bulk
    goes_to: Destination
    tally: Tally = field(default_factory=Tally)
    matcher: Matcher = field(default_factory=Matcher)
    numbers: dict[str, str] = field(default_factory=dict)  # folded → as it stood higher up
    repeated: list[tuple[str, str]] = field(default_factory=list)
    traces: list[tuple[int, int, int]] = field(default_factory=list)
    looks: list[StagedRow] = field(default_factory=list)
    all_new: bool = True  # nobody whom we have was met yet


class _Chunk:
    """Some rows of one table: encoded, and as they stood where that is not enough."""

    def __init__(self, table: TableView, rows: CustomerReader, chunk: Chunk, block: EncodedBlock):
        self.table, self.rows, self.block, self._chunk = table, rows, block, chunk

    def cells(self, place: int) -> list[Any]:
        """The cells of one row as they stood."""
        if place in self.block.cells:
            return self.block.cells[place]
        cells = self._chunk.rows[self.block.numbers_of_rows[place] - self._chunk.first]
        return unguarded_row(cells) if self.table.guarded else cells


class _Read(NamedTuple):
    """A row that is a customer, and where it stands in its block."""

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
    bulk = encoder(shop, options, customers_bulk.STAGED_IDS)
    work = Work(shop, actor, layout, options, bulk, StagingTables(shop))
    in_memory = source.is_moderate(layout.fitting(options.sheet))
    with shop.aside() as connection:
        staging.begin(connection, ROWS)
        staging.begin(connection, TRACES, in_memory=in_memory)
        customers_bulk.create_staging(connection, in_memory=in_memory)
    read_tables(work, source, progress)
    with shop.aside() as connection:
        found = duplicates.find(connection)
    return report(work, found)


def encoder(shop: Shop, options: Options, first: Mapping[str, int]) -> Bulk:
    """Encodes this import's customers; `first` is the next id of each table."""
    return Bulk(
        seal=shop.session.seal,
        source=options.origin.channel,
        now=shop.clock.now(),
        first=first,
        learnt_on=options.origin.day(shop.clock.today()),
    )


def read_tables(work: Work, source: Source, progress: Progress) -> None:
    """Read every row of every table that is such a list."""
    for table in work.layout.fitting(work.options.sheet):
        _stage_table(work, source, table, progress)


def report(work: Work, found: Sequence[tuple[str, str, str]]) -> Report:
    """What the rows come to, with these likely duplicates."""
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


def _stage_table(work: Work, source: Source, table: TableView, progress: Progress) -> None:
    with work.shop.read(work.actor) as look:
        rules, catalogues = rules_of(look), look.catalogues
    rows = CustomerReader(table, work.layout.what, rules, catalogues)
    blank = read = 0
    blocks = source.blocks(Order(table, work.layout.what, rules, rows), progress)
    with closing(blocks):
        for chunk, block in blocks:
            stop_if_cancelled(progress)
            _stage_chunk(work, _Chunk(table, rows, chunk, block))
            blank, read = block.blank, read + len(block.plain)
            progress.report(read, table.rows)
    _flush_looks(work)
    work.tally.blank_rows += blank


def _stage_chunk(work: Work, chunk: _Chunk) -> None:
    with work.shop.read(work.actor) as look:
        chosen = _newcomers(work, look, chunk) if work.all_new else None
        if chosen is None:
            chosen = _judge(work, look, chunk, _read(work, chunk, range(len(chunk.block.plain))))
    _flush(work, _encoded(work, chunk, chosen))


def _newcomers(work: Work, look: Reader, chunk: _Chunk) -> list[int] | None:
    """The plain rows of a chunk where all are new; the others are judged one by one."""
    block = chunk.block
    chosen = places_of_new(look, block, work.numbers)
    if chosen is None:
        return None
    if len(chosen) < len(block.plain):
        others = [place for place, plain in enumerate(block.plain) if not plain]
        _judge(work, look, chunk, _read(work, chunk, others))
    keys, numbers = (map(each.__getitem__, chosen) for each in (block.keys, block.numbers))
    work.numbers.update(zip(keys, numbers, strict=True))
    work.numbers.pop("", None)  # those without a number
    return chosen


def _read(work: Work, chunk: _Chunk, places: Sequence[int]) -> list[_Read]:
    """Which of these rows of a chunk are customers; the others are rejected or held back."""
    found: list[_Read] = []
    numbers = work.numbers
    for place, each in zip(places, _candidates(chunk, places), strict=True):
        if isinstance(each, str):
            work.tally.note(Status.REJECTED, each)
            work.looks.append(_look(chunk, place, Status.REJECTED, each))
            continue
        key = each.number_key
        if key is not None:
            if key in numbers:
                work.repeated.append((numbers[key], each.number))
                _hold_back(work, chunk, _Read(each, place), CARD_REPEATED)
                continue
            numbers[key] = each.number
        found.append(_Read(each, place))
    return found


def _candidates(chunk: _Chunk, places: Sequence[int]) -> Iterator[Candidate | str]:
    block, kind = chunk.block, chunk.rows.kind
    phones: dict[int, list[str]] = defaultdict(list)
    for place, phone in block.phones:
        phones[place].append(phone)
    repeated = set(block.repeated)
    for place in places:
        if block.plain[place]:
            whole = tuple(phones[place]) if place in phones else ()
            said = block.names[place], block.numbers[place], block.keys[place] or None
            yield Candidate(kind, *said, block.digests[place], whole)
        elif place in repeated:
            yield REPEATED_HEADING
        else:
            row = chunk.rows.read(chunk.cells(place))
            yield row if isinstance(row, str) else candidate(row)


def _judge(work: Work, look: Reader, chunk: _Chunk, read: Sequence[_Read]) -> list[int]:
    """Compare known customers with what we have; returns where the plain new ones stand."""
    matches = work.matcher.match(look, [each.each for each in read])
    work.all_new = work.all_new and not any(matches)
    known = [match.customer_id for match in matches if match and not _is_settled(work, match)]
    stored = load_many(look, known, sealed=True) if known else {}
    news: list[int] = []
    for each, match in zip(read, matches, strict=True):
        if match is not None:
            _judge_known(work, chunk, each, match, stored)
        elif each.each.row is None and not is_record_id(each.each.number):
            news.append(each.place)
        else:
            row = _whole(chunk, each)
            work.traces.append((_add(work.bulk, row), 0, each.each.digest))
            _note(work, chunk, each.place, row, Status.CREATED)
    return news


def _judge_known(
    work: Work, chunk: _Chunk, each: _Read, match: Match, stored: Mapping[int, Stored]
) -> None:
    if match.kind != each.each.kind:
        _hold_back(work, chunk, each, OTHER_KIND)
        return
    if _is_settled(work, match) and each.each.row is None:
        work.tally.note(Status.UNCHANGED)  # a plain row has no warnings to tell
        return
    row = _whole(chunk, each)
    if _is_settled(work, match):
        _note(work, chunk, each.place, row, Status.UNCHANGED)
        return
    changes = compare(row, stored[match.customer_id], work.options.existing)
    if changes.differs:
        row.warnings.add(DIFFERS)
    work.traces.append((0, match.customer_id, each.each.digest))
    status = Status.UPDATED if changes else Status.UNCHANGED
    _note(work, chunk, each.place, row, status, match.customer_id)


def _whole(chunk: _Chunk, each: _Read) -> CustomerRow:
    """The row in full, read anew where only its block was read."""
    row = each.each.row or chunk.rows.read(chunk.cells(each.place))
    assert isinstance(row, CustomerRow)
    return row


def _encoded(work: Work, chunk: _Chunk, chosen: Sequence[int]) -> Tuples:
    """The new customers of a block, which leave nothing to look at."""
    if not chosen:
        return {}
    ids, tuples = tuples_of(work.bulk, chunk.rows.kind, chunk.block, chosen)
    digests = map(chunk.block.digests.__getitem__, chosen)
    work.traces += zip(ids, repeat(0), digests)
    work.tally.counts[Status.CREATED] += len(chosen)
    return tuples


def _is_settled(work: Work, match: Match) -> bool:
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
    work: Work,
    chunk: _Chunk,
    place: int,
    row: CustomerRow,
    status: Status,
    customer_id: int | None = None,
) -> None:
    """Count an importable row; keep it where someone should look or the move needs it."""
    work.tally.note(status)
    for warning in row.warnings:
        work.tally.warnings[warning] += 1
    if row.warnings or status is Status.UPDATED:
        look = _look(chunk, place, status, "", row.number, tuple(sorted(row.warnings)))
        work.looks.append(replace(look, customer_id=customer_id))


def _hold_back(work: Work, chunk: _Chunk, read: _Read, reason: str) -> None:
    each = read.each
    work.tally.note(Status.HELD_BACK, reason)
    warnings = tuple(sorted(each.row.warnings)) if each.row else ()
    number = each.number or None
    work.looks.append(_look(chunk, read.place, Status.HELD_BACK, reason, number, warnings))


def _look(
    chunk: _Chunk,
    place: int,
    status: Status,
    reason: str,
    number: str | None = None,
    warnings: tuple[str, ...] = (),
) -> StagedRow:
    row, cells = chunk.block.numbers_of_rows[place], tuple(chunk.cells(place))
    return StagedRow(chunk.table.name, row, status, reason, warnings, number, cells)


def _flush(work: Work, tuples: Tuples) -> None:
    """Write what one chunk came to."""
    work.goes_to.write((tuples, work.bulk.take()), work.traces)
    work.traces.clear()
    if len(work.looks) > _MOST_LOOKS:
        _flush_looks(work)


def _flush_looks(work: Work) -> None:
    if work.looks:
        work.goes_to.write_looks(work.looks)
        work.looks.clear()
