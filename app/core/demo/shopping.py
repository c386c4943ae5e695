"""Three years of receipts for the sample shop: seasons, weekends, regulars and the faithless."""

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from app.core.demo import goods
from app.core.demo.orders import Orders
from app.core.demo.people import HISTORY_DAYS
from app.core.purchases.bulk import NewLine, NewReceipt
from app.core.purchases.records import QUANTITY_UNIT, from_day, to_day

_WALK_INS = 0.06
_RETURNS = 0.01
_LAPSED = 0.15
_LINE_COUNTS = (1, 1, 1, 2, 2, 3)


@dataclass(frozen=True, slots=True)
class Buyer:
    """A customer as far as buying goes: when she joined, and whether she has a story."""

    id: int
    number: str
    joined_day: int
    company: bool
    told: bool


def receipts(
    buyers: Sequence[Buyer],
    count: int,
    seed: int,
    today: date,
    products: Mapping[str, int] | None = None,
) -> Iterator[NewReceipt]:
    """`count` receipts in the order of their days; a few are returns of the one before.

    `products`: the item's name → its product.
    """
    random = Random(f"shopping {seed}")
    calendar = _Calendar(today)
    spans = [_span(random, buyer, calendar) for buyer in buyers]
    totals = list(accumulate(_eagerness(random, buyer) for buyer in buyers))
    chosen = random.choices(range(len(buyers)), cum_weights=totals, k=count)
    visits = sorted((calendar.pick(random, *spans[position]), position) for position in chosen)
    counter = _Counter(random, Orders(seed, today), products or {})
    for day, position in visits:
        yield counter.receipt(day, buyers[position])


class _Calendar:
    """The days of three years, and how busy each is."""

    def __init__(self, today: date) -> None:
        start = today - timedelta(days=HISTORY_DAYS - 1)
        self.first, self.last = to_day(start), to_day(today)
        busy = (_busy(start + timedelta(days=n), n) for n in range(HISTORY_DAYS))
        self._totals = [0.0, *accumulate(busy)]

    def pick(self, random: Random, first: int, last: int) -> int:
        """A day between two, the busy ones more often."""
        low, high = self._totals[first - self.first], self._totals[last - self.first + 1]
        found = bisect(self._totals, random.uniform(low, high)) - 1
        return min(max(self.first + found, first), last)


def _busy(day: date, position: int) -> float:
    growth = 1 + 0.4 * position / HISTORY_DAYS
    return growth * goods.MONTH_WEIGHTS[day.month - 1] * goods.WEEKDAY_WEIGHTS[day.weekday()]


def _span(random: Random, buyer: Buyer, calendar: _Calendar) -> tuple[int, int]:
    """The first and the last day on which the customer may come; some stopped coming."""
    first = min(max(buyer.joined_day, calendar.first), calendar.last)
    stopped = not buyer.told and random.random() < _LAPSED
    return first, random.randint(first, calendar.last) if stopped else calendar.last


def _eagerness(random: Random, buyer: Buyer) -> float:
    # A long tail: a few come every other day, most a few times a year.
    return random.paretovariate(1.6) * (6 if buyer.told else 1)


class _Counter:
    """Writes one receipt after the other."""

    def __init__(self, random: Random, orders: Orders, products: Mapping[str, int]) -> None:
        self._random, self._orders, self._products = random, orders, products
        self._day, self._sequence, self._month, self._date = 0, 0, 0, ""
        self._weights = [list(accumulate(goods.weights_of(month))) for month in range(1, 13)]
        self._before: NewReceipt | None = None

    def receipt(self, day: int, buyer: Buyer) -> NewReceipt:
        """A sale to this buyer or to somebody unknown; now and then a return."""
        if day != self._day:
            self._open(day)
        self._sequence += 1
        number = f"{self._date}{self._sequence:05}"
        if self._before and self._random.random() < _RETURNS:
            return self._returned(self._before, day, number)
        stranger = not buyer.company and self._random.random() < _WALK_INS
        lines = tuple(self._lines(self._month, buyer, number))
        made = NewReceipt(
            day,
            sum(line.amount for line in lines),
            None if stranger else buyer.id,
            None if stranger else buyer.number,
            number,
            time=f"{self._random.randint(7, 20):02}:{self._random.randint(0, 59):02}",
            payment=self._payment(buyer),
            lines=lines,
            **self._orders.head(day, buyer.id, buyer.company),
        )
        self._before = made
        return made

    def _open(self, day: int) -> None:
        on = from_day(day)
        self._day, self._sequence, self._month, self._date = day, 0, on.month, f"{on:%y%m%d}"

    def _payment(self, buyer: Buyer) -> str:
        if buyer.company:
            return "挂账" if buyer.id % 2 else "转账"
        return self._random.choice(goods.PAYMENTS)

    def _lines(self, month: int, buyer: Buyer, receipt: str) -> Iterator[NewLine]:
        count = self._random.choice(_LINE_COUNTS)
        weights = self._weights[month - 1]
        for item in self._random.choices(goods.ITEMS, cum_weights=weights, k=count):
            often = (1, 1, 1, 2)
            number = self._random.randint(8, 30) if buyer.company else self._random.choice(often)
            full = item.price * number
            discount = self._orders.discount(full, buyer.id, buyer.company)
            yield NewLine(
                full - discount,
                item.name,
                item.category,
                number * QUANTITY_UNIT,
                item.unit,
                item.price,
                product_id=self._products.get(item.name),
                discount=discount,
                gift=self._orders.is_gift(item),
                serial=f"SN{receipt}" if item.numbered else None,
            )

    def _returned(self, sale: NewReceipt, day: int, number: str) -> NewReceipt:
        first = sale.lines[0]
        quantity = None if first.quantity is None else -first.quantity
        line = replace(first, amount=-first.amount, quantity=quantity, discount=None, note=None)
        self._before = None
        return NewReceipt(
            day,
            line.amount,
            sale.customer_id,
            sale.customer_number,
            number,
            original_number=sale.number,
            payment=sale.payment,
            note="退货",
            lines=(line,),
        )
