"""The sample shop: the same for the same seed, alive, and made of invented people only."""

from collections import Counter
from datetime import date

import pytest

from app.catalogue import CATALOGUES
from app.catalogue.basics import Basics
from app.catalogue.kind import Rules
from app.core.actor import Actor
from app.core.attachments import queries as attachments
from app.core.customers.profile import profile
from app.core.customers.queries import ListQuery, list_ids
from app.core.demo.filling import Size, fill
from app.core.demo.people import company_count, everybody
from app.core.demo.rich import stories
from app.core.demo.shopping import Buyer, receipts
from app.core.duplicates import queries as duplicates
from app.core.errors import Cancelled, NotAllowed
from app.core.people.queries import introductions, people
from app.core.purchases.records import to_day
from app.core.reminders.kinds import OccasionKind
from app.core.reminders.queries import upcoming
from app.core.reminders.upcoming import Upcoming
from app.core.segments import queries as segments
from app.core.sources import queries as sources
from app.core.store.shop import Shop
from app.core.timeline import queries as timeline
from app.core.value.groups import Group
from app.core.value.queries import matrix
from app.core.value.window import last_days

TODAY = date(2026, 11, 22)


def sums(shop: Shop, owner: Actor) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the tables that has no random key."""
    questions = {
        "customer": "SELECT number, name, kind, phone, sort_key, joined_on, purchases, revenue",
        "purchase": "SELECT number, customer_id, bought_day, bought_time, amount, kind, net",
        "purchase_line": "SELECT item, quantity, amount",
        "occasion": "SELECT customer_id, kind, calendar, month, day, leap",
    }
    with shop.read(owner) as reader:
        return {
            name: [
                tuple(row)
                for row in reader.connection.exec_driver_sql(
                    f"{asked} FROM {name} ORDER BY 1, 2, 3"
                )
            ]
            for name, asked in questions.items()
        }


def test_two_shops_of_one_seed_are_the_same(shop: Shop, owner: Actor) -> None:
    with shop.read(owner) as reader:
        assert reader.today == TODAY
    people = [list(everybody(60, seed, TODAY)) for seed in (7, 7, 8)]
    told = [[(new.number, dict(new.values), dict(new.rows)) for new in each] for each in people]
    assert told[0] == told[1]
    assert told[0] != told[2]
    buyers = [Buyer(n, f"K{n}", to_day(TODAY) - 900, False, False) for n in range(1, 20)]
    bought = [list(receipts(buyers, 300, seed, TODAY)) for seed in (7, 7, 8)]
    assert bought[0] == bought[1]
    assert bought[0] != bought[2]


def test_a_filled_shop_is_alive(shop: Shop, owner: Actor) -> None:
    made = fill(shop, owner, Size(customers=120, purchases=900))
    assert (made.customers, made.purchases) == (120, 900)
    found = sums(shop, owner)
    assert len(found["customer"]) == 120
    assert len(found["purchase"]) == 900
    assert Counter(row[2] for row in found["customer"])["company"] == company_count(120)
    with shop.read(owner) as reader:
        week = upcoming(reader, TODAY, 8)
        kinds = {each.kind for each in week}
        value = matrix(reader, last_days(TODAY))
    assert {OccasionKind.BIRTHDAY, OccasionKind.CHILD_BIRTHDAY, OccasionKind.WEDDING} <= kinds
    assert any(each.calendar == "lunar" and each.whose == "小麦" for each in week)
    assert all(value.count(group) for group in Group)
    assert "顾长安" not in {each.customer for each in upcoming_of_a_year(shop, owner)}


def upcoming_of_a_year(shop: Shop, owner: Actor) -> tuple[Upcoming, ...]:
    with shop.read(owner) as reader:
        return upcoming(reader, TODAY, 366)


def test_receipts_fit_their_customers_and_the_calendar() -> None:
    buyers = [
        Buyer(n, f"K{n}", to_day(date(2026, 1, 1)) + n, n % 5 == 0, False) for n in range(1, 50)
    ]
    joined = {buyer.id: buyer.joined_day for buyer in buyers}
    several = list(receipts(buyers, 2000, 1, TODAY))
    assert len(several) == len({each.number for each in several}) == 2000
    numbers = {each.number for each in several}
    for each in several:
        assert each.amount == sum(line.amount for line in each.lines)
        assert each.day <= to_day(TODAY)
        assert each.customer_id is None or each.day >= joined[each.customer_id]
        assert each.original_number is None or each.original_number in numbers
    assert any(each.original_number for each in several)
    assert any(each.customer_id is None for each in several)
    assert [each.day for each in several] == sorted(each.day for each in several)


def test_december_sells_more_than_february() -> None:
    buyers = [Buyer(n, f"K{n}", 0, False, True) for n in range(1, 50)]
    months = Counter(date.fromordinal(each.day).month for each in receipts(buyers, 6000, 1, TODAY))
    assert months[12] > 1.3 * months[2]


def test_nobody_real_is_rung_up() -> None:
    for new in everybody(400, 3, TODAY):
        for field, value in new.values.items():
            if field.key == "mobile":
                assert all(phone.e164.startswith("+86154") for phone in value)


@pytest.mark.parametrize("kind", sorted(CATALOGUES))
def test_every_word_of_the_stories_is_understood(kind: str) -> None:
    """Nothing in a story is doubtful: a sample shop opens without questions."""
    catalogue = CATALOGUES[kind]
    groups = {group.key for group in catalogue.groups()}
    for story in stories(kind):
        rows = [story, *(row for key in groups & set(story) for row in story[key])]
        for row in rows:
            for key, text in row.items():
                if isinstance(text, str):
                    reading = catalogue.field(key).kind.parse(text, Rules(TODAY))
                    assert reading.value is not None, (key, text)
                    assert set(reading.warnings) <= {"two_phones"}, (key, text)


def test_cancelling_leaves_the_shop_empty(shop: Shop, owner: Actor) -> None:
    class Impatient:
        def report(self, done: int, total: int, text: str = "") -> None:
            """Say nothing."""

        def is_cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        fill(shop, owner, Size(customers=1000, purchases=0), Impatient())
    assert sums(shop, owner)["customer"] == []


def test_a_shop_of_one_customer_and_of_no_purchases(shop: Shop, owner: Actor) -> None:
    assert fill(shop, owner, Size(customers=1, purchases=0)).purchases == 0
    assert len(sums(shop, owner)["customer"]) == 1


def test_the_custodian_fills_nothing(shop: Shop, custodian: Actor) -> None:
    with pytest.raises(NotAllowed):
        fill(shop, custodian, Size(customers=1, purchases=0))


def test_people_know_one_another(shop: Shop, owner: Actor) -> None:
    fill(shop, owner, Size(customers=120, purchases=300))
    with shop.read(owner) as reader:
        first = list_ids(reader, ListQuery(kind="individual", sort="number"))[0]
        around = people(reader, first)
        found = introductions(reader, first)
    assert {each.end.key for each in around.links} >= {"introduced", "best_friend", "employer"}
    assert len(around.relatives) == 1
    assert (found.direct, found.all) == (3, 35)


def test_a_tiny_shop_has_what_links_it_can(shop: Shop, owner: Actor) -> None:
    assert fill(shop, owner, Size(customers=3, purchases=5)).customers == 3


def test_every_card_of_a_file_has_something_to_show(shop: Shop, owner: Actor) -> None:
    fill(shop, owner, Size(customers=120, purchases=900))
    with shop.read(owner) as reader:
        states = {each.state for each in timeline.promises(reader, 1)}
        due = timeline.open_promises(reader)
        first = profile(reader, 1)
        kinds = {each.kind for each in timeline.touches(reader, 2)}
        pairs = duplicates.scan(reader)
        assert attachments.photo(reader, 1) is not None
        assert timeline.preferences(reader, 1)
        assert timeline.avoids(reader, 1)
        assert len(sources.conflicts(reader)) == 1
        assert [segments.count(reader, each) > 0 for each in segments.list_saved(reader)] == [True]
    assert states == {"open"}
    assert any(each.is_overdue(TODAY) for each in due)
    assert kinds == {"visit"}
    assert len(pairs) >= 2
    own = next(each for each in first.catalogue if each.own)
    assert first.value(own) == "靠窗第二桌"
    assert first.fact(Basics.name).source == "demo"


def test_a_tiny_shop_gets_what_it_has_people_for(shop: Shop, owner: Actor) -> None:
    assert fill(shop, owner, Size(customers=1, purchases=2)).customers == 1
