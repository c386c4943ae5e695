"""Yearly days by D20: the vectors V3, and every day against a search day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lunar_python import LunarYear, Solar

from app.catalogue.lunar import solar_to_lunar
from app.core.reminders.occurrences import (
    DayRules,
    MonthDay,
    Occurrence,
    between,
    falling,
    in_year,
    next_from,
    rule_texts,
)

TODAY = date(2026, 11, 22)
NEXT = DayRules(day_30="next")
SKIP = DayRules(day_30="skip")


def lunar(month: int, day: int, leap: bool = False) -> MonthDay:
    return MonthDay("lunar", month, day, leap)


@pytest.mark.parametrize(
    ("day", "start", "rules", "expected", "rule"),
    [
        (lunar(4, 1), TODAY, DayRules(), date(2027, 5, 6), ""),
        (lunar(4, 1, True), TODAY, DayRules(), date(2027, 5, 6), "ordinary_month"),
        (lunar(8, 15), TODAY, DayRules(), date(2027, 9, 15), ""),
        (lunar(12, 30), TODAY, DayRules(), date(2027, 2, 5), "day_29"),
        (lunar(12, 30), TODAY, NEXT, date(2027, 2, 6), "next_day"),
        (lunar(1, 1), TODAY, DayRules(), date(2027, 2, 6), ""),
        (lunar(11, 25), TODAY, DayRules(), date(2027, 1, 2), ""),
        (lunar(11, 25), date(2026, 1, 1), DayRules(), date(2026, 1, 13), ""),
        (lunar(12, 30), date(2026, 1, 1), DayRules(), date(2026, 2, 16), "day_29"),
        (lunar(12, 30), date(2026, 2, 17), DayRules(), date(2027, 2, 5), "day_29"),
        (lunar(6, 30), date(2026, 1, 1), DayRules(), date(2026, 8, 12), ""),
        (lunar(6, 30), date(2028, 1, 1), DayRules(), date(2028, 8, 19), "day_29"),
    ],
)
def test_v3_next_lunar_birthday(
    day: MonthDay, start: date, rules: DayRules, expected: date, rule: str
) -> None:
    assert next_from(day, start, rules) == Occurrence(expected, rule)


def test_v3_a_gregorian_year_holds_two_or_none() -> None:
    day = lunar(12, 8)
    in_2022 = between(day, date(2022, 1, 1), date(2022, 12, 31))
    assert [each.on for each in in_2022] == [date(2022, 1, 10), date(2022, 12, 30)]
    assert between(day, date(2023, 1, 1), date(2023, 12, 31)) == ()


def test_v4_feb_29() -> None:
    day = MonthDay("solar", 2, 29)
    assert next_from(day, TODAY) == Occurrence(date(2027, 2, 28), "feb_28")
    assert next_from(day, date(2027, 3, 1)) == Occurrence(date(2028, 2, 29))
    later = DayRules(feb_29="mar_1")
    assert next_from(day, TODAY, later) == Occurrence(date(2027, 3, 1), "mar_1")
    assert next_from(day, date(2028, 1, 1), later) == Occurrence(date(2028, 2, 29))


def test_born_in_a_leap_month_by_each_rule() -> None:
    """2028 doubles month 5, 2027 has no leap month."""
    day = lunar(5, 3, True)
    ordinary, leap = date(2028, 5, 26), date(2028, 6, 25)
    assert in_year(day, 2028) == (Occurrence(ordinary, "ordinary_month"),)
    assert in_year(day, 2028, DayRules(leap_month="leap")) == (Occurrence(leap, "leap_month"),)
    both = in_year(day, 2028, DayRules(leap_month="both"))
    assert [each.on for each in both] == [ordinary, leap]
    for rules in (DayRules(), DayRules(leap_month="leap"), DayRules(leap_month="both")):
        found = in_year(day, 2027, rules)
        assert [each.rule for each in found] == ["ordinary_month"]


def test_skipped_where_the_30th_is_missing() -> None:
    """Month 12 has 29 days from 2024 to 2028 and 30 in 2029."""
    assert in_year(lunar(12, 30), 2026, SKIP) == ()
    found = next_from(lunar(12, 30), TODAY, SKIP)
    assert found == Occurrence(date(2030, 2, 2))


def test_days_beyond_the_calendar_give_nothing() -> None:
    assert next_from(lunar(1, 1), date(2101, 6, 1)) is None
    assert between(lunar(1, 1), date(1850, 1, 1), date(1851, 1, 1)) == ()


def test_two_rules_on_one_day_are_both_named() -> None:
    found = in_year(lunar(6, 30, True), 2028)
    assert found[0].rule == "ordinary_month+day_29"
    assert len(rule_texts(found[0].rule)) == 2
    assert rule_texts("") == ()


def by_hand(day: MonthDay, on: date, rules: DayRules) -> bool:
    """Does the day come round on this date? Asked of the calendar, one date at a time."""
    here, before, after = (solar_to_lunar(on + timedelta(days=n)) for n in (0, -1, 1))
    assert here
    assert before
    assert after
    moved = rules.day_30 == "next" and day.day == 30 and here[2] == 1 and before[2] == 29
    if moved and month_fits(day, before, rules):
        return True
    if not month_fits(day, here, rules):
        return False
    short = day.day == 30 and here[2] == 29 and after[2] == 1
    return here[2] == day.day or (short and rules.day_30 == "29")


def month_fits(day: MonthDay, here: tuple[int, int, int, bool], rules: DayRules) -> bool:
    year, month, _, in_leap = here
    if month != day.month:
        return False
    if not day.leap:
        return not in_leap
    if LunarYear.fromYear(year).getLeapMonth() != month or rules.leap_month == "both":
        return True
    return in_leap == (rules.leap_month == "leap")


rules_of_the_shop = st.builds(
    DayRules,
    leap_month=st.sampled_from(["ordinary", "leap", "both"]),
    day_30=st.sampled_from(["29", "next", "skip"]),
    feb_29=st.sampled_from(["feb_28", "mar_1"]),
)
lunar_days = st.builds(
    lunar, st.integers(1, 12), st.sampled_from([1, 8, 15, 29, 30, 30]), st.booleans()
)


@settings(max_examples=60, deadline=None)
@given(lunar_days, rules_of_the_shop, st.dates(date(1901, 3, 1), date(2098, 1, 1)))
def test_lunar_days_equal_a_search_day_by_day(day: MonthDay, rules: DayRules, start: date) -> None:
    window = [start + timedelta(days=n) for n in range(400)]
    expected = [on for on in window if by_hand(day, on, rules)]
    assert [each.on for each in between(day, window[0], window[-1], rules)] == expected


@settings(max_examples=40, deadline=None)
@given(rules_of_the_shop, st.dates(date(1901, 3, 1), date(2098, 1, 1)), st.integers(1, 60))
def test_the_days_of_a_window_are_those_found_forward(
    rules: DayRules, start: date, days: int
) -> None:
    found = falling(start, days, rules)
    assert list(found) == sorted(found)
    last = start + timedelta(days=days - 1)
    for occurrence, day in found:
        assert start <= occurrence.on <= last
        assert next_from(day, start, rules) is not None
    on_the_first = {day for occurrence, day in found if occurrence.on == start}
    assert MonthDay("solar", start.month, start.day) in on_the_first
    assert all(by_hand(day, start, rules) for day in on_the_first if day.calendar == "lunar")


def test_a_day_is_named_once_a_window() -> None:
    found = falling(TODAY, 31)
    assert len({(day, each.on) for each, day in found}) == len(found)
    assert max(each.on for each, _ in found) == date(2026, 12, 22)


def test_another_library_agrees_on_a_window() -> None:
    for occurrence, day in falling(date(2028, 6, 20), 10, DayRules(leap_month="both")):
        if day.calendar == "lunar" and not occurrence.rule:
            there = Solar.fromYmd(*occurrence.on.timetuple()[:3]).getLunar()
            assert (abs(there.getMonth()), there.getDay()) == (day.month, day.day)
