"""Reads one row of a till's export as a line of a receipt, or says why it is none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from app.catalogue.cleaning import tidy, tidy_line, tidy_name
from app.catalogue.dates import read_date
from app.catalogue.kind import Rules
from app.core.exchange.cells import cell_text
from app.core.exchange.layout import TableView
from app.core.exchange.sums import read_fen, read_millionths

_MOMENT = re.compile(r"(.*?)[ T\u3000]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*")
_TOO_MANY = 200_000  # days remembered, before the memory is emptied

BAD_DATE, BAD_AMOUNT, NO_RECEIPT = "bad_date", "bad_amount", "no_receipt"
FUTURE = "future_date"


@dataclass(frozen=True)
class Line:
    """One line of a receipt, as typed and as read; `content` tells it from all others."""

    receipt: str
    day: int  # date.toordinal()
    time: str | None
    customer: str
    name: str
    item: str | None
    category: str | None
    quantity: int | None
    unit: str | None
    price: int | None
    amount: int
    payment: str | None
    original: str
    note: str | None
    content: bytes
    warnings: tuple[str, ...] = ()


class LineReader:
    """Reads rows of one table by its mapping."""

    def __init__(self, table: TableView, today: date) -> None:
        """Find where each thing stands."""
        self.today = today
        self._rules = Rules(today)
        self._at = {c.target: c.index for c in table.columns if c.target is not None}
        self._days: dict[str, tuple[int, tuple[str, ...]] | None] = {}
        self.has_receipts = "receipt" in self._at

    def read(self, cells: Sequence[Any]) -> Line | str:
        """The line, or the name of the reason why it is none."""
        texts = [cell_text(cell) for cell in cells]
        moment = self._moment(self._text(texts, "bought_on"))
        receipt = tidy(self._text(texts, "receipt"))
        if self.has_receipts and not receipt:
            return NO_RECEIPT
        if moment is None:
            return BAD_DATE
        amount = self._amount(texts)
        if amount is None:
            return BAD_AMOUNT
        return self._line(texts, receipt, moment, amount)

    def _line(
        self,
        texts: list[str],
        receipt: str,
        moment: tuple[int, str | None, tuple[str, ...]],
        amount: int,
    ) -> Line:
        return Line(
            receipt=receipt,
            day=moment[0],
            time=moment[1],
            customer=tidy(self._text(texts, "customer_no")),
            name=tidy_name(self._text(texts, "customer_name")),
            item=self._line_text(texts, "item"),
            category=self._line_text(texts, "category"),
            quantity=read_millionths(self._text(texts, "quantity")),
            unit=self._line_text(texts, "unit"),
            price=read_fen(self._text(texts, "price")),
            amount=amount,
            payment=self._line_text(texts, "payment"),
            original=tidy(self._text(texts, "original")),
            note=tidy(self._text(texts, "note")) or None,
            content=blake2b("\x1f".join(texts).rstrip("\x1f").encode(), digest_size=16).digest(),
            warnings=moment[2],
        )

    def _text(self, texts: list[str], target: str) -> str:
        index = self._at.get(target)
        return texts[index] if index is not None and index < len(texts) else ""

    def _line_text(self, texts: list[str], target: str) -> str | None:
        return tidy_line(self._text(texts, target)) or None

    def _amount(self, texts: list[str]) -> int | None:
        """What was paid; reckoned from quantity and price only where no column says it."""
        if "amount" in self._at:
            return read_fen(self._text(texts, "amount"))
        price = read_fen(self._text(texts, "price"))
        if "quantity" not in self._at:
            return price
        quantity = read_millionths(self._text(texts, "quantity"))
        if price is None or quantity is None:
            return None
        return (price * quantity + 500_000) // 1_000_000

    def _moment(self, text: str) -> tuple[int, str | None, tuple[str, ...]] | None:
        found = _MOMENT.fullmatch(text)
        day = self._day(found[1] if found else text)
        if day is None:
            return None
        return (day[0], _clock(found) if found else None, day[1])

    def _day(self, text: str) -> tuple[int, tuple[str, ...]] | None:
        try:
            return self._days[text]
        except KeyError:
            pass
        if len(self._days) > _TOO_MANY:
            self._days.clear()
        self._days[text] = found = self._read_day(text)
        return found

    def _read_day(self, text: str) -> tuple[int, tuple[str, ...]] | None:
        reading = read_date(text, self._rules, allow_lunar=False, allow_future=True)
        day = reading.value.solar() if reading.value else None
        if day is None:
            return None
        warnings = (*reading.warnings, FUTURE) if day > self.today else reading.warnings
        return day.toordinal(), tuple(warnings)


def _clock(found: re.Match[str]) -> str | None:
    hour, minute, second = int(found[2]), int(found[3]), found[4]
    if hour > 23 or minute > 59:
        return None
    return f"{hour:02d}:{minute:02d}" + (f":{second}" if second and second != "00" else "")
