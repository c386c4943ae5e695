"""What it means to lose one customer to a rival (definition D26), on any numbers."""

from dataclasses import dataclass
from fractions import Fraction

from app.core.errors import Refused
from app.i18n import N_

MOST = 10**12
_STEPS = (1, 2, 10, 25, 50)  # the course's rows, of its hundred customers
_HUNDRED = 100


@dataclass(frozen=True)
class Start:
    """Two shops alike: so many customers each, so much profit from one in a year.

    `years` is how long one would have stayed, `brings` how many others one would have brought
    in that time. Money in any unit; the course: 100 customers, 10 yuan, one year.
    """

    customers: int = 100
    profit: Fraction = Fraction(10)
    years: Fraction = Fraction(1)
    brings: Fraction = Fraction(0)


@dataclass(frozen=True)
class Lost:
    """What is left when `leavers` went over: ours and the rival's customers, and the gaps."""

    leavers: int
    ours: int
    theirs: int
    profit_each: Fraction  # of one customer and of those she would have brought, all years

    @property
    def gap(self) -> int:
        """How many customers the rival is ahead: each that goes counts twice."""
        return self.theirs - self.ours

    @property
    def relative_gap(self) -> Fraction | None:
        """The gap, seen from what is left to us; None when nobody is."""
        return Fraction(self.gap, self.ours) if self.ours else None

    @property
    def lost_profit(self) -> Fraction:
        """What we earn less."""
        return self.leavers * self.profit_each

    @property
    def profit_gap(self) -> Fraction:
        """How much more the rival earns than we do."""
        return self.gap * self.profit_each


def lose(leavers: int, start: Start = Start()) -> Lost:
    """So many go over to the rival."""
    check_start(start)
    if not 0 <= leavers <= start.customers:
        raise Refused(
            N_("{leavers} of {customers} customers can't leave."),
            N_("Nothing was reckoned."),
            N_("Choose between 0 and all of them."),
            leavers=leavers,
            customers=start.customers,
        )
    each = start.profit * start.years * (1 + start.brings)
    return Lost(leavers, start.customers - leavers, start.customers + leavers, each)


def steps(customers: int) -> tuple[int, ...]:
    """How many go in each row of the table: the course's; of more customers the same percents."""
    if customers <= _HUNDRED:
        return tuple(each for each in _STEPS if each <= customers)
    shares = (round(Fraction(each * customers, _HUNDRED)) for each in _STEPS)
    return tuple(sorted({1, *shares}))


def check_start(start: Start) -> None:
    """Refuse what is below nothing or beyond any shop."""
    figures = (start.customers, start.years, start.brings)
    if any(each < 0 or each > MOST for each in figures) or abs(start.profit) > MOST * 100:
        raise Refused(
            N_("One of the figures can't be right."),
            N_("Nothing was reckoned."),
            N_("Nothing may be below 0, except a profit."),
        )
