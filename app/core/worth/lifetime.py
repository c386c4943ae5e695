"""What a customer is worth over her life as one (definition D11), discounted to today."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from app.core.errors import Refused
from app.i18n import N_

_DIGITS = 50
MOST_PURCHASES = 200


@dataclass(frozen=True)
class Terms:
    """The yearly rate, the years between two purchases, and whether the first is today."""

    rate: Fraction = Fraction(1, 10)
    spacing: Fraction = Fraction(1)
    first_now: bool = True


@dataclass(frozen=True)
class Step:
    """One purchase of the table: how many years from today, its amount, its worth today."""

    number: int
    years: Fraction
    amount: Fraction
    today: Fraction


@dataclass(frozen=True)
class Lifetime:
    """The whole table; `total` is the plain sum, `today` what it is worth now."""

    terms: Terms
    steps: tuple[Step, ...]

    @property
    def total(self) -> Fraction:
        """Nothing discounted."""
        return sum((each.amount for each in self.steps), Fraction(0))

    @property
    def today(self) -> Fraction:
        """Everything discounted."""
        return sum((each.today for each in self.steps), Fraction(0))


@dataclass(frozen=True)
class Retained:
    """Worth of a constant yearly margin that goes on with the kept-rate; None: without end."""

    later: Fraction | None
    at_once: Fraction | None


COURSE_A = tuple(
    Fraction(each)
    for each in (10000, 12000, 15000, 17000, 20000, 22000, 25000, 23000, 21000, 20000)
)
"""The course's customer A, 25 years old, and what ten cars bring."""
COURSE_B = (Fraction(18000),) * 3
"""Customer B, 65 years old: three cars."""


def lifetime(amounts: Sequence[Fraction], terms: Terms) -> Lifetime:
    """Each amount m_t is worth m_t/(1+d)^(s*t) today; t begins at 0 when the first is today."""
    check_terms(terms)
    if len(amounts) > MOST_PURCHASES:
        raise Refused(
            N_("{count} purchases are more than a life holds."),
            N_("The table is as it was."),
            N_("At most {most}."),
            count=len(amounts),
            most=MOST_PURCHASES,
        )
    first = 0 if terms.first_now else 1
    steps = []
    for number, amount in enumerate(amounts):
        years = terms.spacing * (number + first)
        steps.append(Step(number + 1, years, amount, amount / growth(terms.rate, years)))
    return Lifetime(terms, tuple(steps))


def growth(rate: Fraction, years: Fraction) -> Fraction:
    """(1 + rate)^years: exact for whole years, to fifty digits for others."""
    if years.denominator == 1:
        return Fraction(1 + rate) ** years.numerator
    with localcontext() as exact:
        exact.prec = _DIGITS
        base = 1 + Decimal(rate.numerator) / Decimal(rate.denominator)
        return Fraction(base ** (Decimal(years.numerator) / Decimal(years.denominator)))


def retained(margin: Fraction, kept: Fraction, rate: Fraction) -> Retained:
    """Both conventions: the first margin after one year, m*r/(1+d-r), or today, m*(1+d)/(1+d-r)."""
    check_rate(rate)
    if not 0 <= kept <= 1:
        raise Refused(
            N_("The kept-rate lies between 0 and 100%."),
            N_("Nothing was reckoned."),
            N_("Type how many of 100 customers are still there a year later."),
        )
    below = 1 + rate - kept
    if below == 0:  # everybody stays and money is free: it never ends
        return Retained(None, None)
    return Retained(margin * kept / below, margin * (1 + rate) / below)


def check_terms(terms: Terms) -> None:
    """Refuse what no reckoning can use."""
    check_rate(terms.rate)
    if not 0 < terms.spacing <= 100:
        raise Refused(
            N_("The years between two purchases must be more than 0 and at most 100."),
            N_("Nothing was reckoned."),
            N_("Half a year is 0.5."),
        )


def check_rate(rate: Fraction) -> None:
    """Refuse a rate below nothing or above everything."""
    if not 0 <= rate <= 10:
        raise Refused(
            N_("The yearly rate lies between 0 and 1000%."),
            N_("Nothing was reckoned."),
            N_("Banks' rates lie between 2 and 10%."),
        )
