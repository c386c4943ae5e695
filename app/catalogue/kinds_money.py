"""The kind of sums of money: one sum or a band, in minor units, perhaps for a period."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any, ClassVar

from app.catalogue.cleaning import narrow
from app.catalogue.kind import Cell, Column, Kind, Reading, Rules
from app.catalogue.kinds_number import UNREADABLE
from app.catalogue.values import Amount
from app.i18n import N_, tr

_SCALE = {"": 1, "千": 1_000, "k": 1_000, "万": 10_000, "w": 10_000, "百万": 1_000_000}
_SCALE |= {"亿": 100_000_000, "m": 1_000_000}
_NUMBER = r"(\d[\d,]*(?:\.\d+)?)\s*(百万|[千万亿kwm]?)"
_SUM = re.compile(_NUMBER)
_BAND = re.compile(rf"{_NUMBER}\s*(?:-|~|至|到|–|—)\s*{_NUMBER}")
_PERIODS = (
    ("year", re.compile(r"(?:/|每|一)年|年薪|per year|/year|a year|/yr")),
    ("month", re.compile(r"(?:/|每|一)?月薪?|per month|/month|a month|/mo")),
    ("day", re.compile(r"(?:/|每|一)[天日]|日薪|per day|/day|a day")),
)
_PERIOD_TEXT = {"": "", "year": "/年", "month": "/月", "day": "/日"}
_DRESSING = re.compile(
    r"¥|￥|rmb|cny|人民币|yuan|元整?|块钱?|圆|约|大概|左右|上下|大约|about|税前|税后"
)
_BELOW = re.compile(r"^(?:<=?|≤|under|below|不到|少于|低于)|(?:以下|以内|以里)$")
_ABOVE = re.compile(r"^(?:>=?|≥|over|above|超过|高于|多于)|(?:以上|多|\+)$")


@dataclass(frozen=True)
class Money(Kind[Amount]):
    """A sum or a band of money; `period` is what is meant when none is said."""

    name: ClassVar[str] = "money"
    columns = (
        Column("", "text"),
        Column("_low", "integer"),
        Column("_high", "integer"),
        Column("_period", "text"),
    )
    period: str = ""

    def parse(self, text: str, rules: Rules) -> Reading[Amount]:
        """Read sums and bands with ¥, commas, 元, 万, 以上, 约, /月."""
        plain = narrow(text).lower().replace(" ", "")
        if not plain:
            return Reading(None, text)
        period, plain = self._period(plain)
        plain = _DRESSING.sub("", plain).strip("/")
        limits = _limits(plain)
        if limits is None:
            return Reading(None, text, (UNREADABLE,))
        return Reading(Amount(*limits, period, text.strip()), text)

    def _period(self, plain: str) -> tuple[str, str]:
        for name, pattern in _PERIODS:
            rest, count = pattern.subn("", plain)
            if count:
                return name, rest
        return self.period, plain

    def show(self, value: Amount) -> str:
        """The sum with the currency sign, or the band in words."""
        period = tr(_PERIOD_WORDS[value.period]) if value.period != self.period else ""
        return self._band(value) + period

    def _band(self, value: Amount) -> str:
        low, high = _with_commas(value.low), _with_commas(value.high)
        if value.low is None:
            return tr(N_("under ¥{sum}"), sum=high)
        if value.high is None:
            return tr(N_("over ¥{sum}"), sum=low)
        return f"¥{low}" if value.low == value.high else f"¥{low}–{high}"

    def edit_text(self, value: Amount) -> str:
        """Plain digits: 1234.50, 50000-100000, <50000, >500000, with /月 where needed."""
        low, high = _plain(value.low), _plain(value.high)
        text = low if value.low == value.high else f"{low}-{high}"
        if value.low is None:
            text = f"<{high}"
        elif value.high is None:
            text = f">{low}"
        return text + (_PERIOD_TEXT[value.period] if value.period != self.period else "")

    def to_cells(self, value: Amount) -> tuple[Cell, ...]:
        """The text as typed, both limits in minor units, the period."""
        return (value.typed or None, value.low, value.high, value.period or None)

    def from_cells(self, cells: Sequence[Cell]) -> Amount | None:
        """The limits, where there is one."""
        low, high = (None if cell is None else int(cell) for cell in cells[1:3])
        if low is None and high is None:
            return None
        return Amount(low, high, str(cells[3] or ""), str(cells[0] or ""))

    def to_json(self, value: Amount) -> Any:
        """{low, high, period, typed}, sums as strings with two decimals."""
        low, high = _two_decimals(value.low), _two_decimals(value.high)
        return {"low": low, "high": high, "period": value.period, "typed": value.typed}

    def from_json(self, data: Any) -> Amount:
        """The same, or a bare sum."""
        if isinstance(data, str):
            sum_ = _minor(Decimal(data))
            return Amount(sum_, sum_, self.period)
        low, high = (
            None if data[key] is None else _minor(Decimal(data[key])) for key in ("low", "high")
        )
        return Amount(low, high, data.get("period") or "", data.get("typed") or "")

    def sample(self, random: Random) -> Amount:
        """A round sum."""
        sum_ = random.randint(3, 60) * 1_000_000
        return Amount(sum_, sum_, self.period)


_PERIOD_WORDS = {
    "": "",
    "year": N_(" a year"),
    "month": N_(" a month"),
    "day": N_(" a day"),
}


def _limits(plain: str) -> tuple[int | None, int | None] | None:
    """Both limits in minor units; None when it is not a sum."""
    below, rest = _BELOW.search(plain), _ABOVE.sub("", _BELOW.sub("", plain))
    above = _ABOVE.search(plain)
    if below and above:
        return None
    band = _BAND.fullmatch(rest)
    if band and not below and not above:
        scale = band[2] or band[4]  # 5-10万 means 5万 to 10万
        low, high = _scaled(band[1], scale), _scaled(band[3], band[4])
        return (low, high) if low <= high else None
    single = _SUM.fullmatch(rest)
    if single is None:
        return None
    sum_ = _scaled(single[1], single[2])
    return (None if below else sum_, None if above else sum_)


def _scaled(digits: str, scale: str) -> int:
    return _minor(Decimal(digits.replace(",", "")) * _SCALE[scale])


def _minor(sum_: Decimal) -> int:
    return int((sum_ * 100).to_integral_value())


def _two_decimals(minor: int | None) -> str | None:
    return None if minor is None else f"{minor // 100}.{minor % 100:02}"


def _plain(minor: int | None) -> str:
    return "" if minor is None else (_two_decimals(minor) or "").removesuffix(".00")


def _with_commas(minor: int | None) -> str:
    return "" if minor is None else f"{Decimal(minor) / 100:,.2f}".removesuffix(".00")
