"""The tea shop's till export and CDNOW's purchases as receipts, read without the import."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from app.core.purchases.bulk import NewLine, NewReceipt
from app.core.purchases.records import QUANTITY_UNIT, to_day

LAOWANG = Path(__file__).parents[2] / "data" / "laowang"
CDNOW = Path(__file__).parents[4] / "shared" / "data" / "cdnow"
Ids = dict[str, int]


def truth(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return found


def laowang_receipts(ids: Ids, rejected: set[int]) -> Iterator[NewReceipt]:
    with (LAOWANG / "purchases.csv").open(encoding="gb18030", newline="") as file:
        rows = [row for record, row in enumerate(csv.reader(file), 1) if record not in rejected]
    for _, lines in groupby(rows[1:], lambda row: row[0].strip()):
        yield _receipt(list(lines), ids)


def _receipt(rows: list[list[str]], ids: Ids) -> NewReceipt:
    number, when, card, *_ = rows[0]
    lines = tuple(_line(row) for row in rows)
    return NewReceipt(
        day=to_day(date.fromisoformat(when[:10])),
        time=when[11:] or None,
        amount=sum(line.amount for line in lines),
        customer_id=ids.get(card.strip().casefold()),
        customer_number=card.strip() or None,
        number=number,
        original_number=rows[0][10] or None,
        payment=rows[0][9],
        lines=lines,
    )


def _line(row: list[str]) -> NewLine:
    quantity = int(Decimal(row[5]) * QUANTITY_UNIT) if row[5] else None
    return NewLine(_fen(row[8]), row[3], row[4], quantity, row[6], note=row[11] or None)


def _fen(text: str) -> int:
    return int(Decimal(text.replace("¥", "").replace(",", "").strip()) * 100)


def cdnow_rows() -> Iterator[tuple[str, date, int]]:
    with (CDNOW / "CDNOW_master.txt").open(encoding="ascii") as file:
        next(file)
        for line in file:
            number, day, _, dollars = line.split()
            yield number, date(int(day[:4]), int(day[4:6]), int(day[6:])), _fen(dollars)
