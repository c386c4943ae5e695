"""Reads csv and any other text table in the child, as a stream of records."""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from app.core.exchange import separators
from app.core.exchange.faults import Fault
from app.core.exchange.limits import Limits

Record = list[str]
_QUOTE_LINES = 200  # a record of more lines than this has lost its closing quote
_HEAD_LINES = 200


class TextTable:
    """One text file, its encoding and separator; records may be read more than once."""

    def __init__(self, path: Path, encoding: str, separator: str | None, limits: Limits) -> None:
        """Find the separator unless it is given."""
        self.path, self.encoding, self.limits = path, encoding, limits
        csv.field_size_limit(limits.text_field)
        self.separator = self._found() if separator is None else separator

    def _found(self) -> str:
        return separators.separator_of(list(islice(self._lines(), _HEAD_LINES)))

    def _lines(self) -> Iterator[str]:
        """Lines with their ends kept; a lone CR ends a line too."""
        with self.path.open("rb") as raw:
            text = io.TextIOWrapper(raw, self.encoding, "strict", newline="")
            try:
                for number, line in enumerate(text, 1):
                    if "\x00" in line:
                        raise Fault("nul", line=number)
                    yield line
            except UnicodeDecodeError as error:
                raise Fault("encoding", position=error.start) from None

    def records(self) -> Iterator[Record]:
        """Every record, blank ones too (as empty lists)."""
        if self.separator == separators.BLANKS:
            return self._counted(separators.split_lines(self._lines(), self.separator))
        return self._counted(self._checked())

    def _checked(self) -> Iterator[Record]:
        """Records of the csv reader, refusing a quotation mark that is never closed."""
        raw: list[str] = []
        reader = csv.reader(self._kept(raw), delimiter=self.separator or "\x00", strict=False)
        before = 0
        while True:
            try:
                record = next(reader)
            except StopIteration:
                return
            except csv.Error:
                raise Fault("long_field", line=before + 1) from None
            if len(raw) > 1:
                self._check_quotes(raw, before + 1)
            raw.clear()
            before = reader.line_num
            yield record

    def _kept(self, raw: list[str]) -> Iterator[str]:
        for line in self._lines():
            raw.append(line)
            if len(raw) > _QUOTE_LINES:
                return
            yield line

    def _check_quotes(self, raw: list[str], line: int) -> None:
        """A record of several lines is one only when it stands the strict reading."""
        try:
            records = list(csv.reader(raw, delimiter=self.separator or "\x00", strict=True))
        except csv.Error:
            records = []
        if len(raw) > _QUOTE_LINES or len(records) != 1:
            raise Fault("open_quote", line=line)

    def _counted(self, records: Iterator[Record]) -> Iterator[Record]:
        for number, record in enumerate(records):
            if number >= self.limits.text_rows:
                raise Fault("too_many_rows", limit=f"{self.limits.text_rows:,}")
            yield record
