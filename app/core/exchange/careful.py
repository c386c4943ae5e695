"""Reads an xlsx row by row in little memory, where calamine would need too much."""

import warnings
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from app.core.exchange import zip_guard
from app.core.exchange.faults import Fault
from app.core.exchange.limits import Limits

Row = list[Any]


class CarefulWorkbook:
    """The same face as `sheets.Workbook`, by openpyxl's streaming reader."""

    def __init__(self, path: Path, limits: Limits) -> None:
        """Open it read-only, with its sheets' own claims of size forgotten."""
        import openpyxl
        import openpyxl.xml

        assert openpyxl.xml.DEFUSEDXML
        self.path, self.limits = path, limits
        self._files = zip_guard.sheet_files(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                self._book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            except Exception:  # its reader raises a dozen different kinds
                raise Fault("damaged") from None

    def sheets(self) -> list[tuple[str, bool]]:
        """Names of the worksheets, and whether each is hidden."""
        found = [(sheet.title, sheet.sheet_state != "visible") for sheet in self._book.worksheets]
        shown = [each for each in found if not each[1]] or found
        return shown[: self.limits.sheets]

    def describe(self, name: str) -> dict[str, Any]:
        """What can be said without reading the sheet through."""
        top = list(islice(self.rows(name), 60))
        return {
            "name": name,
            "height": 0,
            "width": max(map(len, top), default=0),
            "merged": [],
            "hidden_columns": zip_guard.hidden_columns(self.path, self._files.get(name, "")),
        }

    def rows(self, name: str) -> Iterator[Row]:
        """Rows until 1,000 empty ones follow one another."""
        sheet = self._book[name]
        sheet.reset_dimensions()
        empty = 0
        cells = sheet.iter_rows(values_only=True, max_col=self.limits.columns)
        for number, row in enumerate(cells):
            if number >= self.limits.sheet_rows:
                raise Fault("too_many_rows", limit=f"{self.limits.sheet_rows:,}")
            kept = ["" if cell is None else cell for cell in row]
            empty = 0 if any(cell != "" for cell in kept) else empty + 1
            if empty > self.limits.empty_rows:
                return
            yield kept if empty == 0 else []
