"""Writes csv that no spreadsheet program takes for formulas, and reads our own back exactly."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import BinaryIO

MARK = "#shuke"
"""The heading of the last column of our own csv: its cells are guarded by a quotation mark."""
_SIGNS = "=+-@\t\r"
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d+)?")
_LEAD = re.compile("^[\\s\ufeff\u200b\u200e\u200f\x00-\x1f]+")


def is_formula_like(text: str) -> bool:
    """Would a spreadsheet program reckon with this text instead of showing it?"""
    if not text or _NUMBER.fullmatch(text):
        return False
    if text[0] in "\t\r":
        return True
    first = unicodedata.normalize("NFKC", _LEAD.sub("", text)[:1])
    return first[:1] in _SIGNS and bool(first)


def guarded(text: str) -> str:
    """The text with a quotation mark before it where it needs one, or begins with one."""
    return "'" + text if text.startswith("'") or is_formula_like(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if text.startswith("'") else text


def write_csv(out: BinaryIO, rows: Iterable[Sequence[str]]) -> int:
    """Write headings and rows as UTF-8 with a mark; returns the rows written."""
    text = io.TextIOWrapper(out, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    written = 0
    for number, row in enumerate(rows):
        mark = MARK if number == 0 else "1"
        writer.writerow([*(guarded(cell) for cell in row), mark])
        written += 1
    text.detach()
    return written
