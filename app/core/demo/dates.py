"""Days that are told from today on, so that a sample shop always has something coming up."""

from datetime import date, timedelta
from random import Random

from app.catalogue.lunar import month_length, solar_to_lunar
from app.catalogue.values import CalendarDay


def told(calendar: str, ahead: int, years: int, today: date) -> CalendarDay:
    """A day `years` years ago that comes round again `ahead` days from today."""
    on = today + timedelta(days=ahead)
    moon = solar_to_lunar(on) if calendar == "lunar" else None
    if moon is None:
        return CalendarDay("solar", on.year - years, on.month, min(on.day, 28))
    year, month, day, _ = moon
    return CalendarDay("lunar", year - years, month, min(day, month_length(year - years, month)))


def random_day(random: Random, first: date, last: date, lunar_share: float = 0.0) -> CalendarDay:
    """Any day between two, lunar now and then."""
    solar = date.fromordinal(random.randint(first.toordinal(), last.toordinal()))
    moon = solar_to_lunar(solar) if lunar_share and random.random() < lunar_share else None
    if moon is None:
        return CalendarDay("solar", solar.year, solar.month, solar.day)
    year, month, day, leap = moon
    return CalendarDay("lunar", year, month, day, leap)
