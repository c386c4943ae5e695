"""D5: the triangle of the test vector, blank where a month has not come."""

from datetime import date
from fractions import Fraction

from app.core.value.cohorts import cohorts, members
from app.core.value.ledger import Ledger, make_ledger

APRIL = date(2026, 4, 30)


def bought(**months: list[int]) -> Ledger:
    rows = [
        (ord(who), date(2026, month, 9), 1, 100)
        for who, several in months.items()
        for month in several
    ]
    return make_ledger(APRIL, rows)


def v12() -> Ledger:
    return bought(A=[1, 2, 4], B=[1, 3], C=[2, 3], D=[2], E=[3, 4])


def test_vector_v12() -> None:
    found = cohorts(v12())
    assert found.sizes.tolist() == [2, 2, 1, 0]
    shares = [[found.share(row, since) for since in range(4)] for row in range(3)]
    half = Fraction(1, 2)
    assert shares == [[1, half, half, half], [1, half, 0, None], [1, 1, None, None]]
    assert found.pooled(1) == Fraction(3, 5)
    assert found.pooled(0) == 1
    assert found.first_day(1) == date(2026, 2, 1)


def test_those_behind_a_cell() -> None:
    book = v12()
    february = 2026 * 12 + 1
    assert members(book, february).tolist() == [ord("C"), ord("D")]
    assert members(book, february, 1).tolist() == [ord("C")]


def test_a_month_with_nobody_new_is_there_and_has_no_share() -> None:
    found = cohorts(bought(A=[1], B=[4]))
    assert found.sizes.tolist() == [1, 0, 0, 1]
    assert found.share(1, 1) is None
    assert found.pooled(3) == 0


def test_a_refund_begins_no_cohort() -> None:
    book = make_ledger(APRIL, [(1, date(2026, 1, 5), 0, -100), (1, date(2026, 3, 5), 1, 100)])
    assert cohorts(book).sizes.tolist() == [1, 0]
    assert cohorts(make_ledger(APRIL, [(1, date(2026, 1, 5), 0, -100)])).count == 0


def test_companies_by_themselves() -> None:
    day = date(2026, 2, 1)
    book = make_ledger(APRIL, [(1, day, 1, 5), (2, day, 1, 5)], [2])
    assert members(book, 2026 * 12 + 1, companies=True).tolist() == [2]
    assert cohorts(book).sizes.tolist() == [1, 0, 0]


def test_nobody() -> None:
    assert cohorts(make_ledger(APRIL, [])).count == 0
