"""What a dry run has to tell, in groups: words, count, and the rows of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.core.exchange import examples
from app.core.exchange.cells import cell_text
from app.core.exchange.layout import TableView
from app.core.exchange.service import Layout, Report, StagedRow, Status, What
from app.core.exchange.words import DUPLICATES, reason_words, warning_words
from app.core.store.reader import Reader
from app.i18n import N_, in_a_row, tr
from app.ui.formats import number

MOST = 200  # example rows of one group


class Sort(StrEnum):
    """What a group is about."""

    REFUSED = "refused"
    DOUBTFUL = "doubtful"
    CHANGED = "changed"
    DUPLICATES = "duplicates"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Told:
    """One group: `code` is the reason, warning or kind of likeness it is about."""

    sort: Sort
    code: str
    words: str
    count: int


@dataclass(frozen=True)
class Shown:
    """The rows of a group as texts."""

    headings: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


SECTIONS = {
    Sort.REFUSED: N_("Does not come in"),
    Sort.CHANGED: N_("Changes what is here"),
    Sort.DUPLICATES: N_("Perhaps one and the same"),
    Sort.UNKNOWN: N_("Nobody here has this number"),
    Sort.DOUBTFUL: N_("Comes in, but have a look"),
}
EXPLAINED = {
    Sort.REFUSED: N_("These rows stay out. Save them to a file, correct them there, import that."),
    Sort.CHANGED: N_("These rows fill or change customers who are here already."),
    Sort.DUPLICATES: N_("Both come in as they are. Nothing is ever merged by itself."),
    Sort.UNKNOWN: N_("The purchases are kept, and join the customer when the number is entered."),
    Sort.DOUBTFUL: N_("Taken as typed, and marked in the customer's file for you to correct."),
}
_CUSTOMERS_CHANGE = N_("Customers filled or changed")
_NOT_ALL = N_("Have a look")
_NONE_COMES_IN = N_("None of these rows comes in: they are here already, or stay out.")
_ALL_COUNT = N_("Rows that are here already, or stay out, are counted, too.")
_OF_NOBODY = N_("These lines come in; look whether their doubtful cells were taken rightly.")
_LOOK = N_("Look whether the doubtful cells were taken rightly.")
_CREATED = N_("A customer is made for each of these numbers.")
_RECEIPTS_CHANGE = N_("These receipts are here already, otherwise; they become as this list says.")
_KEPT_APART = N_("Each day and each customer becomes a receipt of its own.")
_DIFFERS, _MIXED = "differs", "mixed_receipt"


def comes_in(report: Report) -> int:
    """How many rows would change something."""
    return report.counts.get(Status.CREATED, 0) + report.counts.get(Status.UPDATED, 0)


def section(sort: Sort, report: Report) -> str:
    """What stands over the groups of a sort; a doubtful row may be here already."""
    return tr(_NOT_ALL if sort is Sort.DOUBTFUL and _some_stay_out(report) else SECTIONS[sort])


def explanation(told: Told, report: Report) -> str:
    """What becomes of the rows of a group."""
    if told.sort is Sort.UNKNOWN and report.new_customers:
        return tr(_CREATED)
    if told.sort is Sort.CHANGED and report.what is What.PURCHASES:
        return tr(_RECEIPTS_CHANGE)
    if told.sort is Sort.DOUBTFUL:
        return _of_doubtful(told, report)
    return tr(EXPLAINED[told.sort])


def _of_doubtful(told: Told, report: Report) -> str:
    if not comes_in(report):
        return tr(_NONE_COMES_IN)
    if told.code == _MIXED:
        return tr(_KEPT_APART)
    hers = report.what in (What.CUSTOMERS, What.COMPANIES)  # others fill no customer's file
    if _some_stay_out(report):
        return in_a_row(tr(EXPLAINED[told.sort] if hers else _LOOK), tr(_ALL_COUNT))
    return tr(EXPLAINED[told.sort] if hers else _OF_NOBODY)


def _some_stay_out(report: Report) -> bool:
    """Rows that were read, warnings and all, and yet do not come in."""
    return any(report.counts.get(each, 0) for each in (Status.UNCHANGED, Status.HELD_BACK))


def groups(report: Report) -> list[Told]:
    """Everything worth a look, the gravest first."""
    found = [
        Told(Sort.REFUSED, key, _as_line(reason_words(key)), n) for key, n in _most(report.reasons)
    ]
    changed = report.counts.get(Status.UPDATED, 0)
    if changed:
        of_receipts = report.what is What.PURCHASES
        words = N_("Lines of receipts that change") if of_receipts else _CUSTOMERS_CHANGE
        found.append(Told(Sort.CHANGED, "", tr(words), changed))
    alike = [kind for *_, kind in report.duplicates]
    for kind in dict.fromkeys(alike):
        words = _as_line(tr(DUPLICATES.get(kind, kind)))
        found.append(Told(Sort.DUPLICATES, kind, words, alike.count(kind)))
    if report.unknown_customers:
        words = tr(N_("Unknown customer numbers"))
        found.append(Told(Sort.UNKNOWN, "", words, len(report.unknown_customers)))
    doubtful = _most(report.warnings)
    if report.what is What.PURCHASES:  # said above: held back, or changed
        doubtful = [(key, n) for key, n in doubtful if key != _DIFFERS]
    return found + [
        Told(Sort.DOUBTFUL, key, _as_line(warning_words(key)), n) for key, n in doubtful
    ]


def _as_line(words: str) -> str:
    """Alone on a line they begin large; elsewhere they stand within a sentence."""
    return words[:1].upper() + words[1:]


def show(reader: Reader, layout: Layout, report: Report, told: Told) -> Shown:
    """The first rows of a group; asks the staging tables."""
    if told.sort is Sort.DUPLICATES:
        return _pairs(reader, report, told.code)
    if told.sort is Sort.UNKNOWN:
        lines = [(key, number(n)) for key, n in _most(report.unknown_customers)[:MOST]]
        return Shown((tr(N_("Number")), tr(N_("Lines"))), tuple(lines))
    return _as_texts(layout, _rows(reader, told))


def _rows(reader: Reader, told: Told) -> list[StagedRow]:
    if told.sort is Sort.REFUSED:
        return examples.refused(reader, told.code, MOST)
    if told.sort is Sort.CHANGED:
        return examples.changed(reader, MOST)
    return examples.doubtful(reader, told.code, MOST)


def _pairs(reader: Reader, report: Report, kind: str) -> Shown:
    pairs = [(one, two) for one, two, each in report.duplicates if each == kind][:MOST]
    numbers = [each for pair in pairs for each in pair]
    names = examples.names_of(reader, numbers)
    headings = tuple(
        tr(words) for words in (N_("Customer"), N_("Name"), N_("Like customer"), N_("Name"))
    )
    lines = ((one, names.get(one, ""), two, names.get(two, "")) for one, two in pairs)
    return Shown(headings, tuple(lines))


def _as_texts(layout: Layout, rows: Sequence[StagedRow]) -> Shown:
    """Row number, sheet where there are several, and the imported columns as in the file."""
    tables = {table.name: table for table in layout.tables}
    shown = [tables[row.sheet] for row in rows if row.sheet in tables]
    columns = _columns(shown)
    several = len({table.name for table in shown}) > 1
    begin = (tr(N_("Row")), tr(N_("Sheet"))) if several else (tr(N_("Row")),)
    lines = []
    for row in rows:
        cells = _cells(tables.get(row.sheet), row)
        place = (number(row.row), row.sheet) if several else (number(row.row),)
        lines.append((*place, *(cells.get(each, "") for each in columns)))
    return Shown((*begin, *columns), tuple(lines))


def _columns(tables: Sequence[TableView]) -> list[str]:
    found: dict[str, None] = {}
    for table in tables:
        found |= dict.fromkeys(c.heading for c in table.columns if c.target)
    return list(found)


def _cells(table: TableView | None, row: StagedRow) -> dict[str, str]:
    if table is None:
        return {}
    return {
        column.heading: cell_text(row.cells[column.index])
        for column in table.columns
        if column.index < len(row.cells)
    }


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
