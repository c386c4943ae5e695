"""What is said about a file before it is read: its kind, encodings, separators, sheets."""

from pathlib import Path

from app.core.exchange.service import Layout
from app.i18n import N_, ntr, tr
from app.ui.formats import number, size

FILTER = N_("Lists (*.xlsx *.xlsm *.xlsb *.xls *.ods *.csv *.tsv *.txt *.vcf);;All files (*)")
ENCODINGS: tuple[tuple[str, str], ...] = (
    ("utf-8", N_("UTF-8")),
    ("utf-8-sig", N_("UTF-8 with a mark")),
    ("gb18030", N_("Chinese (GB18030, GBK)")),
    ("utf-16", N_("UTF-16")),
    ("utf-16-le", N_("UTF-16, little end first")),
    ("utf-16-be", N_("UTF-16, big end first")),
    ("utf-32", N_("UTF-32")),
)
SEPARATORS: tuple[tuple[str, str], ...] = (
    (",", N_("Comma  ,")),
    ("\t", N_("Tab")),
    (";", N_("Semicolon  ;")),
    ("|", N_("Bar  |")),
    ("，", N_("Chinese comma  ，")),
    ("；", N_("Chinese semicolon  ；")),
    ("blanks", N_("Spaces")),
    ("", N_("None: one column")),
)
_KINDS = {
    "xlsx": N_("Excel workbook"),
    "xlsb": N_("Excel workbook (binary)"),
    "xls": N_("Excel workbook (old)"),
    "ods": N_("OpenDocument spreadsheet"),
    "text": N_("Text table"),
    "vcf": N_("Address book cards"),
}


def about_file(layout: Layout) -> str:
    """Its kind, its size and how much is in it, on one line."""
    parts = [tr(_KINDS.get(layout.kind, "")) or layout.kind, _size(layout.path)]
    if layout.kind not in ("text", "vcf"):
        parts.append(ntr("{n} sheet", "{n} sheets", len(layout.tables)))
    return " · ".join(part for part in parts if part)


def sheet_words(layout: Layout, name: str) -> str:
    """A sheet's name and how many rows it claims."""
    table = next(each for each in layout.tables if each.name == name)
    rows = rows_words(max(0, table.rows - table.header_row))
    words = f"{name} · {rows}"
    return tr("{sheet} (hidden)", sheet=words) if table.hidden else words


def named(words: tuple[tuple[str, str], ...], value: str) -> tuple[tuple[str, str], ...]:
    """The offered values, the present one among them."""
    if any(each == value for each, _ in words):
        return words
    return (*words, (value, value))


def rows_words(count: int) -> str:
    """A count of rows, thousands set apart."""
    return ntr("{count} row", "{count} rows", count, count=number(count))


def read_so_far(done: int, total: int) -> str:
    """How many rows were read."""
    if not done:
        return ""
    if not total:
        return rows_words(done)
    return tr(N_("{done} of {total} rows"), done=number(min(done, total)), total=number(total))


def _size(path: Path) -> str:
    try:
        return size(path.stat().st_size)
    except OSError:
        return ""
