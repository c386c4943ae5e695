"""Revenue of new against kept customers, by month, quarter and fiscal year."""

from datetime import date
from fractions import Fraction

import numpy as np
from sqlalchemy import select

from app.core.actor import Actor
from app.core.customers.records import customer
from app.core.settings.declared import WEEK_START
from app.core.settings.service import put
from app.core.store.shop import Shop
from app.core.value.answers import calendar_of
from app.core.value.columns import Ledger
from app.core.value.growth import Growth, growth, members
from app.core.value.ledger import make_ledger
from app.core.value.months import Calendar, Span, month_of
from app.core.value.takings import Takings, given_back_early
from tests.conftest import TODAY

LAST = date(2026, 12, 31)
MONTHS = Calendar(Span.MONTH)


def walk_ins(*several: tuple[date, int]) -> Takings:
    days, money = [day.toordinal() for day, _ in several], [fen for _, fen in several]
    return Takings(np.array(days, np.int64), np.array(money, np.int64))


def book() -> Ledger:
    rows = [
        (1, date(2026, 1, 10), 1, 100),
        (1, date(2026, 6, 10), 1, 300),
        (2, date(2026, 6, 11), 1, 50),
        (2, date(2026, 6, 12), 1, 50),
        (2, date(2026, 8, 1), 1, 200),
        (3, date(2026, 8, 2), 0, -30),
    ]
    return make_ledger(LAST, rows)


def row(found: Growth, month: int) -> tuple[int, int, int]:
    place = found.periods.tolist().index(month_of(date(2026, month, 1)))
    return int(found.new[place]), int(found.kept[place]), int(found.others[place])


def test_new_and_kept_by_month() -> None:
    found = growth(book(), walk_ins((date(2026, 6, 1), 7)), MONTHS)
    assert row(found, 1) == (100, 0, 0)
    assert row(found, 6) == (100, 300, 7)
    assert row(found, 8) == (0, 200, -30)
    assert row(found, 7) == (0, 0, 0)
    assert found.new_buyers.tolist()[:6] == [1, 0, 0, 0, 0, 1]
    assert found.kept_buyers.tolist()[5] == 1
    june = month_of(date(2026, 6, 1))
    assert members(book(), MONTHS, june, new=True).tolist() == [2]
    assert members(book(), MONTHS, june, new=False).tolist() == [1]


def test_too_soon_to_tell_new_from_kept() -> None:
    found = growth(book(), walk_ins(), MONTHS)
    assert found.known.tolist() == [False] * 4 + [True] * 8  # 90 days after January 10
    assert found.new_share(0) is None
    assert found.new_share(5) == Fraction(100, 400)
    assert found.new_share(6) is None


def test_how_much_it_grew() -> None:
    found = growth(book(), walk_ins(), Calendar(Span.QUARTER))
    assert found.total.tolist() == [100, 400, 170, 0]
    assert found.change(1) == 3
    assert found.change(0) is None
    assert found.change(3, back=4) is None
    years = growth(book(), walk_ins(), Calendar(Span.YEAR))
    assert years.total.tolist() == [670]


def test_a_fiscal_year_may_begin_in_july() -> None:
    calendar = Calendar(Span.YEAR, begins=7)
    found = growth(book(), walk_ins(), calendar)
    assert found.total.tolist() == [500, 170]
    assert calendar.first_day(int(found.periods[0])) == date(2025, 7, 1)
    assert calendar.last_day(int(found.periods[0])) == date(2026, 6, 30)


def test_a_week_begins_on_the_day_that_the_shop_says() -> None:
    monday, sunday = date(2026, 11, 16), date(2026, 11, 15)
    made = make_ledger(
        date(2026, 11, 22), [(1, date(2026, 11, 14), 1, 5), (1, sunday, 1, 30), (2, monday, 1, 100)]
    )
    mondays = growth(made, walk_ins((sunday, 7)), Calendar(Span.WEEK))
    assert mondays.total.tolist() == [42, 100]
    assert mondays.calendar.first_day(int(mondays.periods[1])) == monday
    sundays = growth(made, walk_ins((sunday, 7)), Calendar(Span.WEEK, 7))
    assert sundays.total.tolist() == [5, 137, 0]  # the 22nd is a Sunday again
    assert sundays.calendar.first_day(int(sundays.periods[1])) == sunday
    assert sundays.calendar.last_day(int(sundays.periods[1])) == date(2026, 11, 21)
    saturdays = growth(made, walk_ins(), Calendar(Span.WEEK, 6))
    assert saturdays.total.tolist() == [135, 0]


def test_the_week_of_the_settings(shop: Shop, owner: Actor) -> None:
    for word, first in (("monday", 0), ("saturday", 5), ("sunday", 6)):
        with shop.write(owner, "Settings") as unit:
            put(unit, WEEK_START, word)
        with shop.read(owner) as reader:
            calendar = calendar_of(reader, Span.WEEK)
        assert calendar.first_day(calendar.of(TODAY)).weekday() == first


def test_after_a_loss_no_rate_is_said() -> None:
    lost = make_ledger(LAST, [(1, date(2026, 11, 1), 0, -100), (1, date(2026, 12, 1), 1, 50)])
    assert growth(lost, walk_ins(), MONTHS).change(1) is None


def test_an_empty_till() -> None:
    empty = make_ledger(LAST, [])
    found = growth(empty, walk_ins(), MONTHS)
    assert len(found.periods) == 0
    assert found.total.tolist() == []


def test_what_was_given_back_early_is_looked_up_by_its_sale(shop: Shop, owner: Actor) -> None:
    """Not by walking all entries: that takes a second of a million of them."""
    with shop.read(owner) as reader:
        asked = given_back_early(TODAY.toordinal(), select(customer.c.id))
        text = str(asked.compile(reader.connection, compile_kwargs={"literal_binds": True}))
        plan = reader.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}").all()
    steps = " ".join(str(row[-1]) for row in plan)
    assert "ix_purchase_original (original_id=?)" in steps
    assert "ix_purchase_window (bought_day>?)" in steps
