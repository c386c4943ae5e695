"""What an import came to, as tables for people: words, where the JSON has codes."""

from collections import Counter
from collections.abc import Callable, Mapping

from app.cli.answer import pairs, table
from app.core.exchange.service import Report, Status, What
from app.core.exchange.words import alike_words, reason_words, warning_words
from app.i18n import N_, tr

_STATUS_WORDS = {
    Status.CREATED: N_("Created"),
    Status.UPDATED: N_("Updated"),
    Status.UNCHANGED: N_("Unchanged"),
    Status.HELD_BACK: N_("Held back"),
    Status.REJECTED: N_("Rejected"),
}


def report_words(report: Report, named: Callable[[str], str]) -> str:
    """Counts, reasons, warnings, columns and those who look alike; `named` words a field."""
    counts: list[tuple[str, object]] = [(tr("Rows"), report.rows)]
    counts += [(tr(words), report.counts.get(each, 0)) for each, words in _STATUS_WORDS.items()]
    counts += _of_receipts(report)
    if report.batch is not None:
        counts.append((tr("Batch"), report.batch))
    parts = [pairs(counts)]
    parts += _counted(tr("Reason"), report.reasons, reason_words)
    parts += _counted(tr("Warning"), report.warnings, warning_words)
    columns = (
        (column, named(field) if field else tr("not imported"))
        for column, field in report.mapping.items()
    )
    parts.append(table((tr("Column"), tr("Field")), columns))
    if report.duplicates:
        rows = ((one, other, _as_line(alike_words(why))) for one, other, why in report.duplicates)
        parts.append(table((tr("Customer"), tr("Like"), tr("Why")), rows))
    return "\n\n".join(parts)


def _counted(heading: str, told: Mapping[str, int], worded: Callable[[str], str]) -> list[str]:
    """A table of how many rows each code was told of; several codes may be one sentence."""
    if not told:
        return []
    rows = Counter[str]()
    for code, number in sorted(told.items()):
        rows[_as_line(worded(code))] += number
    return [table((heading, tr("Rows")), rows.items(), right=(1,))]


def _as_line(words: str) -> str:
    """Alone on a line they begin large; elsewhere they stand within a sentence."""
    return words[:1].upper() + words[1:]


def _of_receipts(report: Report) -> list[tuple[str, object]]:
    """Whom a till's lines are of: nobody is lost without a word."""
    if report.what is not What.PURCHASES:
        return []
    unknown = sum(report.unknown_customers.values())
    found: list[tuple[str, object]] = [(tr("Receipts in the file"), report.receipts)]
    found += [(tr("Walk-ins"), report.walk_ins), (tr("Lines of unknown customers"), unknown)]
    return [*found, (tr("New customers"), report.new_customers)]
