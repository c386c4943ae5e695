"""Reminders: lead days, once per occurrence, marks, and catching up after being closed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.core.actor import Actor
from app.core.clock import fixed_clock
from app.core.errors import NotAllowed, Refused
from app.core.reminders.due import Due, due, leads_from, rules_from
from app.core.reminders.kinds import ALL_KINDS, OccasionKind
from app.core.reminders.occurrences import DayRules, MonthDay
from app.core.reminders.queries import upcoming
from app.core.reminders.service import OpenedDay, done, open_day, remind_again, skip, snooze
from app.core.settings import declared
from app.core.settings.queries import get_all
from app.core.settings.service import put
from app.core.store.shop import Shop
from app.i18n import N_
from tests.core.reminders.people import lay_customer

TODAY = date(2026, 11, 22)
YESTERDAY = TODAY - timedelta(days=1)


def on(day: date) -> MonthDay:
    return MonthDay("solar", day.month, day.day)


def at(shop: Shop, day: date) -> Shop:
    """The same shop on another day."""
    clock = fixed_clock(day, shop.clock.zone)
    return replace(shop, clock=clock, session=replace(shop.session, clock=clock))


def lay(shop: Shop, owner: Actor, **births: date) -> None:
    with shop.write(owner, N_("Add customer")) as unit:
        for number, day in births.items():
            lay_customer(unit, number, {"birthday": on(day)})


def reminded(shop: Shop, owner: Actor, since: date = YESTERDAY, **how: object) -> list[Due]:
    with shop.read(owner) as reader:
        return list(due(reader, since, **how))  # type: ignore[arg-type]


def shown(
    shop: Shop, owner: Actor, since: date = YESTERDAY, **how: object
) -> list[tuple[str | None, bool, bool]]:
    return [
        (each.what.number, each.fresh, each.missed) for each in reminded(shop, owner, since, **how)
    ]


def test_due_from_the_first_lead_day_to_the_day_itself(shop: Shop, owner: Actor) -> None:
    lay(
        shop,
        owner,
        today=date(1980, 11, 22),
        soon=date(1980, 11, 25),
        week=date(1980, 11, 29),
        later=date(1980, 11, 30),
    )
    assert shown(shop, owner) == [
        ("today", True, False),
        ("soon", False, False),
        ("week", True, False),
    ]


def test_each_kind_has_its_own_lead_days(shop: Shop, owner: Actor) -> None:
    lay(shop, owner, A=date(1980, 12, 20))
    leads = {OccasionKind.BIRTHDAY: (30,), OccasionKind.WEDDING: (0,)}
    assert shown(shop, owner, leads=leads) == [("A", False, False)]
    assert shown(shop, owner, leads={OccasionKind.WEDDING: (40,)}) == []
    assert shown(shop, owner, leads={OccasionKind.BIRTHDAY: ()}) == []


def test_what_fell_while_closed_is_caught_up(shop: Shop, owner: Actor) -> None:
    lay(shop, owner, long_ago=date(1980, 11, 9), missed=date(1980, 11, 10), now=date(1980, 11, 22))
    assert shown(shop, owner, since=date(2026, 11, 10)) == [
        ("missed", False, True),
        ("now", True, False),
    ]


def test_open_day_tells_since_when_the_shop_was_closed(shop: Shop, owner: Actor) -> None:
    answers = []
    for day in (date(2026, 11, 10), date(2026, 11, 22), date(2026, 11, 22), date(2026, 11, 23)):
        with at(shop, day).write(owner, N_("Open the day")) as unit:
            answers.append(open_day(unit))
    assert answers == [
        OpenedDay(date(2026, 11, 10), first=True),
        OpenedDay(date(2026, 11, 10), first=True),
        OpenedDay(date(2026, 11, 10), first=False),
        OpenedDay(date(2026, 11, 22), first=True),
    ]


def test_a_first_day_misses_nothing_and_still_tells_the_news(shop: Shop, owner: Actor) -> None:
    lay(shop, owner, before=date(1980, 11, 21), now=date(1980, 11, 22))
    assert shown(shop, owner, since=TODAY) == [("now", True, False)]


def test_done_is_done_for_this_year_only(shop: Shop, owner: Actor) -> None:
    lay(shop, owner, A=date(1980, 11, 25))
    which = reminded(shop, owner)[0].what.key
    with shop.write(owner, N_("Mark as done")) as unit:
        done(unit, which, " greeted ")
    assert shown(shop, owner) == []
    with shop.read(owner) as reader:
        mark = upcoming(reader, TODAY, 31)[0].mark
        assert mark is not None
        assert (mark.state, mark.word) == ("done", "greeted")
    next_year = at(shop, date(2027, 11, 20))
    assert len(reminded(next_year, owner, since=date(2027, 11, 19))) == 1


def test_snoozed_is_quiet_until_its_day(shop: Shop, owner: Actor) -> None:
    lay(shop, owner, A=date(1980, 11, 23))
    which = reminded(shop, owner)[0].what.key
    with shop.write(owner, N_("Remind me later")) as unit:
        snooze(unit, which, date(2026, 12, 1))
    assert shown(shop, owner) == []
    awake = at(shop, date(2026, 12, 1))
    assert shown(awake, owner, since=date(2026, 11, 30)) == [("A", True, True)]
    assert shown(at(shop, date(2026, 12, 2)), owner, since=date(2026, 12, 1)) == [
        ("A", False, True)
    ]
    with awake.write(owner, N_("Mark as done")) as unit:
        done(unit, which, "called")
    assert shown(awake, owner, since=date(2026, 11, 30)) == []


def test_a_snooze_ends_after_today(shop: Shop, owner: Actor) -> None:
    lay(shop, owner, A=date(1980, 11, 23))
    which = reminded(shop, owner)[0].what.key
    with pytest.raises(Refused), shop.write(owner, N_("Remind me later")) as unit:
        snooze(unit, which, TODAY)
    assert len(reminded(shop, owner)) == 1


def test_skipped_and_reminded_again(shop: Shop, owner: Actor) -> None:
    lay(shop, owner, A=date(1980, 11, 23))
    which = reminded(shop, owner)[0].what.key
    with shop.write(owner, N_("Skip this year")) as unit:
        skip(unit, which)
    assert shown(shop, owner) == []
    with shop.write(owner, N_("Remind again")) as unit:
        remind_again(unit, which)
        remind_again(unit, which)
    assert len(reminded(shop, owner)) == 1


def test_lead_days_and_rules_come_from_the_settings(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, N_("Change settings")) as unit:
        put(unit, declared.LEAD_DAYS["wedding"], (3,))
        put(unit, declared.FEB_29, "mar_1")
    with shop.read(owner) as reader:
        settings = get_all(reader)
    assert leads_from(settings)[OccasionKind.WEDDING] == (3,)
    assert leads_from(settings)[OccasionKind.BIRTHDAY] == (7, 0)
    assert set(leads_from(settings)) == set(ALL_KINDS)
    assert rules_from(settings) == DayRules(feb_29="mar_1")


def test_the_custodian_marks_nothing(shop: Shop, owner: Actor, custodian: Actor) -> None:
    lay(shop, owner, A=date(1980, 11, 23))
    which = reminded(shop, owner)[0].what.key
    with pytest.raises(NotAllowed), shop.write(custodian, N_("Mark as done")) as unit:
        done(unit, which)
