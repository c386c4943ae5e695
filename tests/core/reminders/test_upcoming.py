"""The window lookup: order, rules, milestones, limits, and who never appears."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.core.actor import Actor
from app.core.errors import NotAllowed
from app.core.reminders.kinds import OccasionKind
from app.core.reminders.occurrences import DayRules, MonthDay, falling
from app.core.reminders.queries import upcoming
from app.core.reminders.upcoming import Upcoming
from app.core.store.shop import Shop
from app.i18n import N_
from tests.core.reminders.people import lay_customer

TODAY = date(2026, 11, 22)


def solar(month: int, day: int) -> MonthDay:
    return MonthDay("solar", month, day)


def lunar(month: int, day: int, leap: bool = False) -> MonthDay:
    return MonthDay("lunar", month, day, leap)


def look(
    shop: Shop, owner: Actor, start: date = TODAY, days: int = 31, **how: object
) -> list[tuple[str | None, str, date]]:
    return [(each.number, each.kind, each.on) for each in found(shop, owner, start, days, **how)]


def found(
    shop: Shop, owner: Actor, start: date = TODAY, days: int = 31, **how: object
) -> tuple[Upcoming, ...]:
    with shop.read(owner) as reader:
        return upcoming(reader, start, days, **how)  # type: ignore[arg-type]


def test_both_calendars_in_order_of_days(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, N_("Add customer")) as unit:
        lay_customer(unit, "A", {"birthday": solar(12, 22), "wedding": solar(12, 23)})
        lay_customer(unit, "B", {"birthday": lunar(10, 14), "spouse_birthday": lunar(11, 1, True)})
        lay_customer(unit, "C", {("child_birthday", 2): solar(11, 23)}, kind="company")
    assert look(shop, owner) == [
        ("B", "birthday", TODAY),
        ("C", "child_birthday", date(2026, 11, 23)),
        ("B", "spouse_birthday", date(2026, 12, 9)),
        ("A", "birthday", date(2026, 12, 22)),
    ]
    first = found(shop, owner)[0]
    assert (first.calendar, first.month, first.day, first.whose) == ("lunar", 10, 14, "客B")
    assert found(shop, owner)[2].rule == "ordinary_month"


def test_the_deceased_and_the_binned_never_appear(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, N_("Add customer")) as unit:
        days: dict[str | tuple[str, int], MonthDay] = {"birthday": solar(11, 22)}
        joined = date(2025, 11, 22)
        lay_customer(unit, "dead", days, joined_on=joined, deceased=1)
        binned = datetime(2026, 11, 1, tzinfo=UTC)
        lay_customer(unit, "binned", days, joined_on=joined, binned_on=binned)
    assert look(shop, owner) == []


@pytest.mark.parametrize(
    ("joined", "years"),
    [
        (date(2025, 11, 30), 1),
        (date(2024, 11, 30), None),
        (date(2021, 11, 30), 5),
        (date(2016, 11, 30), 10),
        (date(1926, 11, 30), 100),
        (date(2026, 11, 30), None),
    ],
)
def test_only_milestones_of_joining(
    shop: Shop, owner: Actor, joined: date, years: int | None
) -> None:
    with shop.write(owner, N_("Add customer")) as unit:
        lay_customer(unit, "A", {"joined": solar(11, 30)}, joined_on=joined)
    assert [each.years for each in found(shop, owner)] == ([years] if years else [])


def test_joined_on_feb_29_follows_the_rule(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, N_("Add customer")) as unit:
        lay_customer(unit, "A", joined_on=date(2016, 2, 29))
    start = date(2026, 2, 20)
    assert look(shop, owner, start, 20) == [("A", "joined", date(2026, 2, 28))]
    later = DayRules(feb_29="mar_1")
    assert look(shop, owner, start, 20, rules=later) == [("A", "joined", date(2026, 3, 1))]


def test_kinds_customers_and_limit_narrow_the_list(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, N_("Add customer")) as unit:
        ids = [
            lay_customer(
                unit,
                f"{n:02}",
                {"birthday": solar(11, 22 + n % 8), "wedding": solar(12, 1)},
                sort_key=f"{n:02}",
                joined_on=date(2021, 12, 2),
            )
            for n in range(16)
        ]
    everything = look(shop, owner)
    assert len(everything) == 48
    assert look(shop, owner, limit=21) == everything[:21]
    assert look(shop, owner, limit=0) == []
    only = look(shop, owner, kinds=[OccasionKind.JOINED])
    assert only == [row for row in everything if row[1] == "joined"]
    of_two = look(shop, owner, customers=ids[3:5])
    assert of_two == [row for row in everything if row[0] in ("03", "04")]


def test_the_rules_are_heard(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, N_("Add customer")) as unit:
        lay_customer(unit, "A", {"birthday": lunar(12, 30)})
    start = date(2027, 2, 1)
    assert look(shop, owner, start) == [("A", "birthday", date(2027, 2, 5))]
    assert look(shop, owner, start, rules=DayRules(day_30="next"))[0][2] == date(2027, 2, 6)
    assert look(shop, owner, start, rules=DayRules(day_30="skip")) == []


def test_any_window_equals_the_days_found_forward(shop: Shop, owner: Actor) -> None:
    start = date(2028, 5, 1)
    coming = falling(start, 400)
    with shop.write(owner, N_("Add customer")) as unit:
        for position, day in enumerate(sorted({day for _, day in coming})):
            lay_customer(unit, str(position), {"birthday": day}, name=f"{day}")
    names = {(each.customer, each.on, each.rule) for each in found(shop, owner, start, 400)}
    assert names == {(f"{day}", each.on, each.rule) for each, day in coming}


def test_the_custodian_sees_none(shop: Shop, custodian: Actor) -> None:
    with shop.read(custodian) as reader, pytest.raises(NotAllowed):
        upcoming(reader, TODAY, 31)


def test_a_window_of_no_days_is_empty(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, N_("Add customer")) as unit:
        lay_customer(unit, "A", {"birthday": solar(11, 22)})
    assert look(shop, owner, TODAY, 0) == []
    assert look(shop, owner, TODAY - timedelta(days=1), 1) == []
