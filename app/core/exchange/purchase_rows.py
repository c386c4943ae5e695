"""Reads one row of a till's export as a line of a receipt, or says why it is none."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any, NamedTuple

from app.catalogue.chinese_numerals import number_of
from app.catalogue.cleaning import tidy, tidy_line, tidy_name
from app.catalogue.dates import read_date
from app.catalogue.kind import Rules
from app.core.exchange.cells import cell_text
from app.core.exchange.layout import TableView
from app.core.exchange.sums import read_fen, read_millionths
from app.core.purchases.sums import line_sum

_MOMENT = re.compile(r"(.*?)[ T\u3000]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*")
_NUMERAL = "半|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]"
_LIFE = re.compile(
    rf"(\d{{1,4}}|{_NUMERAL})(?:\.0+)?\s*(?:(年|years?)(半)?|个?月|months?)?", re.IGNORECASE
)
_LONGEST_LIFE = 1200
_TOO_MANY = 50_000  # texts remembered per column

BAD_DATE, BAD_AMOUNT, NO_RECEIPT = "bad_date", "bad_amount", "no_receipt"
FUTURE, LEFT_OUT = "future_date", "cell_left_out"


class Line(NamedTuple):
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
    brand: str | None = None
    price_band: str | None = None
    serial: str | None = None
    discount: int | None = None
    gift: int | None = None
    channel: str | None = None
    clerk: str | None = None
    promised: int | None = None
    delivered: int | None = None
    life_months: int | None = None
    warnings: tuple[str, ...] = ()


_CLEANED: dict[str, Callable[[str], str]] = {
    "receipt": tidy,
    "bought_on": tidy,
    "customer_no": tidy,
    "customer_name": tidy_name,
    "item": tidy_line,
    "category": tidy_line,
    "quantity": tidy,
    "unit": tidy_line,
    "price": tidy,
    "amount": tidy,
    "payment": tidy_line,
    "original": tidy,
    "note": tidy,
    "brand": tidy_line,
    "price_band": tidy_line,
    "life_months": tidy,
    "serial": tidy,
    "discount": tidy,
    "gift": tidy_line,
    "channel": tidy_line,
    "clerk": tidy_name,
    "promised_on": tidy,
    "delivered_on": tidy,
}
_OF_ORDERS = (
    *("brand", "price_band", "life_months", "serial", "discount", "gift"),
    *("channel", "clerk", "promised_on", "delivered_on"),
)
_CAN_DO_WITHOUT = (
    *(("quantity", "quantity"), ("price", "price"), ("life_months", "life_months")),
    *(("promised_on", "promised"), ("delivered_on", "delivered")),
)
_NO = frozenset(("", "0", "否", "不", "不是", "无", "no", "n", "false", "×"))


class _TextColumn:
    """A column whose cells say the same few things again and again."""

    def __init__(self, index: int | None, clean: Callable[[str], str]) -> None:
        self._index, self._clean = index, clean
        self._seen: dict[str, str] = {"": ""}

    def of(self, texts: list[str]) -> str:
        """The cleaned text of this column; "" where there is no such cell."""
        if self._index is None or self._index >= len(texts):
            return ""
        text = texts[self._index]
        found = self._seen.get(text)
        if found is None:
            found = self._clean(text)
            if len(self._seen) < _TOO_MANY:
                self._seen[text] = found
        return found


class LineReader:
    """Reads rows of one table by its mapping."""

    def __init__(self, table: TableView, today: date) -> None:
        """Find where each thing stands."""
        self.today = today
        self._rules = Rules(today)
        at = {c.target: c.index for c in table.columns if c.target is not None}
        self._days: dict[str, tuple[int, tuple[str, ...]] | None] = {}
        self.has_receipts = "receipt" in at
        self._has_amount, self._has_quantity = "amount" in at, "quantity" in at
        self._columns = {
            key: _TextColumn(at.get(key), clean)
            for key, clean in _CLEANED.items()
            if key in at or key not in _OF_ORDERS
        }
        self._says_more = bool(set(_OF_ORDERS) & set(at))

    def read(self, cells: Sequence[Any]) -> Line | str:
        """The line, or the name of the reason why it is none."""
        texts = [cell if isinstance(cell, str) else cell_text(cell) for cell in cells]
        said = {key: column.of(texts) for key, column in self._columns.items()}
        if self.has_receipts and not said["receipt"]:
            return NO_RECEIPT
        moment = self._moment(said["bought_on"])
        if moment is None:
            return BAD_DATE
        quantity = read_millionths(said["quantity"]) if said["quantity"] else None
        price = read_fen(said["price"]) if said["price"] else None
        discount = read_fen(said["discount"]) if said.get("discount") else None
        amount = self._amount(said["amount"], quantity, price, discount)
        if amount is None:
            return BAD_AMOUNT
        line = Line(
            receipt=said["receipt"],
            day=moment[0],
            time=moment[1],
            customer=said["customer_no"],
            name=said["customer_name"],
            item=said["item"] or None,
            category=said["category"] or None,
            quantity=quantity,
            unit=said["unit"] or None,
            price=price,
            amount=amount,
            payment=said["payment"] or None,
            original=said["original"],
            note=said["note"] or None,
            content=blake2b("\x1f".join(texts).rstrip("\x1f").encode(), digest_size=16).digest(),
            warnings=moment[2],
        )
        if self._says_more:
            line = line._replace(**self._more(said, discount))
        if _has_unread(said, line, discount):
            line = line._replace(warnings=(*line.warnings, LEFT_OUT))
        return line

    def _more(self, said: dict[str, str], discount: int | None) -> dict[str, Any]:
        """What only some tills say; what can't be read is left blank, with a warning."""
        gift = said.get("gift", "").casefold() not in _NO
        return {
            **{key: said.get(key) or None for key in ("brand", "price_band", "serial")},
            **{key: said.get(key) or None for key in ("channel", "clerk")},
            "discount": discount or None,
            "gift": 1 if gift else None,
            "promised": self._only_day(said.get("promised_on", "")),
            "delivered": self._only_day(said.get("delivered_on", "")),
            "life_months": read_life(said.get("life_months", "")),
        }

    def _only_day(self, text: str) -> int | None:
        moment = self._moment(text) if text else None
        return moment[0] if moment else None

    def _amount(
        self, text: str, quantity: int | None, price: int | None, discount: int | None
    ) -> int | None:
        """What was paid; reckoned from quantity and price only where no column says it."""
        if self._has_amount:
            return read_fen(text)
        if self._has_quantity and quantity is None:
            return None
        return line_sum(quantity, price, discount)

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
        found = self._read_day(text)
        if len(self._days) < _TOO_MANY:
            self._days[text] = found
        return found

    def _read_day(self, text: str) -> tuple[int, tuple[str, ...]] | None:
        reading = read_date(text, self._rules, allow_lunar=False, allow_future=True)
        day = reading.value.solar() if reading.value else None
        if day is None:
            return None
        warnings = (*reading.warnings, FUTURE) if day > self.today else reading.warnings
        return day.toordinal(), tuple(warnings)


def _has_unread(said: dict[str, str], line: Line, discount: int | None) -> bool:
    """Does a cell say something that was not understood, though the line can do without?"""
    if said.get("discount") and discount is None:
        return True
    return any(said.get(key) and getattr(line, name) is None for key, name in _CAN_DO_WITHOUT)


def read_life(text: str) -> int | None:
    """How many months a thing lasts: 24, 24个月, 2年, 两年半, 2 years; None for anything else."""
    found = _LIFE.fullmatch(text)
    if found is None:
        return None
    if found[1] == "半":
        return 6 if found[2] and not found[3] else None
    number = int(found[1]) if found[1].isdecimal() else number_of(found[1])
    months = number * 12 + (6 if found[3] else 0) if found[2] else number
    return months if 1 <= months <= _LONGEST_LIFE else None


def _clock(found: re.Match[str]) -> str | None:
    hour, minute, second = int(found[2]), int(found[3]), found[4]
    if hour > 23 or minute > 59:
        return None
    return f"{hour:02d}:{minute:02d}" + (f":{second}" if second and second != "00" else "")
